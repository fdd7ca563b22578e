"""Geometry of the pictures: sparkline and ruler for the terminal, arc and triangle as coordinates for SVG.

No drawing here: the functions return characters or numbers, and templates put them on the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shiten.outputs.wording import (
    Trio,
    clean,
    feelings,
    label,
    percent,
    person,
    place,
    told_through,
)
from shiten.reading import ArcPoint, Reading, Shift, StageClaim
from shiten.terms import Genre, Outcome

_STEPS = "▁▂▃▄▅▆▇█"
# Least valence that fills the sparkline's height: a calm story must not look like a storm.
_LEAST_SWING = 0.5


def sparkline(points: Sequence[ArcPoint], total: int, columns: int) -> str:
    """Return the arc's valence as ``columns`` block characters over ``total`` characters of text.

    The middle of the scale is valence 0; columns that no point covers are blank.
    """
    if not points or total <= 0 or columns <= 0:
        return ""
    swing = max(_LEAST_SWING, max(abs(p.valence) for p in points))
    drawn = []
    for column in range(columns):
        value = _mean_valence(points, total * column / columns, total * (column + 1) / columns)
        step = " " if value is None else _STEPS[round((value / swing + 1) / 2 * (len(_STEPS) - 1))]
        drawn.append(step)
    return "".join(drawn)


def _mean_valence(points: Sequence[ArcPoint], start: float, end: float) -> float | None:
    weights = [(min(p.end, end) - max(p.start, start), p.valence) for p in points]
    inside = [(weight, valence) for weight, valence in weights if weight > 0]
    whole = sum(weight for weight, _ in inside)
    return sum(weight * valence for weight, valence in inside) / whole if whole else None


def ruler(stages: Sequence[StageClaim], total: int, columns: int) -> tuple[str, ...]:
    """Return lines of equal length: the text from left to right with the stages as numbered bars.

    Stages that overlap stand on lines of their own.
    """
    if total <= 0 or columns <= 0:
        return ()
    lanes = _lanes([(stage.start, stage.end) for stage in stages])
    lines = [["·"] * columns for _ in range(max(lanes, default=-1) + 1)]
    for number, (stage, lane) in enumerate(zip(stages, lanes, strict=True), start=1):
        first = min(columns - 1, columns * stage.start // total)
        last = max(first, min(columns - 1, (columns * stage.end - 1) // total))
        lines[lane][first : last + 1] = "━" * (last - first + 1)
        for i, digit in enumerate(str(number)[: columns - first]):
            lines[lane][first + i] = digit
    return tuple("".join(line) for line in lines)


def _lanes(spans: Sequence[tuple[int, int]]) -> list[int]:
    """Give each span the first lane that is free where it begins; spans in any order."""
    ends: list[int] = []
    lanes = [0] * len(spans)
    for i in sorted(range(len(spans)), key=lambda i: spans[i]):
        start, end = spans[i]
        lane = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        ends[lane : lane + 1] = [end]
        lanes[i] = lane
    return lanes


@dataclass(frozen=True, slots=True)
class PlotPoint:
    """A point of the arc with what the readout says and the number of the passage nearest to it."""

    x: float
    y: float
    say: str
    passage: int | None


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the text as a bar: ``tint`` counts colours, ``text`` is what fits, ``full`` the whole."""

    x: float
    y: float
    width: float
    text: str
    full: str
    tint: int


@dataclass(frozen=True, slots=True)
class ArcPlot:
    """The emotional arc in the coordinates of an SVG view box ``width`` by ``height``."""

    key: str
    width: int
    height: int
    left: float
    right: float
    top: float
    zero: float
    bottom: float
    points: tuple[PlotPoint, ...]
    stages: tuple[Band, ...]
    ribbon: tuple[Band, ...]
    ticks: tuple[tuple[float, str], ...]

    @property
    def line(self) -> str:
        """The curve as an SVG ``points`` list."""
        return " ".join(f"{p.x:.1f},{p.y:.1f}" for p in self.points)

    @property
    def area(self) -> str:
        """The surface between the curve and the middle line as an SVG ``points`` list."""
        first, last = self.points[0], self.points[-1]
        return f"{first.x:.1f},{self.zero:.1f} {self.line} {last.x:.1f},{self.zero:.1f}"


_LANE = 26.0  # height of a row of stage bars
_CURVE = 210.0  # height of the curve's field
_LETTER = 6.6  # width of a letter at the size of the labels, a little generous


def arc_plot(reading: Reading, key: str, *, width: int, passages: dict[tuple[int, int], int]) -> ArcPlot | None:
    """Return the arc with its stage bars and the ribbon of who is focal, or ``None`` without points.

    ``key`` sets this plot apart from others on the page; ``passages`` gives the number of a passage by its
    start and end.
    """
    if reading.arc is None or not reading.arc.points or reading.story.characters <= 0:
        return None
    left, right = 10.0, width - 10.0
    lanes = _lanes([(s.start, s.end) for s in reading.stages])
    top = 8.0 + _LANE * (max(lanes, default=-1) + 1)
    zero, bottom = top + _CURVE / 2, top + _CURVE

    def across(offset: int) -> float:
        return left + (right - left) * place(reading, offset)

    def band(start: int, end: int, y: float, words: str, number: str, tint: int) -> Band:
        x, wide = across(start), max(3.0, across(end) - across(start))
        fits = next((t for t in (words, number) if len(t) * _LETTER + 8 <= wide), "")
        return Band(x, y, wide, fits, words, tint)

    stages = tuple(
        band(s.start, s.end, 4.0 + _LANE * lane, f"{n} {label(s.stage)}", str(n), n % 2)
        for n, (s, lane) in enumerate(zip(reading.stages, lanes, strict=True), start=1)
    )
    sides = list(dict.fromkeys((s.character, s.genre) for s in reading.shifts))
    ribbon = tuple(
        band(s.start, s.end, bottom + 8.0, side_of(s), "", sides.index((s.character, s.genre)) % 4)
        for s in reading.shifts
    )
    swing = max(_LEAST_SWING, max(abs(p.valence) for p in reading.arc.points))
    points = tuple(
        PlotPoint(
            across((p.start + p.end) // 2),
            zero - (_CURVE / 2 - 12) * p.valence / swing,
            _say(reading, p),
            _nearest(p, passages),
        )
        for p in reading.arc.points
    )
    foot = bottom + (34.0 if ribbon else 4.0)
    shown = (0, 25, 50, 75, 100)
    ticks = tuple((left + (right - left) * n / 100, f"{n} %") for n in shown)
    return ArcPlot(key, width, round(foot + 22), left, right, top, zero, bottom, points, stages, ribbon, ticks)


def _say(reading: Reading, point: ArcPoint) -> str:
    """Return what the readout says of a point of the arc."""
    middle = (point.start + point.end) // 2
    felt = sorted(point.emotions.items(), key=lambda item: (-item[1], item[0]))
    named = [f"{label(emotion)} {percent(score)}" for emotion, score in felt[:3] if score > 0]
    parts = [f"At {percent(place(reading, middle))}", mood(point), *([", ".join(named)] if named else [])]
    stages = [label(s.stage) for s in reading.stages if s.start <= middle < s.end]
    if stages:
        parts.append("stage: " + ", ".join(stages))
    sides = [side_of(s) for s in reading.shifts if s.start <= middle < s.end]
    if sides:
        parts.append("told through " + "; ".join(dict.fromkeys(sides)))
    return " · ".join(parts)


def side_of(shift: Shift) -> str:
    """Return who is followed in a stretch of the telling and which pattern it shows."""
    return person(shift.character) + ("" if shift.genre is Genre.NEITHER else f", {shift.genre}")


def mood(point: ArcPoint) -> str:
    """Return a point's valence and arousal in words with the number."""
    steps = ((0.4, "bright"), (0.12, "fair"), (-0.12, "even"), (-0.4, "troubled"))
    word = next((word for least, word in steps if point.valence >= least), "dark")
    stir = "agitated" if point.arousal > 0.4 else "stirred" if point.arousal > 0.12 else "calm"
    return f"{word} and {stir} ({point.valence:+.2f})".replace("-", "−")


def _nearest(point: ArcPoint, passages: dict[tuple[int, int], int]) -> int | None:
    """Return the number of the passage that begins within the point or one length around it."""
    length = max(1, point.end - point.start)
    near = [
        (abs((start + end) // 2 - (point.start + point.end) // 2), number)
        for (start, end), number in passages.items()
        if start < point.end + length and end > point.start - length
    ]
    return min(near)[1] if near else None


@dataclass(frozen=True, slots=True)
class Corner:
    """One person of the triangle: the middle of a box and what stands in it."""

    x: float
    y: float
    name: str
    full: str
    role: str
    focal: bool


@dataclass(frozen=True, slots=True)
class TrianglePlot:
    """A triangle for an SVG view box of 440 by 260: corners, what ties them, and the same in words."""

    corners: tuple[Corner, Corner, Corner]  # partner, the one who strays, the one who comes between
    bond: str
    deed: str
    outcome: Outcome | None


def triangle_plot(reading: Reading, trio: Trio) -> TrianglePlot:
    """Return where the three of a triangle stand and what the edges say."""
    focal = told_through(reading)
    kinds = [
        label(tie.kind) for tie in reading.ties if tie.committed and {tie.a, tie.b} == {trio.partner, trio.strayer}
    ]
    deeds = {Outcome.TAKEN: "taken", Outcome.ATTEMPTED: "attempted", Outcome.NONE: "drawn to"}

    def corner(x: float, y: float, part: str, name: str | None) -> Corner:
        full = person(name)
        role = trio.roles.get(part, "")
        return Corner(x, y, clip(full, 17), full, role, name is not None and name == focal)

    return TrianglePlot(
        (
            corner(90, 205, "partner", trio.partner),
            corner(220, 48, "strayer", trio.strayer),
            corner(350, 205, "taker", trio.taker),
        ),
        kinds[0] if kinds else "couple",
        deeds[trio.outcome] if trio.outcome is not None else "taken",
        trio.outcome,
    )


def clip(text: str, cells: int) -> str:
    """Return ``text`` cut to ``cells`` columns, where East Asian wide characters take two."""
    used = 0
    shown = clean(text)
    for i, char in enumerate(shown):
        used += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if used > cells:
            return shown[: max(1, i - 1)] + "…"
    return shown


def arc_rows(reading: Reading) -> Iterable[tuple[str, str, str]]:
    """Yield the arc as a table for those who do not see it: where, mood, emotions."""
    if reading.arc is None:
        return
    for point in reading.arc.points:
        where = f"{percent(place(reading, point.start))} to {percent(place(reading, point.end))}"
        yield where, mood(point), ", ".join(feelings((point,), 3))
