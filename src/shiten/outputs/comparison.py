"""Two readings side by side, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from shiten.outputs.plots import sparkline
from shiten.outputs.terminal import LEAST_WIDTH, item, to_text
from shiten.outputs.wording import (
    facts,
    label,
    listing,
    percent,
    person,
    place,
    roles_of,
    three_parts,
    title_of,
    told_through,
    verdict,
)
from shiten.reading import Reading
from shiten.terms import Level, WarningKind

_LABELS = 10  # columns of the words at the left


def render(a: Reading, b: Reading, *, width: int, color: bool) -> str:
    """Return both readings in two columns and what their warnings share, as lines of ``width`` columns."""
    width = max(LEAST_WIDTH, width)
    column = (width - _LABELS - 4) // 2
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(width=_LABELS, style="bold cyan", overflow="fold")
    table.add_column(width=column, overflow="fold")
    table.add_column(width=column, overflow="fold")
    rows: tuple[tuple[str, Callable[[Reading], RenderableType]], ...] = (
        ("", lambda reading: Text(title_of(reading), style="bold")),
        ("", lambda reading: Text(facts(reading), style="dim")),
        ("verdict", lambda reading: Text(verdict(reading).plain())),
        ("side", lambda reading: Text(_side(reading))),
        ("people", lambda reading: Text(_people(reading))),
        ("stages", lambda reading: Text(_stages(reading))),
        ("arc", lambda reading: _arc(reading, column)),
        ("ends", lambda reading: Text(label(reading.resolution) if reading.resolution else "unknown")),
    )
    for name, show in rows:
        table.add_row(name, show(a), show(b))
        if name or show is rows[1][1]:
            table.add_row()
    blocks: list[RenderableType] = [table, Text("warnings", style="bold cyan"), *_warnings(a, b)]
    return to_text(blocks, width=width, color=color)


def _side(reading: Reading) -> str:
    focal = told_through(reading)
    shares = {f.character: f.share for f in reading.focalizers}
    if focal is None:
        return "no one's in particular"
    return f"{person(focal)}, {percent(shares[focal])} of the telling" if focal in shares else person(focal)


def _people(reading: Reading) -> str:
    playing = [(m.name, roles_of(reading, m.name)) for m in reading.cast]
    lines = [f"{', '.join(roles)}: {person(name)}" for name, roles in playing if roles]
    return "\n".join(lines) or listing(person(m.name) for m in reading.cast[:4])


def _stages(reading: Reading) -> str:
    lines = [f"{percent(place(reading, s.start)):>5} {label(s.stage)}" for s in reading.stages]
    return "\n".join(lines) or "none"


def _arc(reading: Reading, columns: int) -> RenderableType:
    if reading.arc is None or not reading.arc.points:
        return Text("unknown")
    spark = sparkline(reading.arc.points, reading.story.characters, columns)
    words = [Text(f"{part}: {', '.join(felt)}") for part, felt in three_parts(reading)]
    return Group(Text(spark, style="magenta"), *words)


def _warnings(a: Reading, b: Reading) -> list[RenderableType]:
    of_a = {w.kind: w.level for w in a.warnings}
    of_b = {w.kind: w.level for w in b.warnings}
    shared = listing(
        f"{label(kind)} ({level if level == of_b[kind] else f'{level}, {of_b[kind]}'})"
        for kind, level in of_a.items()
        if kind in of_b
    )
    return [
        item("  in both:", shared),
        item(f"  only in {title_of(a)}:", _only(of_a, of_b)),
        item(f"  only in {title_of(b)}:", _only(of_b, of_a)),
    ]


def _only(own: Mapping[WarningKind, Level], other: Mapping[WarningKind, Level]) -> str:
    return listing(f"{label(kind)} ({level})" for kind, level in own.items() if kind not in other)
