"""The bench's own arithmetic, on invented rows; what needs the labelled stories is skipped where they are not."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "bin"))

from benchmarking import baselines, parts, safety, tables, wrong
from benchmarking.align import align
from benchmarking.folds import grouped_folds, out_of_fold
from benchmarking.places import NothingToMeasureError, groups, shared
from benchmarking.texts import Text
from benchmarking.verdicts import all_groups
from shiten.avoid import Kind, Side
from shiten.terms import Genre, WarningKind


def labelled_stories_are_here() -> bool:
    try:
        shared()
    except NothingToMeasureError:
        return False
    return True


needs_labels = pytest.mark.skipif(
    not labelled_stories_are_here(), reason="needs the labelled stories (../shared or $SHITEN_SHARED)"
)


def test_a_group_never_lies_in_two_folds():
    names = [f"set-{i % 7}" for i in range(40)] + [f"own-{i}" for i in range(20)]
    folds = grouped_folds(names, 5)
    assert all(len({f for f, n in zip(folds, names, strict=True) if n == name}) == 1 for name in names)
    sizes = Counter(folds).values()
    assert max(sizes) - min(sizes) <= 6


def test_folds_do_not_depend_on_the_order():
    names = ["a", "b", "a", "c", "d", "d", "e"]
    forward = dict(zip(names, grouped_folds(names, 3), strict=True))
    backward = dict(zip(names[::-1], grouped_folds(names[::-1], 3), strict=True))
    assert forward == backward


def test_one_fold_is_no_cross_validation():
    with pytest.raises(ValueError, match="two folds"):
        grouped_folds(["a"], 1)


def test_no_case_is_judged_by_a_model_that_saw_its_group():
    cases = list(range(12))
    names = [f"g{i // 3}" for i in cases]
    said = out_of_fold(cases, names, lambda known: set(known), lambda seen, own: [(c, seen) for c in own], count=4)
    assert [c for c, _ in said] == cases
    for case, seen in said:
        assert not seen & {c for c in cases if names[c] == names[case]}


def test_offsets_lead_back_through_lost_lines_and_a_licence():
    raw = "LICENCE TEXT OF SOME ARCHIVE\n\nThe lamp went\nout. “Who is\nthere?” said Ottilie.\n\nEND OF FILE"
    read = "The lamp went out. “Who is there?” said Ottilie."
    places = align(read, raw)
    for word in ("lamp", "Who", "there", "Ottilie"):
        assert raw[places.back(read.index(word)) :].startswith(word)


def test_nothing_in_common_is_no_error():
    assert align("one two", "three four").back(3) == 3
    assert align("", "three").back(0) == 0


def test_only_named_people_are_put_forward():
    cast = [
        {"name": "Ottilie Brandt", "aliases": ["Ottilie"], "gender": "female", "mentions": 9},
        {"name": "the surgeon", "aliases": [], "gender": None, "mentions": 4},
    ]
    (line,) = parts.people_lines("id", "x", {"cast": cast})
    assert (line["name"], line["names"], line["gender"]) == ("Ottilie Brandt", ["Ottilie Brandt", "Ottilie"], "female")


def test_who_has_two_partners_stands_in_a_triangle():
    ties = [
        {"a": "Ottilie", "b": "Jannik", "kind": "married"},
        {"a": "Jannik", "b": "Ruud", "kind": "friends"},
    ]
    triangle = {"left": "Jannik", "taken": "Ottilie", "taker": "Ruud", "probability": 0.6, "outcome": "attempted"}
    result = {"reading": {"ties": ties}, "trace": {"triangles": [triangle]}}
    lines = list(parts.relation_lines("w", result))
    assert {"work": "w", "pair": ["Ottilie", "Jannik"], "fine": "husband/wife"} in lines
    assert {"work": "w", "pair": ["Ottilie", "Ruud"], "fine": "unrequited love interest"} in lines
    assert {"work": "w", "person": "Ottilie", "partners": ["Jannik", "Ruud"]} in lines


@pytest.mark.parametrize(
    ("avoided", "expected"),
    [
        (Genre.NETORI, True), (Genre.NETORARE, True), (Side.TAKER, True), (Side.STRAYER, False),
        (WarningKind.BETRAYAL, True), (WarningKind.VIOLENCE, False),
    ],
)  # fmt: skip
def test_both_holds_either_genre(avoided, expected):
    row = {"genre": "both", "neither_reason": None, "warnings": ["betrayal"]}
    assert safety.holds(row, avoided) is expected


def test_each_side_of_neither_has_its_own_reason():
    row = {"genre": "neither", "neither_reason": "observer", "warnings": []}
    assert safety.holds(row, Side.OBSERVER)
    assert not safety.holds(row, Side.STRAYER)
    assert not safety.holds(row, Side.TAKEN_FROM)


def test_a_story_that_was_not_read_is_neither_missed_nor_an_alarm():
    rows = [{"id": "x", "genre": "netori", "warnings": []}, {"id": "y", "genre": "neither", "warnings": []}]
    found = safety.caution(rows, {}, Genre.NETORI)
    assert (found.stories, found.missed, found.alarmed) == (1, 0.0, 0.0)
    assert found.holding[Kind.UNSURE] == 1


def test_keywords_are_counted_per_thousand_words():
    stems = {"marriage": ["husband"], "pain": ["despair"]}
    once, none, length = baselines.keyword_counts("Her husbands waited.", stems)
    assert once > 0
    assert none == 0
    assert length > 0


def test_a_taggers_reading_leads_to_its_label():
    reading = baselines.genre_reading("x", {"netori": 0.2, "netorare": 0.7, "neither": 0.1})
    assert reading["genre"]["label"] == "netorare"
    assert sum(reading["genre"]["probabilities"].values()) == pytest.approx(1)


def test_figures_are_short():
    assert [tables.shown(v) for v in (0.5, 1.0, None, 1234, [0.41, 0.6], True)] == [
        ".50", "1.00", "–", "1,234", ".41–.60", "yes",
    ]  # fmt: skip
    assert tables.share(0.255) in ("25 %", "26 %")
    assert tables.markdown(["", "a"], [["x|y", 0.25]]).splitlines()[-1] == "| x\\|y | .25 |"


def test_the_key_of_a_reading_changes_with_text_and_code():
    text = Text("x", None, "One.")
    assert text.key("a") == Text("x", None, "One.").key("a")
    assert len({text.key("a"), text.key("b"), Text("x", None, "Two.").key("a")}) == 3


def test_an_unknown_group_is_named():
    with pytest.raises(NothingToMeasureError, match="nosuch"):
        all_groups(frozenset({"nosuch"}))
    assert [g.id for g in groups()] == ["synopses", "contrast", "full"]


def test_missing_labels_say_where_they_are_looked_for(monkeypatch, tmp_path):
    monkeypatch.setenv("SHITEN_SHARED", str(tmp_path))
    with pytest.raises(NothingToMeasureError, match="SHITEN_SHARED"):
        shared()


@needs_labels
def test_the_first_wrong_step_is_the_earliest():
    row = {
        "genre": "netori", "viewpoint": ["Ruud"], "couple": ["Jannik", "Ottilie"], "taker": "Ruud", "outcome": "taken",
        "aliases": {}, "roles": {},
    }  # fmt: skip
    reading = {
        "genre": {"label": "netorare"}, "focalizers": [{"character": "Ruud"}],
        "triangle": {"couple": ["Ottilie", "Jannik"], "taker": "Ruud", "outcome": "taken"},
    }  # fmt: skip
    assert wrong.first_wrong(row, {"reading": reading}) == "verdict"
    reading["triangle"]["taker"] = "Jannik"
    assert wrong.first_wrong(row, {"reading": reading}) == "taker"
    reading["focalizers"] = [{"character": "Jannik"}]
    assert wrong.first_wrong(row, {"reading": reading}) == "viewpoint"
    assert wrong.first_wrong(row, {"error": "unreadable"}) == "not read"
