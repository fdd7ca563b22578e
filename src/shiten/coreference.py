"""Who is meant: one pass over the text that resolves names, nouns and pronouns and gives quotes their speakers.

Paragraph by paragraph the narrative tokens are read first, then the quotes are attributed, then what is
said inside them is resolved ("I" is the speaker, "you" the addressee). Antecedents are chosen by gender,
recency, grammatical role and salience, after Lappin & Leass (1994), with the weights below.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shiten.cast import NARRATOR, Cast, Mention, MentionKind, Person, Relation
from shiten.correct import correct_people
from shiten.errors import BadCorrections
from shiten.lexicon import table
from shiten.names import NamedPerson, find_people
from shiten.narrator import name_narrator
from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.speakers import Attributor
from shiten.syntax import object_of, prepositional, subject_of
from shiten.terms import Gender
from shiten.terms import Person as Grammatical

if TYPE_CHECKING:
    from shiten.corrections import Corrections

HE = {"he": "s", "him": "o", "his": "p", "himself": "r"}
SHE = {"she": "s", "her": "op", "hers": "p", "herself": "r"}
I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741 - the pronoun
YOU = frozenset({"you", "your", "yours", "yourself", "thou", "thee", "thy", "thine", "ye"})
PAIR = frozenset({"they", "them", "their", "both", "each", "themselves", "couple", "two", "lovers", "pair"})
# How far back (sentences) an antecedent still counts, and by how much; what its grammatical role adds. Fitted
# on LitBank's coreference layer (CC BY 4.0; Bamman et al. 2020) by bin/fit_coreference; see docs/model-card.md.
RECENCY = (1.0, 0.85, 0.6, 0.4, 0.25, 0.15)
SUBJECT_LATELY = (0.7, 0.6)
POSSESSOR_ONLY = 0.15
SAME_CLAUSE_POSSESSIVE = 0.35
SALIENCE = 0.06
UNKNOWN_GENDER = 0.3
SPOKEN_ONLY = 0.2
SAYS_OF_SELF = 0.3
# People kept in reach while reading on.
REACH = 24
_SURE_ENDINGS = ("man", "woman", "keeper", "maker", "smith", "wright", "monger", "blower", "carver", "mistress")
_PERSON_ENDINGS = (*_SURE_ENDINGS, "er", "or", "ist", "ian", "ant", "ress", "master")
GENERIC = {
    "man": Gender.MALE, "gentleman": Gender.MALE, "fellow": Gender.MALE, "boy": Gender.MALE, "lad": Gender.MALE,
    "woman": Gender.FEMALE, "lady": Gender.FEMALE, "girl": Gender.FEMALE,
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """What is known of a person while the text is being read."""

    id: int
    name: str
    gender: Gender | None
    sure: bool
    named: bool
    aliases: Counter[str] = field(default_factory=Counter)
    titles: frozenset[str] = frozenset()
    nouns: set[str] = field(default_factory=set)
    last_sentence: int = -99
    last_token: int = -99
    last_subject: int = -99
    last_role: str = ""
    last_spoken: bool = False
    count: int = 0
    names: int = 0
    votes: Counter[Gender] = field(default_factory=Counter)


def resolve(parsed: Parsed, quotations: Quotations, told: Grammatical, corrections: Corrections | None = None) -> Cast:
    """Return the cast with every mention of every person, the reader's corrections kept to.

    Raises :class:`shiten.errors.BadCorrections` where they name people whom the text does not.
    """
    named = find_people(parsed)
    if corrections is not None:
        named = correct_people(named, corrections)
    reader = Reader(parsed, quotations, named, told)
    if corrections is not None and corrections.narrator is not None:
        reader.told_narrator = reader.person_called(corrections.narrator)
    reader.read()
    return reader.cast()


class Reader:
    """State of the pass; only :func:`resolve` makes one, and only the Cast leaves it."""

    def __init__(
        self, parsed: Parsed, quotations: Quotations, named: tuple[NamedPerson, ...], told: Grammatical
    ) -> None:
        self.parsed, self.quotations = parsed, quotations
        self.people: list[Draft] = []
        self.who = [-1] * len(parsed)
        self.groups: dict[int, tuple[int, ...]] = {}
        self.mentions: list[Mention] = []
        self.relations: list[Relation] = []
        self.kin: dict[tuple[int, str], int] = {}
        self.recent: list[int] = []
        self.name_at: dict[int, tuple[int, int]] = {}
        self.narrator: int | None = None
        self.told_narrator: int | None = None
        self.same: dict[int, int] = {}
        for person in named:
            draft = self._new(person.name, person.gender, sure=person.sure_gender, named=True)
            draft.titles = person.titles
            draft.votes[person.gender or Gender.OTHER] += 3 if person.gender else 0
            for m in person.mentions:
                self.name_at[m.first] = (m.last, draft.id)
                draft.aliases[m.written] += 1
        if told in (Grammatical.FIRST, Grammatical.MIXED):
            self.narrator = self._new(NARRATOR, None, sure=False, named=False).id
        self.attributor = Attributor(self)
        self.by_noun: dict[str, int] = {}
        self.kin_nouns = {r["noun"]: r for r in table("kinship")["relation"]}
        person_nouns = table("person_nouns")
        self.noun_gender: dict[str, Gender | None] = dict.fromkeys(person_nouns["any"])
        self.noun_gender |= dict.fromkeys(person_nouns["female"], Gender.FEMALE)
        self.noun_gender |= dict.fromkeys(person_nouns["male"], Gender.MALE)
        for noun, row in self.kin_nouns.items():
            self.noun_gender.setdefault(
                noun, Gender(row["gender"]) if row.get("gender") in ("male", "female") else None
            )

    # ------------------------------------------------------------ reading on

    def read(self) -> None:
        """Read all paragraphs in order."""
        for first, last in self.parsed.paragraphs:
            self._read_tokens(first, last, spoken=False)
            self.attributor.attribute(first, last)
            self._read_tokens(first, last, spoken=True)
        self.same = self._join_spouses()

    def _read_tokens(self, first: int, last: int, *, spoken: bool) -> None:
        i = first
        while i < last:
            if (self.quotations.quote_of[i] >= 0) == spoken:
                i = max(i + 1, self._read_token(i, spoken=spoken))
            else:
                i += 1

    def _read_token(self, i: int, *, spoken: bool) -> int:
        """Resolve what token ``i`` means; return the next token to read."""
        if i in self.name_at:
            end, person = self.name_at[i]
            self._mention(i, end, end - 1, person, MentionKind.NAME)
            return end
        low = self.parsed.lowers[i]
        if low in HE or low in SHE:
            self._third_person(i, spoken=spoken)
        elif low in I:
            self_called = self.attributor.speaker_at(i) if spoken else self.narrator
            if self_called is not None and self_called >= 0:
                self._mention(i, i + 1, i, self_called, MentionKind.PRONOUN)
        elif low in YOU and spoken:
            person = self.attributor.addressee_at(i)
            if person >= 0:
                self._mention(i, i + 1, i, person, MentionKind.PRONOUN)
        elif low in PAIR and self.parsed.deps[i] not in ("nummod", "det"):
            self._pair(i)
        elif self.parsed.pos[i] in ("NOUN", "PROPN") and (low in self.noun_gender or self._acts_as_person(i)):
            self._noun(i, spoken=spoken)
        return i + 1

    def person_called(self, name: str) -> int:
        """The person whom the text calls ``name``; raises BadCorrections where it calls nobody so."""
        for draft in self.people:
            if name in (draft.name, *draft.aliases):
                return draft.id
        raise BadCorrections(f"the story names nobody {name!r}")

    def person_for_label(self, label: str) -> int:
        """The person whom a play's speaker label ("LADY BRACKNELL") means; made where nobody fits."""
        wanted = set(label.lower().replace(".", "").split())
        for draft in self.people:
            for form in (draft.name, *draft.aliases):
                words_ = set(form.lower().replace(".", "").split())
                if draft.named and (wanted == words_ or (wanted & words_ and (wanted <= words_ or words_ <= wanted))):
                    return draft.id
        known = self.by_noun.get(label.lower())
        return known if known is not None else self._new(label.title(), None, sure=False, named=True).id

    def _new(self, name: str, gender: Gender | None, *, sure: bool, named: bool) -> Draft:
        draft = Draft(len(self.people), name, gender, sure, named)
        self.people.append(draft)
        return draft

    def _mention(self, first: int, last: int, head: int, person: int, kind: MentionKind) -> None:
        for t in range(first, last):
            self.who[t] = person
        self.mentions.append(Mention(first, last, head, person, kind))
        draft = self.people[person]
        draft.count += 1
        draft.names += kind is MentionKind.NAME
        if kind is MentionKind.NOUN:
            draft.aliases[self._written(first, last)] += 1
        draft.last_sentence = self.parsed.sentence_of[head]
        draft.last_token = head
        draft.last_role = self.parsed.deps[head]
        draft.last_spoken = self.quotations.quote_of[head] >= 0
        if draft.last_role in ("nsubj", "nsubjpass") and not draft.last_spoken:
            draft.last_subject = draft.last_sentence
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)
        del self.recent[:-REACH]

    def _written(self, first: int, last: int) -> str:
        return " ".join(self.parsed.words[first:last]).replace(" 's", "'s").replace(" ’s", "’s")

    # ------------------------------------------------------------ pronouns

    def _third_person(self, i: int, *, spoken: bool) -> None:
        low = self.parsed.lowers[i]
        gender = Gender.MALE if low in HE else Gender.FEMALE
        possessive = self.parsed.deps[i] == "poss" or low in ("his", "hers")
        barred = set() if possessive else self._clause_people(i) | self._named_below(i)
        if low in ("himself", "herself"):
            own = [p for p in self._clause_people(i) if self._fits(p, gender)]
            barred = set()
            if own:
                self._settle(i, own[0], gender)
                return
        if spoken:
            barred |= {self.attributor.speaker_at(i), self.attributor.addressee_at(i)}
        best = self._announced(i, gender)
        if best is None:
            best = self._best(i, gender, barred, possessive=possessive, spoken=spoken)
        if best is None:
            best = self._ahead(i, gender)
        if best is not None:
            self._settle(i, best, gender)

    def _settle(self, i: int, person: int, gender: Gender) -> None:
        draft = self.people[person]
        draft.votes[gender] += 1
        if (
            not draft.sure
            and draft.votes[gender] >= 2
            and draft.votes[gender] > 2 * sum(n for g, n in draft.votes.items() if g != gender)
        ):
            draft.gender = gender
        self._mention(i, i + 1, i, person, MentionKind.PRONOUN)

    def _fits(self, person: int, gender: Gender) -> bool:
        return self.people[person].gender in (gender, None, Gender.OTHER)

    def _best(self, i: int, gender: Gender, barred: set[int], *, possessive: bool, spoken: bool) -> int | None:
        """The likeliest antecedent in reach, or None."""
        sentence = self.parsed.sentence_of[i]
        subject = self.parsed.deps[i] in ("nsubj", "nsubjpass")
        clause = self._clause_people(i) if possessive else set()
        teller = self._teller(i) if subject else None
        best, best_score = None, 0.0
        for person in reversed(self.recent):
            draft = self.people[person]
            distance = sentence - draft.last_sentence
            if (
                person in barred
                or person == self.narrator
                or distance >= len(RECENCY)
                or not self._fits(person, gender)
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

    def _teller(self, i: int) -> int | None:
        """The subject of the verb that governs the pronoun's clause: "Paul announces that he …"."""
        verb = self.parsed.heads[i]
        if self.parsed.deps[verb] != "ccomp":
            return None
        subject = subject_of(self.parsed, self.parsed.heads[verb])
        return self.who[subject] if subject is not None and self.who[subject] >= 0 else None

    def _ahead(self, i: int, gender: Gender) -> int | None:
        """A name later in the sentence ("When he arrives, Walter …"), where nothing stands before."""
        for t in range(i + 1, self.parsed.sentences[self.parsed.sentence_of[i]][1]):
            if t in self.name_at and self._fits(self.name_at[t][1], gender):
                return self.name_at[t][1]
        return None

    def _announced(self, i: int, gender: Gender) -> int | None:
        """The subject that a pronoun in a clause before it waits for: "After he recovers, Paul confronts him"."""
        parsed = self.parsed
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
                person = self._peek(c)
                if person is not None and self._fits(person, gender) and self.people[person].gender is not None:
                    return person
        return None

    def _named_below(self, i: int) -> set[int]:
        """Whoever is named or described later in the clause of which the pronoun is the subject: never the same."""
        parsed, verb = self.parsed, self.parsed.heads[i]
        if parsed.deps[i] not in ("nsubj", "nsubjpass"):
            return set()
        found = set()
        for t in range(i + 1, min(i + 25, parsed.sentences[parsed.sentence_of[i]][1])):
            if t in self.name_at and self._is_below(t, verb):
                found.add(self.name_at[t][1])
            elif parsed.lowers[t - 1] == "the" and parsed.pos[t] in ("NOUN", "PROPN") and self._is_below(t, verb):
                low = parsed.lowers[t]
                found |= {p for p in self.recent if low in self.people[p].titles or low in self.people[p].nouns}
        return found

    def _is_below(self, t: int, verb: int) -> bool:
        for _ in range(6):
            t = self.parsed.heads[t]
            if t == verb:
                return True
        return False

    def _clause_people(self, i: int) -> set[int]:
        """Who stands in the same clause as token ``i``: co-arguments of its verb, an unspoken subject too."""
        verb = self.parsed.heads[i]
        while self.parsed.pos[verb] not in ("VERB", "AUX") and self.parsed.heads[verb] != verb:
            verb = self.parsed.heads[verb]
        found = {
            self.who[c]
            for c in self.parsed.children(verb)
            if c != i and self.who[c] >= 0 and self.parsed.deps[c] in ("nsubj", "nsubjpass", "dobj", "dative")
        }
        subject = subject_of(self.parsed, verb)
        if subject is not None and subject != i and self.who[subject] >= 0:
            found.add(self.who[subject])
        return found

    def _pair(self, i: int) -> None:
        """A plural: the last two people named together, else the two last met."""
        sentence = self.parsed.sentence_of[i]
        met = [p for p in reversed(self.recent) if sentence - self.people[p].last_sentence <= 2]
        if len(met) >= 2:
            self.groups[i] = (met[1], met[0])

    # ------------------------------------------------------------ nouns

    def _noun(self, i: int, *, spoken: bool) -> None:
        parsed, low = self.parsed, self.parsed.lowers[i]
        owner_token = self._possessor(i)
        first = min(
            [i, *[c for c in parsed.children(i) if parsed.deps[c] in ("det", "poss", "amod", "compound") and c < i]]
        )
        named = self._beside(i)
        if low in self.kin_nouns:
            owner = self._owner(i, owner_token)
            if owner is not None:
                self._kin(first, i, low, owner, named)
                return
        if named is not None:
            self.people[named].nouns.add(low)
            self._learn_gender(named, low)
            return
        determiner = next((parsed.lowers[c] for c in parsed.children(i) if parsed.deps[c] == "det"), None)
        if determiner is None or owner_token is not None or parsed.tags[i] in ("NNS", "NNPS"):
            return
        self._described(first, i, low, determiner, spoken=spoken)

    def _possessor(self, i: int) -> int | None:
        """Token of a noun's possessor; "his girlfriend Rayette" hangs it on the name."""
        parsed = self.parsed
        own = next((c for c in parsed.children(i) if parsed.deps[c] == "poss"), None)
        if own is None and parsed.heads[i] in (i + 1, i + 2, i + 3) and parsed.deps[i] in ("compound", "nmod", "amod"):
            own = next((c for c in parsed.children(parsed.heads[i]) if parsed.deps[c] == "poss" and c < i), None)
        return own

    def _acts_as_person(self, i: int) -> bool:
        """A noun for one who does something for a living ("the glassblower"), by its ending and its verb."""
        low, verb = self.parsed.lowers[i], self.parsed.heads[i]
        if self.parsed.tags[i] not in ("NN", "NNP") or not low.endswith(_PERSON_ENDINGS):
            return False
        return low.endswith(_SURE_ENDINGS) or (
            self.parsed.deps[i] == "nsubj" and self.parsed.lemmas[verb] in self.attributor.person_verbs
        )

    def _owner(self, i: int, owner_token: int | None) -> int | None:
        """Whose wife, son, friend: the possessor before the noun or after "of"/"to"."""
        parsed = self.parsed
        if owner_token is not None:
            if self.who[owner_token] < 0 and owner_token > i:
                return None
            return self.who[owner_token] if self.who[owner_token] >= 0 else None
        verb = parsed.heads[i]
        if parsed.deps[i] == "dobj" and parsed.lemmas[verb] in ("have", "take") and parsed.tags[i] not in ("NNS",):
            subject = next((c for c in parsed.children(verb) if parsed.deps[c] == "nsubj"), None)
            if subject is not None and self.who[subject] >= 0:
                return self.who[subject]
        for c in parsed.children(i):
            if parsed.deps[c] == "prep" and parsed.lowers[c] in ("of", "to"):
                for t in parsed.children(c):
                    if parsed.deps[t] == "pobj":
                        return self._peek(t)
        return None

    def _peek(self, token: int) -> int | None:
        """Who a token ahead means, if a name begins within its phrase."""
        for t in range(max(0, token - 3), token + 1):
            if t in self.name_at and t <= token < self.name_at[t][0]:
                return self.name_at[t][1]
        return self.who[token] if self.who[token] >= 0 else None

    def _beside(self, i: int) -> int | None:
        """The person named in apposition to noun ``i``: "his wife Marie", "Marie, his wife", "Marie is his wife"."""
        parsed = self.parsed
        for t in (i + 1, i + 2):
            if t in self.name_at and (t == i + 1 or parsed.words[i + 1] in (",", ":", "(", "—")):
                follows = self.name_at[t][0]
                list_like = t == i + 2 and follows < len(parsed) and parsed.lowers[follows] == "and"
                if t == i + 1 or (not list_like and parsed.deps[t] not in ("nsubj", "nsubjpass", "conj")):
                    return self.name_at[t][1]
        head = parsed.heads[i]
        if parsed.deps[i] in ("appos", "attr") or (parsed.deps[i] == "pobj" and parsed.lowers[head] == "as"):
            anchor = head
            if parsed.deps[i] == "attr":
                anchor = next((c for c in parsed.children(head) if parsed.deps[c] == "nsubj"), -1)
            elif parsed.deps[i] == "pobj":
                return None
            if anchor >= 0 and self.who[anchor] >= 0 and anchor != i:
                return self.who[anchor]
        return None

    def _kin(self, first: int, i: int, low: str, owner: int, named: int | None) -> None:
        row = self.kin_nouns[low]
        key = (owner, _kind_of_kin(row))
        person = named if named is not None and named != owner else self.kin.get(key)
        if person is None and row["kind"] == "married":
            person = next((r.owner for r in self.relations if r.other == owner and _married(self.kin_nouns, r)), None)
        gender = Gender(row["gender"]) if row.get("gender") in ("male", "female") else None
        if person is None or (gender and self.people[person].gender not in (gender, None)):
            who = self.people[owner]
            name = f"{who.name}'s {low}" if who.named or owner == self.narrator else self._written(first, i + 1)
            person = self._new(name, gender, sure=gender is not None, named=False).id
        if named is None or key not in self.kin:
            self.kin[key] = person
        self._learn_gender(person, low)
        self._learn_gender(owner, "husband" if low == "wife" else "wife" if low == "husband" else low, spouse=True)
        self.people[person].nouns.add(low)
        self.relations.append(Relation(owner, low, person, i))
        if self.who[i] < 0 and (named is None or i not in self.name_at):
            self._mention(first if first > i - 3 and self.who[first] < 0 else i, i + 1, i, person, MentionKind.NOUN)

    def _learn_gender(self, person: int, noun: str, *, spouse: bool = False) -> None:
        draft, gender = self.people[person], self.noun_gender.get(noun)
        if spouse and noun not in ("husband", "wife"):
            return
        if gender and not draft.sure:
            draft.votes[gender] += 3
            if draft.gender is None:
                draft.gender = gender

    def _described(self, first: int, i: int, low: str, determiner: str, *, spoken: bool) -> None:
        """A person called by a noun with an article: known by it, or new."""
        gender = self.noun_gender.get(low)
        sentence = self.parsed.sentence_of[i]
        known = [p for p in self.recent if low in self.people[p].nouns or low in self.people[p].titles]
        if determiner in ("the", "this", "that"):
            if known:
                self._mention(first, i + 1, i, known[-1], MentionKind.NOUN)
                return
            if low in GENERIC:
                near = [p for p in self.recent if sentence - self.people[p].last_sentence <= 1
                        and self.people[p].gender == GENERIC[low] and p != self.narrator]  # fmt: skip
                if near:
                    self._mention(first, i + 1, i, near[-1], MentionKind.NOUN)
                    return
        elif determiner not in ("a", "an", "another", "some"):
            return
        if spoken or self.parsed.deps[i] in ("poss", "attr", "npadvmod"):
            return
        indefinite = determiner in ("a", "an", "another", "some")
        if low not in self.by_noun or (low in GENERIC and indefinite):
            written = self._written(first, i + 1)
            name = f"the {written.split(' ', 1)[1]}" if indefinite and first < i and " " in written else f"the {low}"
            draft = self._new(name, gender, sure=gender is not None, named=False)
            draft.nouns.add(low)
            self.by_noun[low] = draft.id
        self._mention(first, i + 1, i, self.by_noun[low], MentionKind.NOUN)

    def _join_spouses(self) -> dict[int, int]:
        """Nameless spouses who are somebody named after all: "Ann's husband", where Ann marries Tom elsewhere."""
        spouses: dict[int, set[int]] = defaultdict(set)
        for a, b in [*self._married_by_name(), *self._weddings()]:
            spouses[a].add(b)
            spouses[b].add(a)
        same = {}
        for (owner, kind), person in self.kin.items():
            if self.people[person].named or kind not in ("married", "engaged") or person in same:
                continue
            fitting = [
                p for p in spouses[owner]
                if self.people[p].named and self.people[p].gender in (self.people[person].gender, None)
            ]  # fmt: skip
            fitting = fitting or self._of_one_surname(owner, person)
            if len(fitting) == 1:
                same[person] = fitting[0]
        return same

    def _of_one_surname(self, owner: int, person: int) -> list[int]:
        """Named people of the other gender who share the owner's surname."""
        names = self.people[owner].name.split()
        gender = self.people[person].gender
        if len(names) < 2 or not self.people[owner].named or gender is None:
            return []
        return [
            p.id for p in self.people
            if p.named and p.id != owner and p.gender == gender and p.name.split()[-1] == names[-1]
        ]  # fmt: skip

    def _married_by_name(self) -> list[tuple[int, int]]:
        kinds = ("married", "engaged")
        return [
            (r.owner, r.other) for r in self.relations
            if self.kin_nouns[r.noun]["kind"] in kinds and self.people[r.other].named
        ]  # fmt: skip

    def _weddings(self) -> list[tuple[int, int]]:
        """Pairs of which one is said to marry, or be married or engaged to, the other."""
        pairs = []
        for i, lemma in enumerate(self.parsed.lemmas):
            if lemma in ("marry", "wed", "engage", "betroth", "remarry"):
                subject, other = subject_of(self.parsed, i), object_of(self.parsed, i)
                if (
                    any(self.parsed.deps[c] in ("nsubjpass", "auxpass") for c in self.parsed.children(i))
                    or other is None
                ):
                    subject = other if other is not None else subject
                    other = prepositional(self.parsed, i, "to")
                if subject is not None and other is not None and min(self.who[subject], self.who[other]) >= 0:
                    pairs.append((self.who[subject], self.who[other]))
        return pairs

    # ------------------------------------------------------------ the result

    def cast(self) -> Cast:
        """Freeze what was read; the narrator takes the name that others call them by."""
        same = self.told_narrator if self.told_narrator is not None else name_narrator(self)
        remap = [self.same.get(p, p) for p in range(len(self.people))]
        if same is not None and self.narrator is not None:
            remap[self.narrator] = same
        related = {remap[p] for r in self.relations for p in (r.owner, r.other)}
        counts = Counter[int]()
        for p in self.people:
            counts[remap[p.id]] += p.count
        kept = [
            p.id for p in self.people
            if counts[p.id] and remap[p.id] == p.id and (p.named or counts[p.id] > 1 or p.id in related)
        ]  # fmt: skip
        number = {old: new for new, old in enumerate(kept)}
        to = {p.id: number.get(remap[p.id], -1) for p in self.people}
        mentions = tuple(
            sorted(
                (Mention(m.first, m.last, m.head, to[m.person], m.kind) for m in self.mentions if to[m.person] >= 0),
                key=lambda m: m.first,
            )
        )
        count = Counter(m.person for m in mentions)
        first: dict[int, int] = {}
        for m in mentions:
            first.setdefault(m.person, m.first)
        merged: dict[int, list[Draft]] = defaultdict(list)
        for p in self.people:
            if to[p.id] >= 0:
                merged[to[p.id]].append(p)
        people = tuple(
            self._person(new, self.people[old], merged[new], count[new], first.get(new, 0))
            for old, new in number.items()
        )
        return Cast(
            people=people,
            mentions=mentions,
            who=[to[w] if w >= 0 else -1 for w in self.who],
            groups={t: tuple(to[p] for p in group if to[p] >= 0) for t, group in self.groups.items()},
            relations=tuple(
                Relation(to[r.owner], r.noun, to[r.other], r.at)
                for r in self.relations
                if min(to[r.owner], to[r.other]) >= 0
            ),
            speakers=tuple(to.get(p, -1) if p >= 0 else -1 for p in self.attributor.speakers),
            addressees=tuple(to.get(p, -1) if p >= 0 else -1 for p in self.attributor.addressees),
            narrator=self._narrator_in(to),
        )

    def _narrator_in(self, to: dict[int, int]) -> int | None:
        number = to[self.narrator] if self.narrator is not None else -1
        return number if number >= 0 else None

    def _person(self, new: int, draft: Draft, drafts: list[Draft], mentions: int, first: int) -> Person:
        aliases = Counter[str]()
        votes: Counter[Gender] = Counter()
        for d in drafts:
            aliases.update(d.aliases)
            votes.update(d.votes)
        gender = draft.gender
        if not draft.sure and votes:
            gender = max(votes, key=lambda g: (votes[g], g)) if max(votes.values()) else gender
        others = tuple(a for a, _ in sorted(aliases.items(), key=lambda x: (-x[1], x[0])) if a != draft.name)
        return Person(
            new,
            draft.name,
            others,
            gender if gender != Gender.OTHER else None,
            draft.named,
            draft.names,
            mentions,
            first,
        )


def _kind_of_kin(row: dict[str, str]) -> str:
    """What makes two relational nouns name one person: "wife" and "spouse" do, "son" and "brother" do not."""
    return row["kind"] if row["kind"] in ("married", "engaged") else row["noun"]


def _married(kin: dict[str, dict[str, str]], relation: Relation) -> bool:
    return kin[relation.noun]["kind"] == "married"
