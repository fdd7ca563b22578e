"""Personal names: where they stand, and which of them are one person.

Names are found from capital letters, first-name and title lists, and votes over the whole document
(once a person, always a person): entity labels of small models fail on older prose. Clustering joins
titles, first names, surnames and nicknames, and keeps members of one family apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache

from shiten.lexicon import table, words
from shiten.parse import Parsed
from shiten.terms import Gender

# A form is a person when its votes (see _vote) average at least this; checked on LitBank's people.
PERSON_VOTE = 0.3
# What a capitalised word is given before any evidence for or against it.
UNDECIDED = 0.25
# What stands around a name by which somebody is called.
_QUOTES = frozenset(("“", "”", '"', "‘", "’", "'"))
_BEFORE_CALL = frozenset((",", "“", '"', "‘", "'"))
_AFTER_CALL = frozenset((",", ".", "!", "?", "”", '"', "’", "'"))
# Words that follow a capital letter without being part of a name.
_FUNCTION_WORDS = """
    i o oh ah god lord heaven christ x he she him her his it we you they them us me my the and but or not no yes
    this that who what when where why how is are was were in on at to of for a an if so all one two new
"""
_STOP = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a name: titles in front (lower case, no stop) and the words themselves."""

    titles: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The form as one string, titles not included."""
        return " ".join(self.parts)


@dataclass(frozen=True, slots=True)
class NameMention:
    """Tokens ``first..last`` (half-open) that write ``form``; ``written`` is the text itself."""

    first: int
    last: int
    form: Form
    written: str


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """One person: ``name`` is the fullest written form; ``forms`` all that were joined."""

    name: str
    aliases: tuple[str, ...]
    gender: Gender | None
    sure_gender: bool
    titles: frozenset[str]
    mentions: tuple[NameMention, ...]


def find_people(parsed: Parsed) -> tuple[NamedPerson, ...]:
    """All named people, in order of first mention."""
    mentions = _persons_only(parsed, list(_candidates(parsed)))
    clusters = _cluster(mentions)
    people = [person_of(group) for group in clusters]
    return tuple(sorted(people, key=lambda p: p.mentions[0].first))


# ---------------------------------------------------------------- finding


def _candidates(parsed: Parsed) -> list[NameMention]:
    """Every run of capitalised words that may be a name."""
    lower_seen = Counter(w for w in parsed.words if w.islower())
    caps_seen = _capitals_within_sentences(parsed)
    seen = Counter(parsed.lowers[i] for i, w in enumerate(parsed.words) if w[0].isupper() and not w.isupper())
    names = words("first_names", "female") | words("first_names", "male") | words("first_names", "either")
    titles = title_genders()
    particles = words("titles", "noble_particles")
    not_people = words("places", "not_people")

    n = len(parsed)

    def name_word(i: int) -> bool:
        word, low = parsed.words[i], parsed.lowers[i]
        if not word[:1].isupper() or low in _STOP or not word[-1:].isalpha():
            return bool(len(word) == 2 and word[0].isupper() and word[1] == "." and word != "I.")
        if low in titles:
            return low in names and parsed.lowers[i - 1] not in ("the", "an", "a") and not lower_seen[low]
        if low in not_people or (len(word) == 1 and word == "I"):
            return False
        if word.isupper() and len(word) > 1:
            return low in names or seen[low] > 0
        if low in names:
            return parsed.pos[i] == "PROPN" or caps_seen[low] > 0 or not lower_seen[low]
        if _opens_sentence(parsed, i):
            known = caps_seen[low] > 0 or (seen[low] > 1 and not lower_seen[low])
            follows = i + 1 < n and parsed.words[i + 1][0].isupper() and parsed.lowers[i + 1] in names
            acts = not lower_seen[low] and parsed.deps[i] == "nsubj" and parsed.pos[parsed.heads[i]] in ("VERB", "AUX")
            return parsed.pos[i] == "PROPN" and (known or follows or acts)
        return parsed.pos[i] == "PROPN" or caps_seen[low] > 2 * lower_seen[low]

    def titled(i: int) -> bool:
        return parsed.words[i][0].isupper() and parsed.lowers[i].rstrip(".") in titles

    found, i = [], 0
    while i < n:
        first = i
        while i + 1 < n and i - first < 3 and titled(i) and parsed.words[i + 1][0].isupper():
            i += 1
        core = i
        if (nick := _nickname(parsed, i)) and nick < n and parsed.words[nick][0].isupper() and name_word(nick):
            i = nick
        while i < n and (name_word(i) or (i > core and _joins(parsed, i, particles))):
            if i > core and _new_sentence(parsed, i):
                break
            i += 1
            if (nick := _nickname(parsed, i)) and nick < n and name_word(nick):
                i = nick
        if i == core:
            i = max(first + 1, core)
            continue
        found += _mentions(parsed, first, core, i)
    return found


def _nickname(parsed: Parsed, i: int) -> int:
    """Where a quoted nickname that begins at token ``i`` ends ('Tobias "Toby" Wolff'), or 0."""
    if i + 2 >= len(parsed) or parsed.words[i] not in _QUOTES or not parsed.words[i + 1][0].isupper():
        return 0
    for end in (i + 2, i + 3):
        if end < len(parsed) and parsed.words[end] in _QUOTES:
            return end + 1
    return 0


def _opens_sentence(parsed: Parsed, i: int) -> bool:
    return i == parsed.sentences[parsed.sentence_of[i]][0] or parsed.words[i - 1] in "“\"‘'—:(*-–…"


def _new_sentence(parsed: Parsed, i: int) -> bool:
    return parsed.sentence_of[i] != parsed.sentence_of[i - 1] and parsed.words[i - 1][-1:] in ".!?"


def _joins(parsed: Parsed, i: int, particles: frozenset[str]) -> bool:
    """A particle ("de", "von") or a hyphen between two name words, or what follows such a hyphen."""
    if i + 1 >= len(parsed):
        return False
    if parsed.words[i] == "-" and parsed.starts[i] == parsed.end(i - 1) and parsed.starts[i + 1] == parsed.end(i):
        return parsed.words[i + 1][0].isupper() or parsed.pos[i + 1] == "PROPN"
    if parsed.words[i - 1] == "-" and parsed.starts[i] == parsed.end(i - 1):
        return True
    return parsed.lowers[i] in particles and parsed.words[i + 1][0].isupper() and parsed.pos[i + 1] == "PROPN"


def _capitals_within_sentences(parsed: Parsed) -> Counter[str]:
    """How often a word stands capitalised where no sentence begins and its neighbours are not all capitals."""
    seen: Counter[str] = Counter()
    for i in range(1, len(parsed)):
        word = parsed.words[i]
        if word[0].isupper() and not word.isupper() and not _opens_sentence(parsed, i):
            seen[parsed.lowers[i]] += 1
    return seen


def _mentions(parsed: Parsed, first: int, core: int, last: int) -> list[NameMention]:
    """The mention of tokens ``first..last``; "Mr. and Mrs. X" gives two."""
    titles = tuple(parsed.lowers[k].rstrip(".") for k in range(first, core))
    text = parsed.story.text[parsed.starts[core] : parsed.end(last - 1)]
    parts = tuple(_spell(bare) for word in text.split() if (bare := word.strip("“”\"‘’'")))
    written = parsed.story.text[parsed.starts[first] : parsed.end(last - 1)].replace("\n", " ")
    found = [NameMention(first, last, Form(titles, parts), written)]
    if titles and first >= 2 and parsed.lowers[first - 1] in ("and", "&"):
        before = parsed.lowers[first - 2].rstrip(".")
        if before in title_genders() and parsed.words[first - 2][0].isupper():
            other = f"{parsed.words[first - 2]} {' '.join(parts)}"
            found.insert(0, NameMention(first - 2, first - 1, Form((before,), parts), other))
    return found


def _spell(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 2 else word


def title_genders() -> dict[str, Gender | None]:
    """Titles (lower case, no stop) with the gender they tell."""
    genders: dict[str, Gender | None] = dict.fromkeys(words("titles", "any"))
    genders |= dict.fromkeys(words("titles", "female"), Gender.FEMALE)
    return genders | dict.fromkeys(words("titles", "male"), Gender.MALE)


def _persons_only(parsed: Parsed, mentions: list[NameMention]) -> list[NameMention]:
    """Leave out what the whole document's votes say is a place, a thing or a performer's credit."""
    votes: dict[str, list[float]] = defaultdict(list)
    for m in mentions:
        for part in {m.form.text, m.form.parts[-1]}:
            votes[part].append(_vote(parsed, m))
    credited = {id(m) for m in mentions if _is_credit(parsed, m)}
    kept = []
    for m in mentions:
        own = votes[m.form.text]
        if id(m) not in credited and sum(own) / len(own) >= PERSON_VOTE:
            kept.append(m)
    return kept


def _vote(parsed: Parsed, m: NameMention) -> float:
    """Evidence in one place that a name is a person's: positive for, negative against."""
    vote = UNDECIDED
    low = [p.lower() for p in m.form.parts]
    names = words("first_names", "female") | words("first_names", "male") | words("first_names", "either")
    if m.form.titles:
        vote += 2
    if low[0] in names:
        vote += 1
    before = parsed.lowers[m.first - 1] if m.first else ""
    after = parsed.lowers[m.last] if m.last < len(parsed) else ""
    if low[-1] in words("places", "words") or after in words("places", "words"):
        a_name = low[-1] in words("places", "also_surnames") and len(low) > 1 and low[0] in names
        vote -= 0 if a_name or m.form.titles else 2
    if len(low) == 1 and low[0] in words("places", "ambiguous") and not m.form.titles:
        vote -= 0.6
    if before in words("places", "prepositions_of_place") and not m.form.titles:
        vote -= 0.6
    if before in ("the", "a", "an") and not m.form.titles:
        vote -= 1
    if before in _called_before() or (
        before in (",", "(", ":") and m.first > 1 and parsed.lowers[m.first - 2] in _called_before()
    ):
        vote += 1
    if after in ("'s", "’s"):
        vote += 0.3
    follows = parsed.lowers[m.last + 1] if m.last + 1 < len(parsed) else ""
    if (after == "," and follows in ("a", "an", "the", "who", "whose", "his", "her")) or after == "who":
        vote += 0.2
    compound = before.title() == parsed.words[m.first - 1] and before in words("places", "not_people")
    if compound and low[0] not in names:
        vote -= 2
    if before in _BEFORE_CALL and after in _AFTER_CALL:
        vote += 0.6
    head = m.last - 1
    verb = parsed.heads[head]
    if parsed.deps[head] in ("nsubj", "nsubjpass") and parsed.pos[verb] in ("VERB", "AUX"):
        vote += 0.8 if parsed.lemmas[verb] in words("speech_verbs", "plain") else 0.5
    if after in words("speech_verbs", "plain") or before in ("said", "cried", "asked", "replied", "answered"):
        vote += 1
    return vote


@cache
def _called_before() -> frozenset[str]:
    """Words right before a name that make it a person's: "wife", "named"."""
    nouns = {row["noun"] for row in table("kinship")["relation"]}
    return frozenset(
        nouns | {"named", "called", "dear"} | words("person_nouns", "female") | words("person_nouns", "male")
    )


def _is_credit(parsed: Parsed, m: NameMention) -> bool:
    """A performer's name: "Marie (Jane Roe)" or "Jane Roe as Marie"."""
    before = parsed.words[m.first - 1] if m.first else ""
    after = parsed.words[m.last] if m.last < len(parsed) else ""
    if before in ("(", "by") and after in (")", ",", "/", "and") and m.first > 2:
        opened = m.first - 1 if before == "(" else m.first - 3
        named = parsed.words[opened] == "(" and parsed.words[opened - 1][0].isupper()
        return named and parsed.words[opened - 1][-1:].isalpha()
    if after == "as" and m.last + 1 < len(parsed) and parsed.words[m.last + 1][0].isupper():
        return len(m.form.parts) > 1
    return False


# ---------------------------------------------------------------- clustering


class _Groups:
    """Union of forms, with what each group already holds."""

    def __init__(self, forms: Counter[Form]) -> None:
        self.of = {form: form for form in forms}
        self.count = forms

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


def _cluster(mentions: list[NameMention]) -> list[list[NameMention]]:
    """Group mentions by person: full names first, then what hangs on them."""
    count = Counter(m.form for m in mentions)
    groups = _Groups(count)
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
            alike = [f for f in single if f != form and f.parts == form.parts and _agree(groups, form, f)]
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


def form_gender(form: Form) -> Gender | None:
    """What titles and first name say of a form's gender."""
    genders = title_genders()
    for title in form.titles:
        if genders.get(title):
            return genders[title]
    if len(form.parts) == 1 and form.titles and form.titles[0] not in ("sir", "lady", "miss", "don", "donna"):
        return None
    first = form.parts[0].lower()
    if first in words("first_names", "female"):
        return Gender.FEMALE
    if first in words("first_names", "male"):
        return Gender.MALE
    return None


def _group_gender(groups: _Groups, form: Form) -> Gender | None:
    votes = Counter(g for f in groups.members(form) if (g := form_gender(f)) for _ in range(groups.count[f]))
    return votes.most_common(1)[0][0] if votes else None


def _agree(groups: _Groups, a: Form, b: Form) -> bool:
    """Whether two forms may be one person: genders and married titles do not clash."""
    x, y = form_gender(a) or _group_gender(groups, a), form_gender(b) or _group_gender(groups, b)
    return x is None or y is None or x == y


def _owner(groups: _Groups, form: Form, full: list[Form]) -> Form | None:
    """The full name that a single-word form belongs to, if one does."""
    word = form.parts[0].lower()
    by_first = [f for f in full if _same_first(word, f.parts[0]) and _agree(groups, form, f)]
    by_last = [f for f in full if f.parts[-1].lower() == word and _agree(groups, form, f)]
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
    name = max(written, key=lambda w: (length[w], titled[w] and length[w] == 1, written[w], w))
    votes = Counter(g for m in mentions if (g := form_gender(m.form)))
    gender = votes.most_common(1)[0][0] if votes else None
    genders = title_genders()
    sure = any(genders.get(t) for m in mentions for t in m.form.titles)
    aliases = tuple(w for w, _ in sorted(written.items(), key=lambda x: (-x[1], x[0])) if w != name)
    titles = frozenset(t for m in mentions for t in m.form.titles)
    return NamedPerson(name, aliases, gender, sure, titles, tuple(mentions))
