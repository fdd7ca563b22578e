"""The words around people."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from casework import person
from shiten.lexical import CROWD, pair_words, person_words, scores
from shiten.pipeline import Prepared
from shiten.weights import Classes, load

Read = Callable[[str], Prepared]


def test_words_say_how_they_stand_to_a_person(prepared: Read) -> None:
    found = prepared("Rupert flattered Mary. Mary was lonely. Mary's ring lay on the table. Paul trusted Mary.")
    words = person_words(found.parsed, found.cast, range(len(found.cast.people)))
    mary, rupert = words[person(found, "Mary")], words[person(found, "Rupert")]
    assert {"o:flatter", "a:lonely", "p:ring", "o:trust"} <= set(mary)
    assert "s:flatter" in rupert
    assert "s:flatter" not in mary


MET = "Rupert met Mary and Paul at the mill. Rupert kissed Mary. Paul saw Rupert kiss Mary."
NAMED = {"rupert", "mary", "paul"}


def test_names_take_no_part_in_what_two_share(prepared: Read) -> None:
    found = prepared(MET)
    pairs = pair_words(found.parsed, found.cast, range(len(found.cast.people)))
    assert not NAMED & {w for f in pairs.values() for w in f}


def test_names_take_no_part_in_what_is_said_of_one(prepared: Read) -> None:
    found = prepared(MET)
    words = person_words(found.parsed, found.cast, range(len(found.cast.people)))
    assert not NAMED & {w.split(":")[-1] for f in words.values() for w in f}


def test_features_are_of_unit_length_with_a_constant(prepared: Read) -> None:
    found = prepared("Rupert flattered Mary. Rupert flattered Mary again, and Mary laughed at Rupert.")
    for features in pair_words(found.parsed, found.cast, range(2)).values():
        assert features["constant"] == 1.0
        assert math.hypot(*(v for w, v in features.items() if w != "constant")) == pytest.approx(1, abs=1e-3)


def test_pairs_are_ordered_and_share_a_sentence(prepared: Read) -> None:
    found = prepared("Rupert met Mary. Paul slept alone in the loft.")
    pairs = pair_words(found.parsed, found.cast, range(3))
    assert set(pairs) == {tuple(sorted((person(found, "Rupert"), person(found, "Mary"))))}


def test_a_crowd_says_nothing_of_any_two(prepared: Read) -> None:
    names = ["Anna", "Otto", "Greta", "Paul", "Mary"]
    found = prepared(f"{', '.join(names[:-1])} and {names[-1]} danced. The rain fell.")
    assert len(found.cast.people) > CROWD
    assert pair_words(found.parsed, found.cast, range(5)) == {}


def test_who_was_not_asked_for_is_left_out(prepared: Read) -> None:
    found = prepared("Rupert flattered Mary. Paul slept.")
    assert set(person_words(found.parsed, found.cast, [1])) == {1}
    assert person_words(found.parsed, found.cast, []) == {}


def test_scores_are_log_odds_against_other() -> None:
    classes = Classes(("a", "other"), {"a": {"x": 2.0}, "other": {}})
    assert scores({"x": 1.0}, classes) == {"a": pytest.approx(2.0)}
    assert scores({}, classes) == {"a": 0.0}
    assert set(scores({}, load().persons)) == {"left", "taken", "taker"}


def test_the_shipped_words_hold_no_names() -> None:
    names = {"anjali", "beatrix", "eleanor", "matteo", "monique", "rosamund", "takuto", "wiktor"}
    assert not names & {word for weights in load().pairs.weights.values() for word in weights}


def test_features_stand_in_one_order_whatever_the_process(prepared: Read) -> None:
    found = prepared(MET)
    words = pair_words(found.parsed, found.cast, range(len(found.cast.people)))
    assert words
    for features in words.values():
        names = [name for name in features if name != "constant"]
        assert names == sorted(names)
