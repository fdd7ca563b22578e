"""Wording, pictures and the terminal."""

from __future__ import annotations

import re
import unicodedata

import pytest

from readings import all_readings, both, empty, example, example_story, hostile, neither, nobody
from shiten.outputs import comparison, plots, terminal, wording
from shiten.outputs.spoilers import withhold
from shiten.reading import ArcPoint, GenreVerdict
from shiten.terms import Outcome

READINGS = all_readings()
named = pytest.mark.parametrize("name", sorted(READINGS))


def test_quotes_of_the_example_stand_in_its_story():
    text = example_story().text
    assert all(text[e.start : e.end] == e.quote for e in example().evidence)


def test_verdict_is_one_plain_sentence():
    assert wording.verdict(example()).plain() == (
        "Told through Tomas Arkwell, the one betrayed: "
        "Ottilie leaves Tomas Arkwell for Jasper Quill (netorare, 82 % sure)."
    )
    assert wording.verdict(both()).plain().startswith("Two stories in one: Corin Vale takes Sabela Ortiz")
    assert (
        wording.verdict(neither())
        .plain()
        .startswith("Told through the one who strays: Nell Hart turns from George Hart to Ivo Lanz")
    )
    assert wording.verdict(nobody()).plain().startswith("No one comes between")
    assert wording.verdict(empty()).plain() == "No verdict: the text does not decide."


def test_an_attempt_is_not_told_as_a_success():
    attempted = example().triangle.model_copy(update={"outcome": Outcome.ATTEMPTED})
    sentence = wording.verdict(example().model_copy(update={"triangle": attempted})).plain()
    assert "Jasper Quill tries to win Ottilie from Tomas Arkwell" in sentence


def test_a_label_that_is_open_gives_no_verdict():
    open_label = GenreVerdict(label=None, probabilities={"netori": 0.5, "netorare": 0.5})
    assert "No verdict" in wording.verdict(example().model_copy(update={"genre": open_label})).plain()


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x9b2Jgone", "gone"),
        ("a\u202eb\u2066c\u200f", "abc"),
        ("two\n lines\t and", "two lines and"),
        ("re\x00al\u200b", "real"),
        ("\ud800", "\ufffd"),
        ("e" + "\u0301" * 30, "e" + "\u0301" * 4),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[bold]x[/] {y}", "[bold]x[/] {y}"),
    ],
)
def test_clean(dirty: str, shown: str):
    assert wording.clean(dirty) == shown


def test_cut_keeps_whole_words_and_cuts_scripts_without_spaces():
    assert wording.cut("one two three", 100) == "one two three"
    assert wording.cut("one two three four", 12) == "one two…"
    assert wording.cut("雨" * 30, 10) == "雨" * 9 + "…"


def test_sparkline_shows_the_fall_and_leaves_gaps_blank():
    points = (
        ArcPoint(start=0, end=50, valence=0.9, arousal=0),
        ArcPoint(start=50, end=100, valence=-0.9, arousal=0),
    )
    assert plots.sparkline(points, 100, 4) == "██▁▁"
    assert plots.sparkline(points, 200, 4) == "█▁  "
    assert plots.sparkline((), 100, 4) == ""


def test_ruler_puts_stages_that_overlap_on_lines_of_their_own():
    first, second = example().stages[:2]
    overlap = second.model_copy(update={"start": first.start, "end": first.end})
    lines = plots.ruler((first, overlap), example().story.characters, 50)
    assert len(lines) == 2
    assert {len(line) for line in lines} == {50}
    assert lines[0].startswith("1━")
    assert lines[1].startswith("2━")


@named
@pytest.mark.parametrize("width", [10, 60, 100])
@pytest.mark.parametrize("color", [False, True])
def test_terminal_is_inert_narrow_enough_and_the_same_twice(name: str, width: int, color: bool):
    reading = READINGS[name]
    shown = terminal.render(reading, width=width, color=color)
    assert shown == terminal.render(reading, width=width, color=color)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown) if color else shown
    assert not [c for c in plain if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs")]
    assert all(len(line) <= max(40, width) + plain.count("\u0351") for line in plain.splitlines())


def test_terminal_shows_every_part():
    shown = terminal.render(example(), width=100, color=False)
    for part in (
        "Plain Glass — A. Sample",
        "(netorare, 82 % sure)",
        "• The affair is learned with Tomas Arkwell",
        "Tomas Arkwell  victim",
        "2 discovery of betrayal, 51 % to",
        "Ends: bleak",
        "end: despair",
        "humiliation        moderate  major spoiler   [8]",
        "[8] at 76 %",
    ):
        assert part in shown


def test_terminal_takes_no_markup_from_the_story():
    assert "[bold red]Marcus[/bold red]" in terminal.render(hostile(), width=200, color=True)


def test_terminal_says_what_was_left_out():
    shown = terminal.render(withhold(example(), 0), width=100, color=False)
    assert "Left out: everything above spoiler grade 0." in shown
    assert "Jasper Quill leaves" not in shown
    assert "climax" not in shown


def test_one_line():
    line = terminal.one_line(hostile())
    assert "\n" not in line
    assert "\x1b" not in line
    assert terminal.one_line(example()).startswith("Plain Glass: Told through")


@named
def test_comparison_shows_any_two(name: str):
    shown = comparison.render(READINGS[name], example(), width=90, color=False)
    assert "Ottilie leaves" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert comparison.render(READINGS[name], example(), width=90, color=True)


def test_comparison_sorts_warnings_into_shared_and_own():
    shown = comparison.render(example(), neither(), width=160, color=False)
    assert re.search(r"in both: +betrayal \(moderate, minor\)\n", shown)
    assert re.search(r"only in Plain Glass: +emotional turmoil", shown)
    assert re.search(r"only in Tuesdays: +none", shown)
