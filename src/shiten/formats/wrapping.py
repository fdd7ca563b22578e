"""Hard-wrapped lines: whether a text has them, and how to join them without harming verse and lists.

A wrapped line is *full*: the next line's first word would not have fitted on it. Verse, lists and
speakers' lines are not full, or begin each with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

_NARROWEST, _WIDEST = 45, 130
_TERMINAL = re.compile(r"""[.!?…:;*][)\]"'”’»_]*$|["”»]$""")
_SENTENCE_END = re.compile(r"""[.!?…][)\]"'”’»_]*$|["”»]$|--$|—$""")
_CAPITAL = re.compile(r"""[\s"'“‘«(\[_—-]*[^\W\d_a-zß-öø-ÿ]""")
_SPEAKER = re.compile(r"[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’.-]*){0,3}[.:](?:\s|$)")
_ITEM = re.compile(r"(?:[-*•·] |\d{1,2}[.)] )")
_ATTRIBUTION = re.compile(r"(?:--|—) ?[A-Z]")
_DASHED = re.compile(r"[^\W_](?:--|—)$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INDENT = re.compile(r" {1,12}\S")

Known = Callable[[str], bool]
Block = Sequence[str]


def full(line: str, following: str, width: int, slack: float | None = None) -> bool:
    """Say whether ``following``'s first word would not have fitted on ``line``.

    ``slack`` is how many characters may be missing; by default what a ragged hand leaves (a seventh).
    """
    slack = width / 7 if slack is None else slack
    return len(line) + 1 + len(following.split(None, 1)[0]) > width - slack


def wrap_width(blocks: Sequence[Block]) -> int | None:
    """Return the column at which the text's prose was wrapped, or ``None`` if it was not.

    ``blocks`` are the runs of non-empty lines between empty ones, indentation kept.
    """
    lengths = sorted(len(line) for block in blocks for line in block[:-1])
    if not lengths:
        return None
    # in a play in verse the few speeches in prose are what is as wide as the page
    candidates = {lengths[min(len(lengths) - 1, int(len(lengths) * share))] for share in (0.9, 0.95, 0.99)}
    evidence = {
        width: sum(len(block) - 1 for block in blocks if _prose(block, width))
        for width in sorted(candidates)
        if _NARROWEST <= width <= _WIDEST and not _overlong(blocks, width)
    }
    width = max(evidence, key=evidence.__getitem__, default=0)
    enough = evidence.get(width, 0) >= max(1, (0.03 if len(lengths) > 200 else 0.1) * len(lengths))
    return width if enough else None


def _overlong(blocks: Sequence[Block], width: int) -> bool:
    """Say whether too many lines are wider than the page for it to be one."""
    lines = sum(len(block) for block in blocks)
    return sum(len(line) > width + 12 for block in blocks for line in block) > max(1, 0.03 * lines)


def _prose(block: Block, width: int) -> bool:
    pairs = list(pairwise(block))
    if len(pairs) == 1:
        line, following = pairs[0]
        return full(line, following, width) and not _SENTENCE_END.search(line) and not _CAPITAL.match(following)
    if not pairs or sum(full(*pair, width) for pair in pairs) < 0.7 * len(pairs):
        return False
    capitals = sum(bool(_CAPITAL.match(following)) for _, following in pairs)
    ended = sum(bool(_SENTENCE_END.search(line)) for line, _ in pairs)
    return capitals < 0.6 * len(pairs) and ended < 0.6 * len(pairs)


def mostly_verse(blocks: Sequence[Block]) -> bool:
    """Say whether the lines that follow another begin with a capital more often than not."""
    following = [line for block in blocks for line in block[1:]]
    return sum(bool(_CAPITAL.match(line)) for line in following) > 0.5 * len(following)


def unwrap(block: Block, width: int, known: Known, *, verse: bool) -> list[str]:
    """Join the wrapped lines of one block; lines far shorter than ``width`` stay lines of their own.

    ``known`` says whether a word occurs elsewhere in the text: it decides what a hyphen at a line's end
    is. With ``verse`` (the text is mostly that) a capital always begins a line.
    """
    lines = [block[0].strip()]
    pairs = list(pairwise(block))
    capitals = sum(bool(_CAPITAL.match(following)) for _, following in pairs)
    listed = sum(bool(_ITEM.match(line.lstrip())) for line in block) > 1
    loose = sum(full(*pair, width, 0.25 * width) for pair in pairs)
    strict = sum(full(*pair, width) for pair in pairs)
    stanza = len(pairs) >= 3 and capitals >= 0.9 * len(pairs) and strict < 0.8 * len(pairs)
    prose = not stanza and loose >= 0.5 * len(pairs)
    for line, following in pairs:
        bare = following.strip()
        own = (
            (_SPEAKER.match(bare) and _TERMINAL.search(line))
            or (listed and _ITEM.match(bare))
            or (verse and capitals > 0.5 * len(pairs) and _CAPITAL.match(bare))
            or (following is block[-1] and _ATTRIBUTION.match(bare) and len(bare) < 0.5 * width)
        )
        if prose and not own and _continues(line, following, width):
            lines[-1] = _join(lines[-1], bare, known)
        else:
            lines.append(bare)
    return lines


def _continues(line: str, following: str, width: int) -> bool:
    if _CAPITAL.match(following):  # perhaps a line of verse
        return full(line, following, width)
    if full(line, following, width, 0.25 * width):
        return True
    return not _TERMINAL.search(line.rstrip()) and len(line) >= 0.4 * width


def _join(line: str, following: str, known: Known) -> str:
    if _DASHED.search(line):
        return line + ("" if following[:1].islower() else " ") + following
    if line.endswith("-") and line[-2:-1].isalpha() and following[:1].islower():
        head = _WORD.findall(line[-60:-1])[-1]
        tail = _WORD.match(following)
        parts = (head.rpartition("-")[2] + tail[0].partition("-")[0]).lower() if tail else ""
        whole = f"{head}-{tail[0]}".lower() if tail else ""
        return (line[:-1] if known(parts) and not known(whole) else line) + following
    return f"{line} {following}"


def vocabulary(text: str) -> Known:
    """Return a test for words (hyphenated ones too) of ``text``; the words are only gathered when asked."""
    words: set[str] = set()

    def known(word: str) -> bool:
        if not words:
            words.update(found.lower() for found in _WORD.findall(text))
        return word in words

    return known


def split_indented(block: Block) -> list[list[str]]:
    """Cut a block without empty lines where lines are indented, if indentation marks its paragraphs."""
    margin = min(len(line) - len(line.lstrip(" ")) for line in block)
    flush = [line[margin:] for line in block]
    opened = [bool(_INDENT.match(line)) for line in flush]
    if len(block) < 4 or not 0 < sum(opened) <= 0.6 * len(block):
        return [list(block)]
    deep = [len(line) - len(line.lstrip(" ")) for line, is_open in zip(flush, opened, strict=True) if is_open]
    if max(deep) - min(deep) > 2:
        return [list(block)]
    parts: list[list[str]] = []
    for line, is_open in zip(flush, opened, strict=True):
        if is_open or not parts:
            parts.append([])
        parts[-1].append(line)
    return parts


def lines_are_paragraphs(blocks: Sequence[Block]) -> bool:
    """Say whether the text has one paragraph a line, with no empty lines between."""
    lines = [line for block in blocks if len(block) > 1 for line in block]
    if len(lines) < 2 or len(lines) < 0.7 * sum(len(block) for block in blocks):
        return False
    ended = sum(bool(_SENTENCE_END.search(line)) for line in lines)
    return ended >= 0.7 * len(lines)


def long_lines(block: Block) -> bool:
    """Say whether most lines of the block are too long to be anything but paragraphs."""
    return sum(len(line) > _WIDEST for line in block) > 0.5 * len(block)
