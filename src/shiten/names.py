"""Which names are one person: first names, surnames, titles and nicknames joined, families kept apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import combinations

from shiten.forms import Form, NameMention, form_gender, title_genders
from shiten.lexicon import table, words
from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.spotting import spot_names
from shiten.terms import Gender

# Whoever is named this often is shown by a form that has at least this share of the most frequent one.
OFTEN, REGULARLY = 60, 0.1
# From so often on it is a habit of the telling to call somebody so.
OFTEN_TOLD = 2
_NAMING = frozenset({"called", "named", "alias", "née", "nee"})


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """One person: ``name`` is how they are most often called in full; ``aliases`` the other forms that were joined."""

    name: str
    aliases: tuple[str, ...]
    gender: Gender | None
    sure_gender: bool
    titles: frozenset[str]
    mentions: tuple[NameMention, ...]


def find_people(parsed: Parsed, quotations: Quotations) -> tuple[NamedPerson, ...]:
    """All named people, in order of first mention."""
    mentions = spot_names(parsed)
    told = Counter(m.form for m in mentions if quotations.narrative(m.first))
    clusters = _cluster(mentions, _side_by_side(parsed, mentions), told)
    people = _told_apart([person_of(group) for group in clusters])
    return tuple(sorted(people, key=lambda p: p.mentions[0].first))


def _told_apart(people: list[NamedPerson]) -> list[NamedPerson]:
    """People of one usual name are shown by their longest: "Catherine Ashe", "Catherine Bell"."""
    shown = Counter(p.name for p in people)
    return [
        replace(p, name=longest, aliases=tuple(a for a in (p.name, *p.aliases) if a != longest))
        if shown[p.name] > 1 and (longest := max((p.name, *p.aliases), key=lambda w: (len(w.split()), w))) != p.name
        else p
        for p in people
    ]


def _side_by_side(parsed: Parsed, mentions: list[NameMention]) -> frozenset[frozenset[Form]]:
    """Forms that one sentence holds both, with words between that do not name: hardly ever one person's."""
    by_sentence: dict[int, list[NameMention]] = defaultdict(list)
    for m in mentions:
        by_sentence[parsed.sentence_of[m.first]].append(m)
    return frozenset(
        frozenset((a.form, b.form))
        for found in by_sentence.values()
        for a, b in combinations(sorted(found, key=lambda m: m.first), 2)
        if a.form != b.form and b.first > a.last and not _NAMING.intersection(parsed.lowers[a.last : b.first])
    )


class _Groups:
    """Union of forms, with what each group already holds; ``apart``: forms that one sentence holds both;
    ``told``: how often the telling itself, not one who speaks in it, calls somebody so."""

    def __init__(self, forms: Counter[Form], apart: frozenset[frozenset[Form]], told: Counter[Form]) -> None:
        self.of = {form: form for form in forms}
        self.count = forms
        self._apart, self._told = apart, told

    def root(self, form: Form) -> Form:
        while self.of[form] != form:
            form = self.of[form]
        return form

    def join(self, a: Form, b: Form) -> None:
        a, b = self.root(a), self.root(b)
        if a != b:
            self.of[a] = b

    def members(self, form: Form) -> list[Form]:
        root = self.root(form)
        return [f for f in self.of if self.root(f) == root]

    def told_apart(self, titled: Form, form: Form) -> bool:
        """Whether "Mrs. Grey" is somebody else than ``form``, "Anna Grey": one sentence holds both, or the
        telling calls people by either, and seldom has two ways to call one."""
        alone = [f for f in self.of if f.parts == form.parts[:1] and not f.titles]
        if any(frozenset((titled, f)) in self._apart for f in {*self.members(form), *alone}):
            return True
        so, bare = self._told[titled], max((self._told[f] for f in alone), default=0)
        if _standing(titled) == "married_female":
            return min(so, bare) > 0 and so + bare > OFTEN_TOLD
        return min(so, bare) >= OFTEN_TOLD


def _cluster(
    mentions: list[NameMention], apart: frozenset[frozenset[Form]], told: Counter[Form]
) -> list[list[NameMention]]:
    """Group mentions by person: full names first, then what hangs on them."""
    count = Counter(m.form for m in mentions)
    groups = _Groups(count, apart, told)
    forms = sorted(count, key=lambda f: (-len(f.parts), -count[f], f.text, f.titles))
    full = [f for f in forms if len(f.parts) > 1]
    single = [f for f in forms if len(f.parts) == 1]
    _join_full_names(groups, full)
    for form in single:
        target = _owner(groups, form, full)
        if target is not None:
            groups.join(form, target)
    for form in single:
        if groups.root(form) == form:
            alike = [
                f for f in single
                if f != form and f.parts == form.parts and _agree(groups, form, f) and not _titled_apart(form, f)
            ]  # fmt: skip
            if alike:
                groups.join(form, max(alike, key=lambda f: (count[f], f.text, f.titles)))
    by_root: dict[Form, list[NameMention]] = defaultdict(list)
    for m in mentions:
        by_root[groups.root(m.form)].append(m)
    return list(by_root.values())


def _join_full_names(groups: _Groups, full: list[Form]) -> None:
    """Join full names that share first name and surname ("Anna Maria Weiss", "Anna Weiss", "Dr. Anna Weiss")."""
    for i, a in enumerate(full):
        for b in full[:i]:
            same_last = a.parts[-1].lower() == b.parts[-1].lower()
            if same_last and _same_first(a.parts[0], b.parts[0]) and _agree(groups, a, b):
                groups.join(a, b)
                break
            if len(a.parts) < len(b.parts) and b.parts[-len(a.parts) :] == a.parts and _agree(groups, a, b):
                groups.join(a, b)  # "Van Loon" of "Matthias Van Loon"
                break
            if set(a.parts) < set(b.parts) and a.parts[0] == b.parts[0] and _agree(groups, a, b):
                groups.join(a, b)
                break


def _same_first(a: str, b: str) -> bool:
    a, b = a.lower(), b.lower()
    if a == b or (a[1:] == "." and b.startswith(a[0])) or (b[1:] == "." and a.startswith(b[0])):
        return True
    return bool(_full_of(a) & (_full_of(b) | {b}) or a in _full_of(b))


def _full_of(nickname: str) -> set[str]:
    return set(table("first_names").get("nicknames", {}).get(nickname, ()))


def _group_gender(groups: _Groups, form: Form) -> Gender | None:
    votes = Counter(g for f in groups.members(form) if (g := form_gender(f)) for _ in range(groups.count[f]))
    return votes.most_common(1)[0][0] if votes else None


def _agree(groups: _Groups, a: Form, b: Form) -> bool:
    """Whether two forms may be one person: genders and married titles do not clash."""
    x, y = form_gender(a) or _group_gender(groups, a), form_gender(b) or _group_gender(groups, b)
    return x is None or y is None or x == y


def _titled_apart(a: Form, b: Form) -> bool:
    """ "Miss Grey" is neither "Mrs. Grey" nor "Doctor Grey"; only a rank may stand for another."""
    x, y = (_standing(f) for f in (a, b))
    return x is not None and y is not None and x != y


def _standing(form: Form) -> str | None:
    """What a form's title tells of a woman's standing, or that it is a rank; None for all else."""
    for standing in ("unmarried_female", "married_female", "any"):
        if any(t in words("titles", standing) for t in form.titles):
            return standing
    return None


def _owner(groups: _Groups, form: Form, full: list[Form]) -> Form | None:
    """The full name that a single-word form belongs to, if one does."""
    word = form.parts[0].lower()
    by_first = [f for f in full if _same_first(word, f.parts[0]) and _agree(groups, form, f)]
    by_last = [f for f in full if f.parts[-1].lower() == word and _agree(groups, form, f)]
    if form.titles:
        by_last = [f for f in by_last if not _titled_apart(form, f) and not groups.told_apart(form, f)]
    middle = [f for f in full if word in [p.lower() for p in f.parts[1:-1]] and _agree(groups, form, f)]
    if form.titles and form_gender(form) and by_last:
        by_first = [f for f in by_first if f.parts[0].lower() == word]
    exact = [f for f in by_first if f.parts[0].lower() == word]
    for fitting in (exact, by_last, by_first, middle):
        roots = {groups.root(f): groups.count[f] for f in sorted(fitting, key=lambda f: groups.count[f])}
        if fitting and (len(roots) == 1 or not form.titles or "mrs" not in form.titles):
            if form.titles and "mrs" in form.titles and fitting is by_last and not _may_be_mrs(groups, fitting[0]):
                continue
            return max(fitting, key=lambda f: (groups.count[f], f.text, f.titles))
    return None


def _may_be_mrs(groups: _Groups, form: Form) -> bool:
    """Whether a full name may be that of a Mrs.: a woman's who is not called Miss."""
    members = groups.members(form)
    unmarried = words("titles", "unmarried_female")
    return _group_gender(groups, form) == Gender.FEMALE and not any(unmarried & set(f.titles) for f in members)


def person_of(mentions: list[NameMention]) -> NamedPerson:
    """The person whom these mentions name; mentions in any order, at least one."""
    mentions = sorted(mentions, key=lambda m: m.first)
    written = Counter(m.written for m in mentions)
    length = {m.written: len(m.form.parts) for m in mentions}
    titled = {m.written: bool(m.form.titles) for m in mentions}
    # First name and surname say enough, and in a long text only where people are regularly called so.
    often = len(mentions) >= OFTEN
    usual = [w for w in written if not often or written[w] >= REGULARLY * max(written.values())]
    name = max(usual, key=lambda w: (min(length[w], 2), titled[w] and length[w] == 1, written[w], length[w], w))
    votes = Counter(g for m in mentions if (g := form_gender(m.form)))
    gender = votes.most_common(1)[0][0] if votes else None
    genders = title_genders()
    sure = any(genders.get(t) for m in mentions for t in m.form.titles)
    aliases = tuple(w for w, _ in sorted(written.items(), key=lambda x: (-x[1], x[0])) if w != name)
    titles = frozenset(t for m in mentions for t in m.form.titles)
    return NamedPerson(name, aliases, gender, sure, titles, tuple(mentions))
