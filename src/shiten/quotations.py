"""Where somebody speaks: quotation marks of every usual style, and the speeches of plays.

Only the places are found here; who speaks is worked out together with who is meant by each pronoun
(coreference.py), since "he said" needs the one and gives the other.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from shiten.parse import Parsed
from shiten.story import Span

# Opening and closing marks in the order they are tried; a style counts when it stands often enough.
_DOUBLE = re.compile(r"[“”\"„«»]")
_OPEN_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[\w\s“—…¡¿])")
_CLOSE_SINGLE = re.compile(r"(?<=[\w,.?!;:—–…\-])[’'](?!\w)")
# A speech in a play: a label in capitals, or any short label before a colon, perhaps with a direction.
_LABEL = re.compile(
    r"(?P<name>(?:[A-Z][A-Z’'.\- ]{1,30}[A-Z]|[A-Z][\w’'\-]*(?: [A-Z][\w’'\-]*){0,2}|THE [A-Z ]+))"
    r"(?P<direction>\s*[\[(_][^\])\n]{0,120}[\])_])?\s*(?P<mark>[.:]—?|\n)\s*"
)
_DIRECTION = re.compile(r"\([^()]{1,400}\)|\[[^\[\]]{1,600}\]")
# Shares of paragraphs that begin with a label that recurs, above which a text is a play.
DRAMA_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens ``first..last`` (half-open) spoken by one person; ``label`` is a play's speaker label."""

    first: int
    last: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Quotations:
    """All quotes in order; ``quote_of[i]`` is the number of token ``i``'s quote, or -1."""

    quotes: tuple[Quote, ...]
    quote_of: list[int]
    drama: bool

    def narrative(self, i: int) -> bool:
        """Whether token ``i`` stands outside all quotes."""
        return self.quote_of[i] < 0


def find_quotations(parsed: Parsed) -> Quotations:
    """Find every quotation, or every speech where the text is a play."""
    labels = _labels(parsed)
    drama = bool(labels)
    spans: list[tuple[Span, str | None]] = _speeches(parsed, labels) if drama else []
    if not drama:
        spans = [(s, None) for s in _quoted(parsed.story.text, parsed)]
    quotes: list[Quote] = []
    quote_of = [-1] * len(parsed)
    for span, label in spans:
        first = parsed.token_at(span.start)
        if parsed.starts[first] < span.start:
            first += 1
        last = parsed.token_at(max(span.start, span.end - 1)) + 1
        if first < last <= len(parsed) and quote_of[first] < 0:
            quote_of[first:last] = [len(quotes)] * (last - first)
            quotes.append(Quote(first, last, label))
    return Quotations(tuple(quotes), quote_of, drama)


def _paragraph_spans(parsed: Parsed) -> list[Span]:
    return [Span(parsed.starts[a], parsed.end(b - 1)) for a, b in parsed.paragraphs]


def _quoted(text: str, parsed: Parsed) -> list[Span]:
    """Spans between quotation marks, marks included; an open quote runs to its paragraph's end."""
    doubles = len(_DOUBLE.findall(text))
    singles = len(_OPEN_SINGLE.findall(text))
    single_style = singles > 2 * doubles and singles >= 2
    spans: list[Span] = []
    for paragraph in _paragraph_spans(parsed):
        block = text[paragraph.start : paragraph.end]
        found = _singles(block) if single_style else _doubles(block)
        spans += [Span(paragraph.start + a, paragraph.start + b) for a, b in found if _is_speech(block[a:b], block, a)]
    return spans


def _doubles(block: str) -> list[tuple[int, int]]:
    found, opened = [], -1
    for mark in _DOUBLE.finditer(block):
        at, sign = mark.start(), mark[0]
        opens = sign in "“„«" or (sign == '"' and opened < 0) or (sign == "»" and opened < 0)
        if opens and opened < 0:
            opened = at
        elif not opens and opened >= 0:
            found.append((opened, at + 1))
            opened = -1
    if opened >= 0:
        found.append((opened, len(block)))
    return found


def _singles(block: str) -> list[tuple[int, int]]:
    found, at = [], 0
    while start := _OPEN_SINGLE.search(block, at):
        close = _CLOSE_SINGLE.search(block, start.end())
        while close and block[close.start() - 1].isalpha() and not _ends_phrase(block, close.end()):
            close = _CLOSE_SINGLE.search(block, close.end())
        end = close.end() if close else len(block)
        found.append((start.start(), end))
        at = end
    return found


def _ends_phrase(block: str, at: int) -> bool:
    """Whether a closing single mark after a letter closes a quote and no plural possessive."""
    rest = block[at : at + 12].lstrip()
    return not rest or not rest[0].islower()


def _is_speech(quote: str, block: str, at: int) -> bool:
    """A quoted title, a nickname or a word held with tongs is not speech."""
    inside = quote.strip("“”\"„«»‘’' ")
    if not inside:
        return False
    if len(inside.split()) > 4 or re.search(r"[.?!,;:—…-]$", inside):
        return True
    before = block[:at].rstrip()[-1:]
    after = block[at + len(quote) :].lstrip()[:1]
    if after.isupper() and inside.istitle():
        return False  # "Buster" Moran
    return before in ("", ",", ":", ".", "!", "?", "—") and (not after or after in ".,—" or before == "")


# ---------------------------------------------------------------- plays


def _labels(parsed: Parsed) -> Counter[str]:
    """Speaker labels with their counts, empty where the text is no play."""
    text = parsed.story.text
    blocks = _paragraph_spans(parsed)
    found: Counter[str] = Counter()
    for block in blocks:
        match = _LABEL.match(text, block.start, block.end)
        if match and (match["name"].isupper() or match["mark"][0] in ":." or match["mark"] == "\n"):
            found[_label(match["name"])] += 1
    repeated = Counter({name: n for name, n in found.items() if n > 1})
    total = sum(repeated.values())
    if len(repeated) < 2 or total < 3 or total < DRAMA_SHARE * len(blocks):
        return Counter()
    return repeated | Counter({name: n for name, n in found.items() if name.isupper() and name not in repeated})


def _label(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" .").upper()


def _speeches(parsed: Parsed, labels: Counter[str]) -> list[tuple[Span, str | None]]:
    """What labelled paragraphs say, directions cut out."""
    text, speeches = parsed.story.text, []
    for block in _paragraph_spans(parsed):
        match = _LABEL.match(text, block.start, block.end)
        if not match or _label(match["name"]) not in labels:
            continue
        at = match.end()
        for direction in _DIRECTION.finditer(text, at, block.end):
            if direction.start() > at:
                speeches.append((Span(at, direction.start()), _label(match["name"])))
            at = direction.end()
        if at < block.end:
            speeches.append((Span(at, block.end), _label(match["name"])))
    return [(s, label) for s, label in speeches if text[s.start : s.end].strip()]
