"""Files, bytes and strings to :class:`~shiten.story.Story`: plain text, Markdown, HTML and EPUB.

The content decides what a file is, its name only where the content does not tell. Every failure is an
:class:`~shiten.errors.UnreadableStory` with one line that names the file and the cause.
"""

from __future__ import annotations

import stat
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from shiten.errors import UnreadableStory
from shiten.formats.characters import one_line
from shiten.formats.decode import decode
from shiten.formats.headings import chapters, find_headings, place_headings
from shiten.formats.plain import normalise
from shiten.formats.sniff import Kind, is_zip, kind_of_text, refuse_binary, suffix_note
from shiten.language import detect
from shiten.story import Story

if TYPE_CHECKING:
    from shiten.formats.markup import Block

__all__ = ["SUFFIXES", "open_story", "story_from_bytes", "story_from_text"]

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".epub")
"""Suffixes of the files that Shiten reads, for walking folders."""

_MAX_BYTES = 300 * 1024 * 1024
_MAX_CHARACTERS = 20_000_000
_CUT = "parts nested too deep or too long were left out"


def open_story(path: str | Path, *, id: str | None = None) -> Story:  # noqa: A002
    """Read the file at ``path``; ``id`` defaults to its name without suffix.

    Raises :class:`UnreadableStory` if it is missing, a folder, empty, binary, encrypted, damaged or
    too large.
    """
    name = _shown(path)
    try:
        data = _read(Path(path), name)
    except FileNotFoundError:
        raise UnreadableStory(f"{name}: there is no such file") from None
    except PermissionError:
        raise UnreadableStory(f"{name}: may not be read (no permission)") from None
    except ValueError as cause:
        raise UnreadableStory(f"{name}: is not a usable file name") from cause
    except OSError as cause:
        raise UnreadableStory(f"{name}: cannot be read ({cause.strerror or 'input error'})") from cause
    return story_from_bytes(data, str(path), id=id)


def _read(path: Path, name: str) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise UnreadableStory(f"{name}: is a folder")
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise UnreadableStory(f"{name}: is not a file")
    with path.open("rb") as stream:
        return stream.read(_MAX_BYTES + 1)


def story_from_bytes(data: bytes, name: str, *, id: str | None = None) -> Story:  # noqa: A002
    """Read a file's bytes; ``name`` serves errors, the suffix, and the id (``-``, standard input: "story").

    Raises :class:`UnreadableStory` as :func:`open_story` does.
    """
    shown = _shown(name)
    suffix = PurePath(name).suffix
    if id is None:
        id = "story" if name == "-" else PurePath(name).stem or "story"  # noqa: A001
    if not data:
        raise UnreadableStory(f"{shown}: is empty")
    if len(data) > _MAX_BYTES:
        raise UnreadableStory(f"{shown}: is larger than {_MAX_BYTES // 1024**2} MB")
    if is_zip(data):
        draft = _from_epub(data, shown)
    else:
        refuse_binary(data, shown)
        text, notes = decode(data, shown)
        _refuse_long(text, shown)
        draft = _from_markup_or_text(text, suffix)
        draft = replace(draft, notes=notes + draft.notes)
    odd = suffix_note(draft.kind, suffix)
    return _story(replace(draft, notes=((odd,) if odd else ()) + draft.notes), id, shown)


def story_from_text(text: str, *, id: str = "story", title: str | None = None) -> Story:  # noqa: A002
    """Make a story of plain text, normalised as a file's would be.

    Raises :class:`UnreadableStory` (naming ``id``) if nothing is left of it or it is too long.
    """
    _refuse_long(text, _shown(id))
    return _story(_Draft(Kind.TEXT, text, title=title), id, _shown(id))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a format made of a file, before normalising; ``blocks`` only where there was markup."""

    kind: Kind
    text: str = ""
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    author: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def _shown(name: str | Path) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in str(name)) or "?"


def _refuse_long(text: str, name: str) -> None:
    if len(text) > _MAX_CHARACTERS:
        raise UnreadableStory(f"{name}: is longer than {_MAX_CHARACTERS:,} characters")


def _from_epub(data: bytes, name: str) -> _Draft:
    from shiten.formats.epub import read_epub

    book = read_epub(data, name)
    blocks = tuple(block for page in book.pages for block in page)
    return _Draft(Kind.EPUB, "", blocks, book.title, book.author, book.language, book.notes)


def _from_markup_or_text(text: str, suffix: str) -> _Draft:
    kind = kind_of_text(text, suffix)
    if kind is Kind.TEXT:
        return _Draft(kind, text)
    if kind is Kind.MARKDOWN:
        from shiten.formats.markdown import read_markdown, split_front_matter

        front = split_front_matter(text)
        page = read_markdown(front.body)
        first = next((block.text for block in page.blocks if block.level == 1), None)
        title, author = front.title or first, front.author
    else:
        from shiten.formats.markup import read_html

        page = read_html(text)
        title, author = page.title, None
    notes = (_CUT,) if page.cut else ()
    return _Draft(kind, "", _without_title(page.blocks, title), title, author, notes=notes)


def _without_title(blocks: Sequence[Block], title: str | None) -> tuple[Block, ...]:
    """The only first-level heading, in front of all others, is the story's title and opens no chapter."""
    headings = [index for index, block in enumerate(blocks) if block.level]
    tops = [index for index in headings if blocks[index].level == 1]
    if len(tops) != 1 or tops[0] != headings[0]:
        return tuple(blocks)
    at = tops[0]
    if len(headings) == 1 and blocks[at].text != title:
        return tuple(blocks)
    return (*blocks[:at], replace(blocks[at], level=0), *blocks[at + 1 :])


def _headline(text: str) -> str | None:
    """A first paragraph that looks like a title: one short line, mostly capitalised, not closed like a sentence."""
    first, _, rest = text.partition("\n\n")
    words = first.split()
    if not rest or "\n" in first or not 1 <= len(words) <= 9 or first[-1] in ".?!:;,…”\"'’":
        return None
    capitals = sum(word[0].isupper() for word in words)
    return first if words[0][0].isupper() and capitals >= 0.5 * len(words) else None


def _story(draft: _Draft, id: str, name: str) -> Story:  # noqa: A002
    raw = "\n\n".join(block.text for block in draft.blocks) if draft.blocks else draft.text
    _refuse_long(raw, name)
    clean = normalise(raw)
    if not any(letter.isalnum() for letter in clean.text):
        blank = draft.kind is Kind.TEXT and not raw.strip()
        cause = "holds only white space" if blank else "holds no text that could be a story"
        cause += f" ({_CUT})" if _CUT in draft.notes else ""
        raise UnreadableStory(f"{name}: {cause}")
    placed = place_headings(_known_headings(draft.blocks), clean.text)
    given = (draft.language or "").partition("-")[0].lower()
    language = detect(clean.text) or (given if given and given not in {"en", "ja"} else "und")
    return Story(
        text=clean.text,
        id=id,
        title=one_line(draft.title or clean.title or _headline(clean.text) or "") or None,
        author=one_line(draft.author or clean.author or "") or None,
        language=language,
        chapters=chapters(placed or find_headings(clean.text), clean.text),
        notes=tuple(dict.fromkeys(draft.notes + clean.notes)),
    )


def _known_headings(blocks: Sequence[Block]) -> list[tuple[str, str, bool]]:
    known = []
    for block in blocks:
        if not block.level and not block.title:
            continue
        paragraph = normalise(block.text).text.partition("\n\n")[0]
        known.append((paragraph, block.title or one_line(paragraph), not block.level and len(paragraph) > 120))
    return known
