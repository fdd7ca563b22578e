"""Figures as text: for the terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | int | float | bool | None


def shown(value: Cell | Sequence[float], digits: int = 2) -> str:
    """A figure with two decimals and no leading zero, counts whole, nothing as a dash."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        text = f"{value:.{digits}f}"
        return text[1:] if text.startswith("0.") else text
    return "–".join(shown(v, digits) for v in value)


def share(value: float | None) -> str:
    """A share as whole per cent."""
    return "–" if value is None else f"{100 * value:.0f} %"


def markdown(head: Sequence[str], body: Sequence[Sequence[Cell]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    lines = [[cell.replace("|", "\\|") for cell in map(shown, row)] for row in body]
    rule = ["---", *["--:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(head), rule, *lines])


def columns(head: Sequence[str], body: Sequence[Sequence[Cell]]) -> str:
    """The same for a terminal, columns padded."""
    lines = [list(head), *[list(map(shown, row)) for row in body]]
    widths = [max(len(line[k]) for line in lines) for k in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(w) if k == 0 else cell.rjust(w) for k, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
