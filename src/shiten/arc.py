"""The emotional arc of the one we follow: valence, arousal and emotions, stretch by stretch.

Emotion words count fully in sentences in which the focal character acts or feels, less where nobody in
particular does, and hardly where another does. Valence and arousal are those of the emotions (data/en/
emotions.toml, after the circumplex of Russell 1980) with general evaluative words; arcs follow Reagan et
al. (2016) in smoothing over neighbouring stretches.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from shiten.cast import Cast
from shiten.focalization import Stretch
from shiten.lexicon import table
from shiten.parse import Parsed
from shiten.phrases import Hit, PhraseIndex
from shiten.terms import Emotion

OWN, NOBODYS, ANOTHERS = 1.0, 0.45, 0.1
# Emotion words a hundred tokens at which an emotion counts as half felt.
HALF_FELT = 0.6
GENERAL = 0.35
NEGATIONS = frozenset({"not", "n't", "never", "no", "without", "neither", "nor", "hardly"})


@dataclass(frozen=True, slots=True)
class Feeling:
    """One emotion word or phrase of ``hit``, felt by the focal character with ``weight``."""

    emotion: Emotion
    hit: Hit
    weight: float


@dataclass(frozen=True, slots=True)
class Point:
    """Tokens ``first..last``: valence and arousal in -1..1, emotions in 0..1."""

    first: int
    last: int
    valence: float
    arousal: float
    emotions: dict[Emotion, float]


@cache
def _index() -> PhraseIndex:
    rows = table("emotions")
    entries = [(e.value, w) for e in Emotion for w in (*rows[e]["words"], *rows[e]["phrases"])]
    entries += [("+", w) for w in rows["valence"]["positive"]] + [("-", w) for w in rows["valence"]["negative"]]
    return PhraseIndex(entries)


@cache
def _circumplex() -> dict[Emotion, tuple[float, float]]:
    rows = table("emotions")
    return {e: (rows[e]["valence"], rows[e]["arousal"]) for e in Emotion}


def find_feelings(
    parsed: Parsed, cast: Cast, focal: int | None
) -> tuple[tuple[Feeling, ...], tuple[tuple[Hit, float], ...]]:
    """Emotion words weighed for the focal character, and general evaluative words likewise."""
    owners = _sentence_owners(parsed, cast)
    feelings, general = [], []
    for hit in _index().find(parsed):
        if any(parsed.lowers[t] in NEGATIONS for t in range(max(0, hit.first - 3), hit.first)):
            continue
        owner = owners.get(parsed.sentence_of[hit.first])
        weight = NOBODYS if owner is None else OWN if owner == focal else ANOTHERS
        if hit.label in ("+", "-"):
            general.append((hit, weight))
        else:
            feelings.append(Feeling(Emotion(hit.label), hit, weight))
    return tuple(feelings), tuple(general)


def _sentence_owners(parsed: Parsed, cast: Cast) -> dict[int, int]:
    """The person each sentence is about: its first subject that is a person, else its first person."""
    owners: dict[int, int] = {}
    subject: set[int] = set()
    for m in cast.mentions:
        s = parsed.sentence_of[m.head]
        is_subject = parsed.deps[m.head] in ("nsubj", "nsubjpass")
        if s not in owners or (is_subject and s not in subject):
            owners[s] = m.person
        if is_subject:
            subject.add(s)
    return owners


def draw_arc(
    stretches: tuple[Stretch, ...], feelings: tuple[Feeling, ...], general: tuple[tuple[Hit, float], ...]
) -> tuple[Point, ...]:
    """One point a stretch, smoothed over its neighbours."""
    sums: list[dict[Emotion, float]] = [defaultdict(float) for _ in stretches]
    tone = [0.0] * len(stretches)
    starts = [s.first for s in stretches]
    for f in feelings:
        sums[_place(starts, f.hit.first)][f.emotion] += f.weight
    for hit, weight in general:
        tone[_place(starts, hit.first)] += GENERAL * weight * (1 if hit.label == "+" else -1)
    points = []
    for k, stretch in enumerate(stretches):
        near = [(j, 1.0 if j == k else 0.4) for j in (k - 1, k, k + 1) if 0 <= j < len(stretches)]
        words = sum(w * (stretches[j].last - stretches[j].first) for j, w in near) / 100
        mixed: dict[Emotion, float] = defaultdict(float)
        for j, w in near:
            for emotion, amount in sums[j].items():
                mixed[emotion] += w * amount
        points.append(_point(stretch, mixed, sum(w * tone[j] for j, w in near), words))
    return tuple(points)


def _place(starts: list[int], token: int) -> int:
    from bisect import bisect_right

    return max(0, bisect_right(starts, token) - 1)


def _point(stretch: Stretch, amounts: dict[Emotion, float], tone: float, hundreds: float) -> Point:
    rates = {e: a / max(hundreds, 0.3) for e, a in amounts.items()}
    total = sum(rates.values())
    valence = sum(r * _circumplex()[e][0] for e, r in rates.items()) + tone / max(hundreds, 0.3)
    arousal = sum(r * _circumplex()[e][1] for e, r in rates.items())
    emotions = {e: round(1 - math.exp(-0.7 * r / HALF_FELT), 3) for e, r in sorted(rates.items()) if r > 0.05}
    return Point(
        stretch.first,
        stretch.last,
        round(math.tanh(valence / (0.6 + 0.5 * total)), 3),
        round(math.tanh(arousal / (0.6 + 0.5 * total)), 3),
        emotions,
    )
