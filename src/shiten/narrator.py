"""What the narrator of a first-person story is called: by themselves, or by those who speak to them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from shiten.cast import MentionKind

if TYPE_CHECKING:
    from shiten.coreference import Reader

# Share of a person's names that may be the subject of narrated verbs if they are to be the narrator.
SUBJECT_SHARE = 0.25
_SELF = re.compile(
    r"\b(?:[Mm]y name(?: is| was|['’]s)|[Cc]all me|calls me|called me|I am called|I,|[Mm]e,|I am|I['’]m) $"
)


def name_narrator(reader: Reader) -> int | None:
    """The named person who is the narrator, or None where the text does not tell."""
    if reader.narrator is None:
        return None
    votes = Counter(_introduced(reader))
    votes.update(_signed(reader))
    votes.update(_addressed(reader))
    subjects = Counter(_acting(reader))
    fitting = {
        p: n / (1 + subjects[p]) for p, n in votes.items()
        if subjects[p] <= SUBJECT_SHARE * reader.people[p].names and _gender_fits(reader, p)
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
    """A letter's signature: a short paragraph that ends in a name and says nothing else but a greeting."""
    parsed, found = reader.parsed, []
    names_by_end = {last: person for _, (last, person) in reader.name_at.items()}
    for first, last in parsed.paragraphs:
        end = last - 1 if parsed.words[last - 1] in (".", ")") else last
        verbs = any(parsed.pos[t] == "VERB" for t in range(first, last))
        if first > 20 and last - first <= 12 and not verbs and end in names_by_end:
            found += [names_by_end[end]] * 3
    return found


def _addressed(reader: Reader) -> list[int]:
    """Names by which others call the one they speak to while the narrator is there to hear; also what the
    narrator calls himself in thought ("I thought, Jean, …")."""
    parsed, found = reader.parsed, []
    attributor = reader.attributor
    for q in range(len(attributor.speakers)):
        vocative = attributor.vocative(q)
        if vocative >= 0 and (vocative != attributor.speakers[q] or vocative == reader.narrator):
            found.append(vocative)
    for first, (last, person) in reader.name_at.items():
        called = (
            parsed.words[first - 1] in (",", ":") and last < len(parsed) and parsed.words[last] in (",", ".", "!", "?")
        )
        if first > 1 and called and reader.quotations.narrative(first):
            spoken_before = {parsed.lemmas[t] for t in range(max(0, first - 4), first)}
            if spoken_before & {"think", "say", "ask", "tell", "myself"}:
                found.append(person)
    return found


def _acting(reader: Reader) -> list[int]:
    """People who are the subject of a narrated verb: the narrator would be "I" there."""
    return [
        m.person for m in reader.mentions
        if m.kind is MentionKind.NAME and reader.quotations.narrative(m.head)
        and reader.parsed.deps[m.head] in ("nsubj", "nsubjpass")
    ]  # fmt: skip
