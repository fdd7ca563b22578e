"""A story as text: what every later step points into.

Offsets everywhere count Unicode code points of ``Story.text`` and are half-open.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start..end`` (half-open) of ``Story.text``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named part of the story: ``title`` may be empty; ``span`` includes the heading."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Story:
    """Text with what is known of where it came from.

    ``text`` is normalised: ``\\n`` line ends, paragraphs separated by one empty line, no control
    characters, no licence texts. ``notes`` say what was odd about the input.
    """

    text: str
    id: str = "story"
    title: str | None = None
    author: str | None = None
    language: str = "en"
    medium: str | None = None
    chapters: tuple[Chapter, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def paragraphs(self) -> tuple[Span, ...]:
        """Spans of the paragraphs: what stands between empty lines."""
        spans = []
        at = 0
        for block in self.text.split("\n\n"):
            if block.strip():
                lead = len(block) - len(block.lstrip())
                spans.append(Span(at + lead, at + len(block.rstrip())))
            at += len(block) + 2
        return tuple(spans)
