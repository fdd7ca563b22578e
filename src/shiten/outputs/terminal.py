"""A reading as text for a terminal or a pipe.

Written through rich into a string. Nothing of the story is taken for markup or reaches the terminal
as a control character; whether to colour is the caller's to know.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shiten.outputs.plots import ruler, sparkline
from shiten.outputs.wording import (
    capital,
    clean,
    cut,
    facts,
    label,
    percent,
    person,
    place,
    roles_of,
    three_parts,
    title_of,
    verdict,
)
from shiten.reading import Reading
from shiten.terms import Level

LEAST_WIDTH = 40
QUOTE_LENGTH = 200
PEOPLE = 8  # shown without a role; a novel has a hundred
LEVEL_STYLES = {Level.MINOR: "", Level.MODERATE: "yellow", Level.GRAPHIC: "bold red"}
SPOILS = ("spoils nothing", "minor spoiler", "major spoiler")


def render(reading: Reading, *, width: int, color: bool) -> str:
    """Return the reading as lines of at most ``width`` columns (no fewer than 40), with a final newline."""
    width = max(LEAST_WIDTH, width)
    blocks = [
        _head(reading),
        _section("People", _people(reading)),
        _section("Timeline", _timeline(reading, width - 4)),
        _section("Emotional arc", _arc(reading, width - 4)),
        _section("Content warnings", _warnings(reading)),
        _section("Passages", _passages(reading)),
        _foot(reading),
    ]
    return to_text([block for block in blocks if block is not None], width=width, color=color)


def one_line(reading: Reading) -> str:
    """Return title and verdict in one line without colour, for lists."""
    return f"{title_of(reading)}: {verdict(reading).plain()}"


def to_text(blocks: list[RenderableType], *, width: int, color: bool) -> str:
    """Return rich renderables as text; the environment has no say in it."""
    empty: Mapping[str, str] = {}
    console = Console(
        file=io.StringIO(),
        width=width,
        height=100,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ=empty,
    )
    with console.capture() as captured:
        for block in blocks:
            console.print(block)
    lines = (line.rstrip() for line in captured.get().splitlines())
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(title: str, body: RenderableType | None) -> RenderableType | None:
    if body is None:
        return None
    return Group("", Text(title, style="bold cyan"), Padding(body, (0, 0, 0, 2)))


def _head(reading: Reading) -> RenderableType:
    title = Text(title_of(reading), style="bold")
    author = clean(reading.story.author or "")
    if author:
        title.append(f" — {author}", style="not bold")
    lines: list[RenderableType] = [title, Text(facts(reading), style="dim"), ""]
    lines.append(Text(verdict(reading).plain(), style="bold"))
    genre = reading.genre
    if genre is not None:
        ranked = sorted(genre.probabilities.items(), key=lambda item: (-item[1], item[0]))
        lines.append(Text(" · ".join(f"{name} {percent(share)}" for name, share in ranked), style="dim"))
        if genre.because:
            lines.append("")
        lines.extend(item("•", clean(reason)) for reason in genre.because)
    return Group(*lines)


def item(mark: str, words: str | Text) -> RenderableType:
    """Return a mark with words beside it, whose further lines hang under the first."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    grid.add_row(mark, Text(words) if isinstance(words, str) else words)
    return grid


def _people(reading: Reading) -> RenderableType | None:
    shares = {f.character: f.share for f in reading.focalizers}
    shown = [m for i, m in enumerate(reading.cast) if i < PEOPLE or roles_of(reading, m.name)]
    rows: list[tuple[str, int | None]] = [(m.name, m.mentions) for m in shown]
    known = {m.name for m in reading.cast}
    # The narrator may tell and take part without ever being named in the cast.
    rows += [(name, None) for name in shares if name not in known]
    if not rows:
        return None
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("name", overflow="fold")
    table.add_column("role", overflow="fold")
    table.add_column("told through", justify="right")
    table.add_column("mentions", justify="right")
    for name, mentions in rows:
        share = percent(shares[name]) if name in shares else ""
        role = ", ".join(roles_of(reading, name))
        table.add_row(Text(person(name)), Text(role), share, "" if mentions is None else str(mentions))
    parts: list[RenderableType] = [table]
    if len(reading.cast) > len(shown):
        parts.append(Text(f"and {len(reading.cast) - len(shown)} more", style="dim"))
    for tie in reading.ties:
        if tie.committed:
            until = "" if tie.end is None else f" to {percent(place(reading, tie.end))}"
            words = f"{person(tie.a)} and {person(tie.b)}: {label(tie.kind)}"
            words += f", from {percent(place(reading, tie.start))}{until}{_marks(tie.evidence)}"
            parts.append(Text(words))
    return Group(*parts)


def _timeline(reading: Reading, width: int) -> RenderableType | None:
    if not reading.stages:
        return None
    lines: list[RenderableType] = []
    bars = ruler(reading.stages, reading.story.characters, width)
    if bars:
        middle = "50 %"
        gap = width - len("0 %") - len("100 %") - len(middle)
        lines.append(Text(f"0 %{' ' * (gap // 2)}{middle}{' ' * (gap - gap // 2)}100 %", style="dim"))
        lines.extend(Text(bar, style="cyan") for bar in bars)
    for number, stage in enumerate(reading.stages, start=1):
        where = f"{percent(place(reading, stage.start))} to {percent(place(reading, stage.end))}"
        lines.append(item(f"{number}", f"{label(stage.stage)}, {where}{_marks(stage.evidence)}"))
    if reading.resolution is not None:
        lines.append(Text(f"Ends: {label(reading.resolution)}"))
    return Group(*lines)


def _arc(reading: Reading, width: int) -> RenderableType | None:
    arc = reading.arc
    if arc is None or not arc.points:
        return None
    spark = sparkline(arc.points, reading.story.characters, min(width, 60))
    whose = [Text(f"of {person(arc.character)}")] if arc.character else []
    words = [
        item(f"{part}:", ", ".join(felt)) for part, felt in three_parts(reading)
    ]  # words beside the curve: blocks alone say nothing to a screen reader
    return Group(*whose, Text(spark, style="magenta", no_wrap=True, overflow="crop"), *words)


def _warnings(reading: Reading) -> RenderableType | None:
    if not reading.warnings:
        return None
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for warning in reading.warnings:
        table.add_row(
            label(warning.kind),
            Text(label(warning.level), style=LEVEL_STYLES[warning.level]),
            Text(SPOILS[warning.spoiler], style="dim"),
            _marks(warning.evidence).strip(),
        )
    return table


def _passages(reading: Reading) -> RenderableType | None:
    if not reading.evidence:
        return None
    lines: list[RenderableType] = []
    for number, passage in enumerate(reading.evidence, start=1):
        words = Text(f"at {percent(place(reading, passage.start))}, {clean(passage.why)}", style="dim")
        words.append(f"\n“{cut(clean(passage.quote), QUOTE_LENGTH)}”", style="not dim")
        lines.append(item(f"[{number}]", words))
    return Group(*lines)


def _foot(reading: Reading) -> RenderableType | None:
    lines = []
    if reading.withheld is not None:
        lines.append(f"Left out: everything above spoiler grade {reading.withheld}.")
    lines.extend(capital(clean(note)) for note in reading.provenance.notes)
    return Group("", *(Text(line, style="dim") for line in lines)) if lines else None


def _marks(evidence: tuple[int, ...]) -> str:
    """Return the numbers of the passages that a claim cites, as they stand in the list below."""
    return "".join(f" [{i + 1}]" for i in evidence)
