"""Who is meant: one pass over the text that resolves names, nouns and pronouns and gives quotes their speakers.

Paragraph by paragraph the narrative tokens are read first, then the quotes are attributed, then what is
said inside them is resolved ("I" is the speaker, "you" the addressee).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from shiten.cast import LONG, Cast, Mention, MentionKind, Person, Relation
from shiten.correct import correct_people
from shiten.joining import join
from shiten.names import find_people
from shiten.narrator import name_narrator
from shiten.notes import Draft, Notes
from shiten.nouns import Nouns
from shiten.parse import Parsed
from shiten.plurals import PLURAL, Plurals
from shiten.pronouns import HE, SHE, Pronouns
from shiten.quotations import Quotations
from shiten.speakers import Attributor
from shiten.terms import Gender
from shiten.terms import Person as Grammatical

if TYPE_CHECKING:
    from shiten.corrections import Corrections

I = frozenset({"i", "me", "my", "mine", "myself"})  # noqa: E741 - the pronoun
YOU = frozenset({"you", "your", "yours", "yourself", "thou", "thee", "thy", "thine", "ye"})


def resolve(parsed: Parsed, quotations: Quotations, told: Grammatical, corrections: Corrections | None = None) -> Cast:
    """Return the cast with every mention of every person, the reader's corrections kept to.

    Raises :class:`shiten.errors.BadCorrections` where they name people whom the text does not.
    """
    named = find_people(parsed, quotations)
    if corrections is not None:
        named = correct_people(named, corrections)
    notes = Notes(parsed, quotations, named, told)
    if corrections is not None and corrections.narrator is not None:
        notes.told_narrator = notes.person_called(corrections.narrator)
    reader = Reader(notes)
    reader.read()
    return reader.cast()


class Reader:
    """Reads the tokens in order into the notes, then freezes them."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.attributor = Attributor(notes)
        self.pronouns = Pronouns(notes, self.attributor)
        self.plurals = Plurals(notes)
        self.nouns = Nouns(notes, self.attributor)
        self._same: dict[int, int] = {}

    def read(self) -> None:
        """Read all paragraphs in order."""
        for first, last in self.notes.parsed.paragraphs:
            self._read_tokens(first, last, spoken=False)
            self.attributor.attribute(first, last)
            self._read_tokens(first, last, spoken=True)
        self._same = join(self.notes)

    def _read_tokens(self, first: int, last: int, *, spoken: bool) -> None:
        i = first
        while i < last:
            if (self.notes.quotations.quote_of[i] >= 0) == spoken:
                i = max(i + 1, self._read_token(i, spoken=spoken))
            else:
                i += 1

    def _read_token(self, i: int, *, spoken: bool) -> int:
        """Resolve what token ``i`` means; return the next token to read."""
        if i in self.notes.name_at:
            end, person = self.notes.name_at[i]
            self.notes.mention(i, end, end - 1, person, MentionKind.NAME)
            return end
        low = self.notes.parsed.lowers[i]
        if low in HE or low in SHE:
            self.pronouns.third_person(i, spoken=spoken)
        elif low in I:
            self_called = self.attributor.speaker_at(i) if spoken else self.notes.narrator
            if self_called is not None and self_called >= 0:
                self.notes.mention(i, i + 1, i, self_called, MentionKind.PRONOUN)
        elif low in YOU and spoken:
            person = self.attributor.addressee_at(i)
            if person >= 0:
                self.notes.mention(i, i + 1, i, person, MentionKind.PRONOUN)
        elif low in PLURAL and self.notes.parsed.deps[i] not in ("nummod", "det"):
            self.plurals.pair(i)
        elif self.notes.parsed.pos[i] in ("NOUN", "PROPN") and (
            low in self.notes.noun_gender or low in self.notes.titles or self.nouns.acts_as_person(i)
        ):
            self.nouns.noun(i, spoken=spoken)
        return i + 1

    def cast(self) -> Cast:
        """Freeze what was read; the narrator takes the name that others call them by."""
        same = (
            self.notes.told_narrator
            if self.notes.told_narrator is not None
            else name_narrator(self.notes, self.attributor)
        )
        remap = [self._same.get(p, p) for p in range(len(self.notes.people))]
        if same is not None and self.notes.narrator is not None:
            remap[self.notes.narrator] = same
        related = {remap[p] for r in self.notes.relations for p in (r.owner, r.other)}
        counts = Counter[int]()
        for p in self.notes.people:
            counts[remap[p.id]] += p.count
        # Of a crowd, whoever is met once by a noun that tells no gender is left out.
        short = len(self.notes.parsed) < LONG
        kept = [
            p.id for p in self.notes.people
            if remap[p.id] == p.id and counts[p.id] >= (1 if short or p.named or p.sure or p.id in related else 2)
        ]  # fmt: skip
        number = {old: new for new, old in enumerate(kept)}
        to = {p.id: number.get(remap[p.id], -1) for p in self.notes.people}
        mentions = tuple(
            sorted(
                (
                    Mention(m.first, m.last, m.head, to[m.person], m.kind)
                    for m in self.notes.mentions
                    if to[m.person] >= 0
                ),
                key=lambda m: m.first,
            )
        )
        count = Counter(m.person for m in mentions)
        first: dict[int, int] = {}
        for m in mentions:
            first.setdefault(m.person, m.first)
        merged: dict[int, list[Draft]] = defaultdict(list)
        for p in self.notes.people:
            if to[p.id] >= 0:
                merged[to[p.id]].append(p)
        people = tuple(
            self._person(new, self.notes.people[old], merged[new], count[new], first.get(new, 0))
            for old, new in number.items()
        )
        return Cast(
            people=people,
            mentions=mentions,
            who=[to[w] if w >= 0 else -1 for w in self.notes.who],
            groups={t: tuple(to[p] for p in group if to[p] >= 0) for t, group in self.notes.groups.items()},
            relations=tuple(
                Relation(to[r.owner], r.noun, to[r.other], r.at)
                for r in self.notes.relations
                if min(to[r.owner], to[r.other]) >= 0
            ),
            speakers=tuple(to.get(p, -1) if p >= 0 else -1 for p in self.attributor.speakers),
            addressees=tuple(to.get(p, -1) if p >= 0 else -1 for p in self.attributor.addressees),
            narrator=self._narrator_in(to),
        )

    def _narrator_in(self, to: dict[int, int]) -> int | None:
        number = to[self.notes.narrator] if self.notes.narrator is not None else -1
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
            gender if gender != Gender.OTHER or draft.sure else None,
            draft.named,
            draft.names,
            mentions,
            first,
        )
