"""The whole way: determinism, which triangle is told, and reasons that count."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from invented import TALES
from shiten import batch
from shiten.formats import story_from_text
from shiten.genre import Verdict
from shiten.pipeline import Prepared, Understanding, conclude, read_story, sides_of, story_triangle
from shiten.terms import Form, Genre, NeitherReason, Outcome
from shiten.triangles import Triangle, Triangles
from shiten.viewpoint import Viewpoint
from shiten.weights import load

TEXTS = {name: text * 2 if len(text.split()) < 60 else text for name, text in TALES.items()}


def plain(text: str, **options: object) -> str:
    reading = read_story(story_from_text(text, id="x"), **options).to_dict()  # type: ignore[arg-type]
    reading["provenance"]["seconds"] = 0
    return json.dumps(reading)


def test_the_same_bytes_twice_and_in_another_order() -> None:
    first = {name: plain(text) for name, text in TEXTS.items()}
    assert {name: plain(TEXTS[name]) for name in reversed(TEXTS)} == first


def test_the_same_lines_with_one_worker_and_with_two(tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    found = []
    for workers in (1, 2):
        out = tmp_path / f"{workers}.jsonl"
        assert batch.run([folder], out, workers=workers).read == len(TEXTS)
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        for row in rows:
            row["provenance"]["seconds"] = 0
        found.append([json.dumps(row) for row in rows])
    assert found[0] == found[1]


def test_form_is_guessed_or_told() -> None:
    guessed = json.loads(plain(TEXTS["left"]))["story"]["form"]
    assert guessed == "full_text"
    assert json.loads(plain(TEXTS["left"], form=Form.SYNOPSIS))["story"]["form"] == "synopsis"


@pytest.mark.parametrize("tale", ["left", "taker", "strayer"])
def test_without_the_three_peoples_events_and_ties_the_verdict_moves(
    prepared: Callable[[str], Prepared], understood: Callable[[str], Understanding], tale: str
) -> None:
    """The explanation is the computation: what the main triangle rests on is what the verdict rests on."""
    whole, found = prepared(TALES[tale]), understood(TALES[tale])
    main = found.triangles.main
    assert main is not None
    three = {main.left, main.taken, main.taker}
    bare = replace(
        whole,
        events=tuple(e for e in whole.events if not {e.agent, e.patient} & three),
        ties=tuple(t for t in whole.ties if not {t.a, t.b} <= three),
    )
    assert (bare.events, bare.ties) != (whole.events, whole.ties)
    without = conclude(bare, load())
    assert without.verdict.probabilities != found.verdict.probabilities
    assert without.triangles.none > found.triangles.none


LEFT, TAKEN, TAKER, OTHER = 0, 1, 2, 3
ONE = Triangle(LEFT, TAKEN, TAKER, 0.5, Outcome.NONE)
TURNED = Triangle(TAKER, TAKEN, LEFT, 0.3, Outcome.TAKEN)
FOUND = Triangles((ONE, TURNED), 0.2)


def verdict(label: Genre, reason: NeitherReason = NeitherReason.OBSERVER) -> Verdict:
    return Verdict(dict.fromkeys(Genre, 0.0) | {label: 1.0}, {reason: 1.0}, {})


def test_sides_follow_the_one_who_is_followed() -> None:
    view = Viewpoint({LEFT: 1.0})
    assert sides_of(verdict(Genre.NETORARE), FOUND, view) == {Genre.NETORARE: ONE}
    assert sides_of(verdict(Genre.NETORI), FOUND, view) == {Genre.NETORI: TURNED}
    assert set(sides_of(verdict(Genre.BOTH), FOUND, view)) == {Genre.NETORI, Genre.NETORARE}
    assert sides_of(verdict(Genre.NEITHER), FOUND, view) == {}
    assert sides_of(verdict(Genre.NETORARE), Triangles((), 1.0), view) == {}


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (NeitherReason.NO_TRIANGLE, None),
        (NeitherReason.RIVALRY_BEFORE_COMMITMENT, None),
        (NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS, Outcome.TAKEN),
        (NeitherReason.UNREALISED, Outcome.NONE),
        (NeitherReason.CONSENSUAL, Outcome.TAKEN),
        (NeitherReason.OBSERVER, Outcome.TAKEN),
    ],
)
def test_the_triangle_of_what_is_neither(reason: NeitherReason, outcome: Outcome | None) -> None:
    told = story_triangle(verdict(Genre.NEITHER, reason), FOUND, Viewpoint({TAKEN: 1.0}))
    assert (told.outcome if told else None) == outcome
    assert story_triangle(verdict(Genre.NEITHER, reason), Triangles((), 1.0), Viewpoint({})) is None
