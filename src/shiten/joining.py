"""Who turns out to be one person after all: nameless spouses, and wives called by their husband's name."""

from __future__ import annotations

from collections import Counter, defaultdict

from shiten.forms import title_genders
from shiten.notes import Draft, Notes
from shiten.syntax import object_of, prepositional, subject_of

# A person called by title and surname only is joined to one called by first name only when the latter is
# mentioned so often and so much more.
LEAST_MENTIONS, TIMES = 6, 2.0


def join(notes: Notes) -> dict[int, int]:
    """Number of a person → number of the one they are as well."""
    same = dict(notes.same)
    for a, b in [*_join_spouses(notes).items(), *_join_each_other(notes).items(), *_join_mrs(notes).items()]:
        same.setdefault(a, b)
    for a, b in _join_rarely_named(notes, same).items():
        same.setdefault(a, b)
    for a, b in _join_titled(notes).items():
        same.setdefault(a, b)
    return {a: same.get(b, b) for a, b in same.items() if a != same.get(b, b)}


def _join_titled(notes: Notes) -> dict[int, int]:
    """ "Mrs. Grey", who is only spoken to, and "Anna", of whom it is told: one, where nobody else fits."""
    together = _together(notes)
    titled = [p for p in notes.people if p.named and p.count and _only_titled(p)]
    plain = [p for p in notes.people if p.named and p.count >= LEAST_MENTIONS and not p.titles and " " not in p.name]
    same = {}
    for p in titled:
        fitting = [q for q in plain if q.gender == p.gender and p.gender is not None]
        apart = [q for q in fitting if not together[frozenset((p.id, q.id))]]
        if len(fitting) == 1 and apart and fitting[0].count >= TIMES * p.count:
            same[p.id] = fitting[0].id
    return same


def _join_mrs(notes: Notes) -> dict[int, int]:
    """ "Mrs. Grey" and Margaret, the wife of Anthony Grey: one, unless a sentence holds both."""
    together = _together(notes)
    same = {}
    for r in notes.relations:
        husband, wife = notes.people[r.owner], notes.people[r.other]
        if r.noun != "wife" or not husband.named or not wife.named:
            continue
        for p in notes.people:
            theirs = p.titles == {"mrs"} and _only_titled(p) and p.name.split()[-1] == husband.name.split()[-1]
            if theirs and p.id not in (wife.id, husband.id) and not together[frozenset((p.id, wife.id))]:
                same[p.id] = wife.id
    return same


def _join_rarely_named(notes: Notes, known: dict[int, int]) -> dict[int, int]:
    """A nameless spouse and the only one of that gender who bears a name: one, where the name is rarer than the
    noun (or the spouse is the narrator's) and no sentence holds both."""
    together = _together(notes)
    same = {}
    for (owner, kind), person in notes.kin.items():
        nameless = notes.people[person]
        if kind not in ("married", "engaged") or nameless.named or person in known or nameless.gender is None:
            continue
        named = [p for p in notes.people if p.named and p.count and p.gender == nameless.gender and p.id != owner]
        if len(named) != 1 or together[frozenset((person, named[0].id))]:
            continue
        if named[0].count <= nameless.count or owner == notes.narrator:
            same[person] = named[0].id
    return same


def _only_titled(draft: Draft) -> bool:
    titles = title_genders()
    forms = [name.lower().split() for name in draft.aliases]
    return bool(forms) and all(len(f) == 2 and f[0].rstrip(".") in titles for f in forms)


def _together(notes: Notes) -> Counter[frozenset[int]]:
    """In how many sentences each two people stand together, as told, not as called."""
    present: dict[int, set[int]] = defaultdict(set)
    for m in notes.mentions:
        if notes.quotations.narrative(m.head):
            present[notes.parsed.sentence_of[m.head]].add(m.person)
    return Counter(frozenset((a, b)) for people in present.values() for a in people for b in people if a < b)


def _join_spouses(notes: Notes) -> dict[int, int]:
    """Nameless spouses who are somebody named after all: "Ann's husband", where Ann marries Tom elsewhere.

    In a long text an owner is said to have married several; only one of whom it is said most counts.
    """
    spouses: dict[int, Counter[int]] = defaultdict(Counter)
    for a, b in [*_married_by_name(notes), *_weddings(notes)]:
        spouses[a][b] += 1
        spouses[b][a] += 1
    same = {}
    for (owner, kind), person in notes.kin.items():
        if notes.people[person].named or kind not in ("married", "engaged") or person in same:
            continue
        said = Counter({
            p: n for p, n in spouses[owner].items()
            if p != person and notes.people[p].gender in (notes.people[person].gender, None)
        })  # fmt: skip
        said = Counter({p: n for p, n in said.items() if notes.people[p].named}) or said
        best = _clearly_most(said or Counter(dict.fromkeys(_of_one_surname(notes, owner, person), 1)))
        if best is not None:
            same[person] = best
    return same


def _clearly_most(counts: Counter[int]) -> int | None:
    """The one counted, or the one counted at least TIMES as often as any other."""
    (best, n), (_, second) = (*counts.most_common(2), (None, 0), (None, 0))[:2]
    return best if n >= TIMES * second else None


def _join_each_other(notes: Notes) -> dict[int, int]:
    """ "Her husband" of one and "his wife" of another, both nameless: each is the other, where nobody else fits."""
    lonely = {
        owner: person for (owner, kind), person in notes.kin.items()
        if kind == "married" and not notes.people[person].named and notes.people[owner].named
    }  # fmt: skip
    fits = {
        a: [b for b in lonely if a != b and _may_be(notes, lonely[a], b) and _may_be(notes, lonely[b], a)]
        for a in lonely
    }
    return {lonely[a]: b for a, (b, *more) in ((a, f) for a, f in fits.items() if f) if not more and len(fits[b]) == 1}


def _may_be(notes: Notes, nameless: int, named: int) -> bool:
    gender = notes.people[nameless].gender
    return gender is not None and notes.people[named].gender == gender


def _of_one_surname(notes: Notes, owner: int, person: int) -> list[int]:
    """Named people of the other gender who share the owner's surname; of a Mrs. the Mr., where there is one."""
    names = notes.people[owner].name.split()
    gender = notes.people[person].gender
    if len(names) < 2 or not notes.people[owner].named or gender is None:
        return []
    fitting = [
        p for p in notes.people
        if p.named and p.id != owner and p.gender == gender and p.name.split()[-1] == names[-1]
    ]  # fmt: skip
    titled = [p for p in fitting if _only_titled(p) and "mr" in p.titles] if "mrs" in notes.people[owner].titles else []
    return [p.id for p in titled or fitting]


def _married_by_name(notes: Notes) -> list[tuple[int, int]]:
    kinds = ("married", "engaged")
    return [
        (r.owner, r.other) for r in notes.relations
        if notes.kin_nouns[r.noun]["kind"] in kinds and notes.people[r.other].named
    ]  # fmt: skip


def _weddings(notes: Notes) -> list[tuple[int, int]]:
    """Pairs of which one is said to marry, or be married or engaged to, the other."""
    pairs = []
    for i, lemma in enumerate(notes.parsed.lemmas):
        if lemma in ("marry", "wed", "engage", "betroth", "remarry"):
            subject, other = subject_of(notes.parsed, i), object_of(notes.parsed, i)
            if any(notes.parsed.deps[c] in ("nsubjpass", "auxpass") for c in notes.parsed.children(i)) or other is None:
                subject = other if other is not None else subject
                other = prepositional(notes.parsed, i, "to")
            if subject is not None and other is not None and min(notes.who[subject], notes.who[other]) >= 0:
                pairs.append((notes.who[subject], notes.who[other]))
    return pairs
