"""Whom a pronoun means: the choice of an antecedent.

By gender, recency, grammatical role and salience, after Lappin & Leass (1994); bound and barred by the
clause it stands in (reflexives, co-arguments, names that follow).
"""

from __future__ import annotations

from shiten.cast import MentionKind
from shiten.notes import Notes
from shiten.speakers import Attributor
from shiten.syntax import subject_of
from shiten.terms import Gender

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "them", "their", "both", "each", "themselves", "couple", "two", "lovers", "pair"})
# How far back (sentences) an antecedent still counts, and by how much; what its grammatical role adds. Chosen by
# random search on one half of LitBank's coreference layer (CC BY 4.0; Bamman et al. 2020), kept by the other half.
RECENCY = (1.0, 0.85, 0.6, 0.4, 0.25, 0.15)
SUBJECT_LATELY = (0.7, 0.6)
POSSESSOR_ONLY = 0.15
SAME_CLAUSE_POSSESSIVE = 0.35
SALIENCE = 0.06
UNKNOWN_GENDER = 0.3
SPOKEN_ONLY = 0.2
SAYS_OF_SELF = 0.2


class Pronouns:
    """Resolves third-person pronouns and plurals into the notes."""

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
        best = self._joined(i, gender) if possessive else None
        if best is None:
            best = self._announced(i, gender)
        if best is None:
            best = self._best(i, gender, barred, possessive=possessive, spoken=spoken)
        if best is None:
            best = self._ahead(i, gender)
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
        sentence = self.notes.parsed.sentence_of[i]
        subject = self.notes.parsed.deps[i] in ("nsubj", "nsubjpass")
        clause = self.notes.clause_people(i) if possessive else set()
        teller = self._teller(i) if subject else None
        best, best_score = None, 0.0
        for person in reversed(self.notes.recent):
            draft = self.notes.people[person]
            distance = sentence - draft.last_sentence
            if (
                person in barred
                or person == self.notes.narrator
                or distance >= len(RECENCY)
                or not self.notes.fits(person, gender)
            ):
                continue
            score = RECENCY[max(0, distance)] + SALIENCE * min(6.0, draft.count**0.5)
            lately = sentence - draft.last_subject
            if lately < len(SUBJECT_LATELY):
                score += SUBJECT_LATELY[max(0, lately)] * (1.0 if subject or possessive else 0.6)
            if draft.last_role == "poss":
                score -= POSSESSOR_ONLY
            if draft.last_spoken and not spoken:
                score -= SPOKEN_ONLY
            if possessive and person in clause:
                score += SAME_CLAUSE_POSSESSIVE
            if person == teller:
                score += SAYS_OF_SELF
            if draft.gender is None:
                score -= UNKNOWN_GENDER
            if score > best_score:
                best, best_score = person, score
        return best

    def _joined(self, i: int, gender: Gender) -> int | None:
        """ "The dentist Pál and his wife": the one to whom the possessor's noun is joined."""
        parsed = self.notes.parsed
        t = i - 1
        if t < 1 or parsed.lowers[t] != "and":
            return None
        t -= parsed.lowers[t - 1] == ","
        begin = self.notes.name_end.get(t)
        person = self.notes.name_at[begin][1] if begin is not None else None
        return person if person is not None and self.notes.fits(person, gender) else None

    def _explained(self, i: int) -> set[int]:
        """ "Lena, her father's wife": the one whom an apposition explains does not possess it."""
        parsed, noun = self.notes.parsed, self.notes.parsed.heads[i]
        begin = self.notes.name_end.get(i - 1) if parsed.words[i - 1] == "," else None
        while parsed.deps[noun] == "poss" and parsed.heads[noun] != noun:
            noun = parsed.heads[noun]
        if begin is None or parsed.deps[noun] != "appos" or parsed.lowers[noun + 1 : noun + 2] == ["and"]:
            return set()
        return {self.notes.name_at[begin][1]}

    def _teller(self, i: int) -> int | None:
        """The subject of the verb that governs the pronoun's clause: "Paul announces that he …"."""
        verb = self.notes.parsed.heads[i]
        if self.notes.parsed.deps[verb] != "ccomp":
            return None
        subject = subject_of(self.notes.parsed, self.notes.parsed.heads[verb])
        return self.notes.who[subject] if subject is not None and self.notes.who[subject] >= 0 else None

    def _ahead(self, i: int, gender: Gender) -> int | None:
        """A name later in the sentence ("When he arrives, Walter …"), where nothing stands before."""
        for t in range(i + 1, self.notes.parsed.sentences[self.notes.parsed.sentence_of[i]][1]):
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

    def pair(self, i: int) -> None:
        """A plural: the last two people named together, else the two last met."""
        sentence = self.notes.parsed.sentence_of[i]
        met = [p for p in reversed(self.notes.recent) if sentence - self.notes.people[p].last_sentence <= 2]
        if len(met) >= 2:
            self.notes.groups[i] = (met[1], met[0])
