"""Markdown to blocks of text, by way of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shiten.formats.characters import one_line
from shiten.formats.markup import Page, read_html

_FRONT_MATTER = re.compile(r"---[ ]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ ]*(?:\n|$)", re.S)
_FIELD = re.compile(r"^(title|author) *: *(.+)$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Front:
    """What a Markdown file's front matter says, and the ``body`` behind it."""

    body: str
    title: str | None = None
    author: str | None = None


def split_front_matter(text: str) -> Front:
    """Part the front matter (``---`` … ``---``) from the text; only title and author are read."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    hit = _FRONT_MATTER.match(text)
    if hit is None:
        return Front(text)
    fields = {name.lower(): one_line(value).strip("\"'") or None for name, value in _FIELD.findall(hit[1])}
    return Front(text[hit.end() :], fields.get("title"), fields.get("author"))


def read_markdown(text: str) -> Page:
    """Return what a Markdown text (without front matter) shows."""
    from markdown_it import MarkdownIt

    return read_html(f"<html><body>{MarkdownIt('commonmark').render(text)}</body></html>")
