"""Where the text tells each stage of a plot.

Each stage has its signs (signals.py); the stretch where they are densest, near where such a stage is
usually told, is the stage's place, narrowed to the sentences that hold its signs.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

from shiten.arc import Feeling
from shiten.events import Event
from shiten.focalization import Stretch
from shiten.parse import Parsed
from shiten.signals import Sign, Signal, characteristic_signals, signs, stage_signals
from shiten.terms import Characteristic, Genre, Stage
from shiten.triangles import Triangle


@dataclass(frozen=True, slots=True)
class Told:
    """A stage told in tokens ``first..last`` with strength ``score`` (0..1), and the signs that show it."""

    genre: Genre
    stage: Stage
    first: int
    last: int
    score: float
    spoiler: int
    shown: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A characteristic with strength ``score`` (0..1) and the signs that show it."""

    genre: Genre
    name: Characteristic
    score: float
    spoiler: int
    shown: tuple[Sign, ...]


def find_stages(
    parsed: Parsed,
    stretches: tuple[Stretch, ...],
    genre: Genre,
    triangle: Triangle,
    events: tuple[Event, ...],
    feelings: tuple[Feeling, ...],
) -> tuple[Told, ...]:
    """The stages of ``genre`` that the text tells, in story order."""
    found = []
    for stage, signal in stage_signals(genre).items():
        told = _place(parsed, stretches, genre, stage, signal, signs(signal, triangle, events, feelings))
        if told is not None:
            found.append(told)
    return tuple(found)


def _place(
    parsed: Parsed, stretches: tuple[Stretch, ...], genre: Genre, stage: Stage, signal: Signal, shown: tuple[Sign, ...]
) -> Told | None:
    if not shown or not stretches or signal.place is None:
        return None
    starts = [s.first for s in stretches]
    sums = [0.0] * len(stretches)
    for sign in shown:
        sums[max(0, bisect_right(starts, sign.at) - 1)] += sign.weight
    middle, spread = signal.place
    length = max(1, len(parsed))

    def fitness(k: int) -> float:
        place = (stretches[k].first + stretches[k].last) / 2 / length
        return (0.1 + sums[k] / (0.5 + sums[k])) * math.exp(-0.5 * ((place - middle) / spread) ** 2)

    best = max((k for k in range(len(stretches)) if sums[k]), key=fitness)
    strength = 1 - math.exp(-sums[best] - 0.3 * (sum(sums) - sums[best]))
    if strength < signal.least:
        return None
    here = stretches[best]
    inside = [s for s in shown if here.first <= s.at < here.last]
    first = parsed.sentences[parsed.sentence_of[min(s.at for s in inside)]][0]
    last = parsed.sentences[parsed.sentence_of[max(s.at for s in inside)]][1]
    strongest = tuple(sorted(inside, key=lambda s: (-s.weight, s.at))[:2])
    return Told(genre, stage, first, last, round(min(0.99, strength), 3), signal.spoiler, strongest)


def find_characteristics(
    genre: Genre, triangle: Triangle, events: tuple[Event, ...], feelings: tuple[Feeling, ...]
) -> tuple[Marked, ...]:
    """The characteristics of ``genre`` that show."""
    found = []
    for name, signal in characteristic_signals(genre).items():
        shown = signs(signal, triangle, events, feelings)
        score = 1 - math.exp(-0.6 * sum(s.weight for s in shown))
        if score >= signal.least:
            strongest = tuple(sorted(shown, key=lambda s: (-s.weight, s.at))[:3])
            found.append(Marked(genre, name, round(min(0.99, score), 3), signal.spoiler, strongest))
    return tuple(found)
