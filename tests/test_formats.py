"""Plain text, Markdown and HTML: encodings, metadata, chapters, and the files that are refused."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from shiten.errors import UnreadableStory
from shiten.formats import open_story, story_from_bytes, story_from_text

BODY = (
    "The ferry had been late all winter, and nobody on the island thought of blaming the ferryman. "
    "He said that the sea would take him in its own good time, and that he was in no hurry at all."
)


def refused(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableStory) as caught:
        story_from_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    return message


# --- files ---


def test_id_is_the_stem_unless_given(tmp_path):
    path = tmp_path / "the salt.road.txt"
    path.write_text(BODY)
    assert open_story(str(path)).id == "the salt.road"
    assert open_story(path, id="x").id == "x"
    assert story_from_bytes(BODY.encode(), "-").id == "story"


def test_missing_folder_and_odd_paths(tmp_path):
    for path, cause in [
        (tmp_path / "none.txt", "there is no such file"),
        (tmp_path, "is a folder"),
        ("nul\0.txt", "is not a usable file name"),
        ("x" * 5000, "cannot be read"),
        (os.devnull, "is not a file"),
    ]:
        with pytest.raises(UnreadableStory, match=cause) as caught:
            open_story(path)
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path):
    path = tmp_path / "locked.txt"
    path.write_text(BODY)
    path.chmod(0)
    with pytest.raises(UnreadableStory, match="no permission"):
        open_story(path)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "holds only white space"),
        (b"\xef\xbb\xbf\n", "holds only white space"),
        (b"***\n\n---", "no text that could be a story"),
        (b"%PDF-1.7\n...", "is a PDF: save it as text or EPUB first"),
        (b"{\\rtf1 hello}", "is a rich text (RTF) document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "is an old Word or Office document"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        (b"\xff\xd8\xff\xe0 jfif", "is a JPEG image"),
        (b"\x1f\x8b\x08 gz", "is a gzip archive"),
        (b"x" * 60 + b"BOOKMOBI", "is a Kindle (MOBI) book"),
        (b"abc\x00def", "is binary"),
        (bytes(range(1, 256)) * 8, "is not text in any known encoding"),
    ],
)
def test_what_is_no_story(data, cause):
    assert cause in refused(data, "a.txt")


def test_a_text_that_is_too_long(monkeypatch):
    monkeypatch.setattr("shiten.formats._MAX_CHARACTERS", 50)
    monkeypatch.setattr("shiten.formats._MAX_BYTES", 400)
    assert "is longer than 50 characters" in refused(b"word " * 20, "a.txt")
    assert "is larger than" in refused(b"word " * 100, "a.txt")
    with pytest.raises(UnreadableStory, match=r"row 7: is longer"):
        story_from_text("word " * 20, id="row 7")


def test_a_control_character_in_a_name_stays_out_of_the_message():
    with pytest.raises(UnreadableStory) as caught:
        story_from_bytes(b"", "a\nb\x1b[31m.txt")
    assert str(caught.value) == "a?b?[31m.txt: is empty"


def test_a_licence_alone_is_no_story():
    with pytest.raises(UnreadableStory, match="no text that could be a story"):
        story_from_text(
            "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n*** END OF THE PROJECT GUTENBERG EBOOK X ***"
        )


# --- encodings ---

ACCENTED = "She wrote to him at the café in Orléans — “naïve,” he’d called it — and he never wrote back to her. " * 3


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (ACCENTED.encode(), ()),
        (ACCENTED.encode("utf-8-sig"), ()),
        (ACCENTED.encode("utf-16"), ("decoded as utf-16-le",)),
        (b"\xfe\xff" + ACCENTED.encode("utf-16-be"), ("decoded as utf-16-be",)),
        (ACCENTED.encode("utf-32"), ("decoded as utf-32-le",)),
        (ACCENTED.encode("cp1252"), ("decoded as cp1252",)),
        (ACCENTED.encode("mac_roman"), ("decoded as mac_roman",)),
        (ACCENTED.encode() + b"\xe2\x80", ("1 damaged character",)),
    ],
)
def test_encodings(data, notes):
    story = story_from_bytes(data, "a.txt")
    assert story.text.rstrip("\ufffd ") == ACCENTED.strip()
    assert story.notes == notes


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_japanese_encodings(encoding):
    text = "先生はその晩、海の方へ一人で出かけて行った。わたくしは黙って見ていた。" * 5
    story = story_from_bytes(text.encode(encoding), "a.txt")
    assert story.text == text
    assert story.language == "ja"


def test_a_declared_charset():
    html = '<html><head><meta charset="koi8-r"></head><body><p>Он пришёл домой.</p></body></html>'
    story = story_from_bytes(html.encode("koi8-r"), "a.html")
    assert story.text == "Он пришёл домой."
    assert story.notes == ("decoded as koi8-r",)
    assert story.language == "und"


# --- markup ---


def test_html_shows_what_a_browser_would():
    html = """<!DOCTYPE html><html><head><title>The Salt
      Road</title><style>p{}</style></head><body><nav>Menu</nav><h1>The Salt Road</h1>
      <h2>Chapter 1</h2><p>The <i>ferry</i> was&nbsp;late.<!-- no --> It<br>waited</p><script>x("y")</script>
      <h2>Chapter 2</h2><div>One<div>Two</div>three</div><p hidden>unseen</p><ul><li>a<li>b</ul>"""
    story = story_from_bytes(html.encode(), "a.html")
    assert story.title == "The Salt Road"
    assert story.text == (
        "The Salt Road\n\nChapter 1\n\nThe ferry was late. It\nwaited\n\nChapter 2\n\nOne\n\nTwo\n\nthree\n\na\n\nb"
    )
    assert [c.title for c in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert story.text[story.chapters[0].span.start :].startswith("Chapter 1")


def test_content_decides_between_html_and_text():
    story = story_from_bytes(f"<!doctype html><p>{BODY}".encode(), "a.txt")
    assert (story.text, story.notes) == (BODY, ("named .txt, but read as html by its content",))
    story = story_from_bytes(f"{BODY}\n\n{BODY}".encode(), "a.html")
    assert story.text.count("\n\n") == 1
    assert story.notes == ("named .html, but read as text by its content",)
    assert "<b>" in story_from_bytes(b"He typed <b> and <html> and left, and that was that.", "a.txt").text


def test_html_nested_too_deep_is_noted():
    html = f"<html><body><p>{BODY}</p>{'<div>' * 5000}deep{'</div>' * 5000}</body></html>"
    assert story_from_bytes(html.encode(), "a.html").notes == ("parts nested too deep or too long were left out",)


def test_markdown():
    text = f'---\ntitle: "Salt"\nauthor: Ann Other\n---\n# Salt\n\n## One\n\n{BODY[:79]}\n*{BODY[80:]}*'
    text += f"\n\n## Two\n\n{BODY}"
    story = story_from_bytes(text.encode(), "a.md")
    assert (story.title, story.author) == ("Salt", "Ann Other")
    assert [c.title for c in story.chapters] == ["One", "Two"]
    assert story.text == f"Salt\n\nOne\n\n{BODY}\n\nTwo\n\n{BODY}"
    assert story_from_bytes(b"# Salt\n\nThe end came soon.", "a.markdown").title == "Salt"


# --- chapters of plain text ---


def titles(*paragraphs: str) -> list[str]:
    story = story_from_text("\n\n".join(paragraphs))
    spans = [chapter.span for chapter in story.chapters]
    if spans:
        assert all(a.end == b.start for a, b in pairwise(spans))
        assert spans[-1].end == len(story.text)
    return [chapter.title for chapter in story.chapters]


@pytest.mark.parametrize(
    "heading",
    [
        "CHAPTER IV", "Chapter 1. The Ferry", "Chapter Twenty-One", "PART TWO", "Part the First",
        "BOOK FIRST",
        "ACT I", "Scene II. A street.", "LETTER X", "PROLOGUE", "Epilogue", "The First Day",
        "STAVE ONE: Marley",
        "CHAPTER THE LAST", "Volume 2", "Preface.",
    ],
)  # fmt: skip
def test_headings(heading):
    assert titles(heading, BODY) == [heading]


@pytest.mark.parametrize(
    "line",
    [
        "Part two of the plan was simple.", "Book one is lost.", "chapter one", "I.", "A day one remembers.",
        "Prologue to what came after, he thought.", "Chapter and verse.", "Night one. He slept.",
        "The last act was a lie.",
    ],
)  # fmt: skip
def test_what_is_no_heading(line):
    assert titles(line, BODY) == []


def test_lone_numerals_count_only_in_series():
    assert titles("I", BODY, "II", BODY, "III", BODY) == ["I", "II", "III"]
    assert titles("1.", BODY, "2.", BODY) == ["1.", "2."]
    assert titles("I. The Ferry", BODY, "II. The Inn; or, Nobody’s Fault", BODY)[1] == "II. The Inn; or, Nobody’s Fault"
    assert titles("Part I", "I", BODY, "II", BODY, "Part II", "I", BODY, "II", BODY) == [
        "Part I. I", "II", "Part II. I", "II",
    ]  # fmt: skip
    assert titles("1848", BODY, "1849", BODY) == []
    assert titles("MIX", BODY, "DID", BODY) == []


def test_titles_below_the_number():
    assert titles("CHAPTER I", "THE FERRY", BODY) == ["CHAPTER I. THE FERRY"]
    assert titles("CHAPTER I\nThe Ferry", BODY) == ["CHAPTER I The Ferry"]
    assert titles("ACT I", "SCENE I", "ADA.", BODY, "SCENE II", BODY) == ["ACT I. SCENE I", "SCENE II"]
    assert titles("CHAPTER I\n" + BODY, BODY, "CHAPTER II\n" + BODY, BODY) == ["CHAPTER I", "CHAPTER II"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_table_of_contents_is_no_chapters(gap):
    names = ["CHAPTER I. The Ferry", "CHAPTER II. The Inn", "CHAPTER III. The Quarry"]
    text = "\n\n".join(["THE SALT ROAD", "CONTENTS", gap.join(names), *(f"{name}\n\n{BODY}" for name in names)])
    story = story_from_text(text)
    assert [c.title for c in story.chapters] == names
    assert story.chapters[0].span.start > text.index("III")
    dotted = [f"{name} ...... {page}" for page, name in enumerate(names)]
    assert titles("CONTENTS", *dotted, *(part for name in names for part in (name, BODY))) == names


def test_contents_before_a_dedication_and_parts():
    numbers = ["I", "II", "III", "IV"]
    parts = [part for number in numbers for part in (number, BODY)]
    assert titles("Contents", *numbers, f"To my mother. {BODY}", *parts) == numbers


def test_importing_formats_stays_cheap():
    heavy = "{'lxml', 'markdown_it', 'charset_normalizer'}"
    code = f"import sys, shiten.formats; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
