"""Slots and modality: who fills what, and whether the telling vouches for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import load, said
from shiten.lexicon import parse_cue
from shiten.pipeline import Prepared
from shiten.syntax import cue_at, governor, modality, people_in, slot

Read = Callable[[str], Prepared]


@pytest.mark.parametrize("case", load("modality"))
def test_modality(prepared: Read, case: dict[str, Any]) -> None:
    parsed = prepared(case["text"]).parsed
    assert modality(parsed, parsed.lowers.index(case["word"])) == case["modality"], said(case)


@pytest.mark.parametrize("case", load("slots"))
def test_slots(prepared: Read, case: dict[str, Any]) -> None:
    parsed = prepared(case["text"]).parsed
    filler = slot(parsed, parsed.lowers.index(case["word"]), case["slot"])
    assert (None if filler is None else parsed.words[filler]) == case["filler"], said(case)


@pytest.mark.parametrize(
    ("cue", "text", "last"),
    [
        ("v:fall + in love", "Paul fell in love with Mary.", "love"),
        ("v:fall + in love", "Paul fell deeply in love with Mary.", "love"),
        ("v:fall + in love", "Paul fell down. In love he was unlucky.", None),
        ("v:fall + in love", "In love, Paul fell.", None),
        ("v:run + away/off", "Mary ran off at night.", "off"),
        ("v:run + away/off", "Mary ran home.", None),
        ("n:run + away/off", "Mary ran off at night.", None),
    ],
)
def test_a_cues_words_follow_in_its_sentence(prepared: Read, cue: str, text: str, last: str | None) -> None:
    parsed = prepared(text).parsed
    at = next(i for i, lemma in enumerate(parsed.lemmas) if lemma in ("fall", "run"))
    found = cue_at(parsed, parse_cue(cue), at)
    assert (None if found is None else parsed.words[found]) == last


def test_governor_is_the_verb_above(prepared: Read) -> None:
    parsed = prepared("Paul sold the old house by the river.").parsed
    assert {parsed.words[governor(parsed, i)] for i in range(len(parsed) - 1)} == {"sold"}


def test_people_in_a_slot_and_those_joined_to_them(prepared: Read) -> None:
    found = prepared("Rupert flattered Clara and Anna.")
    token = found.parsed.words.index("Clara")
    names = [found.cast.people[p].name for p in people_in(found.parsed, found.cast, token)]
    assert names == ["Clara", "Anna"]
    assert len(people_in(found.parsed, found.cast, token, coordinated=False)) == 1
    assert people_in(found.parsed, found.cast, None) == ()
