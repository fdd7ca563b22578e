"""Whom a common noun means: "her husband", "the surgeon", "a stranger"."""

from __future__ import annotations

from shiten.apposition import named_beside, possessor
from shiten.cast import MentionKind
from shiten.kin import Kin
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
        self._kin = Kin(notes, lambda i: self.noun(i, spoken=False))

    def noun(self, i: int, *, spoken: bool) -> None:
        """Resolve the noun at token ``i``, if it means one person."""
        parsed, low = self.notes.parsed, self.notes.parsed.lowers[i]
        if self.notes.who[i] >= 0:
            return
        first = min(
            [i, *[c for c in parsed.children(i) if parsed.deps[c] in ("det", "poss", "amod", "compound") and c < i]]
        )
        determiner = next((parsed.lowers[c] for c in parsed.children(i) if parsed.deps[c] == "det"), None)
        named = named_beside(self.notes, i)
        if low in self.notes.kin_nouns and self._kin.relate(first, i, low, named, definite=determiner == "the"):
            return
        if named is not None:
            self.notes.people[named].nouns.add(low)
            self.notes.learn_gender(named, low)
            if parsed.deps[i] not in ("attr", "appos", "oprd") and determiner is not None:
                self.notes.mention(first, i + 1, i, named, MentionKind.NOUN)
            return
        if determiner is None or parsed.tags[i] in ("NNS", "NNPS") or possessor(self.notes, i) is not None:
            return
        self._described(first, i, low, determiner, spoken=spoken)

    def acts_as_person(self, i: int) -> bool:
        """A noun for one who does something for a living ("the glassblower"), by its ending and its verb."""
        low, verb = self.notes.parsed.lowers[i], self.notes.parsed.heads[i]
        if self.notes.parsed.tags[i] not in ("NN", "NNP") or not low.endswith(_PERSON_ENDINGS):
            return False
        if self.notes.parsed.words[i + 1 : i + 2] == [","] and i + 2 in self.notes.name_at:
            return True
        return low.endswith(_SURE_ENDINGS) or (
            self.notes.parsed.deps[i] == "nsubj" and self.notes.parsed.lemmas[verb] in self._attributor.person_verbs
        )

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
                beside = self.notes.clause_people(i)
                near = [
                    p
                    for p in self.notes.recent
                    if sentence - self.notes.people[p].last_sentence <= 1
                    and self.notes.people[p].gender == GENERIC[low]
                    and p not in (self.notes.narrator, *beside)
                ]
                if near:
                    self.notes.mention(first, i + 1, i, near[-1], MentionKind.NOUN)
                    return
        elif determiner not in ("a", "an", "another", "some"):
            return
        if spoken or self.notes.parsed.deps[i] in ("poss", "attr", "npadvmod"):
            return
        if first and self.notes.parsed.lowers[first - 1] == "as" and determiner in ("a", "an"):
            return  # "works as a maid" brings in nobody new
        indefinite = determiner in ("a", "an", "another", "some")
        if low not in self.notes.by_noun or (low in GENERIC and indefinite):
            written = self.notes.written(first, i + 1)
            name = f"the {written.split(' ', 1)[1]}" if indefinite and first < i and " " in written else f"the {low}"
            name = written if determiner == "another" else name
            draft = self.notes.new(name, gender, sure=gender is not None, named=False)
            draft.nouns.add(low)
            self.notes.by_noun[low] = draft.id
        self.notes.mention(first, i + 1, i, self.notes.by_noun[low], MentionKind.NOUN)
