"""Plain text to normalised text: what every format ends in.

The outcome has ``\\n`` line ends, paragraphs separated by one empty line, single line ends only where a
line is a unit of its own (verse, speeches, lists), and normalising it again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from shiten.formats import wrapping
from shiten.formats.characters import clean_characters, one_line, tidy
from shiten.formats.headings import is_heading_line
from shiten.formats.licence import strip_licence

_ROUNDS = 12  # two are the rule: one to do it, one to see that nothing is left to do


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised ``text``, what a licence header said of it, and ``notes`` on what was done."""

    text: str
    title: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = ()


def normalise(text: str) -> Normalised:
    """Return ``text`` without licence, controls, wrapping and marks; may leave nothing at all."""
    first = _once(text)
    now = first.text
    for _ in range(_ROUNDS):
        again = _once(now).text
        if again == now:
            break
        now = again
    return Normalised(now, first.title, first.author, first.notes)


def _once(text: str) -> Normalised:
    text, odd = clean_characters(text)
    story = strip_licence("\n".join(line.rstrip(" ") for line in text.split("\n")))
    blocks = _blocks(story.text)
    paragraphs = _paragraphs(blocks, story.text)
    tidied = (tidy("\n".join(lines)).strip("\n") for lines in paragraphs)
    return Normalised(
        "\n\n".join(_squeeze(paragraph) for paragraph in tidied if paragraph),
        title=one_line(story.title) or None if story.title else None,
        author=one_line(story.author) or None if story.author else None,
        notes=odd + story.notes,
    )


def _squeeze(paragraph: str) -> str:
    return "\n".join(line for line in paragraph.split("\n") if line)


def _blocks(text: str) -> list[list[str]]:
    """Runs of non-empty lines."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip(" "):
            blocks[-1].append(line.rstrip(" "))
        elif blocks[-1]:
            blocks.append([])
    return blocks if blocks[-1] else blocks[:-1]


def _paragraphs(blocks: list[list[str]], text: str) -> list[list[str]]:
    """Lines of each paragraph, after joining what was wrapped and parting what was run together."""
    if not blocks:
        return []
    lines = sum(len(block) for block in blocks)
    few_gaps = lines >= 4 and len(blocks) < 0.1 * lines + 1
    if few_gaps:
        blocks = [part for block in blocks for part in wrapping.split_indented(block)]
    width = wrapping.wrap_width(blocks)
    if width is None:
        apart = wrapping.lines_are_paragraphs(blocks)
        return [
            part
            for block in blocks
            for part in ([[line] for line in block] if apart or wrapping.long_lines(block) else _parted(block))
        ]
    known = wrapping.vocabulary(text)
    verse = wrapping.mostly_verse(blocks)
    joined = [wrapping.unwrap(block, width, known, verse=verse) for block in blocks]
    if few_gaps:  # then a short last line is the only sign of a paragraph's end
        return [[line] for block in joined for line in block]
    return [part for block in joined for part in _parted(block)]


def _parted(block: list[str]) -> list[list[str]]:
    """A heading that stands right above its text becomes a paragraph of its own."""
    if len(block) > 1 and is_heading_line(block[0].strip(" ")) and len(block[1]) > 60:
        return [block[:1], block[1:]]
    return [block]
