"""What the templates show, sorted into the layers that a reader opens.

A layer is cut by :func:`shiten.outputs.spoilers.withhold`, so a template cannot show what a grade forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from shiten.outputs import wording
from shiten.outputs.plots import ArcPlot, TrianglePlot, arc_plot, arc_rows, side_of, triangle_plot
from shiten.outputs.spoilers import withhold
from shiten.reading import CastMember, Evidence, Reading

CONTEXT = 150  # characters of the story on either side of a quote
WIDE, NARROW = 920, 340  # view boxes of the arc: one for desks and paper, one for phones
PEOPLE = 12  # shown at once; the others are folded


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered passage: the quote between what stands before and after it."""

    number: int
    before: str
    quote: str
    after: str
    why: str
    where: str
    spoiler: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the reading claims, with its passages; ``later`` counts those in the next layer."""

    name: str
    note: str
    score: float | None
    passages: tuple[Passage, ...]
    later: int = 0
    genre: str = ""


@dataclass(frozen=True, slots=True)
class Someone:
    """A row of the table of people."""

    name: str
    aliases: tuple[str, ...]
    role: str
    share: float | None
    mentions: int | None


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people, what ties them, and where."""

    a: str
    b: str
    kind: str
    where: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """All that may be seen at one spoiler grade."""

    reading: Reading
    verdict: wording.Sentence
    probabilities: tuple[tuple[str, float], ...]
    people: tuple[Someone, ...]
    more_people: tuple[Someone, ...]
    ties: tuple[Tie, ...]
    triangles: tuple[TrianglePlot, ...]
    characteristics: tuple[Claim, ...]
    stages: tuple[Claim, ...]
    warnings: tuple[Claim, ...]
    passages: tuple[Passage, ...]
    arcs: tuple[ArcPlot, ...]
    arc_rows: tuple[tuple[str, str, str], ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    shifts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """The page: three layers, and what names the story without spoiling it."""

    title: str
    author: str
    facts: str
    lang: str | None
    layers: tuple[Layer, ...]
    withheld: int | None
    shiten: str
    models: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def warnings_later(self) -> int:
        """How many warnings are in the layers that are still closed."""
        return len(self.layers[-1].warnings) - len(self.layers[0].warnings)

    @property
    def deeper(self) -> tuple[str, ...]:
        """Names of the characteristics that have passages beyond the verdict's layer."""
        return tuple(claim.name for claim in self.layers[1].characteristics if claim.later > 0)


def page_view(reading: Reading, text: str | None) -> PageView:
    """Sort a reading into layers, one a spoiler grade up to what was withheld from it."""
    deepest = 2 if reading.withheld is None else reading.withheld
    passages = _passages(reading, text)
    cuts = [withhold(reading, grade) for grade in range(deepest + 1)]
    following = [*cuts[1:], cuts[-1]]
    return PageView(
        title=wording.title_of(reading),
        author=wording.clean(reading.story.author or ""),
        facts=wording.facts(reading),
        lang=_language(reading.story.language),
        layers=tuple(_layer(cut, later, passages) for cut, later in zip(cuts, following, strict=True)),
        withheld=reading.withheld,
        shiten=reading.provenance.shiten,
        models=tuple(f"{language}: {model}" for language, model in sorted(reading.provenance.models.items())),
        notes=reading.provenance.notes,
    )


def _language(code: str) -> str | None:
    """Return the language for an attribute, if it looks like one."""
    return code if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", code) else None


def _passages(reading: Reading, text: str | None) -> dict[Evidence, Passage]:
    """Number the passages of the whole reading; the numbers hold in every layer."""
    found: dict[Evidence, Passage] = {}
    for number, item in enumerate(reading.evidence, start=1):
        before, after = _context(item, text, reading.evidence)
        where = wording.percent(wording.place(reading, item.start))
        found.setdefault(item, Passage(number, before, item.quote, after, item.why, where, item.spoiler))
    return found


def _context(item: Evidence, text: str | None, others: Iterable[Evidence]) -> tuple[str, str]:
    """Return about 150 characters on either side, cut at spaces where there are some.

    A context ends where a passage of a higher grade begins: it must not tell what the layer withholds.
    """
    if text is None or text[item.start : item.end] != item.quote:
        return "", ""
    secret = [other for other in others if other.spoiler > item.spoiler]
    first = max([max(0, item.start - CONTEXT), *(o.end for o in secret if o.start < item.start)])
    last = min([item.end + CONTEXT, *(o.start for o in secret if o.end > item.end)])
    before, after = text[first : item.start], text[item.end : last]
    if 0 < first < item.start:
        head, gap, tail = before.partition(" ")
        before = "…" + (tail if gap and len(head) < CONTEXT // 3 else before)
    if item.end < last < len(text):
        head, gap, tail = after.rpartition(" ")
        after = (head if gap and len(tail) < CONTEXT // 3 else after) + "…"
    return before, after


def _layer(reading: Reading, later: Reading, numbered: dict[Evidence, Passage]) -> Layer:
    def cited(evidence: Iterable[int]) -> tuple[Passage, ...]:
        return tuple(numbered[reading.evidence[i]] for i in evidence)

    genre = reading.genre
    ranked = sorted(genre.probabilities.items(), key=lambda item: (-item[1], item[0])) if genre else []
    people = _people(reading)
    spans = {(e.start, e.end): numbered[e].number for e in reading.evidence}
    depth = 2 if reading.withheld is None else reading.withheld
    plots = [arc_plot(reading, f"{kind}{depth}", width=width, passages=spans) for kind, width in _PLOTS]
    return Layer(
        reading=reading,
        verdict=wording.verdict(reading),
        probabilities=tuple((str(name), share) for name, share in ranked),
        people=people[:PEOPLE],
        more_people=people[PEOPLE:],
        ties=tuple(
            Tie(t.a, t.b, wording.label(t.kind), _where(reading, t.start, t.end), cited(t.evidence))
            for t in reading.ties
        ),
        triangles=tuple(triangle_plot(reading, trio) for trio in wording.trios(reading)),
        characteristics=_characteristics(reading, later, numbered),
        stages=tuple(
            Claim(
                wording.label(s.stage),
                _where(reading, s.start, s.end),
                s.score,
                cited(s.evidence),
                genre=wording.label(s.genre),
            )
            for s in reading.stages
        ),
        warnings=_warnings(reading, later, numbered),
        passages=tuple(dict.fromkeys(numbered[e] for e in reading.evidence)),
        arcs=tuple(plot for plot in plots if plot is not None),
        arc_rows=tuple(arc_rows(reading)),
        parts=wording.three_parts(reading),
        shifts=tuple((side_of(s), _where(reading, s.start, s.end)) for s in reading.shifts),
    )


_PLOTS = (("wide", WIDE), ("narrow", NARROW))


def _where(reading: Reading, start: int, end: int | None) -> str:
    since = f"from {wording.percent(wording.place(reading, start))}"
    return since if end is None else f"{since} to {wording.percent(wording.place(reading, end))}"


def _characteristics(reading: Reading, later: Reading, numbered: dict[Evidence, Passage]) -> tuple[Claim, ...]:
    in_all = {(c.genre, c.name): len(c.evidence) for c in later.characteristics}
    return tuple(
        Claim(
            wording.label(c.name),
            "",
            c.score,
            tuple(numbered[reading.evidence[i]] for i in c.evidence),
            later=in_all.get((c.genre, c.name), 0) - len(c.evidence),
            genre=wording.label(c.genre),
        )
        for c in reading.characteristics
    )


def _warnings(reading: Reading, later: Reading, numbered: dict[Evidence, Passage]) -> tuple[Claim, ...]:
    in_all = {w.kind: len(w.evidence) for w in later.warnings}
    return tuple(
        Claim(
            wording.label(w.kind),
            wording.label(w.level),
            w.score,
            tuple(numbered[reading.evidence[i]] for i in w.evidence),
            later=in_all.get(w.kind, 0) - len(w.evidence),
        )
        for w in reading.warnings
    )


def _people(reading: Reading) -> tuple[Someone, ...]:
    """Return the cast, those with a role first, then any focal person whom the cast does not name."""
    shares = {f.character: f.share for f in reading.focalizers}
    rows = [_someone(reading, m, shares) for m in reading.cast]
    known = {m.name for m in reading.cast}
    rows += [
        Someone(name, (), ", ".join(wording.roles_of(reading, name)), share, None)
        for name, share in shares.items()
        if name not in known
    ]
    return tuple(sorted(rows, key=lambda row: not row.role))


def _someone(reading: Reading, member: CastMember, shares: dict[str, float]) -> Someone:
    aliases = tuple(alias for alias in member.aliases if alias != member.name)
    role = ", ".join(wording.roles_of(reading, member.name))
    return Someone(member.name, aliases, role, shares.get(member.name), member.mentions)
