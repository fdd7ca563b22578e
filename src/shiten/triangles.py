"""Committed couples and those who come between: every reading of the leading people as left, taken and taker.

A triangle is (left, taken, taker): the betrayed partner, the partner who is won or strays, the third party.
All ordered triples of the leading people are described by the ties and events between them and compared
with "there is no triangle"; the weights are learned (bin/train).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import permutations

from shiten.cast import Cast
from shiten.events import Event
from shiten.lexical import pair_words, person_words, scores
from shiten.parse import Parsed
from shiten.terms import EventKind, Gender, Modality, Outcome, TieKind
from shiten.ties import Tie
from shiten.viewpoint import Viewpoint
from shiten.weights import Choice, Classes, Features

LEADING = 7
# How much giving in makes an outcome.
LEAST_GIVEN = 0.15
# A long text tells everything more often: amounts are scaled by (PAGE / tokens) ** DAMPING beyond one page, so
# that what was learned from short stories holds for novels.
PAGE, DAMPING = 500, 0.5
# What the words say of two people who share no sentence (a log odds).
APART = -3.0
REAL_WORTH = {Modality.REAL: 1.0, Modality.REPORTED: 0.6, Modality.IMAGINED: 0.4, Modality.NEGATED: 0.0}
SPOKEN_WORTH = 0.6
ROMANTIC = (EventKind.ATTRACTION, EventKind.WOOING, EventKind.YIELDING, EventKind.SCHEMING)


@dataclass(frozen=True, slots=True)
class Triangle:
    """One couple and one third party; ``probability`` against all other triples and against none."""

    left: int
    taken: int
    taker: int
    probability: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Triangles:
    """The candidates, likeliest first, and how likely it is that there is none at all."""

    found: tuple[Triangle, ...]
    none: float

    @property
    def main(self) -> Triangle | None:
        """The likeliest, if any triple could be formed."""
        return self.found[0] if self.found else None


# How far the words alone may speak for or against a role: of another kind of text they say less than they seem to.
MOST_BY_WORDS = 2.0


class Ledger:
    """How often whom does what to whom, weighted by how far each event is vouched for and by ``scale``."""

    def __init__(self, events: tuple[Event, ...], scale: float) -> None:
        self.scale = scale
        self.pair: dict[tuple[int, int, EventKind], float] = defaultdict(float)
        self.alone: dict[tuple[int, EventKind], float] = defaultdict(float)
        self.denied: dict[tuple[int, int], float] = defaultdict(float)
        self.total: Counter[EventKind] = Counter()
        for e in events:
            worth = scale * e.weight * REAL_WORTH[e.modality] * (SPOKEN_WORTH if e.spoken else 1.0)
            self.total[e.kind] += worth  # type: ignore[assignment]
            if e.modality is Modality.NEGATED and e.kind in ROMANTIC:
                self.denied[(e.agent, e.patient)] += scale * e.weight
            self.pair[(e.agent, e.patient, e.kind)] += worth
            self.alone[(e.agent, e.kind)] += worth
            if e.patient != e.agent:
                self.alone[(e.patient, e.kind)] += worth * 0.5

    def between(self, a: int, b: int, kind: EventKind) -> float:
        """What ``a`` does to ``b``, damped."""
        return math.log1p(self.pair.get((a, b, kind), 0.0))

    def either(self, a: int, b: int, *kinds: EventKind) -> float:
        """What goes on between two people whoever does it, damped."""
        return math.log1p(sum(self.pair.get((a, b, k), 0.0) + self.pair.get((b, a, k), 0.0) for k in kinds))

    def of(self, a: int, kind: EventKind) -> float:
        """What one does, to whomever, damped."""
        return math.log1p(self.alone.get((a, kind), 0.0))


@dataclass(frozen=True, slots=True)
class Ground:
    """What triangles are judged on: people with their shares, ties and events by pair, sides.

    ``bound`` and ``drawn`` say how firmly two people are committed and how much is between them, by pair.
    """

    cast: Cast
    leading: tuple[int, ...]
    share: dict[int, float]
    ties: dict[tuple[int, int], dict[TieKind, Tie]]
    ledger: Ledger
    together: dict[tuple[int, int], float]
    viewpoint: Viewpoint
    length: int
    bound: dict[tuple[int, int], float]
    drawn: dict[tuple[int, int], float]
    person_scores: dict[int, dict[str, float]]
    pair_scores: dict[tuple[int, int], dict[str, float]]


def leading_people(cast: Cast, ties: tuple[Tie, ...], events: tuple[Event, ...]) -> tuple[int, ...]:
    """The people a triangle may be made of: most mentioned, tied and acting, and partners of the first among them."""
    mentions = Counter(m.person for m in cast.mentions)
    bound = Counter(p for t in ties for p in (t.a, t.b) if t.kind is not TieKind.FRIENDS)
    acting = Counter(p for e in events for p in (e.agent, e.patient) if p >= 0)
    weight = {p.id: mentions[p.id] + 1.5 * bound[p.id] + 1.5 * acting[p.id] for p in cast.people}
    ranked = sorted(weight, key=lambda p: (-weight[p], p))
    leading = ranked[:LEADING]
    followed = set(leading[:3])
    partners = {p for t in ties if t.kind.committed for p in (t.a, t.b) if {t.a, t.b} & followed}
    return (*leading, *[p for p in ranked[LEADING:] if p in partners][:2])


def lay_ground(
    parsed: Parsed,
    cast: Cast,
    ties: tuple[Tie, ...],
    events: tuple[Event, ...],
    viewpoint: Viewpoint,
    persons: Classes,
    pairs: Classes,
) -> Ground:
    """Collect by person and by pair what the text says of its leading people."""
    leading = leading_people(cast, ties, events)
    scale = min(1.0, PAGE / max(1, len(parsed))) ** DAMPING
    mentions = Counter(m.person for m in cast.mentions)
    total = sum(mentions.values()) or 1
    of_person = {p: scores(f, persons) for p, f in person_words(parsed, cast, leading).items()}
    of_pair = {}
    for (a, b), features in pair_words(parsed, cast, leading).items():
        of_pair[(a, b)] = of_pair[(b, a)] = scores(features, pairs)
    by_pair: dict[tuple[int, int], dict[TieKind, Tie]] = defaultdict(dict)
    for t in ties:
        scaled = replace(t, weight=t.weight * scale)
        by_pair[(t.a, t.b)][t.kind] = by_pair[(t.b, t.a)][t.kind] = scaled
    ledger = Ledger(events, scale)
    return Ground(
        cast=cast,
        leading=leading,
        share={p.id: mentions[p.id] / total for p in cast.people},
        ties=dict(by_pair),
        ledger=ledger,
        together=_together(parsed, cast, leading),
        viewpoint=viewpoint,
        length=len(parsed),
        bound={pair: b for pair in by_pair if (b := _bound(by_pair[pair]) / scale)},
        drawn={pair: d for pair in permutations(leading, 2) if (d := _drawn(ledger, by_pair, *pair) / scale)},
        person_scores=of_person,
        pair_scores=of_pair,
    )


def _bound(ties: dict[TieKind, Tie]) -> float:
    """How firmly two people are committed to each other."""
    return sum(t.weight for kind, t in ties.items() if kind.committed)


def _drawn(ledger: Ledger, ties: dict[tuple[int, int], dict[TieKind, Tie]], a: int, b: int) -> float:
    """How much goes on between two people that lovers do."""
    lovers = ties.get((a, b), {}).get(TieKind.LOVERS)
    events = sum(ledger.pair.get((x, y, kind), 0.0) for x, y in ((a, b), (b, a)) for kind in ROMANTIC)
    return events + (lovers.weight if lovers is not None else 0.0)


def _together(parsed: Parsed, cast: Cast, leading: tuple[int, ...]) -> dict[tuple[int, int], float]:
    """For each pair the share of sentences with two leading people in which these two stand together."""
    by_sentence: dict[int, set[int]] = defaultdict(set)
    for m in cast.mentions:
        if m.person in leading:
            by_sentence[parsed.sentence_of[m.head]].add(m.person)
    pairs: Counter[tuple[int, int]] = Counter()
    crowded = 0
    for people in by_sentence.values():
        if len(people) > 1:
            crowded += 1
            pairs.update(permutations(sorted(people), 2))
    return {pair: n / max(1, crowded) for pair, n in pairs.items()}


def find_triangles(ground: Ground, weights: Choice) -> Triangles:
    """All triples weighed against each other and against there being none."""
    triples = list(permutations(ground.leading, 3))
    features = [triple_features(ground, *t) for t in triples]
    probabilities = weights.probabilities([*features, none_features(ground)])
    found = [
        Triangle(*t, p, outcome(ground, *t)) for t, p in zip(triples, probabilities[:-1], strict=True) if p >= 0.001
    ]
    found.sort(key=lambda t: (-t.probability, t.left, t.taken, t.taker))
    return Triangles(tuple(found[:12]), probabilities[-1])


def outcome(ground: Ground, left: int, taken: int, taker: int) -> Outcome:
    """Taken where the taken one gives in, leaves, or is the taker's lover; attempted where only wooed."""
    ledger = ground.ledger
    ties = ground.ties.get((taken, taker), {})
    gives = ledger.either(taken, taker, EventKind.YIELDING) + ledger.between(taken, left, EventKind.LEAVING)
    gives += sum(math.log1p(ties[k].weight) for k in (TieKind.LOVERS, TieKind.COUPLE, TieKind.MARRIED) if k in ties)
    gives += ledger.between(taken, taker, EventKind.WOOING) + 0.5 * ledger.between(taken, taker, EventKind.ATTRACTION)
    gives += 0.5 * ledger.of(left, EventKind.DISCOVERY)
    resists = ledger.between(taken, taker, EventKind.REFUSAL)
    if gives > LEAST_GIVEN * ground.ledger.scale**0.5 and gives >= resists:
        return Outcome.TAKEN
    tries = ledger.either(taken, taker, *ROMANTIC) + resists
    return Outcome.ATTEMPTED if tries > 0 else Outcome.TAKEN if not gives and not resists else Outcome.NONE


def triple_features(ground: Ground, left: int, taken: int, taker: int) -> Features:
    """What speaks for this reading of three people."""
    features = {
        "triple": 1.0,
        **_tie_features(ground, left, taken, taker),
        **_event_features(ground.ledger, left, taken, taker),
        **_people_features(ground, left, taken, taker),
        **_word_features(ground, left, taken, taker),
        **_whole_features(ground, left, taken, taker),
    }
    return {name: value for name, value in features.items() if value}


def _tie_features(ground: Ground, left: int, taken: int, taker: int) -> dict[str, float]:
    """Which ties bind which two, and which came first."""
    ties = ground.ties
    couple, affair, rivals = ties.get((left, taken), {}), ties.get((taken, taker), {}), ties.get((left, taker), {})
    return {
        **{f"couple_{k}": math.log1p(couple[k].weight) for k in couple},
        **{f"affair_{k}": math.log1p(affair[k].weight) for k in affair},
        **{f"rivals_{k}": math.log1p(rivals[k].weight) for k in rivals},
        "couple_committed": float(any(k.committed for k in couple)),
        "couple_ended": float(any(couple[k].end is not None for k in couple)),
        "affair_committed": float(any(k.committed for k in affair)),
        "rivals_committed": float(any(k.committed for k in rivals)),
        "couple_first": float(_start(couple) < _start(affair)),
        "couple_surname": _surname(ground, left, taken),
        "affair_surname": _surname(ground, taken, taker),
        "rivals_surname": _surname(ground, left, taker),
    }


def _event_features(ledger: Ledger, left: int, taken: int, taker: int) -> dict[str, float]:
    """Who does what to whom."""
    return {
        "taker_woos": ledger.between(taker, taken, EventKind.WOOING),
        "taker_drawn": ledger.between(taker, taken, EventKind.ATTRACTION),
        "taken_drawn": ledger.between(taken, taker, EventKind.ATTRACTION),
        "taken_woos": ledger.between(taken, taker, EventKind.WOOING),
        "yields": ledger.either(taken, taker, EventKind.YIELDING),
        "schemes": ledger.either(taken, taker, EventKind.SCHEMING),
        "schemes_against": ledger.between(taker, left, EventKind.SCHEMING),
        "couple_romance": ledger.either(left, taken, *ROMANTIC),
        "rivals_romance": ledger.either(left, taker, *ROMANTIC),
        "leaves": ledger.between(taken, left, EventKind.LEAVING),
        "left_leaves": ledger.between(left, taken, EventKind.LEAVING),
        "couple_parting": ledger.either(left, taken, EventKind.PARTING),
        "affair_parting": ledger.either(taken, taker, EventKind.PARTING),
        "couple_reconciled": ledger.either(left, taken, EventKind.RECONCILIATION),
        "left_discovers": ledger.of(left, EventKind.DISCOVERY),
        "left_discovers_taken": ledger.between(left, taken, EventKind.DISCOVERY),
        "left_discovers_taker": ledger.between(left, taker, EventKind.DISCOVERY),
        "left_suspects": ledger.of(left, EventKind.SUSPICION),
        "left_confronts": ledger.between(left, taken, EventKind.CONFRONTATION)
        + ledger.between(left, taker, EventKind.CONFRONTATION),
        "left_humiliated": ledger.either(left, taken, EventKind.HUMILIATION)
        + ledger.either(left, taker, EventKind.HUMILIATION),
        "left_despairs": ledger.of(left, EventKind.DESPAIR),
        "taken_refuses": ledger.between(taken, taker, EventKind.REFUSAL),
        "taken_refuses_left": ledger.between(taken, left, EventKind.REFUSAL),
    }


def _people_features(ground: Ground, left: int, taken: int, taker: int) -> dict[str, float]:
    """How much there is of each, with whom, of which gender, and whether one of them is followed."""
    three = (left, taken, taker)
    gender = {p: ground.cast.people[p].gender for p in three}
    view = ground.viewpoint.probabilities
    return {
        "together_couple": ground.together.get((left, taken), 0.0),
        "together_affair": ground.together.get((taken, taker), 0.0),
        "together_rivals": ground.together.get((left, taker), 0.0),
        "share_left": ground.share[left],
        "share_taken": ground.share[taken],
        "share_taker": ground.share[taker],
        "least_share": min(ground.share[p] for p in three),
        "couple_one_gender": _same(gender[left], gender[taken]),
        "affair_one_gender": _same(gender[taken], gender[taker]),
        "rivals_one_gender": _same(gender[left], gender[taker]),
        **{f"view_{role}": view.get(p, 0.0) for role, p in zip(("left", "taken", "taker"), three, strict=True)},
        "unnamed": float(not all(ground.cast.people[p].named for p in three)),
    }


def _whole_features(ground: Ground, left: int, taken: int, taker: int) -> dict[str, float]:
    """Whether it is the story's best couple with its best affair: each against the strongest of all, and both."""
    bound, drawn = ground.bound.get((left, taken), 0.0), ground.drawn.get((taken, taker), 0.0)
    return {
        "couple_main": bound / max(ground.bound.values(), default=1.0),
        "affair_main": drawn / max(ground.drawn.values(), default=1.0),
        "bound_and_drawn": min(1.0, bound) * min(1.0, drawn),
        "taker_bound": max((ground.bound.get((taker, p), 0.0) for p in ground.leading if p != taken), default=0.0),
    }


def _word_features(ground: Ground, left: int, taken: int, taker: int) -> dict[str, float]:
    """What the words around them say (lexical.py)."""
    features = {
        "words_left": ground.person_scores[left]["left"],
        "words_taken": ground.person_scores[taken]["taken"],
        "words_taker": ground.person_scores[taker]["taker"],
        "words_couple": _pair_score(ground, left, taken, "couple"),
        "words_affair": _pair_score(ground, taken, taker, "affair"),
        "words_rivals": _pair_score(ground, left, taker, "rivals"),
    }
    return {name: max(-MOST_BY_WORDS, min(MOST_BY_WORDS, value)) for name, value in features.items()}


def none_features(ground: Ground) -> Features:
    """What speaks for there being no triangle: little romance, few ties."""
    total = ground.ledger.total
    romance = sum(total[k] for k in ROMANTIC)
    return {
        "none": 1.0,
        "none_romance": math.log1p(romance),
        "none_discovery": math.log1p(total[EventKind.DISCOVERY] + total[EventKind.SUSPICION]),
        "none_committed": math.log1p(sum(1 for t in ground.ties.values() for k in t if k.committed) / 2),
    }


def _start(ties: dict[TieKind, Tie]) -> int:
    romantic = [t.start for k, t in ties.items() if k.committed or k is TieKind.LOVERS]
    return min(romantic, default=10**9)


def _pair_score(ground: Ground, a: int, b: int, name: str) -> float:
    """The words' evidence for a pair; people who never share a sentence are unlikely to be anything."""
    return ground.pair_scores.get((a, b), {}).get(name, APART)


def _surname(ground: Ground, a: int, b: int) -> float:
    """Whether two people bear one surname without being called each other's family."""
    x, y = ground.cast.people[a], ground.cast.people[b]
    alike = x.named and y.named and x.name.split()[-1] == y.name.split()[-1] and x.gender != y.gender
    return float(alike and TieKind.FAMILY not in ground.ties.get((a, b), {}))


def _same(a: Gender | None, b: Gender | None) -> float:
    return float(a is not None and a == b)
