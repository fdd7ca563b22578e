"""Whose inner life is shown, stretch by stretch."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework import called, person
from invented import TALES
from shiten.focalization import LEAST_STRETCHES, Glimpse, Stretch, find_glimpses, follow
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]


def inside(found: Prepared, name: str) -> float:
    return sum(g.weight for g in found.glimpses if g.inner and name in called(found, g.person))


@pytest.mark.parametrize(
    "sentence",
    [
        "Greta felt the cold.",
        "Greta remembered the summer.",
        "Greta wondered whether he knew.",
        "Greta was ashamed.",
        "Greta was glad and afraid.",
        "Greta sat down and thought of Otto.",
        "Greta's heart sank.",
        "Greta longed for the sea.",
    ],
)
def test_inner_life(prepared: Read, sentence: str) -> None:
    assert inside(prepared(f"{sentence} The rain fell."), "Greta") > 0


@pytest.mark.parametrize(
    "sentence",
    [
        "Greta walked to the bridge.",
        "Greta seemed sad.",
        "Greta looked tired.",
        "Otto watched Greta.",
        "Greta's coat was wet.",
        "Greta was tall.",
    ],
)
def test_what_is_seen_from_outside(prepared: Read, sentence: str) -> None:
    assert inside(prepared(f"{sentence} The rain fell."), "Greta") <= 0


def test_hatred_is_inner_life(prepared: Read) -> None:
    assert inside(prepared("Greta hated Otto. The rain fell."), "Greta") > 0


def test_appearance_speaks_against(prepared: Read) -> None:
    found = prepared("Greta seemed sad. The rain fell.")
    assert any(g.weight < 0 and g.person == person(found, "Greta") for g in found.glimpses)


def test_questions_belong_to_whoever_was_followed(prepared: Read) -> None:
    found = prepared("Greta wondered at Otto. Had he lied? Would it never end! The rain fell.")
    assert inside(found, "Greta") > inside(prepared("Greta wondered at Otto. The rain fell."), "Greta")


def test_what_is_said_counts_less_than_what_is_told(prepared: Read) -> None:
    told = prepared("Greta felt cold. Otto came in.")
    spoken = prepared("“Greta felt cold,” said Otto. He came in.")
    assert 0 < inside(spoken, "Greta") < inside(told, "Greta")


@pytest.mark.parametrize("name", TALES)
def test_stretches_tile_the_text_and_shares_are_shares(prepared: Read, name: str) -> None:
    found = prepared(TALES[name])
    stretches = follow(found.parsed, found.glimpses, {p.id: 1.0 for p in found.cast.people})
    assert [t for s in stretches for t in range(s.first, s.last)] == list(range(len(found.parsed)))
    for s in stretches:
        assert s.first < s.last
        assert sum(s.shares.values()) <= 1 + 1e-9
        assert all(share > 0 for share in s.shares.values())
        assert s.focal is None or s.shares[s.focal] == max(s.shares.values())
    assert len(stretches) <= 2 * LEAST_STRETCHES


def test_glimpses_are_in_text_order(prepared: Read) -> None:
    found = prepared(TALES["left"])
    assert find_glimpses(found.parsed, found.quotations, found.cast) == found.glimpses
    assert list(found.glimpses) == sorted(found.glimpses, key=lambda g: (g.at, g.person))


def test_the_prior_breaks_a_tie(prepared: Read) -> None:
    found = prepared("Greta slept. Otto slept. Greta woke. Otto woke. Greta rose. Otto rose.")
    even = tuple(Glimpse(p, at, 1.0, True) for at in range(len(found.parsed)) for p in (0, 1))
    assert {s.focal for s in follow(found.parsed, even, {1: 1.0})} == {1}


def test_nobody_is_followed_where_nobody_is() -> None:
    assert Stretch(0, 9, {}).focal is None
    assert Stretch(0, 9, {4: 0.5, 2: 0.5}).focal == 2
