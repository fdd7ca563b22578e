"""Who belongs to whom: marriages, engagements, couples, love affairs, family, friends, with the passages.

Evidence comes from relational nouns ("her husband"), from verbs and adjectives (to marry, engaged to) and
from how people are called ("Mr. and Mrs. Thomas"). A tie runs from its first evidence to what ends it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from shiten.cast import LONG, Cast, MentionKind
from shiten.errors import BadCorrections
from shiten.lexicon import Cue, by_lemma, parse_cue, table
from shiten.parse import Parsed
from shiten.syntax import candidates_at, cue_at, modality, people_in, slot, subject_of
from shiten.terms import Gender, Modality, TieKind

if TYPE_CHECKING:
    from shiten.corrections import Corrections

# What one piece of evidence counts for; a tie is claimed from LEAST on.
NOUN, CUE, NOT_REAL, CALLED, SURNAME, STATED = 1.0, 1.0, 0.25, 1.5, 0.6, 20.0
LEAST = 0.5
# How many words may stand between a noun for a couple and their names.
GROUP_REACH = 10
# How many words may stand between "engaged" and the name of the other.
TO_REACH = 9
_ACCEPTING = frozenset({"accept", "consent", "agree"})


@dataclass(frozen=True, slots=True)
class Tie:
    """``a`` and ``b`` (``a < b``) are ``kind``; token numbers in ``evidence``; ``end`` is None while it lasts."""

    a: int
    b: int
    kind: TieKind
    weight: float
    start: int
    end: int | None
    evidence: tuple[int, ...]

    def holds(self, person: int) -> bool:
        """Whether ``person`` is one of the two."""
        return person in (self.a, self.b)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One piece of evidence for a tie, or for its end."""

    a: int
    b: int
    kind: TieKind
    weight: float
    at: int
    ends: bool = False


@cache
def _kin() -> dict[str, dict[str, Any]]:
    return {row["noun"]: row for row in table("kinship")["relation"]}


@cache
def _cues(*, asked: bool = False) -> dict[str, list[tuple[Any, Cue]]]:
    """The cues that state a tie, or those that only ask for it."""
    rows = [row for row in table("commitment")["tie"] if (row.get("step") == "asked") == asked]
    return by_lemma(
        (_CueRow(TieKind(row["kind"]), bool(row.get("ends")), bool(row.get("weak"))), parse_cue(row["cue"]))
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _CueRow:
    kind: TieKind
    ends: bool
    weak: bool


def find_ties(parsed: Parsed, cast: Cast, corrections: Corrections | None = None) -> tuple[Tie, ...]:
    """All ties, in order of their first evidence; those that the reader states come on top."""
    signs = [
        *_from_nouns(cast),
        *_from_cues(parsed, cast),
        *_from_answers(parsed, cast),
        *_from_titles(parsed, cast),
        *_from_groups(parsed, cast),
        *_from_misread(parsed, cast),
        *_from_ranks(cast),
    ]
    if corrections is not None:
        signs += _from_corrections(parsed, cast, corrections)
    by_pair: dict[tuple[int, int, TieKind], list[_Sign]] = defaultdict(list)
    for sign in signs:
        if sign.a != sign.b and min(sign.a, sign.b) >= 0:
            by_pair[(min(sign.a, sign.b), max(sign.a, sign.b), sign.kind)].append(sign)
    ties = [t for key, found in by_pair.items() if (t := _tie(key, found)) is not None]
    return tuple(sorted(_vouched(ties, len(parsed)), key=lambda t: (t.start, t.a, t.b, t.kind)))


def _vouched(ties: list[Tie], length: int) -> list[Tie]:
    """The ties, of a long text without loves and marriages of which there is not one plain statement: there a wrong
    antecedent here and there weds anybody to anybody."""
    bond: dict[tuple[int, int], float] = defaultdict(float)
    for t in ties:
        bond[(t.a, t.b)] += t.weight * t.kind.romantic
    return [t for t in ties if length < LONG or not t.kind.romantic or bond[(t.a, t.b)] >= CUE]


def _tie(key: tuple[int, int, TieKind], signs: list[_Sign]) -> Tie | None:
    holding = [s for s in signs if not s.ends]
    ending = [s for s in signs if s.ends]
    weight = sum(s.weight for s in holding) or (0.6 if ending else 0.0)
    if weight < LEAST:
        return None
    start = min(s.at for s in (holding or ending))
    end = min((s.at for s in ending if s.at >= start), default=None)
    strongest = sorted(holding or ending, key=lambda s: (-s.weight, s.at))[:3]
    return Tie(*key, weight, start, end, tuple(sorted(s.at for s in strongest)))


def _from_corrections(parsed: Parsed, cast: Cast, corrections: Corrections) -> list[_Sign]:
    signs = []
    for tie in corrections.ties:
        a, b = (_called(cast, name) for name in (tie.a, tie.b))
        signs.append(_Sign(a, b, tie.kind, STATED, max(cast.people[a].first, cast.people[b].first)))
        if tie.until is not None:
            signs.append(_Sign(a, b, tie.kind, STATED, parsed.token_at(tie.until), ends=True))
    return signs


def _called(cast: Cast, name: str) -> int:
    for p in cast.people:
        if name in (p.name, *p.aliases):
            return p.id
    raise BadCorrections(f"the story names nobody {name!r}")


def _from_nouns(cast: Cast) -> list[_Sign]:
    signs = []
    for r in cast.relations:
        row = _kin()[r.noun]
        signs.append(_Sign(r.owner, r.other, TieKind(row["kind"]), NOUN, r.at, ends=bool(row.get("past"))))
    return signs


def _from_cues(parsed: Parsed, cast: Cast) -> list[_Sign]:
    signs = []
    for i, lemma in enumerate(parsed.lemmas):
        for row, cue in candidates_at(parsed, _cues(), i, lemma):
            last = cue_at(parsed, cue, i)
            pair = _pair(parsed, cast, i, last, cue) if last is not None else None
            if pair is None:
                continue
            told = modality(parsed, i)
            weight = CUE if told is Modality.REAL else 0.0 if told is Modality.NEGATED else NOT_REAL
            if weight and not (row.ends and told is not Modality.REAL):
                signs.append(_Sign(*pair, row.kind, weight * (0.5 if cue.weak or row.weak else 1), i, ends=row.ends))
    return signs


def _from_answers(parsed: Parsed, cast: Cast) -> list[_Sign]:
    """ "Tom proposes to Nell. She accepts": a yes soon after it was asked for."""
    signs = []
    for i, lemma in enumerate(parsed.lemmas):
        for row, cue in candidates_at(parsed, _cues(asked=True), i, lemma):
            last = cue_at(parsed, cue, i)
            pair = _pair(parsed, cast, i, last, cue) if last is not None else None
            yes = _yes_after(parsed, cast, i, pair[1]) if pair is not None else None
            if pair is not None and yes is not None:
                signs.append(_Sign(*pair, row.kind, CUE, yes))
    return signs


def _yes_after(parsed: Parsed, cast: Cast, i: int, asked: int) -> int | None:
    """The verb by which the one who is asked at token ``i`` says yes, if they do within the next sentence."""
    s = parsed.sentence_of[i]
    end = parsed.sentences[min(s + 1, len(parsed.sentences) - 1)][1]
    for t in range(i + 1, end):
        accepts = parsed.lemmas[t] in _ACCEPTING or (
            parsed.lemmas[t] == "say" and parsed.lowers[t + 1 : t + 2] == ["yes"]
        )
        if accepts and parsed.pos[t] == "VERB":
            subject = subject_of(parsed, t)
            if subject is not None and cast.who[subject] == asked and modality(parsed, t) is Modality.REAL:
                return t
    return None


def _pair(parsed: Parsed, cast: Cast, i: int, last: int, cue: Cue) -> tuple[int, int] | None:
    """The two people of a cue: both slots, or a plural in one of them ("they marry", "X and Y divorce").

    One who marries two people to each other is a priest.
    """
    agents = _first_filled(parsed, cast, i, last, cue, cue.agent)
    patients = _first_filled(parsed, cast, i, last, cue, cue.patient)
    if agents and not patients and "to" in cue.patient:
        patients = _named_after_to(parsed, cast, last) or _to_whom(parsed, cast, i)
    if cue.lemma == "marry" and len(agents) == 1 and len(patients) > 1 and agents[0] not in patients:
        return patients[0], patients[1]
    if agents and patients and patients[0] != agents[0]:
        return agents[0], patients[0]
    if "self" in cue.agent + cue.patient:
        return None  # "the sweetheart of both Karel and Josef"
    for people in (agents, patients):
        if len(people) >= 2:
            return people[0], people[1]
    return None


def _named_after_to(parsed: Parsed, cast: Cast, i: int) -> tuple[int, ...]:
    """ "Engaged to snobbish socialite Celia", where the parse is lost among the describing words."""
    last = min(parsed.sentences[parsed.sentence_of[i]][1], i + TO_REACH)
    to = next((t for t in range(i + 1, last) if parsed.lowers[t] == "to"), last)
    for t in range(to + 1, last):
        if parsed.words[t] in (",", ";", ".", ":"):
            break
        if cast.who[t] >= 0:
            return (cast.who[t],)
    return ()


def _to_whom(parsed: Parsed, cast: Cast, i: int) -> tuple[int, ...]:
    """ "Nora, to whom he is engaged", where the parse hangs "to" on another verb."""
    first = parsed.sentences[parsed.sentence_of[i]][0]
    for t in range(i - 1, max(first + 1, i - TO_REACH), -1):
        if parsed.lowers[t - 1 : t + 1] == ["to", "whom"]:
            person = next((cast.who[u] for u in range(t - 2, first - 1, -1) if cast.who[u] >= 0), -1)
            return (person,) if person >= 0 else ()
    return ()


def _first_filled(parsed: Parsed, cast: Cast, i: int, last: int, cue: Cue, names: tuple[str, ...]) -> tuple[int, ...]:
    for name in names:
        if name == "self":
            people = people_in(parsed, cast, i)
        else:
            people = people_in(parsed, cast, slot(parsed, i, name, last, state="ADJ" in cue.pos))
        if people:
            return people
    return ()


def _names_joined(cast: Cast, parsed: Parsed, first: int, last: int) -> tuple[int, int, int] | None:
    """ "NAME and NAME" that begins at token ``first``: the two people, and the token after them."""
    names = {m.first: m for m in cast.mentions if m.kind is MentionKind.NAME and first <= m.first < last}
    a = names.get(first)
    if a is None or a.last >= last or parsed.lowers[a.last] not in ("and", "&"):
        return None
    b = names.get(a.last + 1)
    return (a.person, b.person, b.last) if b is not None and b.person != a.person else None


def _from_groups(parsed: Parsed, cast: Cast) -> list[_Sign]:
    """ "The newlyweds Ann and Tom", "a couple from Leeds, Ann and Tom", "Ann and Tom, husband and wife",
    "Ann and Tom, together since school"."""
    signs = []
    for i, low in enumerate(parsed.lowers):
        lasting = low == "together" and parsed.lowers[i + 1 : i + 2] in (["since"], ["for"])
        if low not in _pairs_called() and not lasting:
            continue
        kind = TieKind.COUPLE if lasting else _pairs_called()[low]
        first, last = parsed.sentences[parsed.sentence_of[i]]
        for t in range(i + 1, min(last, i + GROUP_REACH)):
            found = _names_joined(cast, parsed, t, last)
            if found is not None and (t == i + 1 or parsed.words[t - 1] in (",", ":", "(", "of")):
                signs.append(_Sign(found[0], found[1], kind, CUE, i))
                break
        for t in range(max(first, i - GROUP_REACH), i):
            found = _names_joined(cast, parsed, t, i)
            if found is not None and i - found[2] <= 5 and _appositive(parsed, found[2], i):
                signs.append(_Sign(found[0], found[1], kind, CUE, i))
                break
    return signs


def _appositive(parsed: Parsed, end: int, i: int) -> bool:
    """Whether only a comma or "are", and what describes a noun, stand between two names and the noun ``i``."""
    return (parsed.words[end] in (",", "(", "—") or parsed.lemmas[end] in ("be", "become")) and all(
        parsed.pos[t] in ("DET", "ADJ", "NOUN", "ADV", "NUM", "VERB") or parsed.words[t] == "-"
        for t in range(end + 1, i)
    )


@cache
def _pairs_called() -> dict[str, TieKind]:
    """Plural nouns for two who belong together ("newlyweds")."""
    return {noun: TieKind(kind) for kind, nouns in table("commitment")["pair_nouns"].items() for noun in nouns}


def _from_misread(parsed: Parsed, cast: Cast) -> list[_Sign]:
    """ "…, marries Meera": a verb that the tagger took for a noun, after the sentence's first name."""
    signs = []
    for i, low in enumerate(parsed.lowers):
        if low not in ("marries", "weds", "remarries") or parsed.pos[i] == "VERB" or i + 1 >= len(parsed):
            continue
        first = parsed.sentences[parsed.sentence_of[i]][0]
        subject = next((cast.who[t] for t in range(first, i) if cast.who[t] >= 0), -1)
        if subject >= 0 and cast.who[i + 1] >= 0:
            signs.append(_Sign(subject, cast.who[i + 1], TieKind.MARRIED, CUE, i))
    return signs


def _from_titles(parsed: Parsed, cast: Cast) -> list[_Sign]:
    """ "Mr. and Mrs. X" side by side; a Mr. and a Mrs. of one surname where no other pair is known."""
    names = [m for m in cast.mentions if m.kind is MentionKind.NAME]
    signs = []
    for a, b in pairwise(names):
        if b.first - a.last == 1 and parsed.lowers[a.last] in ("and", "&") and a.person != b.person:
            titles = {parsed.lowers[a.first].rstrip("."), parsed.lowers[b.first].rstrip(".")}
            if titles & {"mrs", "madame", "mme", "lady", "countess"} and titles & {
                "mr",
                "monsieur",
                "sir",
                "lord",
                "count",
            }:
                signs.append(_Sign(a.person, b.person, TieKind.MARRIED, CALLED, a.first))
    by_surname: dict[str, list[int]] = defaultdict(list)
    for p in cast.people:
        if p.named:
            by_surname[p.name.split()[-1].lower()].append(p.id)
    for members in by_surname.values():
        wives = [p for p in members if any(f.lower().startswith(("mrs", "madame ", "mme")) for f in _forms(cast, p))]
        men = [p for p in members if cast.people[p].gender is Gender.MALE]
        if len(wives) == 1 and len(men) == 1 and wives[0] != men[0]:
            at = max(cast.people[wives[0]].first, cast.people[men[0]].first)
            signs.append(_Sign(men[0], wives[0], TieKind.MARRIED, SURNAME, at))
    return signs


def _from_ranks(cast: Cast) -> list[_Sign]:
    """The count and the countess, the king and the queen, where there is one of either."""
    signs = []
    for rank, consort in table("commitment")["consorts"].items():
        men, wives = ([p for p in cast.people if _bears(cast, p.id, title)] for title in (rank, consort))
        if len(men) == 1 and len(wives) == 1:
            signs.append(_Sign(men[0].id, wives[0].id, TieKind.MARRIED, SURNAME, max(men[0].first, wives[0].first)))
    return signs


def _bears(cast: Cast, person: int, title: str) -> bool:
    """Whether somebody is called by a rank: "Count Orsini", "the countess"."""
    words = [form.lower().split() for form in _forms(cast, person)]
    return any(w[0] == title or w == ["the", title] for w in words if w)


def _forms(cast: Cast, person: int) -> tuple[str, ...]:
    return (cast.people[person].name, *cast.people[person].aliases)
