"""What a file holds, judged by its first bytes before its name."""

from __future__ import annotations

import re
from enum import StrEnum

from shiten.errors import UnreadableStory

BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# (offset, magic, what it is): what people are most likely to hand over by mistake
_MAGIC = (
    (0, b"%PDF-", "a PDF"),
    (0, b"{\\rtf", "a rich text (RTF) document"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document"),
    (0, b"%!PS", "a PostScript document"),
    (0, b"AT&TFORM", "a DjVu document"),
    (0, b"ITSF", "a compiled help (CHM) file"),
    (60, b"BOOKMOBI", "a Kindle (MOBI) book"),
    (60, b"TEXtREAd", "a Palm text book"),
    (0, b"TPZ", "a Kindle (Topaz) book"),
    (0, b"\xeaDRMION", "a protected Kindle book"),
    (0, b"\x89PNG", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (8, b"WEBP", "a WebP image"),
    (4, b"ftyp", "a video or image"),
    (0, b"ID3", "a sound file"),
    (0, b"OggS", "a sound file"),
    (0, b"fLaC", "a sound file"),
    (8, b"WAVE", "a sound file"),
    (0, b"\x1f\x8b", "a gzip archive"),
    (0, b"BZh", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"wOFF", "a font"),
)
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".epub": "epub",
}

_PROLOGUE = re.compile(r"(?:\s+|<\?[^>]{0,400}\?>|<!--.{0,4000}?-->)*(?:<!doctype\s+html|<html[\s>])", re.I | re.S)
_ANY_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*[\s/>]|!doctype|!--)", re.I)


class Kind(StrEnum):
    """The formats that Shiten reads."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    EPUB = "epub"


def is_zip(data: bytes) -> bool:
    """Say whether the bytes begin as a zip archive does."""
    return data.startswith(_ZIP_MAGIC)


def refuse_binary(data: bytes, name: str) -> None:
    """Raise :class:`UnreadableStory`, saying what ``data`` looks like, unless it may be text."""
    for at, magic, what in _MAGIC:
        if data[at : at + len(magic)] == magic:
            raise UnreadableStory(f"{name}: is {what}: save it as text or EPUB first")
    if not data.startswith(tuple(bom for bom, _ in BOMS)) and b"\x00" in data:
        raise UnreadableStory(f"{name}: is binary, not text")


def kind_of_text(text: str, suffix: str) -> Kind:
    """Tell HTML, Markdown and plain text apart: by how the text opens, then by the suffix."""
    named = _SUFFIXES.get(suffix.lower())
    if _PROLOGUE.match(text[:20_000]):
        return Kind.HTML
    if named == "html" and _ANY_TAG.search(text[:100_000]):
        return Kind.HTML
    return Kind.MARKDOWN if named == "markdown" else Kind.TEXT


def suffix_note(kind: Kind, suffix: str) -> str | None:
    """Return a note where the suffix promises another format than the content shows."""
    named = _SUFFIXES.get(suffix.lower())
    if named is None or named == kind:
        return None
    return f"named {suffix.lower()}, but read as {'EPUB' if kind is Kind.EPUB else kind.value} by its content"
