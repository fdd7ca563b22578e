"""Relational nouns ("her husband", "the miller's son"): whose they are, and whom they mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shiten.apposition import possessor
from shiten.cast import MentionKind, Relation
from shiten.notes import Notes
from shiten.terms import Gender

# How far "of" reaches for a name: "the wife of the retired colliery manager named Idwal".
REACH = 9


class Kin:
    """Resolves relational nouns into the notes; ``resolve_noun`` reads a noun that stands ahead."""

    def __init__(self, notes: Notes, resolve_noun: Callable[[int], None]) -> None:
        self.notes, self._resolve_noun = notes, resolve_noun

    def relate(self, first: int, i: int, low: str, named: int | None, *, definite: bool) -> bool:
        """Note whose wife, son, friend the noun at token ``i`` is; False where it is nobody's that is known."""
        owner = self._owner(i)
        if owner is None and definite and named is not None:
            owner = self._known_owner(low, named)
        if owner is None or owner == named:
            return False
        row = self.notes.kin_nouns[low]
        gender = Gender(row["gender"]) if row.get("gender") in ("male", "female") else None
        if named is not None and gender and not self.notes.fits(named, gender) and self.notes.people[named].sure:
            named = None
        person = self._person(first, i, low, owner, named, gender)
        key = (owner, _kind_of_kin(row))
        known = self.notes.kin.get(key)
        if named is not None and known is not None and known != named and not self.notes.people[known].named:
            self.notes.same[known] = named
        if named is not None or known is None:
            self.notes.kin[key] = person
        self.notes.learn_gender(person, low)
        if low in _SPOUSE:
            self.notes.learn_gender(owner, _SPOUSE[low])
        self.notes.people[person].nouns.add(low)
        self.notes.relations.append(Relation(owner, low, person, i))
        if self.notes.who[i] < 0 and (named is None or i not in self.notes.name_at):
            begins = first if first > i - 3 and self.notes.who[first] < 0 else i
            self.notes.mention(begins, i + 1, i, person, MentionKind.NOUN)
        return True

    def _person(self, first: int, i: int, low: str, owner: int, named: int | None, gender: Gender | None) -> int:
        """The one meant: named beside the noun, known from before, or new."""
        notes, row = self.notes, self.notes.kin_nouns[low]
        person = named if named is not None else notes.kin.get((owner, _kind_of_kin(row)))
        if person is None and row["kind"] in ("married", "engaged"):
            kind = row["kind"]
            person = next(
                (r.owner for r in notes.relations if r.other == owner and notes.kin_nouns[r.noun]["kind"] == kind), None
            )
        if person is None or (gender and notes.people[person].gender not in (gender, None)):
            who = notes.people[owner]
            known = who.named or owner == notes.narrator or who.name.startswith("the ")
            name = f"{who.name}'s {low}" if known else notes.written(first, i + 1)
            person = notes.new(name, gender, sure=gender is not None, named=False).id
        return person

    def _owner(self, i: int) -> int | None:
        """Whose: the possessor before the noun, after "of" or "to", or who has or brings them."""
        parsed, who = self.notes.parsed, self.notes.who
        own = possessor(self.notes, i)
        if own is None and parsed.deps[i] == "conj" and not self._has_article(i):
            own = self._shared_possessor(i)
        if own is not None:
            if parsed.tags[own] == "WP$":
                return self.notes.person_at(own)
            return who[own] if who[own] >= 0 else None
        for find in (self._owner_after, self._owner_having):
            owner = find(i)
            if owner is not None:
                return owner
        return None

    def _has_article(self, i: int) -> bool:
        return any(self.notes.parsed.deps[c] == "det" for c in self.notes.parsed.children(i))

    def _shared_possessor(self, i: int) -> int | None:
        """ "his parents, brothers and wife": the possessor of the first."""
        t = i
        for _ in range(4):
            if self.notes.parsed.deps[t] != "conj":
                return None
            t = self.notes.parsed.heads[t]
            own = possessor(self.notes, t)
            if own is not None and own < i:
                return own
        return None

    def _owner_after(self, i: int) -> int | None:
        """ "wife of the surgeon Dr. Whitlow", "wife to Tom"."""
        parsed = self.notes.parsed
        last = parsed.sentences[parsed.sentence_of[i]][1]
        if i + 1 >= last or parsed.lowers[i + 1] not in ("of", "to"):
            return None
        noun = None
        for t in range(i + 2, min(last, i + 2 + REACH)):
            if t in self.notes.name_at:
                return self.notes.name_at[t][1]
            if parsed.pos[t] in ("PUNCT", "VERB", "AUX", "SCONJ", "CCONJ") and parsed.lowers[t] not in _PASSED:
                break
            if parsed.tags[t] in ("WP", "WDT"):
                break
            if noun is None and parsed.pos[t] in ("NOUN", "PROPN", "PRON"):
                noun = t
        if noun is None:
            return None
        while noun + 1 < last and parsed.pos[noun + 1] in ("NOUN", "PROPN"):
            noun += 1
        if self.notes.who[noun] < 0:
            self._resolve_noun(noun)
        return self.notes.who[noun] if self.notes.who[noun] >= 0 else None

    def _owner_having(self, i: int) -> int | None:
        """ "Minnie has a house and a husband, Otto": the subject of having, or the one who comes with them."""
        parsed, t = self.notes.parsed, i
        if parsed.tags[i] == "NNS":
            return None
        for _ in range(3):
            if parsed.deps[t] not in ("conj", "appos", "nmod", "pobj"):
                break
            above = parsed.heads[t]
            if parsed.deps[t] == "pobj" and parsed.lowers[above] not in ("with", "in", "of"):
                return None
            t = above if parsed.deps[t] != "pobj" else parsed.heads[above]
        verb = parsed.heads[t] if parsed.deps[t] == "dobj" else t
        if parsed.lemmas[verb] not in ("have", "take"):
            return None
        subject = next((c for c in parsed.children(verb) if parsed.deps[c] == "nsubj"), None)
        return self.notes.person_at(subject) if subject is not None else None

    def _known_owner(self, low: str, named: int) -> int | None:
        """ "the husband (Dragan)", after "her husband": the last one whose nameless husband was spoken of."""
        for r in reversed(self.notes.relations):
            if r.noun == low and r.owner != named and not self.notes.people[r.other].named:
                return r.owner
        return None


# What may stand between "wife of" and the name.
_PASSED = frozenset({"-", "named", "called", '"', "“", "‘", "'"})
_SPOUSE = {"husband": "wife", "wife": "husband"}


def _kind_of_kin(row: dict[str, Any]) -> str:
    """What makes two relational nouns name one person: "wife" and "spouse" do, "son" and "brother" do not."""
    return str(row["kind"] if row["kind"] in ("married", "engaged") else row["noun"])
