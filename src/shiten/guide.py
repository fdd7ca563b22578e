"""The reader's guide and the glossary as Markdown, written from data/genres.toml.

``python -m shiten.guide docs`` writes both files; a test fails while they differ from the data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from shiten import genres as g
from shiten.explain import Explanation, explain

_NOTE = "<!-- Written from src/shiten/data/genres.toml by `python -m shiten.guide docs`; edit the data. -->"

_GUIDE_INTRO = """\
Shiten reads a story and says whether a committed partner is taken from someone, and from whose side that
is told. This guide is for readers who have never met the words for it. Everything here can also be asked for
on the command line: `shiten explain netorare`. Single words are in the [glossary](glossary.md); how Shiten
arrives at a verdict is told in [How a verdict is reached](how-a-verdict-is-reached.md)."""

_GLOSSARY_INTRO = """\
The words of a reading, each in a few plain lines. The genres, their stages and roles, the warnings and the
reasons for *neither* have their own places in the [reader's guide](readers-guide.md)."""


def as_markdown(explanation: Explanation, *, level: int) -> str:
    """Return the explanation with its title as a heading of ``level``."""
    return "\n\n".join(_blocks(explanation, level))


def _blocks(explanation: Explanation, level: int) -> Iterator[str]:
    yield f"{'#' * level} {explanation.title}"
    yield from explanation.paragraphs
    for section in explanation.sections:
        if section.heading:
            yield f"{'#' * (level + 1)} {section.heading}"
        for label, text in section.items:
            yield f"{'#' * (level + 1 + bool(section.heading))} {label[:1].upper()}{label[1:]}"
            yield from text.split("\n\n")
    if explanation.table:
        head, *rows = explanation.table
        lines = [head, ("---",) * len(head), *rows]
        yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _genre_blocks(gid: str, info: g.GenreInfo) -> Iterator[str]:
    told = explain(gid)
    yield f"## {told.title}"
    yield from told.paragraphs
    for heading, kind, parts in (
        ("Roles", "role", info.roles),
        ("Characteristics", "characteristic", info.characteristics),
        ("Stages", "stage", info.stages),
    ):
        yield f"### {heading} of {info.label}"
        for part in parts:
            yield as_markdown(explain(f"{kind} {part.id}"), level=4)


def readers_guide() -> str:
    """Return the whole of docs/readers-guide.md."""
    words = g.vocabulary()
    blocks = ["# A reader's guide", _NOTE, _GUIDE_INTRO]
    for gid, info in words.genres.items():
        blocks += _genre_blocks(gid, info)
    blocks.append(as_markdown(explain("differences"), level=2))
    blocks.append(as_markdown(explain("verdict both"), level=2))
    blocks.append(as_markdown(explain("verdict neither"), level=2))
    blocks += (as_markdown(explain(f"reason {rid}"), level=3) for rid in words.reasons)
    blocks.append(as_markdown(explain("content warning"), level=2).replace("Content warning", "Content warnings", 1))
    blocks += (as_markdown(explain(f"warning {wid}"), level=3) for wid in words.warnings)
    blocks.append("### Levels")
    blocks.append(_list(words.levels))
    blocks += (as_markdown(explain(eid), level=2) for eid in ("origins", "audiences", "questions"))
    return "\n\n".join(blocks) + "\n"


def glossary() -> str:
    """Return the whole of docs/glossary.md."""
    words = g.vocabulary()
    blocks = ["# Glossary", _NOTE, _GLOSSARY_INTRO, "## General terms"]
    for tid, term in sorted(words.terms.items(), key=lambda item: item[1].label.casefold()):
        blocks.append(as_markdown(explain(f"term {tid}"), level=3))
        if term.also:
            blocks.append(f"Also: {', '.join(term.also)}.")
    for heading, entries in (
        ("Emotions of the arc", words.emotions),
        ("Ties", words.ties),
        ("Events", words.events),
        ("Modality of an event", words.modalities),
        ("Outcomes of a triangle", words.outcomes),
        ("Resolutions", words.resolutions),
        ("Person of the narration", words.persons),
        ("Form of a text", words.forms),
        ("Gender of a person", words.genders),
    ):
        blocks += (f"## {heading}", _list(entries))
    return "\n\n".join(blocks) + "\n"


def _list(entries: Mapping[Any, g.Entry]) -> str:
    return "\n".join(f"- **{entry.label}**: {entry.description}" for entry in entries.values())


def main(arguments: Iterable[str]) -> None:
    """Write readers-guide.md and glossary.md into the folder that ``arguments`` name."""
    (folder,) = arguments
    for name, text in (("readers-guide.md", readers_guide()), ("glossary.md", glossary())):
        (Path(folder) / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
