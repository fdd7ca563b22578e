"""The small language of cues."""

from __future__ import annotations

import pytest

from shiten.lexicon import by_lemma, inner_verbs, parse_cue, table, words


def test_a_cue_in_full() -> None:
    cue = parse_cue("v:fall + in love | subject/poss > with/for ~")
    assert (cue.pos, cue.lemma, cue.words) == (("VERB", "AUX"), "fall", (("in",), ("love",)))
    assert (cue.agent, cue.patient, cue.weak) == (("subject", "poss"), ("with", "for"), True)


def test_the_least_a_cue_may_say() -> None:
    cue = parse_cue("n:affair")
    assert (cue.words, cue.agent, cue.patient, cue.weak) == ((), (), (), False)


def test_alternatives_and_empty_slots() -> None:
    cue = parse_cue("v:run + away/off | subject > -")
    assert cue.words == (("away", "off"),)
    assert cue.patient == ()


@pytest.mark.parametrize("source", ["", "fall", "x:fall", "v:", "v:fall | a > b > c", "v:fall +"])
def test_what_is_no_cue_is_named(source: str) -> None:
    with pytest.raises(ValueError, match="not a cue"):
        parse_cue(source)


def test_cues_by_first_word_in_order() -> None:
    cues = [("a", parse_cue("v:break up")), ("b", parse_cue("v:break + off")), ("c", parse_cue("v:kiss"))]
    index = by_lemma(cues)
    assert [label for label, _ in index["break"]] == ["a", "b"]
    assert set(index) == {"break", "kiss"}


def test_tables_are_read_once() -> None:
    assert table("events") is table("events")
    assert words("titles", "male") is words("titles", "male")
    assert {"think", "see", "feel"} <= inner_verbs()
    assert "walk" not in inner_verbs()


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        table("no_such_table")
