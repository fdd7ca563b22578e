"""Content warnings: what a reader may want to be warned of, how strongly, and how much the warning gives away.

Words and phrases of data/en/warnings.toml, events, feelings and the verdict are weighed per kind by learned
weights (bin/train); a warning needs a passage, else it is not given.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from shiten.arc import Feeling
from shiten.events import Event
from shiten.genre import Verdict
from shiten.lexicon import table
from shiten.parse import Parsed
from shiten.phrases import Hit, PhraseIndex
from shiten.terms import Emotion, EventKind, Level, Modality, WarningKind
from shiten.weights import Features, Threshold

# Which events and feelings stand behind which warning, where its own words are not found.
BEHIND: Mapping[WarningKind, tuple[tuple[EventKind, ...], tuple[Emotion, ...]]] = {
    WarningKind.MANIPULATION: ((EventKind.SCHEMING,), ()),
    WarningKind.QUESTIONABLE_CONSENT: ((), ()),
    WarningKind.POWER_IMBALANCE: ((), ()),
    WarningKind.MORAL_AMBIGUITY: ((EventKind.YIELDING, EventKind.WOOING), (Emotion.GUILT, Emotion.TABOO_PLEASURE)),
    WarningKind.EMOTIONAL_TURMOIL: (
        (EventKind.DESPAIR, EventKind.PARTING),
        (Emotion.JEALOUSY, Emotion.SADNESS, Emotion.PAIN_OF_BETRAYAL),
    ),
    WarningKind.BETRAYAL: ((EventKind.YIELDING, EventKind.DISCOVERY, EventKind.LEAVING), (Emotion.PAIN_OF_BETRAYAL,)),
    WarningKind.LOSS_OF_CONTROL: ((), (Emotion.DESPAIR,)),
    WarningKind.EMOTIONAL_ABUSE: ((EventKind.HUMILIATION,), ()),
    WarningKind.HUMILIATION: ((EventKind.HUMILIATION,), (Emotion.HUMILIATION,)),
    WarningKind.MENTAL_ANGUISH: ((EventKind.DESPAIR,), (Emotion.DESPAIR, Emotion.SADNESS, Emotion.FEAR)),
    WarningKind.DEATH_OR_SUICIDE: ((), ()),
    WarningKind.VIOLENCE: ((), (Emotion.ANGER,)),
}


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning with probability ``score``; ``places`` are token ranges that show it, strongest first."""

    kind: WarningKind
    level: Level
    spoiler: int
    score: float
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What was found for each kind: its words, the events and the feelings behind it."""

    hits: dict[WarningKind, list[tuple[Hit, float]]]
    features: Mapping[WarningKind, Features]
    events: dict[WarningKind, list[Event]]
    feelings: dict[WarningKind, list[Feeling]]


@cache
def _index() -> PhraseIndex:
    rows = table("warnings")
    return PhraseIndex(
        (f"{kind}:{strength}", entry)
        for kind in WarningKind
        for strength in ("strong", "weak")
        for entry in rows[kind][strength]
    )


def warning_grounds(
    parsed: Parsed, events: tuple[Event, ...], feelings: tuple[Feeling, ...], verdict: Verdict
) -> Grounds:
    """Collect and count, per kind, what may call for a warning."""
    hits: dict[WarningKind, list[tuple[Hit, float]]] = defaultdict(list)
    for hit in _index().find(parsed):
        kind, strength = hit.label.split(":")
        if not any(parsed.lowers[t] in ("not", "n't", "never", "no") for t in range(max(0, hit.first - 3), hit.first)):
            hits[WarningKind(kind)].append((hit, 1.0 if strength == "strong" else 0.3))
    by_event, by_feeling = defaultdict(list), defaultdict(list)
    for kind, (kinds, emotions) in BEHIND.items():
        by_event[kind] = [e for e in events if e.kind in kinds and e.modality is not Modality.NEGATED]
        by_feeling[kind] = [f for f in feelings if f.emotion in emotions]
    length = max(0.25, len(parsed) / 1000)
    shared = _shared(verdict, length)
    features = {k: _features(hits[k], by_event[k], by_feeling[k], length) | shared for k in WarningKind}
    return Grounds(dict(hits), features, dict(by_event), dict(by_feeling))


def _shared(verdict: Verdict, length: float) -> dict[str, float]:
    return {
        "constant": 1.0,
        "long": math.log(length / 0.3),
        **{f"is_{g}": p for g, p in verdict.probabilities.items()},
        **{f"for_{r}": p * verdict.probabilities["neither"] for r, p in verdict.reasons.items()},  # type: ignore[index]
    }


def _features(
    hits: list[tuple[Hit, float]], events: list[Event], feelings: list[Feeling], length: float
) -> dict[str, float]:
    """Counts and rates, each damped: a novel holds every word once."""
    strong = sum(1 for _, w in hits if w == 1.0)
    weak = len(hits) - strong
    kinds = Counter(h.text for h, w in hits if w == 1.0)
    return {
        "strong": float(strong > 0),
        "strong_rate": math.log1p(strong / length),
        "strong_kinds": math.log1p(len(kinds)),
        "weak_rate": math.log1p(weak / length),
        "event_rate": math.log1p(sum(e.weight for e in events) / length),
        "feeling_rate": math.log1p(sum(f.weight for f in feelings) / length),
    }


def find_warnings(grounds: Grounds, weights: Mapping[str, Threshold]) -> tuple[Warned, ...]:
    """The warnings that apply and can be shown, surest first."""
    rows, found = table("warnings"), []
    for kind in WarningKind:
        threshold = weights[f"warning_{kind}"]
        score = threshold.probability(grounds.features[kind])
        places = _places(grounds, kind)
        if score >= threshold.at and places:
            found.append(
                Warned(kind, _level(grounds, kind, score), int(rows[kind]["default_spoiler"]), round(score, 3), places)
            )
    return tuple(sorted(found, key=lambda w: (-w.score, w.kind)))


def _places(grounds: Grounds, kind: WarningKind) -> tuple[tuple[int, int], ...]:
    marked = [(w, h.first, h.last) for h, w in grounds.hits.get(kind, ())]
    marked += [(0.6 * e.weight, e.at, e.at + 1) for e in grounds.events[kind]]
    marked += [(0.25 * f.weight, f.hit.first, f.hit.last) for f in grounds.feelings[kind]]
    marked.sort(key=lambda m: (-m[0], m[1]))
    return tuple((first, last) for _, first, last in marked[:3])


def _level(grounds: Grounds, kind: WarningKind, score: float) -> Level:
    """How strongly it applies: by how much of the text and how many different words show it."""
    features = grounds.features[kind]
    amount = features["strong_rate"] + 0.5 * features["strong_kinds"] + 0.3 * features["feeling_rate"] + score
    return Level.GRAPHIC if amount > 3.2 else Level.MODERATE if amount > 1.3 else Level.MINOR
