"""Triangles: the ledger of events, outcomes, and triples weighed against there being none."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest

from casework import person
from invented import TALES
from shiten.events import Event
from shiten.pipeline import Understanding
from shiten.terms import EventKind, Modality, Outcome
from shiten.triangles import LEADING, Ledger, find_triangles, none_features, outcome, triple_features
from shiten.weights import Choice, load

Read = Callable[[str], Understanding]


def event(kind: EventKind, agent: int, patient: int, **changes: object) -> Event:
    plain = Event(kind, agent, patient, Modality.REAL, spoken=False, at=0, weight=1.0, cue="v:x")
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_the_ledger_counts_what_is_vouched_for() -> None:
    amounts = [
        Ledger((event(EventKind.WOOING, 0, 1, **changes),), 1.0).between(0, 1, EventKind.WOOING)
        for changes in (
            {}, {"spoken": True}, {"modality": Modality.IMAGINED}, {"modality": Modality.NEGATED},
        )
    ]  # fmt: skip
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[0] == pytest.approx(math.log(2))
    assert amounts[-1] == 0


def test_the_ledger_knows_who_does_it() -> None:
    ledger = Ledger((event(EventKind.WOOING, 0, 1), event(EventKind.WOOING, 0, 1)), 1.0)
    assert ledger.between(1, 0, EventKind.WOOING) == 0
    assert ledger.either(1, 0, EventKind.WOOING) == ledger.either(0, 1, EventKind.WOOING) == pytest.approx(math.log(3))
    assert ledger.of(0, EventKind.WOOING) > ledger.of(1, EventKind.WOOING) > ledger.of(2, EventKind.WOOING) == 0


def test_denied_romance_is_kept_apart() -> None:
    ledger = Ledger((event(EventKind.WOOING, 0, 1, modality=Modality.NEGATED),), 1.0)
    assert ledger.denied[(0, 1)] == 1
    assert ledger.either(0, 1, EventKind.WOOING) == 0


def test_longer_texts_are_scaled() -> None:
    whole, half = (Ledger((event(EventKind.WOOING, 0, 1),), s).between(0, 1, EventKind.WOOING) for s in (1.0, 0.5))
    assert half < whole


@pytest.mark.parametrize("tale", TALES)
def test_triples_and_none_share_one_probability(understood: Read, tale: str) -> None:
    found = understood(TALES[tale])
    triangles = found.triangles
    assert 0 <= triangles.none <= 1
    assert sum(t.probability for t in triangles.found) + triangles.none <= 1 + 1e-9
    assert [t.probability for t in triangles.found] == sorted((t.probability for t in triangles.found), reverse=True)
    for t in triangles.found:
        assert len({t.left, t.taken, t.taker}) == 3
        assert {t.left, t.taken, t.taker} <= set(found.ground.leading)
    assert len(found.ground.leading) <= LEADING
    assert (triangles.main is None) == (not triangles.found)


def test_nobody_makes_no_triangle(understood: Read) -> None:
    found = understood(TALES["nobody"])
    assert found.triangles.found == ()
    assert found.triangles.none == 1


@pytest.mark.parametrize("tale", ["left", "taker"])
def test_the_triangle_of_a_plain_tale(understood: Read, tale: str) -> None:
    found = understood(TALES[tale])
    main = found.triangles.main
    assert main is not None
    names = [found.cast.people[p].name for p in (main.left, main.taken, main.taker)]
    assert names == ["Paul Reed", "Mary", "Rupert Hale"]
    assert main.outcome is Outcome.TAKEN


def test_outcomes(understood: Read) -> None:
    start = "Paul Reed was married to Mary. Rupert came to the valley and sat with them. "
    ends = {
        "Mary slept with Rupert.": Outcome.TAKEN,
        "Rupert courted Mary. Mary rejected Rupert. Mary refused Rupert again.": Outcome.ATTEMPTED,
    }
    for end, expected in ends.items():
        found = understood(start + end)
        three = (person(found, n) for n in ("Paul Reed", "Mary", "Rupert"))  # type: ignore[arg-type]
        assert outcome(found.ground, *three) is expected, end


def test_features_are_finite_and_none_is_apart(understood: Read) -> None:
    found = understood(TALES["left"])
    a, b, c = found.ground.leading[:3]
    features = triple_features(found.ground, a, b, c)
    assert all(math.isfinite(v) for v in features.values())
    assert features["triple"] == 1
    assert set(none_features(found.ground)) & set(features) == set()


def test_weights_alone_decide(understood: Read) -> None:
    ground = understood(TALES["left"]).ground
    even = find_triangles(ground, Choice({}))
    assert len({round(t.probability, 9) for t in even.found}) == 1
    assert find_triangles(ground, Choice({"none": 50.0})).found == ()
    assert find_triangles(ground, load().triangle).none < 0.5
