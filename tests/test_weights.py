"""What was learned is read and weighed: pure arithmetic."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiten.genre import QUESTIONS
from shiten.lexical import PAIR_CLASSES, PERSON_CLASSES
from shiten.terms import WarningKind
from shiten.weights import Choice, Classes, Threshold, from_plain, load, softmax

scores = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20)


@given(scores)
def test_softmax_is_a_distribution_in_the_scores_order(values: list[float]) -> None:
    found = softmax(values)
    assert math.isclose(sum(found), 1)
    assert all(0 <= p <= 1 for p in found)
    ranked = sorted(range(len(values)), key=lambda i: values[i])
    assert all(found[a] <= found[b] for a, b in itertools.pairwise(ranked))


def test_softmax_of_nothing_and_of_equals() -> None:
    assert softmax([]) == []
    assert softmax([3.0, 3.0]) == [0.5, 0.5]


def test_a_choice_weighs_named_features_and_passes_over_others() -> None:
    choice = Choice({"a": 2.0, "b": -1.0})
    assert choice.score({"a": 1.0, "b": 0.5, "unknown": 99.0}) == 1.5
    likely, unlikely = choice.probabilities([{"a": 1.0}, {"b": 1.0}])
    assert likely > unlikely


def test_a_higher_temperature_is_less_sure() -> None:
    alternatives = [{"a": 1.0}, {"a": 0.0}]
    sure, unsure = (Choice({"a": 3.0}, t).probabilities(alternatives)[0] for t in (1.0, 4.0))
    assert 0.5 < unsure < sure


def test_classes_give_each_class_its_share() -> None:
    classes = Classes(("x", "y"), {"x": {"a": 1.0}, "y": {}})
    assert classes.probabilities({}) == {"x": 0.5, "y": 0.5}
    found = classes.probabilities({"a": 2.0})
    assert found["x"] == pytest.approx(1 / (1 + math.exp(-2)))


@pytest.mark.parametrize(("weight", "low", "high"), [(0.0, 0.5, 0.5), (1e9, 0.999, 1.0), (-1e9, 0.0, 0.001)])
def test_a_threshold_never_overflows(weight: float, low: float, high: float) -> None:
    assert low <= Threshold({"a": weight}, 0.5, 0.0).probability({"a": 1.0}) <= high


def test_the_shipped_weights_answer_every_question() -> None:
    weights = load()
    assert weights is load()
    assert weights.persons.classes == PERSON_CLASSES
    assert weights.pairs.classes == PAIR_CLASSES
    assert {q: set(c.classes) for q, c in weights.verdict.items()} == {q: set(c) for q, c in QUESTIONS.items()}
    assert {f"warning_{kind}" for kind in WarningKind} <= set(weights.yes_no)
    assert weights.favour > 0
    assert min(weights.viewpoint.temperature, weights.triangle.temperature) > 0


def test_temperature_is_1_where_none_is_given() -> None:
    row = {"classes": ["x"], "weights": {"x": {}}}
    plain = {
        "viewpoint": {"weights": {"a": 1.0}}, "triangle": {"weights": {}, "temperature": 2.0}, "persons": row,
        "pairs": row, "plot": row, "verdict": {"side": row}, "favour": 1.5, "yes_no": {"q": {"weights": {}, "at": 0.4, "unlisted": 0.1}},
    }  # fmt: skip
    weights = from_plain(plain)
    assert (weights.viewpoint.temperature, weights.triangle.temperature) == (1.0, 2.0)
    assert weights.yes_no["q"].at == 0.4
