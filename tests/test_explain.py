"""Every term explains itself, under every spelling."""

from __future__ import annotations

import re

import pytest

from shiten.errors import UnknownTerm
from shiten.explain import explain, render, terms
from shiten.terms import (
    Characteristic,
    Emotion,
    EventKind,
    Form,
    Genre,
    Level,
    Modality,
    NeitherReason,
    Outcome,
    Resolution,
    Role,
    Stage,
    TieKind,
    WarningKind,
)

ENUMS = (
    Genre, NeitherReason, Role, Stage, Characteristic, Emotion, WarningKind, Level,
    Resolution, Outcome, TieKind, EventKind, Modality, Form,
)  # fmt: skip
MEMBERS = [member for enum in ENUMS for member in enum]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda m: f"{type(m).__name__}.{m}")
def test_every_word_of_a_reading_is_explained(member):
    assert explain(member).paragraphs


@pytest.mark.parametrize(("kind", "tid", "label"), terms(), ids=lambda value: value)
def test_every_listed_term_is_found_by_id_label_and_kind(kind, tid, label):
    for word in (tid, label, label.upper(), tid.replace("_", "-"), f"{kind.split()[0]} {tid}"):
        found = explain(word)
        assert found.paragraphs or found.sections
    assert explain(f"{kind.split()[0]} {tid}").kind.split()[0] == kind.split()[0]


@pytest.mark.parametrize("term", [f"{kind} {tid}" for kind, tid, _ in terms()])
def test_neighbours_exist(term):
    for word in explain(term).see_also:
        assert explain(word)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("NTR", "Netorare (寝取られ)"),
        ("ntr", "Netorare (寝取られ)"),
        ("寝取られ", "Netorare (寝取られ)"),
        ("ネトラレ", "Netorare (寝取られ)"),
        ("ﾈﾄﾗﾚ", "Netorare (寝取られ)"),
        ("寝取り", "Netori (寝取り)"),
        ("寝取らせ", "Netorase"),
        ("  Discovery-of_betrayal ", "Discovery of betrayal"),
        ("protagonists turmoil", "The protagonist's turmoil"),
        ("The Protagonist’s Turmoil", "The protagonist's turmoil"),
        ("thrill of the forbidden", "Thrill of the forbidden"),
        ("told by the one who strays", "Told by the one who strays"),
        ("neither: no triangle", "No triangle"),
        ("viewpoint", "Side"),
        ("faq", "Questions and answers"),
        ("netori vs. netorare", "Differences between netori and netorare"),
    ],
)
def test_spellings(word, title):
    assert explain(word).title == title


def test_a_word_with_several_meanings_tells_them_all():
    found = explain("humiliation")
    assert found.kind == "warning, emotion and event"
    assert [p.split(":")[0] for p in found.paragraphs if p.startswith("As ")] == [
        "As a warning",
        "As an emotion",
        "As an event",
    ]
    assert explain("humiliation (emotion)").kind == "emotion"
    assert explain("resolution").kind == "term and stage in netorare"
    assert explain("netorare resolution").kind == "stage in netorare"


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("netorai", r"^unknown term 'netorai'; did you mean .*netorare"),
        ("focalisor", r"^unknown term 'focalisor'; did you mean focalizer"),
        ("qqqq", r"^unknown term 'qqqq'; `shiten explain` lists all terms$"),
        ("", r"^unknown term ''; "),
        ("…!", r"lists all terms$"),
    ],
)
def test_unknown_words_name_the_nearest(word, message):
    with pytest.raises(UnknownTerm, match=message):
        explain(word)


def test_an_unknown_word_cannot_write_to_the_terminal_or_fill_it():
    with pytest.raises(UnknownTerm) as caught:
        explain("\x1b[31m\n" + "z" * 10_000)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 200


def test_genre_overview_lists_its_parts():
    found = explain("netori")
    assert [(s.heading, len(s.items)) for s in found.sections] == [
        ("Roles", 3),
        ("Characteristics", 4),
        ("Stages, in order", 5),
        ("Warnings that often apply", 4),
    ]


def test_differences_are_a_table_of_equal_rows():
    table = explain("differences").table
    assert table[0] == ("", "netori", "netorare")
    assert len(table) > 6
    assert {len(row) for row in table} == {3}


@pytest.mark.parametrize("width", [10, 40, 80, 200])
@pytest.mark.parametrize("term", ["netorare", "differences", "questions", "origins", "focalizer"])
def test_render_fits_the_width(term, width):
    text = render(explain(term), width=width, color=False)
    assert "\x1b" not in text
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    longest = max(_columns(line) for line in text.splitlines())
    assert longest <= max(30, width)


def _columns(line):
    from rich.cells import cell_len

    return cell_len(line)


def test_color_changes_nothing_but_color(monkeypatch):
    plain = render(explain("netori"), width=80, color=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "33")
    colored = render(explain("netori"), width=80, color=True)
    assert "\x1b[1m" in colored
    stripped = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert [line.rstrip() for line in stripped.splitlines()] == plain.splitlines()


def test_texts_are_plain():
    for kind, tid, _ in terms():
        for paragraph in explain(f"{kind} {tid}").paragraphs:
            assert paragraph == paragraph.strip()
            assert paragraph[-1] in ".:?!", paragraph
            assert "  " not in paragraph
