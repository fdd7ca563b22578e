"""Whom a pronoun means: the choice of an antecedent.

By gender, recency, grammatical role and salience, after Lappin & Leass (1994), weighed as fitted on our own marked
stories (bin/train); bound and barred by the clause it stands in (reflexives, co-arguments, names that follow).
"""

from __future__ import annotations

from dataclasses import dataclass

from shiten.cast import MentionKind
from shiten.notes import FARTHEST, ROLES, Notes
from shiten.speakers import Attributor
from shiten.syntax import object_of, subject_of
from shiten.terms import Gender
from shiten.weights import Features, antecedent_weights

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a pronoun stands: its role, and people by what they are there (-1: nobody).

    ``teller`` and ``told`` are subject and object of the verb that governs the pronoun's clause; ``clause`` those who
    stand in the clause of a possessive; ``joined`` whoever is named before "and his"; ``mentions`` counts those of
    all in reach.
    """

    role: str
    teller: int
    told: int
    clause: frozenset[int]
    joined: int
    mentions: int


class Pronouns:
    """Resolves third-person pronouns of one person into the notes."""

    def __init__(self, notes: Notes, attributor: Attributor) -> None:
        self.notes, self._attributor = notes, attributor

    def third_person(self, i: int, *, spoken: bool) -> None:
        """Resolve the he- or she-pronoun at token ``i``."""
        low = self.notes.parsed.lowers[i]
        gender = Gender.MALE if low in HE else Gender.FEMALE
        possessive = self.notes.parsed.deps[i] == "poss" or low in ("his", "hers")
        barred = self._explained(i) if possessive else self.notes.clause_people(i) | self._named_below(i)
        if low in ("himself", "herself"):
            own = [p for p in self.notes.clause_people(i) if self.notes.fits(p, gender)]
            barred = set()
            if own:
                self._settle(i, own[0], gender)
                return
        if spoken:
            barred |= {self._attributor.speaker_at(i), self._attributor.addressee_at(i)}
        best = self._announced(i, gender)
        if best is None:
            best = self._best(i, gender, barred, possessive=possessive, spoken=spoken)
        if best is None:
            best = self._ahead(i, gender, possessive=possessive)
        if best is not None:
            self._settle(i, best, gender)

    def _settle(self, i: int, person: int, gender: Gender) -> None:
        draft = self.notes.people[person]
        draft.votes[gender] += 1
        if (
            not draft.sure
            and draft.votes[gender] >= 2
            and draft.votes[gender] > 2 * sum(n for g, n in draft.votes.items() if g != gender)
        ):
            draft.gender = gender
        self.notes.mention(i, i + 1, i, person, MentionKind.PRONOUN)

    def _best(self, i: int, gender: Gender, barred: set[int], *, possessive: bool, spoken: bool) -> int | None:
        """The likeliest antecedent in reach, or None."""
        candidates = self._candidates(i, gender, barred, possessive=possessive, spoken=spoken)
        weights = antecedent_weights()
        return max(candidates, key=lambda p: (weights.score(candidates[p]), p), default=None)

    def _candidates(
        self, i: int, gender: Gender, barred: set[int], *, possessive: bool, spoken: bool
    ) -> dict[int, Features]:
        """Who may be meant, the last met first: person → features."""
        notes, sentence = self.notes, self.notes.parsed.sentence_of[i]
        near = [
            p for p in reversed(notes.recent)
            if p not in barred
            and p != notes.narrator
            and sentence - notes.people[p].last_sentence < FARTHEST
            and notes.fits(p, gender)
        ]  # fmt: skip
        place = self._place(i, near, possessive=possessive)
        return {p: self._features(i, p, k, place, spoken=spoken) for k, p in enumerate(near)}

    def _place(self, i: int, near: list[int], *, possessive: bool) -> _Place:
        """Where the pronoun at token ``i`` stands, with ``near`` in reach."""
        notes = self.notes
        verb = self._governing_verb(i)
        teller = subject_of(notes.parsed, verb) if verb is not None else None
        told = object_of(notes.parsed, verb) if verb is not None else None
        return _Place(
            role="possessor" if possessive else ROLES.get(notes.parsed.deps[i], "other"),
            teller=notes.who[teller] if teller is not None else -1,
            told=notes.who[told] if told is not None and told < i else -1,
            clause=frozenset(notes.clause_people(i)) if possessive else frozenset(),
            joined=self._joined(i) if possessive else -1,
            mentions=sum(notes.people[p].count for p in near) or 1,
        )

    def _features(self, i: int, person: int, rank: int, place: _Place, *, spoken: bool) -> Features:
        """What speaks for and against one candidate, the ``rank``-th last met."""
        parsed, draft = self.notes.parsed, self.notes.people[person]
        sentence = parsed.sentence_of[i]
        distance = max(0, sentence - draft.last_sentence)
        found = {
            f"distance_{distance}": 1.0,
            f"rank_{min(rank, 3)}": 1.0,
            f"{place.role}_after_{draft.last_role}_{min(distance, 2)}": 1.0,
            f"last_{draft.last_kind}": 1.0,
            "salience": min(6.0, draft.count**0.5),
            "share": draft.count / place.mentions,
            "tokens": min(1.0, (i - draft.last_token) / 60),
        }
        for name, last in (("subject", draft.last_subject), ("leading", draft.last_leading), ("main", draft.last_main)):
            if 0 <= sentence - last <= 2:
                found[f"{name}_{sentence - last}"] = 1.0
                found[f"{name}_{sentence - last}_for_{place.role}"] = 1.0
        facts = {
            "same_clause": person in place.clause,
            "teller": person == place.teller,
            "told": person == place.told,
            "joined": person == place.joined,
            "unknown_gender": draft.gender is None,
            "sure_gender": draft.sure,
            "nameless": not draft.named,
            "spoken_only": draft.last_spoken and not spoken,
            "told_only": spoken and not draft.last_spoken,
            "other_paragraph": parsed.paragraph_of[draft.last_token] != parsed.paragraph_of[i],
        }
        return found | {name: 1.0 for name, holds in facts.items() if holds}

    def _governing_verb(self, i: int) -> int | None:
        """The verb whose complement the pronoun's clause is: "Paul tells Ann that she …"."""
        verb = self.notes.parsed.heads[i]
        for _ in range(3):
            if self.notes.parsed.pos[verb] in ("VERB", "AUX"):
                break
            verb = self.notes.parsed.heads[verb]
        above = self.notes.parsed.heads[verb]
        return above if self.notes.parsed.deps[verb] in ("ccomp", "xcomp") and above != verb else None

    def _joined(self, i: int) -> int:
        """ "The dentist Pál and his wife": the one to whom the possessor's noun is joined, or -1."""
        parsed = self.notes.parsed
        t = i - 1
        if t < 1 or parsed.lowers[t] != "and":
            return -1
        t -= parsed.lowers[t - 1] == ","
        begin = self.notes.name_end.get(t)
        return self.notes.name_at[begin][1] if begin is not None else -1

    def _explained(self, i: int) -> set[int]:
        """ "Lena, her father's wife": the one whom an apposition explains does not possess it."""
        parsed, noun = self.notes.parsed, self.notes.parsed.heads[i]
        begin = self.notes.name_end.get(i - 1) if parsed.words[i - 1] == "," else None
        while parsed.deps[noun] == "poss" and parsed.heads[noun] != noun:
            noun = parsed.heads[noun]
        if begin is None or parsed.deps[noun] != "appos" or parsed.lowers[noun + 1 : noun + 2] == ["and"]:
            return set()
        return {self.notes.name_at[begin][1]}

    def _ahead(self, i: int, gender: Gender, *, possessive: bool) -> int | None:
        """A name later in the sentence ("When he arrives, Walter …"), where nothing stands before; not that of
        the relative ("her boyfriend Jules")."""
        head = self.notes.parsed.heads[i]
        first = head + 3 if possessive and self.notes.parsed.lowers[head] in self.notes.kin_nouns else i + 1
        for t in range(first, self.notes.parsed.sentences[self.notes.parsed.sentence_of[i]][1]):
            if t in self.notes.name_at and self.notes.fits(self.notes.name_at[t][1], gender):
                return self.notes.name_at[t][1]
        return None

    def _announced(self, i: int, gender: Gender) -> int | None:
        """The subject that a pronoun in a clause before it waits for: "After he recovers, Paul confronts him"."""
        parsed = self.notes.parsed
        verb = parsed.heads[i]
        if parsed.deps[i] not in ("nsubj", "nsubjpass", "poss") or parsed.deps[verb] != "advcl":
            return None
        above = parsed.heads[verb]
        for c in parsed.children(above):
            if (
                parsed.deps[c] in ("nsubj", "nsubjpass")
                and c > i > parsed.sentences[parsed.sentence_of[i]][0]
                and verb < c
            ):
                person = self.notes.peek(c)
                if (
                    person is not None
                    and self.notes.fits(person, gender)
                    and self.notes.people[person].gender is not None
                ):
                    return person
        return None

    def _named_below(self, i: int) -> set[int]:
        """Whoever is named or described later in the clause of which the pronoun is the subject: never the same."""
        parsed, verb = self.notes.parsed, self.notes.parsed.heads[i]
        if parsed.deps[i] not in ("nsubj", "nsubjpass"):
            return set()
        found = set()
        for t in range(i + 1, min(i + 25, parsed.sentences[parsed.sentence_of[i]][1])):
            if t in self.notes.name_at and self._is_below(t, verb):
                found.add(self.notes.name_at[t][1])
            elif parsed.lowers[t - 1] == "the" and parsed.pos[t] in ("NOUN", "PROPN") and self._is_below(t, verb):
                low = parsed.lowers[t]
                found |= {
                    p
                    for p in self.notes.recent
                    if low in self.notes.people[p].titles or low in self.notes.people[p].nouns
                }
        return found

    def _is_below(self, t: int, verb: int) -> bool:
        for _ in range(6):
            t = self.notes.parsed.heads[t]
            if t == verb:
                return True
        return False
