"""Chapter headings: recognised in plain text, or placed where the markup had them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shiten.story import Chapter, Span

_KIND = (
    r"chapter|chap\.?|book|part|act|scene|letter|volume|vol\.?|stave|canto|section|episode|day|night"
    r"|story|tale|adventure|narrative|period|epoch"
)
_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_UNITS += " seventeen eighteen nineteen twenty thirty forty fifty sixty"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_ORDINALS += " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth last"
_WORDS = f"(?:(?:twenty|thirty|forty|fifty)[- ]?)?(?:{'|'.join((_UNITS + ' ' + _ORDINALS).split())})"
_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_NUMBERED = re.compile(
    rf"(?:the )?(?:(?P<kind>{_KIND}) (?:the )?(?P<number>{_ROMAN}|\d{{1,3}}|{_WORDS})"
    rf"|(?P<ordinal>{_WORDS}) (?P<kind2>{_KIND}))"
    r"(?![\w'’-])(?P<sep> ?[.:,;—–-]+ ?| |$)(?P<title>.*)$",
    re.I | re.S,
)
_NAMED = re.compile(
    r"(?P<name>prologue|epilogue|preface|foreword|introduction|prelude|interlude|induction|afterword|postscript"
    r"|author['’]s (?:note|preface))(?P<sep>[.:]? ?[—–-]* ?|$)(?P<title>.{0,80})$",
    re.I | re.S,
)
_LONE = re.compile(rf"(?P<roman>{_ROMAN.upper()})(?:\.|$)|(?P<digits>\d{{1,3}})(?:\.|$)")
_LONE_TITLE = re.compile(r"[. ] *(?P<title>[^\W\d_a-z“\"'‘(].{0,230}|[“\"'‘(].{1,230})$", re.S)
_DOT_LEADERS = re.compile(r"(?:\. ?){4,}|\.{3,} *\d+$")
_CONTENTS = re.compile(r"(?:table of )?contents\.?$", re.I)
_LONGEST = 120
_MOST = 5000  # no book has more chapters
_LIST = 200  # headings of a list that are looked at together
_BODY_WORDS = 12  # fewer words than that before the next heading: no chapter, but an entry in a list


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at ``start..end`` of the text; ``end == start`` where a title stands for text itself."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found:
    heading: Heading
    label: str
    value: int | None  # of a lone numeral, which counts only as part of a series
    bare: bool


def is_heading_line(line: str) -> bool:
    """Say whether ``line`` by itself is plainly a heading: "CHAPTER IV", "Prologue", not "I."."""
    return _named_or_numbered(line) is not None


def _named_or_numbered(line: str) -> tuple[str, bool] | None:
    """Return the label of a heading ("chapter iv") and whether it has no title of its own."""
    if len(line) > _LONGEST or _DOT_LEADERS.search(line):
        return None
    if hit := _NUMBERED.match(line):
        kind = (hit["kind"] or hit["kind2"]).lower().rstrip(".")
        title = hit["title"].strip()
        spaced = not hit["sep"].strip()
        upper = (hit["kind"] is not None and hit["kind"][0].isupper()) or line[0].isupper()
        if not upper or (title and not _is_title(title, loose=not spaced and kind not in {"day", "night"})):
            return None
        return f"{kind} {(hit['number'] or hit['ordinal']).lower()}", not title
    if hit := _NAMED.match(line):
        title = hit["title"].strip()
        if line[0].isupper() and (not title or (hit["sep"].strip() and _is_title(title, loose=False))):
            return hit["name"].lower(), not title
    return None


def _is_title(title: str, *, loose: bool) -> bool:
    """A title begins large; without a stop before it (not ``loose``) it must not read as a sentence."""
    begins = title.lstrip("“\"'‘([_—– ")
    if not begins or begins[0].islower():
        return False
    return loose or (len(title) <= 70 and not title.rstrip("”\"'’)]").endswith((".", "!", "?", ",", ";")))


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def find_headings(text: str) -> tuple[Heading, ...]:
    """Return the headings of a normalised plain text, in order; entries of a table of contents are none."""
    found: list[_Found] = []
    at = 0
    pending: int | None = None  # index of a bare heading whose title may be the next paragraph
    contents: set[int] = set()
    for paragraph in text.split("\n\n"):
        start, at = at, at + len(paragraph) + 2
        if len(paragraph) > 2 * _LONGEST:
            pending = None
            continue
        if _CONTENTS.match(paragraph):
            contents.add(len(found))
        if (one := _candidate(paragraph, start)) is not None:
            found.append(one)
            pending = len(found) - 1 if one.bare else None
        elif pending is not None:
            if _is_shouted(paragraph):
                old = found[pending]
                title = f"{old.heading.title.rstrip('.')}. {' '.join(paragraph.split())}"
                heading = Heading(title, old.heading.start, start + len(paragraph))
                found[pending] = _Found(heading, old.label, old.value, bare=False)
            pending = None
    if len(found) > _MOST:
        return ()
    return tuple(one.heading for one in _without_contents(_in_series(found), text))


def _is_shouted(paragraph: str) -> bool:
    letters = [letter for letter in paragraph if letter.isalpha()]
    speaks = paragraph.endswith((".", ":", "!", "?")) and " " not in paragraph  # "HAMLET."
    return len(letters) > 2 and len(paragraph) <= 90 and not speaks and all(map(str.isupper, letters))


def _candidate(paragraph: str, start: int) -> _Found | None:
    lines = paragraph.split("\n")
    if len(lines) > 3 or _is_list(lines):
        return None
    heading = Heading(" ".join(lines), start, start + len(paragraph))
    if (named := _named_or_numbered(lines[0])) is not None:
        label, bare = named
        return _Found(heading, label, None, bare and len(lines) == 1)
    hit = _LONE.match(lines[0])
    if hit is None or len(lines) > 2 or _DOT_LEADERS.search(paragraph):
        return None
    if len(paragraph) > _LONGEST and (hit["digits"] or paragraph.endswith(".")):
        return None
    value = _roman(hit["roman"]) if hit["roman"] else int(hit["digits"])
    rest = lines[0][hit.end() :].strip()
    if rest and (hit.end() == hit.start() + len(hit["roman"] or hit["digits"]) or not _LONE_TITLE.match(". " + rest)):
        return None
    style = "roman" if hit["roman"] else "digits"
    return _Found(heading, f"{style} {value}", value, not rest and len(lines) == 1)


def _is_list(lines: Sequence[str]) -> bool:
    """Several headings of one kind in one paragraph: a table of contents."""
    kinds = []
    for line in lines:
        if named := _named_or_numbered(line):
            kinds.append(named[0].split()[0])
        elif _LONE.match(line):
            kinds.append("lone")
    return len(set(kinds)) < len(kinds)


def _in_series(found: Sequence[_Found]) -> list[_Found]:
    """Keep lone numerals only where they count on: I, II, III, or again from I."""
    kept: list[_Found] = []
    last: dict[str, int] = {}
    for one in found:
        if one.value is None:
            kept.append(one)
            continue
        style = one.label.split()[0]
        if one.value == 1 or 1 <= one.value - last.get(style, -9) <= 2:
            last[style] = one.value
            kept.append(one)
    lone = [one for one in kept if one.value is not None]
    return kept if len(lone) > 1 else [one for one in kept if one.value is None]


def _without_contents(found: list[_Found], text: str) -> list[_Found]:
    """Drop runs of headings with nothing below them whose like come again: a table of contents."""
    ends = [one.heading.start for one in found[1:]] + [len(text)] * bool(found)
    hollow = [
        len(text[one.heading.end : min(end, one.heading.end + 400)].split()) < _BODY_WORDS
        for one, end in zip(found, ends, strict=True)
    ]
    left: dict[str, int] = {}
    for one in found:
        left[one.label] = left.get(one.label, 0) + 1
    kept: list[_Found] = []
    at = 0
    while at < len(found):
        run = at
        while run < min(len(found), at + _LIST) and hollow[run]:
            run += 1
        repeated = [left[one.label] > 1 for one in found[at:run]]
        if len(repeated) >= 3 and sum(repeated) >= 0.5 * len(repeated):
            at = _drop_list(found, at, run, left)
        else:
            kept.append(found[at])
            left[found[at].label] -= 1
            at += 1
    return kept


def _drop_list(found: list[_Found], at: int, run: int, left: dict[str, int]) -> int:
    """Return the index of the first heading after the list that ``at..run`` is part of."""
    seen: set[str] = set()
    while at < run and found[at].label not in seen:
        seen.add(found[at].label)
        left[found[at].label] -= 1
        at += 1
    # the list's last entry has a body below it (a dedication, say), yet comes again further on
    if at == run and run < len(found) and found[run].label not in seen and left[found[run].label] > 1:
        left[found[run].label] -= 1
        return run + 1
    return at


def place_headings(titles: Sequence[tuple[str, str, bool]], text: str) -> tuple[Heading, ...]:
    """Find known headings in a normalised text: ``(paragraph, title, is body text)``, in order.

    One that is not there (it went with a licence) is passed over.
    """
    placed: list[Heading] = []
    at = following = 0
    for paragraph in text.split("\n\n"):
        start, at = at, at + len(paragraph) + 2
        for index in range(following, min(following + 6, len(titles))):
            wanted, title, is_body = titles[index]
            if wanted == paragraph:
                placed.append(Heading(title, start, start if is_body else start + len(paragraph)))
                following = index + 1
                break
    return tuple(placed)


def chapters(headings: Sequence[Heading], text: str) -> tuple[Chapter, ...]:
    """Return chapters that cover the text from the first heading on; headings in a row make one."""
    merged: list[Heading] = []
    for heading in headings:
        last = merged[-1] if merged else None
        if last is not None and last.end > last.start and not text[last.end : heading.start].strip():
            title = f"{last.title.rstrip('.: ')}. {heading.title}" if heading.title else last.title
            merged[-1] = Heading(title[:200], last.start, heading.end)
        else:
            merged.append(Heading(heading.title[:200], heading.start, heading.end))
    ends = [heading.start for heading in merged[1:]] + [len(text)] * bool(merged)
    return tuple(Chapter(heading.title, Span(heading.start, end)) for heading, end in zip(merged, ends, strict=True))
