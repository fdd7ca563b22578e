"""Say in plain words what a term of a reading means.

All words come from data/genres.toml (:mod:`shiten.genres`); this module finds the right ones and lays them
out. A word that names several things (humiliation is an emotion, a warning and an event) is told as each.
"""

from __future__ import annotations

import difflib
import functools
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shiten import genres as g
from shiten.errors import UnknownTerm

if TYPE_CHECKING:
    from rich.console import RenderableType

SHOWN_OF_UNKNOWN = 60
"""Characters of an unknown term that the error repeats."""


@dataclass(frozen=True, slots=True)
class Section:
    """A headed list inside an explanation: pairs of a label and what it means."""

    heading: str
    items: tuple[tuple[str, str], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a term means: paragraphs, then lists, then a table (first row: headings), then neighbours."""

    title: str
    kind: str
    paragraphs: tuple[str, ...]
    see_also: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Card:
    """An explanation and the words by which it is found."""

    id: str
    label: str
    says: Explanation
    also: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """Yield the normalised words that mean this card."""
        for word in (self.id, self.label, *self.also):
            yield _key(word)


def _key(term: str) -> str:
    """Fold case, width, punctuation and a leading article away: what two spellings of a term share."""
    folded = unicodedata.normalize("NFKC", term).casefold().replace("'", "").replace("’", "")
    return re.sub(r"[\W_]+", " ", folded).strip().removeprefix("the ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n\n"))


def _listing(words: Iterable[str], last: str = "and") -> str:
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


_SIDES: Mapping[g.Relation, str] = {
    g.Relation.TAKER: "the one who takes",
    g.Relation.TAKEN: "the one who is taken",
    g.Relation.LEFT: "the one who is left",
}


def _genre_card(gid: str, info: g.GenreInfo, words: g.Vocabulary) -> _Card:
    names = _listing(info.also_called, "or")
    undertones = _listing(words.emotions[e].label for e in info.undertones)
    lists = (
        Section("Roles", tuple((r.label, r.description) for r in info.roles)),
        Section("Characteristics", tuple((c.label, c.description) for c in info.characteristics)),
        Section("Stages, in order", tuple((s.label, s.description) for s in info.stages), numbered=True),
        Section(
            "Warnings that often apply",
            tuple((words.warnings[w].label, words.warnings[w].question) for w in info.warnings),
        ),
    )
    paragraphs = (
        *_paragraphs(info.definition),
        f"The side: {_SIDES[info.told_by]}; the protagonist is the {info.role_for(info.told_by).label}. "
        f"Japanese {info.japanese}; also {names}. Undertones: {undertones}.",
        f"Who seeks it: {info.sought_by}",
        f"Who avoids it: {info.avoided_by}",
    )
    others = tuple(other.label for oid, other in words.genres.items() if oid != gid)
    says = Explanation(
        f"{_capital(info.label)} ({info.japanese})", "genre", paragraphs, (*others, "differences"), lists
    )
    return _Card(gid, info.label, says, (info.japanese, *info.also_called))


def _part_cards(info: g.GenreInfo) -> Iterator[_Card]:
    """Yield the cards of a genre's roles, characteristics and stages."""
    for role in info.roles:
        place = f"In {info.label}, {_SIDES[role.relation]}."
        others = tuple(r.label for r in info.roles if r.id != role.id)
        yield _part_card("role", info, role, (*_paragraphs(role.description), place), others)
    for mark in info.characteristics:
        yield _part_card("characteristic", info, mark, _paragraphs(mark.description), ())
    for number, stage in enumerate(info.stages, 1):
        place = f"Stage {number} of {len(info.stages)} in {info.label}."
        look = f"What to look for: {stage.look_for}"
        near = info.stages[max(0, number - 2) : number + 1]
        others = tuple(s.label for s in near if s.id != stage.id)
        yield _part_card("stage", info, stage, (*_paragraphs(stage.description), look, place), others)


def _part_card(
    kind: str,
    info: g.GenreInfo,
    part: g.RoleInfo | g.CharacteristicInfo | g.StageInfo,
    paragraphs: tuple[str, ...],
    others: tuple[str, ...],
) -> _Card:
    says = Explanation(_capital(part.label), f"{kind} in {info.label}", paragraphs, (info.label, *others))
    return _Card(part.id, part.label, says, (f"{info.label} {part.label}",))


def _plain_cards(words: g.Vocabulary) -> Iterator[_Card]:
    """Yield the cards of all enum members that belong to no single genre."""
    groups: tuple[tuple[str, Mapping[str, g.Entry], str], ...] = (
        ("verdict", _by_id(words.verdicts), "verdict"),
        ("reason for neither", _by_id(words.reasons), "neither"),
        ("warning", _by_id(words.warnings), "content warning"),
        ("level of a warning", _by_id(words.levels), "content warning"),
        ("emotion", _by_id(words.emotions), "arc"),
        ("resolution", _by_id(words.resolutions), "term resolution"),
        ("outcome", _by_id(words.outcomes), "triangle"),
        ("tie", _by_id(words.ties), "committed"),
        ("event", _by_id(words.events), "triangle"),
        ("modality", _by_id(words.modalities), "event"),
        ("form of a text", _by_id(words.forms), "reading"),
        ("person of the narration", _by_id(words.persons), "narrator"),
        ("gender", _by_id(words.genders), "cast"),
    )
    for kind, entries, home in groups:
        for eid, entry in entries.items():
            paragraphs = (*_paragraphs(entry.description), *_extras(eid, entry, words))
            yield _Card(eid, entry.label, Explanation(_capital(entry.label), kind, paragraphs, (home,)))


def _by_id(entries: Mapping[Any, g.Entry]) -> Mapping[str, g.Entry]:
    """Widen the type of the keys, which are strings of several enums."""
    return {str(key): entry for key, entry in entries.items()}


def _extras(eid: str, entry: g.Entry, words: g.Vocabulary) -> Iterator[str]:
    if isinstance(entry, g.Reason):
        yield f"For instance: {entry.example}"
    if isinstance(entry, g.WarningInfo):
        yield f"The question to ask: {entry.question}"
        if homes := [info.label for info in words.genres.values() if eid in info.warnings]:
            yield f"Usual in {_listing(homes)}."
    if isinstance(entry, g.EmotionInfo):
        homes = [info.label for info in words.genres.values() if eid in info.undertones]
        yield f"How it feels: {entry.valence}." + (f" An undertone of {_listing(homes)}." if homes else "")


def _term_cards(words: g.Vocabulary) -> Iterator[_Card]:
    """Yield the cards of general terms and essays."""
    for tid, term in words.terms.items():
        says = Explanation(_capital(term.label), "term", _paragraphs(term.description), term.see_also)
        yield _Card(tid, term.label, says, term.also)
    for eid, essay in (
        ("origins", words.origins),
        ("differences", words.differences),
        ("audiences", words.audiences),
    ):
        table = _difference_table(words) if eid == "differences" else ()
        says = Explanation(_capital(essay.label), "overview", _paragraphs(essay.text), essay.see_also, table=table)
        yield _Card(eid, essay.label, says, essay.also)
    asked = tuple((q.question, q.answer) for q in words.question)
    head = words.questions
    says = Explanation(_capital(head.label), "overview", (), head.see_also, (Section("", asked),))
    yield _Card("questions", head.label, says, head.also)


def _difference_table(words: g.Vocabulary) -> tuple[tuple[str, ...], ...]:
    rows = [("", *(info.label for info in words.genres.values()))]
    rows += [(row.aspect, *(row.cells.get(gid, "–") for gid in words.genres)) for row in words.difference]
    return tuple(rows)


def _cards(words: g.Vocabulary) -> tuple[_Card, ...]:
    """Return all cards, most general first: where a word has two meanings, they are told in this order."""
    of_genres = [_genre_card(gid, info, words) for gid, info in words.genres.items()]
    of_parts = [card for info in words.genres.values() for card in _part_cards(info)]
    return (*of_genres, *_term_cards(words), *of_parts, *_plain_cards(words))


def _index(words: g.Vocabulary) -> Mapping[str, tuple[_Card, ...]]:
    """Return the cards by every word that finds them, also with the kind before or after the word."""
    index: dict[str, dict[int, _Card]] = {}
    for number, card in enumerate(_cards(words)):
        kind = _key(card.says.kind)
        qualifiers = (kind, kind.split()[0], kind.split()[-1])
        for name in card.names():
            for word in (name, *(f"{k} {name}" for k in qualifiers), *(f"{name} {k}" for k in qualifiers)):
                index.setdefault(word, {})[number] = card
    return {word: tuple(cards.values()) for word, cards in index.items()}


@functools.cache
def _shipped_index() -> Mapping[str, tuple[_Card, ...]]:
    return _index(g.vocabulary())


def explain(term: str, *, vocabulary: g.Vocabulary | None = None) -> Explanation:
    """Return what ``term`` means: an id or label in any case and spelling of its spaces, or Japanese.

    Where a word has several meanings, its kind before or after it picks one ("stage resolution").
    ``vocabulary``: another than the shipped one. Raises :class:`~shiten.errors.UnknownTerm` naming the
    nearest known terms.
    """
    index = _shipped_index() if vocabulary is None else _index(vocabulary)
    found = index.get(_key(term), ())
    if not found:
        raise UnknownTerm(_unknown(term, index))
    return found[0].says if len(found) == 1 else _merged([card.says for card in found])


def _unknown(term: str, index: Mapping[str, tuple[_Card, ...]]) -> str:
    near = difflib.get_close_matches(_key(term)[:SHOWN_OF_UNKNOWN], list(index), n=6, cutoff=0.6)
    labels = list(dict.fromkeys(index[word][0].label for word in near))[:3]
    shown = term if len(term) <= SHOWN_OF_UNKNOWN else term[: SHOWN_OF_UNKNOWN - 1] + "…"
    # ascii() keeps control characters of the user's input out of the terminal; letters stay as they are.
    quoted = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown)
    hint = f"did you mean {_listing(labels, 'or')}?" if labels else "`shiten explain` lists all terms"
    return f"unknown term '{quoted}'; {hint}"


def _merged(meanings: list[Explanation]) -> Explanation:
    """Return one explanation of a word with several meanings."""
    paragraphs = tuple(
        f"As {_article(m.kind)}: {text}" if first else text
        for m in meanings
        for first, text in ((i == 0, p) for i, p in enumerate(m.paragraphs))
    )
    return replace(
        meanings[0],
        kind=_listing(dict.fromkeys(m.kind for m in meanings)),
        paragraphs=paragraphs,
        see_also=tuple(dict.fromkeys(word for m in meanings for word in m.see_also)),
        sections=tuple(section for m in meanings for section in m.sections),
        table=next((m.table for m in meanings if m.table), ()),
    )


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def terms() -> tuple[tuple[str, str, str], ...]:
    """Return ``(kind, id, label)`` of everything that can be explained, in the order of the data."""
    return tuple((card.says.kind, card.id, card.label) for card in _cards(g.vocabulary()))


def render(explanation: Explanation, *, width: int, color: bool) -> str:
    """Return the explanation laid out ``width`` (at least 30) columns wide, with ANSI codes if ``color``."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    out = io.StringIO()
    # An empty environment: the same explanation gives the same text whatever TERM or NO_COLOR say.
    console = Console(
        file=out, width=max(30, width), force_terminal=color, color_system="standard" if color else None,
        highlight=False, markup=False, emoji=False, legacy_windows=False, _environ={},
    )  # fmt: skip
    console.print(Text.assemble((explanation.title, "bold"), (f"  {explanation.kind}", "dim")))
    for paragraph in explanation.paragraphs:
        console.print(Padding(Text(paragraph), (1, 0, 0, 0)))
    for section in explanation.sections:
        if section.heading:
            console.print(Padding(Text(section.heading, "bold"), (1, 0, 0, 0)))
        for number, (label, text) in enumerate(section.items, 1):
            lead = f"{number}. {label}" if section.numbered else label
            console.print(Padding(Text(lead, "cyan"), (0 if section.heading else 1, 0, 0, 2)))
            console.print(Padding(Text(text), (0, 0, 0, 4)))
    if explanation.table:
        console.print(_rich_table(explanation.table), end="")
    if explanation.see_also:
        console.print(Padding(Text(f"See also: {', '.join(explanation.see_also)}", "dim"), (1, 0, 0, 0)))
    lines = "\n".join(line.rstrip() for line in out.getvalue().splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines) + "\n"


def _rich_table(rows: tuple[tuple[str, ...], ...]) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in rows[0]:
        table.add_column(Text(heading, "bold"), overflow="fold", ratio=1)
    for row in rows[1:]:
        table.add_row(Text(row[0], "cyan"), *(Text(cell) for cell in row[1:]))
    return table
