"""What the narrator of a first-person story is called: by themselves, or by those who speak to them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from shiten.cast import MentionKind

if TYPE_CHECKING:
    from shiten.coreference import Reader

_SELF = re.compile(r"\b(?:[Mm]y name is|[Mm]y name was|[Cc]all me|calls me|called me|I am called|I, |I am|I'm) $")


def name_narrator(reader: Reader) -> int | None:
    """The named person who is the narrator, or None where the text does not tell."""
    if reader.narrator is None:
        return None
    votes = Counter(_introduced(reader))
    votes.update(_signed(reader))
    votes.update(_addressed(reader))
    subjects = Counter(_acting(reader))
    fitting = {
        p: n for p, n in votes.items()
        if n >= 1 and subjects[p] <= 0.25 * max(4, reader.people[p].names) and _gender_fits(reader, p)
    }  # fmt: skip
    return max(fitting, key=lambda p: (fitting[p], -p)) if fitting else None


def _gender_fits(reader: Reader, person: int) -> bool:
    own, other = reader.people[reader.narrator or 0].gender, reader.people[person].gender
    return own is None or other is None or own == other


def _introduced(reader: Reader) -> list[int]:
    """ "My name is X", "Call me X", "I, X, …" in the narrative."""
    text, parsed = reader.parsed.story.text, reader.parsed
    found = []
    for first, (_, person) in reader.name_at.items():
        start = parsed.starts[first]
        if reader.quotations.narrative(first) and _SELF.search(text[max(0, start - 14) : start]):
            found += [person] * 4
    return found


def _signed(reader: Reader) -> list[int]:
    """A letter's signature: a short paragraph that is nothing but a name."""
    found = []
    for first, last in reader.parsed.paragraphs:
        if last - first <= 5 and first in reader.name_at and reader.name_at[first][0] >= last - 1 and first > 20:
            found += [reader.name_at[first][1]] * 2
    return found


def _addressed(reader: Reader) -> list[int]:
    """Names by which others call the one they speak to while the narrator is there to hear."""
    found = []
    attributor = reader.attributor
    for q in range(len(attributor.speakers)):
        if attributor.speakers[q] != reader.narrator:
            vocative = attributor.vocative(q)
            if vocative >= 0 and vocative != attributor.speakers[q]:
                found.append(vocative)
    return found


def _acting(reader: Reader) -> list[int]:
    """People who are the subject of a narrated verb: the narrator would be "I" there."""
    return [
        m.person for m in reader.mentions
        if m.kind is MentionKind.NAME and reader.quotations.narrative(m.head)
        and reader.parsed.deps[m.head] in ("nsubj", "nsubjpass")
    ]  # fmt: skip
