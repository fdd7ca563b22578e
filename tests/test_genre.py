"""The verdict: three questions multiplied."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import TALES
from shiten.genre import QUESTIONS, Course, Presence, Side, judge, set_phrases, verdict_features
from shiten.pipeline import Prepared, Understanding
from shiten.terms import Genre, NeitherReason
from shiten.weights import Classes

EMPTY = {question: {"constant": 1.0} for question in QUESTIONS}


def sure(presence: str, course: str, side: str, much: float = 20.0) -> dict[str, Classes]:
    """Weights that answer each question in one way."""
    answers = {"presence": presence, "course": course, "side": side}
    return {
        q: Classes(tuple(answers_), {c: {"constant": much if c == answers[q] else 0.0} for c in answers_})
        for q, answers_ in QUESTIONS.items()
    }


@pytest.mark.parametrize(
    ("presence", "course", "side", "label", "reason"),
    [
        (Presence.THERE, Course.REAL, Side.LEFT, Genre.NETORARE, None),
        (Presence.THERE, Course.REAL, Side.TAKER, Genre.NETORI, None),
        (Presence.THERE, Course.REAL, Side.BOTH, Genre.BOTH, None),
        (Presence.THERE, Course.REAL, Side.TAKEN, Genre.NEITHER, NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS),
        (Presence.THERE, Course.REAL, Side.NOBODY, Genre.NEITHER, NeitherReason.OBSERVER),
        (Presence.THERE, Course.UNREALISED, Side.LEFT, Genre.NEITHER, NeitherReason.UNREALISED),
        (Presence.THERE, Course.CONSENSUAL, Side.LEFT, Genre.NEITHER, NeitherReason.CONSENSUAL),
        (Presence.THERE, Course.RIVALRY, Side.TAKER, Genre.NEITHER, NeitherReason.RIVALRY_BEFORE_COMMITMENT),
        (Presence.NONE, Course.REAL, Side.LEFT, Genre.NEITHER, NeitherReason.NO_TRIANGLE),
    ],
)
def test_answers_make_the_label(
    presence: str, course: str, side: str, label: Genre, reason: NeitherReason | None
) -> None:
    verdict = judge(EMPTY, sure(presence, course, side))
    assert (verdict.label, verdict.reason) == (label, reason)
    assert verdict.probabilities[label] > 0.99


@given(st.floats(-5, 5), st.floats(0.2, 5))
def test_probabilities_and_reasons_sum_to_one(much: float, favour: float) -> None:
    for answers in product(Presence, Course, Side):
        verdict = judge(EMPTY, sure(*answers, much=much), favour)
        assert math.isclose(sum(verdict.probabilities.values()), 1)
        assert math.isclose(sum(verdict.reasons.values()), 1)
        assert (verdict.reason is None) == (verdict.label is not Genre.NEITHER)


def test_favour_moves_odds_from_neither_and_keeps_the_genres_in_proportion() -> None:
    weights = sure(Presence.THERE, Course.REAL, Side.LEFT, much=0.5)
    plain, favoured = judge(EMPTY, weights, 1.0), judge(EMPTY, weights, 2.0)
    assert favoured.probabilities[Genre.NEITHER] < plain.probabilities[Genre.NEITHER]
    ratio = [v.probabilities[Genre.NETORI] / v.probabilities[Genre.NETORARE] for v in (plain, favoured)]
    assert ratio[0] == pytest.approx(ratio[1])
    odds = [v.probabilities[Genre.NETORI] / v.probabilities[Genre.NEITHER] for v in (plain, favoured)]
    assert odds[1] == pytest.approx(2 * odds[0])


@pytest.mark.parametrize("tale", TALES)
def test_features_of_every_question(understood: Callable[[str], Understanding], tale: str) -> None:
    found = understood(TALES[tale])
    features = verdict_features(found.ground, found.triangles, found.telling)
    assert set(features) == set(QUESTIONS)
    for rows in features.values():
        assert rows["constant"] == 1
        assert all(math.isfinite(v) for v in rows.values())
    assert features == found.verdict.features


def test_no_romance_no_couple(understood: Callable[[str], Understanding]) -> None:
    presence = understood(TALES["nobody"]).verdict.features["presence"]
    assert presence["no_romance"] == presence["no_couple"] == 1


def test_whose_side_the_features_say(understood: Callable[[str], Understanding]) -> None:
    for tale, side in (("left", "left"), ("taker", "taker"), ("strayer", "taken")):
        features = understood(TALES[tale]).verdict.features["side"]
        views = {name: features.get(f"view_{name}", 0.0) for name in ("left", "taken", "taker")}
        assert max(views, key=lambda name: views[name]) == side, tale


def test_set_phrases(prepared: Callable[[str], Prepared]) -> None:
    consent, _, sides = prepared("Paul was a cuckold. They had an open marriage, and Rupert was a seducer.").phrases
    assert [h.text for h in consent] == ["open marriage"]
    assert {h.label for h in sides} == {"victim", "taker"}
    parsed = prepared("Paul opened the door. The marriage was quiet.").parsed
    assert set_phrases(parsed) == ((), (), ())
