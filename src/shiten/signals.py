"""What shows a stage or a characteristic: events between the three of a triangle, and what the one followed feels."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shiten.arc import Feeling
from shiten.events import Event
from shiten.terms import Characteristic, Emotion, EventKind, Genre, Modality, Stage
from shiten.triangles import REAL_WORTH, SPOKEN_WORTH, Triangle

ANYBODY, NOBODY = "*", "-"


@dataclass(frozen=True, slots=True)
class Signal:
    """The signs of one stage or characteristic, as in data/signals.toml."""

    events: tuple[tuple[EventKind, str, str, float], ...]
    emotions: Mapping[Emotion, float]
    least: float
    spoiler: int
    place: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that shows it: token number, strength, and the event or feeling as plain words."""

    at: int
    weight: float
    event: Event | None
    feeling: Feeling | None


@cache
def _table() -> dict[str, dict[str, dict[str, Signal]]]:
    text = (files("shiten") / "data" / "signals.toml").read_text(encoding="utf-8")
    return {
        genre: {sort: {name: _signal(row) for name, row in rows.items()} for sort, rows in sorts.items()}
        for genre, sorts in tomllib.loads(text).items()
    }


def _signal(row: Mapping[str, object]) -> Signal:
    events = tuple((EventKind(k), a, p, float(w)) for k, a, p, w in row["events"])  # type: ignore[attr-defined]
    emotions = {Emotion(e): float(w) for e, w in row["emotions"].items()}  # type: ignore[attr-defined]
    place = row.get("place")
    return Signal(events, emotions, float(row["least"]), int(row["spoiler"]), tuple(place) if place else None)  # type: ignore[arg-type, call-overload]


def stage_signals(genre: Genre) -> dict[Stage, Signal]:
    """Signals of a genre's stages, in order."""
    return {Stage(name): s for name, s in _table()[genre]["stage"].items()}


def characteristic_signals(genre: Genre) -> dict[Characteristic, Signal]:
    """Signals of a genre's characteristics."""
    return {Characteristic(name): s for name, s in _table()[genre]["characteristic"].items()}


def signs(
    signal: Signal, triangle: Triangle, events: tuple[Event, ...], feelings: tuple[Feeling, ...]
) -> tuple[Sign, ...]:
    """Every place that shows ``signal`` for the people of ``triangle``, in text order."""
    people = {"left": triangle.left, "taken": triangle.taken, "taker": triangle.taker, NOBODY: -1}
    found = []
    for event in events:
        weight = max((w for k, a, p, w in signal.events if k is event.kind and _fits(event, a, p, people)), default=0.0)
        weight *= event.weight * REAL_WORTH[event.modality] * (SPOKEN_WORTH if event.spoken else 1.0)
        if weight > 0 and event.modality is not Modality.NEGATED:
            found.append(Sign(event.at, weight, event, None))
    for feeling in feelings:
        weight = 0.3 * signal.emotions.get(feeling.emotion, 0.0) * feeling.weight
        if weight > 0.03:
            found.append(Sign(feeling.hit.first, weight, None, feeling))
    return tuple(sorted(found, key=lambda s: s.at))


def _fits(event: Event, agent: str, patient: str, people: Mapping[str, int]) -> bool:
    return (agent == ANYBODY or people[agent] == event.agent) and (
        patient == ANYBODY or people[patient] == event.patient
    )
