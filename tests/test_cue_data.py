"""The English cue files: they parse, entries have their form, nothing stands twice, the kinds are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import pytest

from shiten.lexicon import Cue, parse_cue, table
from shiten.terms import Emotion, EventKind, Level, TieKind, WarningKind

FILES = ("events", "modality", "emotions", "warnings", "commitment", "side")
PREPOSITIONS = {"with", "to", "by", "from", "for", "of", "about", "at", "on", "against", "between"}
PREPOSITIONS |= {"after", "over", "upon", "into", "in", "towards", "toward", "around", "before"}
SLOTS = PREPOSITIONS | {"subject", "object", "poss", "self"}
WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
PHRASE = re.compile(rf"(?:, |'s )?{WORD}'?(?:[ -]{WORD}'?)*")
LEMMA = re.compile(WORD)
MODALITIES = ("negation", "imagined", "reported", "false")
SIDES = ("victim", "taker", "strayer", "faithful")
# A word that is truly apt for two emotions stands in both; more than this and the emotions blur.
SHARED_AT_MOST = 60


def strings(value: Any) -> Iterator[str]:
    """All strings below a TOML value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def twice(entries: Iterable[str]) -> list[str]:
    """Entries that occur more than once."""
    return [entry for entry, n in Counter(entries).items() if n > 1]


def lists(value: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """All lists of strings below a TOML value, with where they stand."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from lists(part, f"{path}.{key}")
    elif isinstance(value, list) and all(isinstance(part, str) for part in value):
        yield path, value


def formed(source: str) -> Cue:
    """Parse a cue and check what the parser lets pass: one plain lemma, lower case, known slots."""
    cue = parse_cue(source)
    assert LEMMA.fullmatch(cue.lemma), source
    assert source == source.lower(), source
    assert {*cue.agent, *cue.patient} <= SLOTS, source
    assert all(word == "-" or LEMMA.fullmatch(word) for group in cue.words for word in group), source
    assert len(cue.words) <= 5, f"too long to stand within six tokens: {source}"
    return cue


@pytest.mark.parametrize("name", FILES)
def test_file_opens_by_saying_what_it_is(name: str) -> None:
    text = (files("shiten") / "data" / "en" / f"{name}.toml").read_text(encoding="utf-8")
    opening = text.split("\n\n")[0]
    assert opening.startswith("# ")
    assert "Compiled by hand for this project from general knowledge" in opening
    assert "Apache-2.0" in opening


@pytest.mark.parametrize("name", FILES)
def test_nothing_stands_twice_and_no_space_is_stray(name: str) -> None:
    for path, entries in lists(table(name)):
        assert not twice(entries), path
    assert all(s == s.strip() and "  " not in s for s in strings(table(name)))


@pytest.mark.parametrize("name", FILES)
def test_lists_are_sorted(name: str) -> None:
    for path, entries in lists(table(name)):
        assert entries == sorted(entries), path


def test_events_are_the_known_kinds_each_with_its_cues() -> None:
    rows = table("events")
    assert set(rows) == set(EventKind)
    for kind in EventKind:
        assert set(rows[kind]) == {"cues"}
        assert len(rows[kind]["cues"]) >= 60, kind
        for source in rows[kind]["cues"]:
            cue = formed(source)
            assert " > " in source, source
            assert cue.agent or cue.patient, source
            assert "self" not in (*cue.agent, *cue.patient), source


def test_every_event_kind_has_more_strong_cues_than_thirty() -> None:
    for kind in EventKind:
        assert sum(not parse_cue(c).weak for c in table("events")[kind]["cues"]) > 30, kind


def test_modality_governors_are_cues_without_slots() -> None:
    rows = table("modality")
    assert set(rows) == set(MODALITIES)
    for kind in MODALITIES:
        for source in (*rows[kind]["governors"], *rows[kind].get("factive", ())):
            cue = formed(source)
            assert not cue.agent, source
            assert not cue.patient, source
        assert {"words", "undo"} <= set(rows[kind])


def test_what_vouches_is_not_also_a_report() -> None:
    reported = table("modality")["reported"]
    assert not set(reported["factive"]) & set(reported["governors"])


def test_emotions_are_the_known_ones_placed_in_the_circumplex() -> None:
    rows = table("emotions")
    assert set(rows) == {*Emotion, "valence"}
    for emotion in Emotion:
        row = rows[emotion]
        assert -1 <= row["valence"] <= 1
        assert -1 <= row["arousal"] <= 1
        assert len(row["words"]) >= 60, emotion
        assert len(row["phrases"]) >= 15, emotion
        assert all(" " in phrase for phrase in row["phrases"]), emotion
        assert all(PHRASE.fullmatch(entry) and entry == entry.lower() for entry in (*row["words"], *row["phrases"]))


def test_few_words_belong_to_two_emotions() -> None:
    rows = table("emotions")
    shared = twice(word for emotion in Emotion for word in rows[emotion]["words"])
    assert len(shared) <= SHARED_AT_MOST, sorted(shared)
    assert not twice(phrase for emotion in Emotion for phrase in rows[emotion]["phrases"])


def test_general_words_are_of_no_emotion_and_not_both_good_and_bad() -> None:
    rows = table("emotions")
    positive, negative = set(rows["valence"]["positive"]), set(rows["valence"]["negative"])
    emotional = {word for emotion in Emotion for word in rows[emotion]["words"]}
    assert min(len(positive), len(negative)) >= 300
    assert not positive & negative
    assert not (positive | negative) & emotional


def test_warnings_are_the_known_kinds_each_with_its_question() -> None:
    rows = table("warnings")
    assert set(rows) == {*WarningKind, "intensifiers"}
    assert set(rows["intensifiers"]) == set(Level)
    for kind in WarningKind:
        row = rows[kind]
        assert row["question"].endswith("?"), kind
        assert row["default_spoiler"] in (0, 1, 2), kind
        assert min(len(row["strong"]), len(row["weak"])) >= 30, kind
        assert not set(row["strong"]) & set(row["weak"]), kind
        assert all(PHRASE.fullmatch(entry) and entry == entry.lower() for entry in (*row["strong"], *row["weak"]))
    assert not twice(word for level in Level for word in rows["intensifiers"][level])


def test_ties_are_the_known_kinds() -> None:
    rows = table("commitment")
    assert {row["kind"] for row in rows["tie"]} == set(TieKind)
    for row in rows["tie"]:
        cue = formed(row["cue"])
        assert " = " in row["cue"], row
        assert cue.agent, row
        assert set(row) <= {"kind", "cue", "starts", "ends", "step"}
        assert row.get("step") in (None, "asked", "sham", "former", "late")
        assert not (row.get("starts") and row.get("ends")), row
    assert not twice(f"{row['kind']} {row['cue']}" for row in rows["tie"])
    for source in rows["betrayal"]["cues"]:
        formed(source)
        assert " > " in source, source


@pytest.mark.parametrize("key", ["evidence_words", "open_arrangement", "not_yet"])
def test_set_phrases_of_commitment(key: str) -> None:
    entries = table("commitment")[key]
    assert len(entries) >= 50
    assert all(PHRASE.fullmatch(entry) and entry == entry.lower() for entry in entries)


def test_side_cues_and_names_of_roles() -> None:
    rows = table("side")
    for source in (*rows["protagonist"]["cues"], *rows["protagonist"]["narrator_cues"]):
        assert formed(source).agent, source
    for side in SIDES:
        assert len(rows[side]) >= 30, side
        assert all(PHRASE.fullmatch(entry) and entry == entry.lower() for entry in rows[side]), side
    assert not twice(name for side in SIDES for name in rows[side])
