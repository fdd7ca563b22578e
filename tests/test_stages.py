"""Where each stage is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from invented import TALES
from shiten.events import Event
from shiten.focalization import Stretch
from shiten.pipeline import Understanding
from shiten.signals import stage_signals
from shiten.stages import find_characteristics, find_stages
from shiten.terms import EventKind, Genre, Modality, Outcome, Stage
from shiten.triangles import Triangle

Read = Callable[[str], Understanding]
GENRES = (Genre.NETORI, Genre.NETORARE)


def stages_of(found: Understanding, genre: Genre, stretches: tuple[Stretch, ...] | None = None) -> dict[Stage, int]:
    assert found.triangles.main is not None
    told = find_stages(
        found.parsed, found.stretches if stretches is None else stretches, genre, found.triangles.main, found.events,
        found.feelings,
    )  # fmt: skip
    return {t.stage: t.first for t in told}


def test_a_plain_netorare_tale_has_its_stages_in_order(understood: Read) -> None:
    told = stages_of(understood(TALES["left"]), Genre.NETORARE)
    assert Stage.DISCOVERY_OF_BETRAYAL in told
    assert Stage.BLISSFUL_START in told
    assert told[Stage.BLISSFUL_START] < told[Stage.DISCOVERY_OF_BETRAYAL]


def test_a_plain_netori_tale_has_its_stages_in_order(understood: Read) -> None:
    told = stages_of(understood(TALES["taker"]), Genre.NETORI)
    assert {Stage.INITIAL_ATTRACTION, Stage.SEDUCTION} <= set(told)
    assert told[Stage.INITIAL_ATTRACTION] < told[Stage.SEDUCTION]


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("tale", ["left", "taker", "strayer"])
def test_stages_and_characteristics_keep_the_rules(understood: Read, tale: str, genre: Genre) -> None:
    found = understood(TALES[tale])
    main = found.triangles.main
    assert main is not None
    stages = find_stages(found.parsed, found.stretches, genre, main, found.events, found.feelings)
    order = list(stage_signals(genre))
    assert [order.index(t.stage) for t in stages] == sorted(order.index(t.stage) for t in stages)
    for t in stages:
        assert 0 <= t.first < t.last <= len(found.parsed)
        assert 1 <= len(t.shown) <= 2
        assert all(t.first <= s.at < t.last for s in t.shown)
        assert stage_signals(genre)[t.stage].least <= t.score <= 0.99
    for m in find_characteristics(genre, main, found.events, found.feelings):
        assert 1 <= len(m.shown) <= 3
        assert 0 < m.score <= 0.99


@pytest.mark.parametrize("genre", GENRES)
def test_no_signs_no_stages(understood: Read, genre: Genre) -> None:
    found = understood(TALES["left"])
    main = found.triangles.main
    assert main is not None
    assert find_stages(found.parsed, found.stretches, genre, main, (), ()) == ()
    assert find_stages(found.parsed, (), genre, main, found.events, found.feelings) == ()
    assert find_characteristics(genre, main, (), ()) == ()


def test_a_stage_is_told_where_its_signs_are_densest(understood: Read) -> None:
    """One discovery early, three where discoveries are usually told: the three win."""
    parsed = understood(TALES["left"]).parsed
    cut = len(parsed) // 2
    stretches = (Stretch(0, cut, {}), Stretch(cut, len(parsed), {}))
    triangle = Triangle(0, 1, 2, 0.9, Outcome.TAKEN)
    places = (3, cut + 3, cut + 4, cut + 5)
    events = tuple(Event(EventKind.DISCOVERY, 0, 1, Modality.REAL, False, at, 1.0, "v:x") for at in places)
    told = {t.stage: t for t in find_stages(parsed, stretches, Genre.NETORARE, triangle, events, ())}
    assert told[Stage.DISCOVERY_OF_BETRAYAL].first <= cut + 3 < told[Stage.DISCOVERY_OF_BETRAYAL].last
