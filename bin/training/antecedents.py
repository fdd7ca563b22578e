"""How the antecedents of pronouns are weighed: fitted on our own marked stories, read with the right answers given.

Each marked pronoun is one choice among the people in reach; what was said before it is resolved as marked, so
that one error does not teach the next (teacher forcing).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from shiten.coreference import Reader
from shiten.formats import story_from_text
from shiten.names import find_people
from shiten.narration import grammatical_person
from shiten.notes import Notes
from shiten.parse import Parsed
from shiten.pipeline import default_parser
from shiten.plurals import PLURAL, Plurals
from shiten.pronouns import Pronouns
from shiten.quotations import find_quotations
from shiten.speakers import Attributor
from shiten.terms import Gender
from shiten.weights import Features, forget_antecedents
from training.fit import fit_choice
from training.marks import Marked, read_marked

ROOT = Path(__file__).parents[2]
MARKED = ROOT / "training/coreference"
TARGET = ROOT / "src/shiten/data/en/antecedents.json"
# Strengths of the L2 penalty for the choice of one and of two, chosen by cross-validation.
PENALTY = (1.0, 0.3)
# A mention by name says more of who a person is than one by noun or pronoun.
NAME_VOTES = 3

Case = tuple[list[Features], list[int]]


class Letters:
    """Which marked person each person of the notes is, by the mentions so far."""

    def __init__(self, notes: Notes, marked: dict[int, tuple[str, ...]]) -> None:
        self.marked = marked
        self._notes = notes
        self._seen = 0
        self._votes: dict[int, Counter[str]] = defaultdict(Counter)

    def of(self, person: int) -> str | None:
        """The letter most mentions of this person bear, or None."""
        for m in self._notes.mentions[self._seen :]:
            for letter in (self.marked.get(m.head) or self.marked.get(m.last - 1) or ())[:1]:
                self._votes[m.person][letter] += NAME_VOTES if m.first in self._notes.name_at else 1
        self._seen = len(self._notes.mentions)
        votes = self._votes[person]
        return max(votes, key=lambda a: (votes[a], a)) if votes else None


class TaughtPronouns(Pronouns):
    """Resolves marked pronouns as they are marked, and keeps what there was to choose from."""

    def __init__(self, notes: Notes, attributor: Attributor, letters: Letters) -> None:
        super().__init__(notes, attributor)
        self._letters = letters
        self.cases: list[Case] = []

    def _best(self, i: int, gender: Gender, barred: set[int], *, possessive: bool, spoken: bool) -> int | None:
        candidates = self._candidates(i, gender, barred, possessive=possessive, spoken=spoken)
        people = list(candidates)
        right = [k for k, p in enumerate(people) if (self._letters.of(p),) == self._letters.marked.get(i)]
        if not right:
            return super()._best(i, gender, barred, possessive=possessive, spoken=spoken)
        self.cases.append(([candidates[p] for p in people], right))
        return people[right[0]]


class TaughtPlurals(Plurals):
    """The same for plurals: of two people, or of nobody who is marked."""

    def __init__(self, notes: Notes, letters: Letters) -> None:
        super().__init__(notes)
        self._letters = letters
        self.cases: list[Case] = []

    def pair(self, i: int) -> None:
        """The pair that is marked at token ``i``."""
        pairs, features = self._choices(i)
        marked = set(self._letters.marked.get(i, ()))
        right = [k for k, pair in enumerate(pairs) if {self._letters.of(p) for p in pair} == marked]
        if pairs and (right or not marked):
            self.cases.append((features, [k + 1 for k in right] or [0]))
        if right:
            self._settle(i, pairs[right[0]])


def cases_of(story: Marked) -> tuple[list[Case], list[Case]]:
    """The choices that the pronouns of one story ask for: of one person, and of two."""
    parsed = default_parser().parse(story_from_text(story.text, id=story.id))
    quotations = find_quotations(parsed)
    notes = Notes(parsed, quotations, find_people(parsed, quotations), grammatical_person(parsed, quotations))
    reader = Reader(notes)
    letters = Letters(notes, letters_of(parsed, story))
    ones, twos = TaughtPronouns(notes, reader.attributor, letters), TaughtPlurals(notes, letters)
    reader.pronouns, reader.plurals = ones, twos
    reader.read()
    return ones.cases, twos.cases


def letters_of(parsed: Parsed, story: Marked) -> dict[int, tuple[str, ...]]:
    """Head token → letters: of each mark the token whose head lies outside it."""
    found = {}
    for mark in sorted(story.marks, key=lambda m: m.start - m.end):
        tokens = [t for t in range(len(parsed)) if parsed.starts[t] >= mark.start and parsed.end(t) <= mark.end]
        heads = [t for t in tokens if parsed.heads[t] not in tokens or parsed.heads[t] == t]
        plural = [t for t in tokens if parsed.lowers[t] in PLURAL] if len(mark.letters) > 1 else []
        for t in plural[:1] or heads[:1] or tokens[-1:]:
            found[t] = mark.letters
    return found


def write_antecedents() -> None:
    """Fit the weights and write them, for this process as well."""
    cases = [cases_of(story) for story in read_marked(MARKED)]
    plain = {
        "about": "Fitted by bin/train on training/coreference; see docs/model-card.md.",
        "one": fit_choice([case for ones, _ in cases for case in ones], PENALTY[0]),
        "two": fit_choice([case for _, twos in cases for case in twos], PENALTY[1]),
    }
    TARGET.write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    forget_antecedents()
