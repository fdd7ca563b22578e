"""What the narrator of a first-person story is called: by themselves, or by those who speak to them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from shiten.cast import MentionKind
from shiten.lexicon import words

if TYPE_CHECKING:
    from shiten.notes import Draft, Notes
    from shiten.speakers import Attributor

# Share of a person's names that may be the subject of narrated verbs if they are to be the narrator.
SUBJECT_SHARE = 0.25
# A narrator is mostly named when spoken to; in a text of over LONG tokens three times, and once more each LONG_STEP.
CALLED_SHARE, LONG, LONG_STEP = 0.25, 6000, 15_000
_SELF = re.compile(
    r"\b(?:[Mm]y name(?: is| was|['’]s)|[Cc]all me|calls me|called me|I am called|I,|[Mm]e,|I am|I['’]m) $"
)


def name_narrator(notes: Notes, attributor: Attributor) -> int | None:
    """The named person who is the narrator, or None where the text does not tell."""
    if notes.narrator is None:
        return None
    votes = Counter(_introduced(notes))
    votes.update(_signed(notes))
    votes.update(_addressed(notes, attributor))
    subjects = Counter(_acting(notes))
    long = len(notes.parsed) >= LONG
    needed = 3 + len(notes.parsed) / LONG_STEP if long else 1
    fitting = {
        p: n / (1 + subjects[p])
        for p, n in votes.items()
        if n >= max(needed, CALLED_SHARE * notes.people[p].names)
        and subjects[p] <= SUBJECT_SHARE * notes.people[p].names
        and (_usual(notes.people[p]) or not long)
        and _gender_fits(notes, p)
    }
    return max(fitting, key=lambda p: (fitting[p], -p)) if fitting else None


def _usual(person: Draft) -> bool:
    """Whether somebody bears a title or a first name of the lists, so that a single call is believed."""
    names = words("first_names", "female") | words("first_names", "male") | words("first_names", "either")
    return bool(person.titles) or any(part.lower() in names for part in person.name.split())


def _gender_fits(notes: Notes, person: int) -> bool:
    """Whether a person may be of the narrator's gender; a few votes ("my husband", in talk) do not settle that."""
    narrator, other = notes.people[notes.narrator or 0], notes.people[person].gender
    ruled_out = [
        g for g, n in narrator.votes.items() if n >= 3 * sum(m for h, m in narrator.votes.items() if h != g) + 3
    ]
    return not ruled_out or other is None or other in ruled_out


def _introduced(notes: Notes) -> list[int]:
    """ "My name is X", "Call me X", "I, X, …" in the narrative."""
    text, parsed = notes.parsed.story.text, notes.parsed
    found = []
    for first, (_, person) in notes.name_at.items():
        start = parsed.starts[first]
        if notes.quotations.narrative(first) and _SELF.search(text[max(0, start - 14) : start]):
            found += [person] * 4
    return found


def _signed(notes: Notes) -> list[int]:
    """A letter's signature: a short paragraph that ends in a name and says nothing else but a greeting."""
    parsed, found = notes.parsed, []
    names_by_end = {last: person for _, (last, person) in notes.name_at.items()}
    for first, last in parsed.paragraphs:
        end = last - 1 if parsed.words[last - 1] in (".", ")") else last
        verbs = any(parsed.pos[t] == "VERB" for t in range(first, last))
        if first > 20 and last - first <= 12 and not verbs and end in names_by_end:
            found += [names_by_end[end]] * 3
    return found


def _addressed(notes: Notes, attributor: Attributor) -> list[int]:
    """Names by which others call the one they speak to while the narrator is there to hear; also what the
    narrator calls himself in thought ("I thought, Jean, …")."""
    parsed, found = notes.parsed, []
    for q in range(len(attributor.speakers)):
        vocative = attributor.vocative(q)
        if vocative >= 0 and (vocative != attributor.speakers[q] or vocative == notes.narrator):
            found.append(vocative)
    for first, (last, person) in notes.name_at.items():
        called = (
            parsed.words[first - 1] in (",", ":") and last < len(parsed) and parsed.words[last] in (",", ".", "!", "?")
        )
        if first > 1 and called and notes.quotations.narrative(first):
            spoken_before = {parsed.lemmas[t] for t in range(max(0, first - 4), first)}
            if spoken_before & {"think", "say", "ask", "tell", "myself"}:
                found.append(person)
    return found


def _acting(notes: Notes) -> list[int]:
    """People who are the subject of a narrated verb: the narrator would be "I" there."""
    return [
        m.person for m in notes.mentions
        if m.kind is MentionKind.NAME and notes.quotations.narrative(m.head)
        and notes.parsed.deps[m.head] in ("nsubj", "nsubjpass")
    ]  # fmt: skip
