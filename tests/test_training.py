"""Fitting and matching of bin/training, on small invented numbers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="fitting needs scipy (make setup-bench)")
sys.path.insert(0, str(Path(__file__).parents[1] / "bin"))

from shiten.cast import Cast, Person
from shiten.weights import Choice, Classes, Threshold
from training.fit import feature_names, fit_choice, fit_classes, fit_yes_no, matrix
from training.match import fit, person_for


def cast_of(*names: tuple[str, ...], narrator: int | None = None) -> Cast:
    people = tuple(Person(i, n[0], n[1:], None, True, 1, 10 - i, i) for i, n in enumerate(names))
    return Cast(people, (), [], {}, (), (), (), narrator)


@pytest.mark.parametrize(
    ("a", "b", "least", "most"),
    [
        ("Anna Weiss", "anna weiss", 1, 1),
        ("Anna Weiss", "Weiss, Anna", 0.9, 0.9),
        ("Dr. Anna Weiss", "Anna Weiss", 0.9, 0.9),
        ("Anna Weiss", "Anna", 0.4, 0.5),
        ("Anna Weiss", "Otto Brandt", 0, 0),
        ("the wife of Otto", "Otto's wife", 0.9, 0.9),
        ("", "Anna", 0, 0),
        ("Mrs.", "Mrs", 0.9, 0.9),
    ],
)
def test_how_well_two_names_fit(a: str, b: str, least: float, most: float) -> None:
    assert least <= fit(a, b) <= most
    assert fit(a, b) == fit(b, a)


def test_the_person_a_label_means() -> None:
    cast = cast_of(("Anna Weiss", "Anna"), ("Otto Weiss",), ("narrator",), narrator=2)
    assert person_for("Anna", {}, cast) == 0
    assert person_for("Otto Weiss", {}, cast) == 1
    assert person_for("The narrator", {}, cast) == 2
    assert person_for("Nan", {"Nan": ["Anna Weiss"]}, cast) == 0
    assert person_for("Greta", {}, cast) is None
    assert person_for(None, {}, cast) is None
    assert person_for("", {}, cast) is None


def test_rows_as_a_matrix() -> None:
    rows = [{"b": 2.0}, {"a": 1.0, "b": 3.0}]
    assert feature_names(rows) == ["a", "b"]
    assert matrix(rows, ["a", "b"]).toarray().tolist() == [[0, 2], [1, 3]]
    assert matrix(rows, ["b"]).toarray().tolist() == [[2], [3]]


def test_a_choice_learns_what_the_right_ones_share() -> None:
    cases = [([{"good": 1.0}, {"bad": 1.0}], [0]), ([{"bad": 1.0}, {"good": 1.0}, {}], [1])] * 5
    choice = Choice(fit_choice(cases, 0.1))
    assert choice.weights["good"] > 0 > choice.weights["bad"]
    assert choice.probabilities([{"good": 1.0}, {"bad": 1.0}])[0] > 0.9


def test_more_penalty_smaller_weights() -> None:
    cases = [([{"good": 1.0}, {}], [0])] * 5
    assert 0 < fit_choice(cases, 10.0)["good"] < fit_choice(cases, 0.1)["good"]


ROWS = [{"constant": 1.0, "x": 1.0}, {"constant": 1.0}, {"constant": 1.0, "x": 0.9}, {"constant": 1.0, "x": 0.1}]
LABELS = ["yes", "no", "yes", "no"]


def test_classes_are_learned_and_the_same_each_time() -> None:
    found = fit_classes(ROWS, LABELS, ("yes", "no"), 0.01)
    assert found == fit_classes(ROWS, LABELS, ("yes", "no"), 0.01)
    classes = Classes(("yes", "no"), found)
    assert classes.probabilities(ROWS[0])["yes"] > 0.8
    assert classes.probabilities(ROWS[1])["no"] > 0.8


def test_signs_are_kept() -> None:
    against = fit_classes(ROWS, LABELS, ("yes", "no"), 0.01, signs={("yes", "x"): -1, ("no", "x"): 1})
    assert against["yes"].get("x", 0.0) <= 0 <= against["no"].get("x", 0.0)


def test_a_class_of_more_worth_is_given_more_readily() -> None:
    plain, worthy = (
        Classes(("yes", "no"), fit_classes(ROWS, LABELS, ("yes", "no"), 1.0, worth=w)).probabilities({"constant": 1.0})
        for w in (None, {"yes": 5.0})
    )
    assert worthy["yes"] > plain["yes"]


def test_yes_or_no() -> None:
    threshold = Threshold(fit_yes_no(ROWS, [label == "yes" for label in LABELS], 0.01), 0.5, 0.0)
    assert threshold.probability(ROWS[0]) > 0.5 > threshold.probability(ROWS[1])


def test_signs_are_kept_to() -> None:
    cases = [([{"against": 1.0, "for": 1.0}, {"for": 1.0}], [0])] * 5
    assert fit_choice(cases, 0.1)["against"] > 0
    assert "against" not in fit_choice(cases, 0.1, {"against": -1})
