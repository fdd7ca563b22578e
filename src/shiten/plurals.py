"""Whom a plural means: which two people "they", "we" or "the lovers" are, if they are two that are known.

Every two people in reach are weighed against each other and against there being none; the weights are fitted on
our own marked stories (bin/train).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from shiten.notes import FARTHEST, Notes
from shiten.syntax import subject_of
from shiten.weights import Features, pair_weights

THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
WE = frozenset({"we", "us", "our", "ours", "ourselves"})
LOVERS = frozenset({"couple", "lovers", "spouses", "newlyweds"})
PLURAL = THEY | WE | LOVERS | {"both", "each", "two", "pair"}
# Among how many of the people last met two are sought.
PAIRED = 6


class Plurals:
    """Resolves plurals into the notes."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def pair(self, i: int) -> None:
        """Which two people a plural means ("they", "the lovers", the narrator's "we"), if two are meant at all."""
        pairs, features = self._choices(i)
        weights = pair_weights()
        scores = [weights.score(f) for f in features]
        best = max(range(len(scores)), key=lambda k: (scores[k], k))
        if best:
            self._settle(i, pairs[best - 1])

    def _choices(self, i: int) -> tuple[list[tuple[int, int]], list[Features]]:
        """The pairs in reach, and the features of there being none followed by theirs."""
        pairs = list(self._pairs(i))
        return pairs, [self._nobody(i), *(self._pair_features(i, later, earlier) for earlier, later in pairs)]

    def _settle(self, i: int, pair: tuple[int, int]) -> None:
        self.notes.groups[i] = pair
        self.notes.last_group = (pair, self.notes.parsed.sentence_of[i])

    def _pairs(self, i: int) -> Iterator[tuple[int, int]]:
        """Every two people in reach, the one met earlier first; of "we" the narrator is one."""
        notes, sentence = self.notes, self.notes.parsed.sentence_of[i]
        low = notes.parsed.lowers[i]
        barred = notes.clause_people(i) if low in ("them", "us") else set()
        near = [
            p for p in reversed(notes.recent) if sentence - notes.people[p].last_sentence < FARTHEST and p not in barred
        ]
        if low in WE:
            if notes.narrator is not None:
                yield from ((notes.narrator, p) for p in near if p != notes.narrator)
            return
        told_of = [p for p in near[:PAIRED] if p != notes.narrator or low not in THEY]
        yield from ((earlier, later) for later, earlier in combinations(told_of, 2))

    def _nobody(self, i: int) -> Features:
        low = self.notes.parsed.lowers[i]
        kind = "they" if low in THEY else "we" if low in WE else low
        return {"none": 1.0, f"none_{kind}": 1.0, "none_spoken": float(self.notes.quotations.quote_of[i] >= 0)}

    def _met_since(self, token: int) -> int:
        return sum(1 for p in self.notes.recent if self.notes.people[p].last_token > token)

    def _pair_features(self, i: int, a: int, b: int) -> Features:
        """What speaks for and against ``a`` and ``b`` being meant together; ``a`` was met later."""
        notes, parsed = self.notes, self.notes.parsed
        sentence, low = parsed.sentence_of[i], parsed.lowers[i]
        first, second = notes.people[a], notes.people[b]
        near, far = max(0, sentence - first.last_sentence), max(0, sentence - second.last_sentence)
        found = {
            f"near_{min(near, 3)}": 1.0,
            f"far_{min(far, 4)}": 1.0,
            f"roles_{'_'.join(sorted((first.last_role, second.last_role)))}": 1.0,
            f"between_{min(3, self._met_since(second.last_token))}": 1.0,
            "salience": min(6.0, first.count**0.5) + min(6.0, second.count**0.5),
        }
        joined = notes.coordinated.get(frozenset((a, b)))
        if joined is not None:
            found[f"joined_{max(0, min(4, sentence - joined))}"] = 1.0
        if notes.last_group is not None and set(notes.last_group[0]) == {a, b}:
            found[f"again_{max(0, min(4, sentence - notes.last_group[1]))}"] = 1.0
        subject = subject_of(parsed, parsed.heads[i]) if parsed.deps[i] not in ("nsubj", "nsubjpass") else None
        facts = {
            "same_sentence": first.last_sentence == second.last_sentence,
            "two_genders": None not in (first.gender, second.gender) and first.gender != second.gender,
            "two_genders_lovers": low in LOVERS and first.gender != second.gender,
            "both_subjects": first.last_role == second.last_role == "subject",
            "both_named": first.named and second.named,
            "one_unnamed": first.named != second.named,
            "kin": any({r.owner, r.other} == {a, b} for r in notes.relations),
            "spouses": any(
                {r.owner, r.other} == {a, b} and notes.kin_nouns[r.noun]["kind"] in ("married", "engaged")
                for r in notes.relations
            ),
            "with_subject": subject is not None and notes.who[subject] in (a, b),
            "other_paragraph": parsed.paragraph_of[first.last_token] != parsed.paragraph_of[i],
            "only_two": len(notes.recent) == 2,
        }
        return found | {name: 1.0 for name, holds in facts.items() if holds}
