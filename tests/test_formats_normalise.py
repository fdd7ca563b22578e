"""Normalising: what is taken away, what is joined, what is left alone, and that twice is once."""

from __future__ import annotations

import textwrap
import unicodedata
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiten.errors import ShitenError
from shiten.formats import story_from_bytes, story_from_text
from shiten.formats.plain import normalise

PROSE = [
    "The ferry had been late all winter, and nobody on the island thought of blaming the "
    "ferryman, who was old and had never learned to swim. He said that the sea would take him in "
    "its own good time.",
    "“You are late,” said Ada. “You are always late, and I have stopped counting the lamps on the quay.”",
    "It was the last evening of the year. Mr. Harrow had gone to the inn with Mrs. Lisle, and "
    "the boy who kept the goats had seen them go, and he told it to the baker, and the baker, "
    "who was fond of Ada, told it to no one.",
    "She waited.",
    "Nobody went to the quarry. Nobody had gone there for thirty years, since the flood had "
    "filled it to the brim, and a cart with two horses had gone over the edge on a Sunday while "
    "the bells were still ringing.",
]
VERSE = "The tide is in, the tide is out,\nThe ferryman is slow,\nAnd all the bells of Harrow Point\nAre ringing low."


def wrapped(paragraphs: list[str], width: int, indent: str = "") -> list[str]:
    return [textwrap.fill(p, width, initial_indent=indent, break_on_hyphens=False) for p in paragraphs]


@pytest.mark.parametrize("width", [60, 65, 72, 80])
def test_wrapped_prose_is_joined_and_verse_is_kept(width):
    indented = textwrap.indent(VERSE, "    ")
    parts = wrapped(PROSE, width)
    text = "\n\n".join([*parts[:2], indented, *parts[2:]])
    assert normalise(text).text == "\n\n".join([*PROSE[:2], VERSE, *PROSE[2:]])


def test_wrapped_paragraphs_marked_by_indentation_alone():
    assert normalise("\n".join(wrapped(PROSE * 2, 70, "   "))).text == "\n\n".join(PROSE * 2)


def test_one_paragraph_a_line():
    assert normalise("\n".join(PROSE)).text == "\n\n".join(PROSE)
    assert normalise("“Yes.”\n“No.”\n“Why?”\n“Because.”").text == "“Yes.”\n\n“No.”\n\n“Why?”\n\n“Because.”"


def test_verse_by_itself_is_left_alone():
    sonnet = "\n".join(
        [
            "When winter shuts the harbour and the light",
            "Falls early on the ropes and on the stone,",
            "I count the lamps along the quay at night",
            "And find that one is missing, and alone",
            "I walk the wall to where the ferry lay,",
            "And ask the water what it did with you,",
        ]
    )
    assert normalise(f"{sonnet}\n\n{sonnet}").text == f"{sonnet}\n\n{sonnet}"


def test_a_play_keeps_its_speeches():
    speech = (
        "ADA. I have waited at the door for you since the lamps were lit, and I shall not wait again, "
        "not for the ferry and not for the bells, and you may tell that to anyone who asks you."
    )
    lines = "HARROW. The tide was late.\nLISLE. And so were you, my dear.\nADA. I know it."
    text = "\n\n".join([*wrapped([speech, *PROSE], 72), lines])
    assert normalise(text).text.endswith(f"\n\n{lines}")
    assert speech in normalise(text).text


def test_lists_and_signatures_keep_their_lines():
    letter = "Believe me, yours,\nAda Harrow."
    goods = "1. rope\n2. tar\n3. a new lamp"
    text = "\n\n".join([*wrapped(PROSE, 72), letter, goods])
    assert normalise(text).text.endswith(f"\n\n{letter}\n\n{goods}")


def test_hyphens_at_line_ends():
    text = (
        "It was a wonderful thing, said everyone, that he had come at all, won-\n"
        "derful and strange, and some of them looked at the old man, whose well-\n"
        "known coat was dry, though the sea had been over him twice, and he--\n"
        "being old--said nothing of it, so that they soon stopped asking him ques\u00ad\n"
        "tions."
    )
    joined = normalise(text).text
    assert "at all, wonderful and" in joined
    assert "well-known coat" in joined
    assert "he--being old" in joined
    assert "him questions." in joined


def test_characters_that_are_no_story():
    done = normalise(
        "\ufeffShe\u200b came\x07 \x1b[31mhome\x1b[0m\u202e,\u00a0alone.\r\nCafe\u0301\tdoor\ud800  shut  "
    )
    assert done.text == "She came home, alone.\nCafé door shut"
    assert done.notes == (
        "left out 4 control characters or escape sequences",
        "left out 2 invisible (zero-width or direction) marks",
    )


def test_piled_up_marks_are_thinned_out():
    assert len(normalise("e" + "\u0301\u0323" * 50_000 + "nd").text) < 20


def test_italics_pages_and_pictures():
    text = (
        "He was _very_ old, [Pg 12]and _never\nswam_. snake_case_name stays. "
        "[Illustration: A [fine] boat]\n\n[Page iv]\n\nEnd."
    )
    assert normalise(text).text == "He was very old, and never\nswam. snake_case_name stays.\n\nEnd."


START = "*** START OF THIS PROJECT GUTENBERG EBOOK THE SALT ROAD ***"
END = "*** END OF THE PROJECT GUTENBERG EBOOK THE SALT ROAD ***"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        (
            f"The Project Gutenberg eBook of X\n\nTitle: The Salt\n   Road\n\nAuthor: Ann Other\n\n{START}",
            END,
        ),
        (
            f"Title: The Salt Road\nAuthor: Ann Other\n\n{START}\n\nProduced by Some\nOne and Another",
            f"\n\n{END}",
        ),
        (
            "Title: The Salt Road\nAuthor: Ann Other\n\n***START OF THE PROJECT GUTENBERG EBOOK THE\nSALT ROAD***",
            END,
        ),
        (
            "Title: The Salt Road\nAuthor: Ann Other\n\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN "
            "ETEXTS*Ver.04.29.93*END*",
            "End of Project Gutenberg's The Salt Road, by Ann Other\n\nmore",
        ),
        (
            "Title: The Salt Road\nAuthor: Ann Other\n\n*** START OF THE PROJECT GUTENBERG ETEXT X ***\n\n"
            "E-text prepared by Somebody\n\n[Transcriber's note: spelling kept]",
            "End of the Project Gutenberg EBook of X",
        ),
    ],
)
def test_gutenberg_licences(head, foot):
    body = "\n\n".join(PROSE)
    story = story_from_text(f"{head}\n\n\n{body}\n\n{foot}\n\nlicence text")
    assert story.text == body
    assert (story.title, story.author) == ("The Salt Road", "Ann Other")
    assert story.notes == ("left out the Project Gutenberg licence",)


def test_standard_ebooks_imprint_and_colophon():
    body = "\n\n".join(PROSE)
    text = (
        "Imprint\n\nThis ebook is the product of many hours of hard work by volunteers for "
        "Standard Ebooks.\n\n"
        f"Standard Ebooks is a thing.\n\n{body}\n\nColophon\n\nX was made for Standard Ebooks.\n\nUncopyright"
    )
    assert story_from_text(text).text == body


# --- properties ---

PIECES = st.sampled_from(
    [
        *PROSE, VERSE, "\n", "\n\n", " ", "    ", "_", "-", "--", "\u00ad\n", "[Pg 1", "]", "[Illustration: ",
        "CHAPTER I", "II.", "\x1b[", "\r", "\t", "\u200b", "\u0301", "e", START, END, "*", "Produced by",
        "word " * 14,
        "A B C",
        "“", "”",
        "Standard Ebooks", "Colophon", "Title: x", "“Yes.”", "\ufeff", "\u2028", "\ud800", "HARROW. Late.",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=30).map("".join),
    st.lists(PIECES, max_size=30).map("\n".join),
    st.tuples(st.lists(st.sampled_from(PROSE), max_size=6), st.integers(20, 140)).map(
        lambda made: "\n\n".join(wrapped(*made))
    ),
)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_normalising_twice_changes_nothing_and_keeps_the_form(text):
    once = normalise(text).text
    assert normalise(once).text == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\n\n\n" not in once
    assert once == once.strip()
    assert all(line == line.strip() for line in once.split("\n"))


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.text(max_size=10))
def test_any_text_makes_a_story_or_a_shiten_error(text, title):
    with suppress(ShitenError):
        story = story_from_text(text, title=title)
        assert len(story.sha256) == 64
        assert story_from_text(story.text).text == story.text
        edges = [(c.span.start, c.span.end) for c in story.chapters]
        assert all(a[1] == b[0] for a, b in pairwise(edges))
        assert not edges or edges[-1][1] == len(story.text)


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a.epub", "-"]))
def test_any_bytes_make_a_story_or_a_shiten_error(data, name):
    with suppress(ShitenError):
        assert story_from_bytes(data, name).text


TAGS = st.sampled_from(
    [
        "<p>", "</p>", "<div", ">", "<h1>", "</h1>", "<br/>", "<title/>", "<script>", "</script",
        "&amp", "&#0;", "&#x110000;",
        "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE", "<?x", "<svg:a/>", "<ruby>", "<rt>", "x ", "é",
        "\x00", " id=", '"',
        "<pre>", "\n\n", "</html>", "# x\n", "> ", "```", "[a](b", "<nav>",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(TAGS, max_size=40).map("".join), st.sampled_from(["a.html", "a.md"]))
def test_any_markup_makes_a_story_or_a_shiten_error(text, name):
    with suppress(ShitenError):
        story = story_from_bytes(f"<html><body>{text}".encode() if name == "a.html" else text.encode(), name)
        assert story_from_text(story.text).text == story.text
