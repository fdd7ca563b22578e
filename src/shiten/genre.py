"""The verdict: from whose side a taking is told, or why there is none to tell.

Three questions are weighed one after the other, each from few named features with learned weights
(bin/train), and their answers multiplied: Is there a triangle? What comes of it (real, unrealised,
consensual, rivalry before any commitment)? Whose side is held (the betrayed one's, the taker's, the one's
who strays, both, nobody's)? So a wrong turn can be traced to its question.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shiten.focalization import Stretch
from shiten.lexicon import table
from shiten.parse import Parsed
from shiten.phrases import Hit, PhraseIndex
from shiten.terms import EventKind, Genre, NeitherReason, Outcome, TieKind
from shiten.triangles import Ground, Triangle, Triangles
from shiten.weights import Classes, Features


class Presence(StrEnum):
    """Whether anyone comes between, or vies for, a couple."""

    THERE = "there"
    NONE = "none"


class Course(StrEnum):
    """What comes of it."""

    REAL = "real"
    UNREALISED = "unrealised"
    RIVALRY = "rivalry"
    CONSENSUAL = "consensual"


class Side(StrEnum):
    """Whose side is held."""

    LEFT = "left"
    TAKER = "taker"
    TAKEN = "taken"
    BOTH = "both"
    NOBODY = "nobody"


QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "presence": tuple(Presence),
    "course": tuple(Course),
    "side": tuple(Side),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities of the four labels (sum 1) and, for neither, of its reasons; ``features`` decided it."""

    probabilities: dict[Genre, float]
    reasons: dict[NeitherReason, float]
    features: Mapping[str, Features]

    @property
    def label(self) -> Genre:
        """The likeliest label."""
        return max(self.probabilities, key=lambda g: (self.probabilities[g], g))

    @property
    def reason(self) -> NeitherReason | None:
        """The likeliest reason where the label is neither."""
        if self.label is not Genre.NEITHER:
            return None
        return max(self.reasons, key=lambda r: (self.reasons[r], r))


@dataclass(frozen=True, slots=True)
class Telling:
    """What the verdict rests on besides the triangle: stretches, set phrases, and what the words of the whole
    text speak for (lexical.py: a log odds a kind of plot)."""

    stretches: tuple[Stretch, ...]
    consent: tuple[Hit, ...]
    rivalry: tuple[Hit, ...]
    sides: tuple[Hit, ...]
    plot: Mapping[str, float]


def set_phrases(parsed: Parsed) -> tuple[tuple[Hit, ...], tuple[Hit, ...], tuple[Hit, ...]]:
    """Phrases of open arrangements, of rivalry before any commitment, and of roles ("cuckold", "seducer")."""
    commitment, side = table("commitment"), table("side")
    entries = [("consent", w) for w in commitment["open_arrangement"]] + [("rivalry", w) for w in commitment["not_yet"]]
    for role in ("victim", "taker", "strayer", "faithful"):
        entries += [(role, w) for w in side[role]]
    hits = list(PhraseIndex(entries).find(parsed))
    consent, rivalry = (tuple(h for h in hits if h.label == label) for label in ("consent", "rivalry"))
    return consent, rivalry, tuple(h for h in hits if h.label not in ("consent", "rivalry"))


def judge(features: Mapping[str, Features], weights: Mapping[str, Classes], favour: float = 1.0) -> Verdict:
    """Weigh the features of each question; pure: no text, no parser, no clock.

    ``favour`` multiplies the odds of the three genres against neither: a taking that is missed costs a reader
    more than one suspected in vain.
    """
    presence = weights["presence"].probabilities(features["presence"])
    course = weights["course"].probabilities(features["course"])
    side = weights["side"].probabilities(features["side"])
    there = presence[Presence.THERE]
    real = there * course[Course.REAL]
    told = real * (side[Side.LEFT] + side[Side.TAKER] + side[Side.BOTH])
    whole = 1 + (favour - 1) * told
    reasons = {
        NeitherReason.NO_TRIANGLE: presence[Presence.NONE],
        NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS: real * side[Side.TAKEN],
        NeitherReason.RIVALRY_BEFORE_COMMITMENT: there * course[Course.RIVALRY],
        NeitherReason.UNREALISED: there * course[Course.UNREALISED],
        NeitherReason.CONSENSUAL: there * course[Course.CONSENSUAL],
        NeitherReason.OBSERVER: real * side[Side.NOBODY],
    }
    neither = sum(reasons.values())
    probabilities = {
        Genre.NETORI: favour * real * side[Side.TAKER] / whole,
        Genre.NETORARE: favour * real * side[Side.LEFT] / whole,
        Genre.BOTH: favour * real * side[Side.BOTH] / whole,
        Genre.NEITHER: neither / whole,
    }
    return Verdict(probabilities, {r: p / neither if neither else 0.0 for r, p in reasons.items()}, features)


def verdict_features(ground: Ground, triangles: Triangles, telling: Telling) -> dict[str, Features]:
    """All that the verdict is weighed from: question → feature → value."""
    romance = math.log1p(sum(ground.ledger.total[k] for k in _ROMANCE))
    scale = ground.ledger.scale
    main = triangles.main
    known = _triangle_features(ground, main) if main is not None else {}
    followed = _followed_features(ground)
    words = {name: followed.pop(name) for name in ("most_words_affair", "most_words_couple")}
    asked: dict[str, dict[str, float]] = {
        "presence": {
            "none": math.log(max(1e-4, triangles.none) / max(1e-4, 1 - triangles.none)) / 4,
            "romance": romance,
            "no_romance": float(not romance),
            "no_couple": float(not any(k.committed for ties in ground.ties.values() for k in ties)),
            "committed": known.get("committed", 0.0),
            "affair_tie": known.get("affair_tie", 0.0),
            "drawn": followed["followed_drawn_to_partnered"]
            + followed["followed_drawn_elsewhere"]
            + followed["partner_of_followed_drawn"],
            **words,
            "plot_none": telling.plot["none"],
        },
        "course": known
        | {
            "consent": math.log1p(scale * len(telling.consent)),
            "rivalry": math.log1p(scale * len(telling.rivalry)),
            "romance": romance,
            **{f"plot_{kind}": telling.plot[kind] for kind in ("unrealised", "rivalry", "consensual")},
        },
        "side": _view_features(ground, triangles, telling) | followed | _side_words(telling, scale) | _doers(known),
    }
    return {
        question: {"constant": 1.0} | {name: round(v, 6) for name, v in features.items() if v}
        for question, features in asked.items()
    }


def _side_words(telling: Telling, scale: float) -> dict[str, float]:
    sides = Counter(h.label for h in telling.sides)
    return {f"said_{label}": min(1.0, 0.5 * scale * n) for label, n in sides.items()}


def _doers(known: Features) -> dict[str, float]:
    """Who is seen to act: the taker's plans, the betrayed one's finding out."""
    return {name: known.get(name, 0.0) for name in ("schemes", "discovers", "suspects", "despairs", "leaves")}


_ROMANCE = (EventKind.ATTRACTION, EventKind.WOOING, EventKind.YIELDING, EventKind.SCHEMING, EventKind.LEAVING)


def _view_features(ground: Ground, triangles: Triangles, telling: Telling) -> dict[str, float]:
    """On whose side the telling is: the chance that the one followed is left, taken or taker, over all triangles."""
    view = ground.viewpoint.probabilities
    sides = {"left": 0.0, "taken": 0.0, "taker": 0.0}
    held = {"left": 0.0, "taken": 0.0, "taker": 0.0}
    some = sum(t.probability for t in triangles.found) or 1.0
    length = sum(s.last - s.first for s in telling.stretches) or 1
    focal_share: dict[int, float] = defaultdict(float)
    for s in telling.stretches:
        for p, share in s.shares.items():
            focal_share[p] += share * (s.last - s.first) / length
    for t in triangles.found:
        for name, person in (("left", t.left), ("taken", t.taken), ("taker", t.taker)):
            sides[name] += t.probability / some * view.get(person, 0.0)
            held[name] += t.probability / some * focal_share.get(person, 0.0)
    features = {f"view_{name}": value for name, value in sides.items()}
    features |= {f"view_{name}_sure": value**2 for name, value in sides.items()}
    features |= {f"held_{name}": value for name, value in held.items()}
    features["view_outside"] = max(0.0, 1 - sum(sides.values()))
    features["both_sides"] = min(held["left"], held["taker"])
    features["most_view"] = max(view.values(), default=0.0)
    features["spread_view"] = -sum(p * math.log(p) for p in view.values() if p > 0)
    features["fortune_turns"] = _fortune_turns(ground, triangles)
    return features


def _followed_features(ground: Ground) -> dict[str, float]:
    """The one followed among their own ties, whatever the likeliest triangle is: partnered or not, drawn to one
    who is partnered, with a partner who is drawn to another; and what the words around them say."""
    names = (
        "followed_partnered",
        "followed_drawn_to_partnered",
        "followed_drawn_elsewhere",
        "partner_of_followed_drawn",
    )
    features: dict[str, float] = defaultdict(float, dict.fromkeys(names, 0.0))
    for person, share in ground.viewpoint.probabilities.items():
        if person not in ground.leading:
            continue
        for name, value in _entangled(ground, person).items():
            features[name] += share * value
        scores = {name: max(-4.0, min(4.0, v)) for name, v in ground.person_scores[person].items()}
        mean = sum(scores.values()) / len(scores)
        for name, value in scores.items():
            features[f"followed_words_{name}"] += share * (value - mean) / 2
    pairs = ground.pair_scores.values()
    features["most_words_affair"] = max((s["affair"] for s in pairs), default=-3.0) / 3
    features["most_words_couple"] = max((s["couple"] for s in pairs), default=-3.0) / 3
    return {name: _damped(value) if "words" in name else value for name, value in features.items()}


def _damped(value: float) -> float:
    """What words say, held within ±1: of another kind of text they say less than they seem to."""
    return max(-1.0, min(1.0, value))


def _entangled(ground: Ground, person: int) -> Features:
    """One person among their ties, each 0..1; the strongest case counts, since a novel holds many weak ones."""
    others = [p for p in ground.leading if p != person]
    own = _partners(ground, person)
    drawn = {p: min(1.0, _romance(ground, person, p)) for p in others}
    return {
        "followed_partnered": min(1.0, sum(own.values())),
        "followed_drawn_to_partnered": max(
            (drawn[p] * min(1.0, sum(w for q, w in _partners(ground, p).items() if q != person)) for p in others),
            default=0.0,
        ),
        "followed_drawn_elsewhere": max(
            (drawn[p] * min(1.0, sum(w for q, w in own.items() if q != p)) for p in others), default=0.0
        ),
        "partner_of_followed_drawn": max(
            (min(1.0, own[p]) * min(1.0, _romance(ground, p, q)) for p in others if p in own for q in others if q != p),
            default=0.0,
        ),
    }


def _partners(ground: Ground, person: int) -> dict[int, float]:
    """Committed partners with the weight of the tie, damped."""
    return {
        other: sum(math.log1p(t.weight) for k, t in ground.ties.get((person, other), {}).items() if k.committed)
        for other in ground.leading
        if any(k.committed for k in ground.ties.get((person, other), {}))
    }


def _romance(ground: Ground, a: int, b: int) -> float:
    """How far two people are drawn to each other, by events, by an avowed affair, by words."""
    events = ground.ledger.either(a, b, *_ROMANCE[:4])
    lovers = 0.7 * (TieKind.LOVERS in ground.ties.get((a, b), {}))
    return events + lovers + 0.3 * max(0.0, ground.pair_scores.get((a, b), {}).get("affair", -3.0) + 1)


def _fortune_turns(ground: Ground, triangles: Triangles) -> float:
    """How likely the one followed is taker in one triangle and left in another."""
    focal = ground.viewpoint.focal
    left = sum(t.probability for t in triangles.found if t.left == focal)
    taker = sum(t.probability for t in triangles.found if t.taker == focal)
    return 4 * left * taker


def _triangle_features(ground: Ground, t: Triangle) -> dict[str, float]:
    """What is known of the main triangle: how it went, and how far it is vouched for."""
    ledger = ground.ledger
    couple = ground.ties.get((t.left, t.taken), {})
    affair = ground.ties.get((t.taken, t.taker), {})
    return {
        "triangle": t.probability,
        "committed": min(2.0, sum(math.log1p(tie.weight) for k, tie in couple.items() if k.committed)),
        "affair_tie": min(2.0, sum(math.log1p(tie.weight) for tie in affair.values())),
        "affair_committed": float(any(k.committed for k in affair)),
        "taken": float(t.outcome is Outcome.TAKEN),
        "attempted": float(t.outcome is Outcome.ATTEMPTED),
        "schemes": ledger.between(t.taker, t.taken, EventKind.SCHEMING) + ledger.of(t.taker, EventKind.SCHEMING),
        "taker_starts": ledger.between(t.taker, t.taken, EventKind.WOOING)
        + ledger.between(t.taker, t.taken, EventKind.ATTRACTION),
        "taken_starts": ledger.between(t.taken, t.taker, EventKind.WOOING)
        + ledger.between(t.taken, t.taker, EventKind.ATTRACTION),
        "yields": ledger.either(t.taken, t.taker, EventKind.YIELDING),
        "refuses": ledger.between(t.taken, t.taker, EventKind.REFUSAL)
        + ledger.between(t.taker, t.taken, EventKind.REFUSAL),
        "leaves": ledger.between(t.taken, t.left, EventKind.LEAVING),
        "discovers": ledger.of(t.left, EventKind.DISCOVERY),
        "suspects": ledger.of(t.left, EventKind.SUSPICION),
        "confronts": ledger.of(t.left, EventKind.CONFRONTATION),
        "despairs": ledger.of(t.left, EventKind.DESPAIR),
        "reconciled": ledger.either(t.left, t.taken, EventKind.RECONCILIATION),
        "couple_parts": ledger.either(t.left, t.taken, EventKind.PARTING),
        "affair_parts": ledger.either(t.taken, t.taker, EventKind.PARTING),
        "couple_romance": ledger.either(t.left, t.taken, EventKind.ATTRACTION, EventKind.WOOING),
        "unvouched": _unvouched(ground, t),
    }


def _unvouched(ground: Ground, t: Triangle) -> float:
    """How much is denied between taken and taker."""
    denied = ground.ledger.denied
    return math.log1p(denied.get((t.taken, t.taker), 0.0) + denied.get((t.taker, t.taken), 0.0))
