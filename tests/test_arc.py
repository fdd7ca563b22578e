"""The emotional arc of the one followed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework import person
from invented import TALES
from shiten.arc import ANOTHERS, NOBODYS, OWN, draw_arc, find_feelings
from shiten.focalization import Stretch
from shiten.pipeline import Prepared, Understanding
from shiten.terms import Emotion

Read = Callable[[str], Prepared]


def felt(prepared: Read, text: str, name: str) -> dict[Emotion, float]:
    found = prepared(text)
    feelings, _ = find_feelings(found.parsed, found.cast, person(found, name))
    return {f.emotion: f.weight for f in feelings}


def test_whose_feeling_it_is(prepared: Read) -> None:
    own = felt(prepared, "Paul was jealous. Mary slept.", "Paul")
    another = felt(prepared, "Paul was jealous. Mary slept.", "Mary")
    nobodys = felt(prepared, "There was jealousy in the house. Paul slept.", "Paul")
    assert own[Emotion.JEALOUSY] == OWN
    assert another[Emotion.JEALOUSY] == ANOTHERS
    assert nobodys[Emotion.JEALOUSY] == NOBODYS


@pytest.mark.parametrize(
    "text", ["Paul was not jealous of Mary.", "Paul never felt jealousy.", "Paul was hardly jealous.", "Paul slept."]
)
def test_what_is_not_felt(prepared: Read, text: str) -> None:
    assert Emotion.JEALOUSY not in felt(prepared, text, "Paul")


def test_joy_lifts_and_despair_lowers(prepared: Read) -> None:
    text = "Paul was happy and full of joy. He laughed with delight. " * 6
    sad = "Paul was in despair. He wept with grief and misery. " * 6
    valences = []
    for t in (text, sad):
        found = prepared(t)
        feelings, general = find_feelings(found.parsed, found.cast, person(found, "Paul"))
        (point,) = draw_arc((Stretch(0, len(found.parsed), {}),), feelings, general)
        valences.append(point.valence)
    assert valences[0] > 0 > valences[1]


@pytest.mark.parametrize("tale", TALES)
def test_points_are_within_bounds_and_tile_the_stretches(understood: Callable[[str], Understanding], tale: str) -> None:
    found = understood(TALES[tale])
    assert [(p.first, p.last) for p in found.arc] == [(s.first, s.last) for s in found.stretches]
    for p in found.arc:
        assert -1 <= p.valence <= 1
        assert -1 <= p.arousal <= 1
        assert all(0 <= v <= 1 for v in p.emotions.values())
        assert list(p.emotions) == sorted(p.emotions)


def test_the_betrayed_ones_arc_falls(understood: Callable[[str], Understanding]) -> None:
    arc = understood(TALES["left"]).arc
    assert arc[0].valence > arc[-1].valence


def test_no_feelings_are_a_flat_arc() -> None:
    points = draw_arc((Stretch(0, 10, {}), Stretch(10, 20, {})), (), ())
    assert [(p.valence, p.arousal, p.emotions) for p in points] == [(0.0, 0.0, {})] * 2
    assert draw_arc((), (), ()) == ()


def test_a_river_is_no_despair(prepared: Read) -> None:
    assert Emotion.DESPAIR not in felt(prepared, "Paul walked along the river with Mary.", "Paul")
