"""Progress on standard error, only where someone is looking: a terminal, and not ``--quiet``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import ProgressColumn


@contextlib.contextmanager
def spinner(words: str, *, quiet: bool) -> Iterator[None]:
    """Show ``words`` and the time gone by while the block runs; leaves nothing behind."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    with _progress(SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn()) as bars:
        bars.add_task(_shown(words), total=None)
        yield


@contextlib.contextmanager
def counter(*, quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """Yield what is told of stories done, stories in all, and the last one's id."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total, _last: None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    with _progress(
        BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    ) as bars:  # fmt: skip
        task = bars.add_task("loading", total=None)

        def told(done: int, total: int, last: str) -> None:
            bars.update(task, completed=done, total=total, description=_shown(last))

        yield told


def _shown(words: str) -> str:
    from shiten.cli.failures import shown

    return shown(words)


def _progress(*columns: ProgressColumn) -> contextlib.AbstractContextManager[Any]:
    from rich.console import Console
    from rich.progress import Progress

    return Progress(*columns, console=Console(stderr=True), transient=True)
