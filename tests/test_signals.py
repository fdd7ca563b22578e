"""What shows a stage or a characteristic."""

from __future__ import annotations

import pytest

from shiten.arc import Feeling
from shiten.events import Event
from shiten.phrases import Hit
from shiten.signals import Signal, characteristic_signals, signs, stage_signals
from shiten.terms import Characteristic, Emotion, EventKind, Genre, Modality, Outcome, Stage
from shiten.triangles import Triangle

LEFT, TAKEN, TAKER = 0, 1, 2
TRIANGLE = Triangle(LEFT, TAKEN, TAKER, 0.9, Outcome.TAKEN)
SIGNAL = Signal(((EventKind.WOOING, "taker", "taken", 1.0), (EventKind.DESPAIR, "left", "*", 0.5)),
                {Emotion.DESPAIR: 1.0}, 0.2, 1, None)  # fmt: skip


def event(kind: EventKind, agent: int, patient: int, at: int = 0, modality: Modality = Modality.REAL) -> Event:
    return Event(kind, agent, patient, modality, spoken=False, at=at, weight=1.0, cue="v:x")


def test_the_right_people_in_the_right_roles() -> None:
    fitting, turned = event(EventKind.WOOING, TAKER, TAKEN), event(EventKind.WOOING, TAKEN, TAKER)
    other = event(EventKind.WOOING, 3, TAKEN)
    assert [s.event for s in signs(SIGNAL, TRIANGLE, (fitting, turned, other), ())] == [fitting]


def test_anybody_is_anybody() -> None:
    events = (event(EventKind.DESPAIR, LEFT, -1), event(EventKind.DESPAIR, LEFT, TAKEN))
    assert len(signs(SIGNAL, TRIANGLE, events, ())) == 2
    assert signs(SIGNAL, TRIANGLE, (event(EventKind.DESPAIR, TAKER, LEFT),), ()) == ()


def test_what_is_denied_shows_nothing_and_what_is_imagined_little() -> None:
    assert signs(SIGNAL, TRIANGLE, (event(EventKind.WOOING, TAKER, TAKEN, modality=Modality.NEGATED),), ()) == ()
    real, imagined = (
        signs(SIGNAL, TRIANGLE, (event(EventKind.WOOING, TAKER, TAKEN, modality=m),), ())[0].weight
        for m in (Modality.REAL, Modality.IMAGINED)
    )
    assert 0 < imagined < real


def test_feelings_count_where_they_are_strong_enough() -> None:
    hit = Hit(7, 8, "despair", "despair")
    assert [s.at for s in signs(SIGNAL, TRIANGLE, (), (Feeling(Emotion.DESPAIR, hit, 1.0),))] == [7]
    assert signs(SIGNAL, TRIANGLE, (), (Feeling(Emotion.DESPAIR, hit, 0.05),)) == ()
    assert signs(SIGNAL, TRIANGLE, (), (Feeling(Emotion.JOY, hit, 1.0),)) == ()


def test_signs_are_in_text_order() -> None:
    events = (event(EventKind.WOOING, TAKER, TAKEN, at=9), event(EventKind.WOOING, TAKER, TAKEN, at=2))
    assert [s.at for s in signs(SIGNAL, TRIANGLE, events, ())] == [2, 9]


@pytest.mark.parametrize("genre", [Genre.NETORI, Genre.NETORARE])
def test_the_shipped_signals_name_known_roles_and_places(genre: Genre) -> None:
    stages, characteristics = stage_signals(genre), characteristic_signals(genre)
    assert set(stages) <= set(Stage)
    assert set(characteristics) <= set(Characteristic)
    assert (len(stages), len(characteristics)) == (5, 4)
    for signal in (*stages.values(), *characteristics.values()):
        assert signal.events or signal.emotions
        assert {role for _, a, p, _ in signal.events for role in (a, p)} <= {"left", "taken", "taker", "*", "-"}
        assert 0 < signal.least < 1
        assert signal.spoiler in (0, 1, 2)
    assert all(s.place is not None and 0 <= s.place[0] <= 1 and s.place[1] > 0 for s in stages.values())
