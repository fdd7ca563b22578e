"""Whom a common noun means: "her husband", "the surgeon", "a stranger"."""

from __future__ import annotations

from typing import Any

from shiten.cast import MentionKind, Relation
from shiten.notes import Notes
from shiten.speakers import Attributor
from shiten.terms import Gender

_SURE_ENDINGS = ("man", "woman", "keeper", "maker", "smith", "wright", "monger", "blower", "carver", "mistress")
_PERSON_ENDINGS = (*_SURE_ENDINGS, "er", "or", "ist", "ian", "ant", "ress", "master")
GENERIC = {
    "man": Gender.MALE, "gentleman": Gender.MALE, "fellow": Gender.MALE, "boy": Gender.MALE, "lad": Gender.MALE,
    "woman": Gender.FEMALE, "lady": Gender.FEMALE, "girl": Gender.FEMALE,
}  # fmt: skip


class Nouns:
    """Resolves relational and descriptive nouns into the notes."""

    def __init__(self, notes: Notes, attributor: Attributor) -> None:
        self.notes, self._attributor = notes, attributor
        self._by_noun: dict[str, int] = {}

    def noun(self, i: int, *, spoken: bool) -> None:
        """Resolve the noun at token ``i``, if it means one person."""
        parsed, low = self.notes.parsed, self.notes.parsed.lowers[i]
        owner_token = self._possessor(i)
        first = min(
            [i, *[c for c in parsed.children(i) if parsed.deps[c] in ("det", "poss", "amod", "compound") and c < i]]
        )
        named = self._beside(i)
        if low in self.notes.kin_nouns:
            owner = self._owner(i, owner_token)
            if owner is not None:
                self._kin(first, i, low, owner, named)
                return
        if named is not None:
            self.notes.people[named].nouns.add(low)
            self._learn_gender(named, low)
            return
        determiner = next((parsed.lowers[c] for c in parsed.children(i) if parsed.deps[c] == "det"), None)
        if determiner is None or owner_token is not None or parsed.tags[i] in ("NNS", "NNPS"):
            return
        self._described(first, i, low, determiner, spoken=spoken)

    def _possessor(self, i: int) -> int | None:
        """Token of a noun's possessor; "his girlfriend Rayette" hangs it on the name."""
        parsed = self.notes.parsed
        own = next((c for c in parsed.children(i) if parsed.deps[c] == "poss"), None)
        if own is None and parsed.heads[i] in (i + 1, i + 2, i + 3) and parsed.deps[i] in ("compound", "nmod", "amod"):
            own = next((c for c in parsed.children(parsed.heads[i]) if parsed.deps[c] == "poss" and c < i), None)
        return own

    def acts_as_person(self, i: int) -> bool:
        """A noun for one who does something for a living ("the glassblower"), by its ending and its verb."""
        low, verb = self.notes.parsed.lowers[i], self.notes.parsed.heads[i]
        if self.notes.parsed.tags[i] not in ("NN", "NNP") or not low.endswith(_PERSON_ENDINGS):
            return False
        return low.endswith(_SURE_ENDINGS) or (
            self.notes.parsed.deps[i] == "nsubj" and self.notes.parsed.lemmas[verb] in self._attributor.person_verbs
        )

    def _owner(self, i: int, owner_token: int | None) -> int | None:
        """Whose wife, son, friend: the possessor before the noun or after "of"/"to"."""
        parsed = self.notes.parsed
        if owner_token is not None:
            if self.notes.who[owner_token] < 0 and owner_token > i:
                return None
            return self.notes.who[owner_token] if self.notes.who[owner_token] >= 0 else None
        verb = parsed.heads[i]
        if parsed.deps[i] == "dobj" and parsed.lemmas[verb] in ("have", "take") and parsed.tags[i] not in ("NNS",):
            subject = next((c for c in parsed.children(verb) if parsed.deps[c] == "nsubj"), None)
            if subject is not None and self.notes.who[subject] >= 0:
                return self.notes.who[subject]
        for c in parsed.children(i):
            if parsed.deps[c] == "prep" and parsed.lowers[c] in ("of", "to"):
                for t in parsed.children(c):
                    if parsed.deps[t] == "pobj":
                        return self.notes.peek(t)
        return None

    def _beside(self, i: int) -> int | None:
        """The person named in apposition to noun ``i``: "his wife Marie", "Marie, his wife", "Marie is his wife"."""
        parsed = self.notes.parsed
        for t in (i + 1, i + 2):
            if t in self.notes.name_at and (t == i + 1 or parsed.words[i + 1] in (",", ":", "(", "—")):
                follows = self.notes.name_at[t][0]
                list_like = t == i + 2 and follows < len(parsed) and parsed.lowers[follows] == "and"
                if t == i + 1 or (not list_like and parsed.deps[t] not in ("nsubj", "nsubjpass", "conj")):
                    return self.notes.name_at[t][1]
        head = parsed.heads[i]
        if parsed.deps[i] in ("appos", "attr") or (parsed.deps[i] == "pobj" and parsed.lowers[head] == "as"):
            anchor = head
            if parsed.deps[i] == "attr":
                anchor = next((c for c in parsed.children(head) if parsed.deps[c] == "nsubj"), -1)
            elif parsed.deps[i] == "pobj":
                return None
            if anchor >= 0 and self.notes.who[anchor] >= 0 and anchor != i:
                return self.notes.who[anchor]
        return None

    def _kin(self, first: int, i: int, low: str, owner: int, named: int | None) -> None:
        row = self.notes.kin_nouns[low]
        key = (owner, _kind_of_kin(row))
        person = named if named is not None and named != owner else self.notes.kin.get(key)
        if person is None and row["kind"] == "married":
            person = next(
                (r.owner for r in self.notes.relations if r.other == owner and _married(self.notes.kin_nouns, r)), None
            )
        gender = Gender(row["gender"]) if row.get("gender") in ("male", "female") else None
        if person is None or (gender and self.notes.people[person].gender not in (gender, None)):
            who = self.notes.people[owner]
            name = (
                f"{who.name}'s {low}" if who.named or owner == self.notes.narrator else self.notes.written(first, i + 1)
            )
            person = self.notes.new(name, gender, sure=gender is not None, named=False).id
        if named is None or key not in self.notes.kin:
            self.notes.kin[key] = person
        self._learn_gender(person, low)
        self._learn_gender(owner, "husband" if low == "wife" else "wife" if low == "husband" else low, spouse=True)
        self.notes.people[person].nouns.add(low)
        self.notes.relations.append(Relation(owner, low, person, i))
        if self.notes.who[i] < 0 and (named is None or i not in self.notes.name_at):
            self.notes.mention(
                first if first > i - 3 and self.notes.who[first] < 0 else i, i + 1, i, person, MentionKind.NOUN
            )

    def _learn_gender(self, person: int, noun: str, *, spouse: bool = False) -> None:
        draft, gender = self.notes.people[person], self.notes.noun_gender.get(noun)
        if spouse and noun not in ("husband", "wife"):
            return
        if gender and not draft.sure:
            draft.votes[gender] += 3
            if draft.gender is None:
                draft.gender = gender

    def _described(self, first: int, i: int, low: str, determiner: str, *, spoken: bool) -> None:
        """A person called by a noun with an article: known by it, or new."""
        gender = self.notes.noun_gender.get(low)
        sentence = self.notes.parsed.sentence_of[i]
        known = [
            p for p in self.notes.recent if low in self.notes.people[p].nouns or low in self.notes.people[p].titles
        ]
        if determiner in ("the", "this", "that"):
            if known:
                self.notes.mention(first, i + 1, i, known[-1], MentionKind.NOUN)
                return
            if low in GENERIC:
                near = [p for p in self.notes.recent if sentence - self.notes.people[p].last_sentence <= 1
                        and self.notes.people[p].gender == GENERIC[low] and p != self.notes.narrator]  # fmt: skip
                if near:
                    self.notes.mention(first, i + 1, i, near[-1], MentionKind.NOUN)
                    return
        elif determiner not in ("a", "an", "another", "some"):
            return
        if spoken or self.notes.parsed.deps[i] in ("poss", "attr", "npadvmod"):
            return
        indefinite = determiner in ("a", "an", "another", "some")
        if low not in self._by_noun or (low in GENERIC and indefinite):
            written = self.notes.written(first, i + 1)
            name = f"the {written.split(' ', 1)[1]}" if indefinite and first < i and " " in written else f"the {low}"
            draft = self.notes.new(name, gender, sure=gender is not None, named=False)
            draft.nouns.add(low)
            self._by_noun[low] = draft.id
        self.notes.mention(first, i + 1, i, self._by_noun[low], MentionKind.NOUN)


def _kind_of_kin(row: dict[str, Any]) -> str:
    """What makes two relational nouns name one person: "wife" and "spouse" do, "son" and "brother" do not."""
    return str(row["kind"] if row["kind"] in ("married", "engaged") else row["noun"])


def _married(kin: dict[str, dict[str, Any]], relation: Relation) -> bool:
    return bool(kin[relation.noun]["kind"] == "married")
