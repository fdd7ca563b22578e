"""How a story leaves the one it follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from invented import TALES
from shiten.arc import Point
from shiten.events import Event
from shiten.pipeline import Understanding
from shiten.resolution import resolution_of
from shiten.terms import EventKind, Genre, Modality, Resolution

Read = Callable[[str], Understanding]


def ending(found: Understanding, valence: float, *events: Event, label: Genre = Genre.NETORARE) -> Resolution:
    n = len(found.parsed)
    arc = (Point(0, n - 10, 0.9, 0.0, {}), Point(n - 10, n, valence, 0.0, {}))
    verdict = replace(found.verdict, probabilities=dict.fromkeys(Genre, 0.0) | {label: 1.0})
    return resolution_of(replace(found, arc=arc, events=events, verdict=verdict))


@pytest.mark.parametrize(
    ("valence", "label", "expected"),
    [
        (-0.8, Genre.NETORARE, Resolution.BLEAK),
        (0.8, Genre.NETORARE, Resolution.SOLACE),
        (0.0, Genre.NETORARE, Resolution.BITTERSWEET),
        (0.2, Genre.NETORARE, Resolution.OPEN),
        (0.0, Genre.NETORI, Resolution.OPEN),
    ],
)
def test_the_mood_of_the_end_decides(understood: Read, valence: float, label: Genre, expected: Resolution) -> None:
    assert ending(understood(TALES["left"]), valence, label=label) is expected


def test_a_late_reconciliation_heals_and_a_parting_hurts(understood: Read) -> None:
    found = understood(TALES["left"])
    focal, late = found.viewpoint.focal or 0, len(found.parsed) - 2
    healed = Event(EventKind.RECONCILIATION, focal, 9, Modality.REAL, False, late, 1.0, "v:x")
    assert ending(found, 0.2, healed) is Resolution.SOLACE
    assert ending(found, -0.1, replace(healed, kind=EventKind.PARTING)) is Resolution.BLEAK
    assert ending(found, 0.2, replace(healed, at=1)) is Resolution.OPEN, "early ones do not count"
    assert ending(found, 0.2, replace(healed, agent=98, patient=99)) is Resolution.OPEN, "nor those of others"


def test_no_arc_no_resolution(understood: Read) -> None:
    assert resolution_of(replace(understood(TALES["left"]), arc=())) is Resolution.NONE
