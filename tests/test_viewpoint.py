"""Whose story it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework import person
from invented import TALES
from shiten.pipeline import Prepared, Understanding
from shiten.viewpoint import CANDIDATES, Viewpoint, candidate_features, find_viewpoint
from shiten.weights import Choice, load

Read = Callable[[str], Prepared]


@pytest.mark.parametrize(("tale", "name"), [("left", "Paul Reed"), ("taker", "Rupert Hale"), ("strayer", "Mary Reed")])
def test_the_one_whose_inner_life_is_told_is_followed(
    understood: Callable[[str], Understanding], tale: str, name: str
) -> None:
    found = understood(TALES[tale])
    assert found.viewpoint.focal is not None
    assert found.cast.people[found.viewpoint.focal].name == name


@pytest.mark.parametrize("tale", TALES)
def test_probabilities_and_features(prepared: Read, tale: str) -> None:
    found = prepared(TALES[tale])
    parts = (found.parsed, found.quotations, found.cast, found.glimpses)
    view = find_viewpoint(*parts, load().viewpoint)
    assert len(view.probabilities) <= CANDIDATES + 1
    assert not view.probabilities or sum(view.probabilities.values()) == pytest.approx(1)
    assert list(view.probabilities.values()) == sorted(view.probabilities.values(), reverse=True)
    for features in candidate_features(*parts).values():
        assert all(0 <= v <= 1 for v in features.values()), features


def test_nobody_to_follow(prepared: Read) -> None:
    found = prepared(TALES["nobody"])
    view = find_viewpoint(found.parsed, found.quotations, found.cast, found.glimpses, load().viewpoint)
    assert view == Viewpoint({})
    assert view.focal is None


def test_without_weights_all_are_alike(prepared: Read) -> None:
    found = prepared(TALES["left"])
    view = find_viewpoint(found.parsed, found.quotations, found.cast, found.glimpses, Choice({}))
    assert len(set(view.probabilities.values())) == 1
    assert list(view.probabilities) == sorted(view.probabilities), "ties are broken by the order of people"


def test_a_summary_that_says_whom_it_follows(prepared: Read) -> None:
    found = prepared("The novel follows Greta, a nurse, through the war. Otto, her brother, is at the front.")
    features = candidate_features(found.parsed, found.quotations, found.cast, found.glimpses)
    assert features[person(found, "Greta")]["side_cue"] == 1
    assert features[person(found, "Otto")]["side_cue"] == 0


def test_the_first_subject_leads(prepared: Read) -> None:
    found = prepared("Otto opened the door. Greta came in. Otto sat down. Otto slept.")
    features = candidate_features(found.parsed, found.quotations, found.cast, found.glimpses)
    otto, greta = (features[person(found, n)] for n in ("Otto", "Greta"))
    assert (otto["first_subject"], greta["first_subject"]) == (1, 0)
    assert otto["leads"] == pytest.approx(0.75)
