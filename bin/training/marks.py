"""Stories in which every mention of the people is marked: "{A|Anna} called {B|{A|her} husband}"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OPENS = re.compile(r"\{([A-Z](?:\+[A-Z])*)\|")


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``start..end`` (code points, half-open, of the text without marks) mean ``letters``."""

    start: int
    end: int
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A story's text without marks, the marks, and who the letters are."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    people: dict[str, str]


def read_marked(folder: Path) -> Iterator[Marked]:
    """All marked stories of a folder, in the order of file names and lines."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, marks = _unmark(row["marked"])
            yield Marked(row["id"], text, marks, row["people"])


def _unmark(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks."""
    pieces: list[str] = []
    marks: list[Mark] = []
    open_marks: list[tuple[int, str]] = []
    size = i = 0
    while i < len(marked):
        if found := _OPENS.match(marked, i):
            open_marks.append((size, found[1]))
            i = found.end()
            continue
        if marked[i] == "}":
            start, letter = open_marks.pop()
            marks.append(Mark(start, size, tuple(letter.split("+"))))
        else:
            pieces.append(marked[i])
            size += 1
        i += 1
    return "".join(pieces), tuple(marks)
