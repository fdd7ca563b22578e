"""Whole readings: the contract's rules, the same bytes twice, the edges of the input, and reasons that count."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiten.errors import UnsupportedStory
from shiten.formats import story_from_text
from shiten.pipeline import Prepared, conclude, read_story
from shiten.reading import Reading, json_schema
from shiten.terms import Genre
from shiten.weights import load

SAMPLES = {p.name: p.read_text("utf-8") for p in (files("shiten") / "samples").iterdir() if p.name.endswith(".txt")}
SALAD = list("Anna Tom the a wife her his left loved and . , “ ” was to of said in Paris I she he".split())  # noqa: SIM905
ONE = "Anna went to the market with her basket and bought three eggs from the old woman, and then she went home. "


def readings() -> list[tuple[str, Reading]]:
    texts = {
        **SAMPLES,
        "play": "ANNA. You are late.\n\nTOM. I know it.\n\nANNA. Were you with her?\n\nTOM. With whom?\n\n" * 4,
        "letter": "Dear Ruth, I must tell you that I have left him. " * 6 + "\n\nYour loving sister,\nAnna",
        "dialogue": "“Where is he?” “Who?” “My husband.” “With my wife, I think.” " * 8,
        "nobody": "The rain fell on the hills and on the sea, and the sea took it, and the hills let it go again. " * 3,
        "one": ONE * 3,
        "capitals": (ONE * 3).upper(),
        "odd": "Zoë 👩‍🚀 kissed Łukasz e\u0301 while \u202ehis wife\u202c Ольга slept by the sea for a year. " * 3,
        "repeated": ONE * 200,
    }
    return [(name, read_story(story_from_text(text, id=name))) for name, text in texts.items()]


@pytest.fixture(scope="module")
def read() -> list[tuple[str, Reading]]:
    return readings()


def test_readings_keep_the_contract(read: list[tuple[str, Reading]]) -> None:
    schema = json_schema()
    for name, reading in read:
        plain = reading.to_dict()
        jsonschema.validate(plain, schema)
        assert Reading.from_json(reading.to_json()) == reading, name
        assert reading.genre is not None
        assert abs(sum(reading.genre.probabilities.values()) - 1) < 1e-6
        assert reading.genre.label == max(reading.genre.probabilities, key=lambda g: reading.genre.probabilities[g])  # type: ignore[union-attr]
        assert (reading.genre.label is Genre.NEITHER) == (reading.genre.neither_reason is not None)
        assert sum(f.share for f in reading.focalizers) <= 1 + 1e-6
        assert reading.roles is not None
        assert (reading.roles.netori is not None) == (reading.genre.label in (Genre.NETORI, Genre.BOTH))
        assert (reading.roles.netorare is not None) == (reading.genre.label in (Genre.NETORARE, Genre.BOTH))


def test_every_quote_is_the_text_between_its_offsets() -> None:
    for name, text in SAMPLES.items():
        story = story_from_text(text, id=name)
        reading = read_story(story)
        assert reading.evidence
        assert all(story.text[e.start : e.end] == e.quote for e in reading.evidence)
        claims = [*reading.ties, *reading.stages, *reading.characteristics, *reading.warnings]
        assert all(claim.evidence for claim in claims), "a claim with no evidence is not made"


@pytest.mark.parametrize(
    ("name", "label"), [("the_tide_table.txt", Genre.NETORARE), ("the_regatta_supper.txt", Genre.NEITHER)]
)
def test_samples_are_read_as_they_were_written(name: str, label: Genre) -> None:
    reading = read_story(story_from_text(SAMPLES[name]))
    assert reading.genre is not None
    assert reading.genre.label is label


def test_people_of_the_tide_table() -> None:
    reading = read_story(story_from_text(SAMPLES["the_tide_table.txt"]))
    assert reading.roles is not None
    assert reading.roles.netorare == {
        "victim": "Daniel Penhale",
        "cheater": "Judith",
        "interloper": "Captain Rowan Sayle",
    }


def test_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from shiten.formats import story_from_text; from shiten.pipeline import read_story\n"
        "r = read_story(story_from_text(sys.stdin.read())).to_dict(); r['provenance']['seconds'] = 0\n"
        "import json; sys.stdout.write(json.dumps(r))"
    )
    text = SAMPLES["the_understudy.txt"]
    runs = [
        subprocess.run(  # noqa: S603 - our own interpreter and code

            [sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    here = read_story(story_from_text(text)).to_dict()
    here["provenance"]["seconds"] = 0
    assert runs[0] == runs[1] == json.dumps(here)


def test_too_short_or_not_english_is_refused() -> None:
    for text in (
        "Anna left.",
        "Die Frau ging nach Hause und der Mann blieb auf der Straße, weil er sie nicht sah. " * 3,
    ):
        with pytest.raises(UnsupportedStory):
            read_story(story_from_text(text))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SALAD), min_size=30, max_size=120))
def test_word_salad_is_read_without_harm(salad: list[str]) -> None:
    text = "The man and the woman of the house were in the garden, and it was the end of the day. " + " ".join(salad)
    reading = read_story(story_from_text(text))
    assert reading.genre is not None


def test_taking_the_facts_away_moves_the_verdict(prepared: Callable[[str], Prepared]) -> None:
    """The explanation is the computation: without the events and ties, the probabilities change."""
    weights = load()
    for name, text in SAMPLES.items():
        whole = prepared(text)
        with_all = conclude(whole, weights).verdict.probabilities
        without_events = conclude(replace(whole, events=()), weights).verdict.probabilities
        without_ties = conclude(replace(whole, ties=()), weights).verdict.probabilities
        assert with_all != without_events, name
        assert with_all != without_ties, name
