"""The forms in which names are written, and what they tell of gender."""

from __future__ import annotations

from dataclasses import dataclass

from shiten.lexicon import words
from shiten.terms import Gender


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a name: titles in front (lower case, no stop) and the words themselves."""

    titles: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The form as one string, titles not included."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class NameMention:
    """Tokens ``first..last`` (half-open) that write ``form``; ``written`` is the text itself."""

    first: int
    last: int
    form: Form
    written: str


def title_genders() -> dict[str, Gender | None]:
    """Titles (lower case, no stop) with the gender they tell."""
    genders: dict[str, Gender | None] = dict.fromkeys(words("titles", "any"))
    genders |= dict.fromkeys(words("titles", "female"), Gender.FEMALE)
    return genders | dict.fromkeys(words("titles", "male"), Gender.MALE)


def form_gender(form: Form) -> Gender | None:
    """What titles and first name say of a form's gender."""
    genders = title_genders()
    for title in form.titles:
        if genders.get(title):
            return genders[title]
    if len(form.parts) == 1 and form.titles and form.titles[0] not in ("sir", "lady", "miss", "don", "donna"):
        return None
    first = form.parts[0].lower()
    if first in words("first_names", "female"):
        return Gender.FEMALE
    if first in words("first_names", "male"):
        return Gender.MALE
    return None
