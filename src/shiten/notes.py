"""What is noted while a text is read for who is meant: people in the making, mentions, who is near.

This is the one mutable value of the reading; it lives inside :func:`shiten.coreference.resolve` and only the
frozen Cast leaves it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from shiten.cast import NARRATOR, Mention, MentionKind, Relation
from shiten.errors import BadCorrections
from shiten.lexicon import table
from shiten.names import NamedPerson
from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.syntax import antecedent, subject_of
from shiten.terms import Gender
from shiten.terms import Person as Grammatical

# People kept in reach while reading on.
REACH = 24
# How far back (sentences) an antecedent still counts.
FARTHEST = 6
# What the parser's labels come to for the choice of an antecedent.
ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "dative": "object", "poss": "possessor",
    "pobj": "prepositional",
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
    last_subject: int = -99
    last_leading: int = -99
    last_main: int = -99
    last_token: int = -99
    last_role: str = ""
    last_kind: MentionKind = MentionKind.NAME
    last_spoken: bool = False
    count: int = 0
    names: int = 0
    votes: Counter[Gender] = field(default_factory=Counter)


class Notes:
    """State of the pass: people, what each token means, who is near."""

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
        self.name_end: dict[int, int] = {}
        self.narrator: int | None = None
        self.told_narrator: int | None = None
        self.same: dict[int, int] = {}
        # The last sentence that somebody leads; who were joined by "and", and where last; the last two meant together.
        self._led = -1
        self.coordinated: dict[frozenset[int], int] = {}
        self.last_group: tuple[tuple[int, int], int] | None = None
        for person in named:
            draft = self.new(person.name, person.gender, sure=person.sure_gender, named=True)
            draft.titles = person.titles
            draft.votes[person.gender or Gender.OTHER] += 3 if person.gender else 0
            for m in person.mentions:
                self.name_at[m.first] = (m.last, draft.id)
                self.name_end[m.last] = m.first
                draft.aliases[m.written] += 1
        self.titles = frozenset(t for draft in self.people for t in draft.titles)
        if told in (Grammatical.FIRST, Grammatical.MIXED):
            self.narrator = self.new(NARRATOR, None, sure=False, named=False).id
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
        begins = label.lower().rstrip(".")
        for draft in self.people:
            parts = [w for form in (draft.name, *draft.aliases) for w in form.lower().split()]
            if draft.named and len(begins) >= 3 and any(w.startswith(begins) for w in parts):
                return draft.id
        known = self.by_noun.get(label.lower())
        return known if known is not None else self.new(label.title(), None, sure=False, named=True).id

    def new(self, name: str, gender: Gender | None, *, sure: bool, named: bool) -> Draft:
        """Begin a person."""
        draft = Draft(len(self.people), name, gender, sure, named)
        self.people.append(draft)
        return draft

    def mention(self, first: int, last: int, head: int, person: int, kind: MentionKind) -> None:
        """Note that tokens ``first..last`` mean ``person``, and move them to the front of what is near."""
        for t in range(first, last):
            self.who[t] = person
        self.mentions.append(Mention(first, last, head, person, kind))
        draft = self.people[person]
        draft.count += 1
        draft.names += kind is MentionKind.NAME
        if kind is MentionKind.NOUN:
            draft.aliases[self.written(first, last)] += 1
        draft.last_sentence = self.parsed.sentence_of[head]
        draft.last_role = self._role(head)
        draft.last_token, draft.last_kind = head, kind
        draft.last_spoken = self.quotations.quote_of[head] >= 0
        beside = self.who[self.parsed.heads[head]] if self.parsed.deps[head] == "conj" else -1
        if beside not in (-1, person):
            self.coordinated[frozenset((beside, person))] = draft.last_sentence
        if not draft.last_spoken:
            if draft.last_sentence != self._led:
                self._led, draft.last_leading = draft.last_sentence, draft.last_sentence
            if draft.last_role == "subject":
                draft.last_subject = draft.last_sentence
                if self.parsed.deps[self.parsed.heads[head]] == "ROOT":
                    draft.last_main = draft.last_sentence
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)
        del self.recent[:-REACH]

    def _role(self, head: int) -> str:
        """What a mention is in its clause; of people joined by "and" each is what the first is."""
        for _ in range(4):
            if self.parsed.deps[head] not in ("conj", "appos") or self.parsed.heads[head] == head:
                break
            head = self.parsed.heads[head]
        return ROLES.get(self.parsed.deps[head], "other")

    def written(self, first: int, last: int) -> str:
        """The tokens as one string."""
        return " ".join(self.parsed.words[first:last]).replace(" 's", "'s").replace(" ’s", "’s")

    def fits(self, person: int, gender: Gender) -> bool:
        """Whether a person may be of this gender."""
        return self.people[person].gender in (gender, None, Gender.OTHER)

    def learn_gender(self, person: int, noun: str) -> None:
        """A noun that tells a person's gender ("actress") counts as much as three pronouns."""
        draft, gender = self.people[person], self.noun_gender.get(noun)
        if gender and not draft.sure:
            draft.votes[gender] += 3
            if draft.gender is None:
                draft.gender = gender

    def person_at(self, token: int) -> int | None:
        """Who a token means; a relative pronoun means the noun that its clause describes."""
        if self.parsed.tags[token] in ("WP", "WDT", "WP$"):
            token = antecedent(self.parsed, token)
        return self.peek(token)

    def peek(self, token: int) -> int | None:
        """Who a token ahead means, if a name begins within its phrase."""
        for t in range(max(0, token - 3), token + 1):
            if t in self.name_at and t <= token < self.name_at[t][0]:
                return self.name_at[t][1]
        return self.who[token] if self.who[token] >= 0 else None

    def clause_people(self, i: int) -> set[int]:
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
