"""``shiten check``: may I read this? One line a story that spoils nothing, and an exit code."""

from __future__ import annotations

import click

from shiten import avoid
from shiten.cli import options, stories
from shiten.cli.failures import FAILED, attempt, shown
from shiten.terms import Form, Genre, WarningKind

CODES = {avoid.Kind.FITS: 0, avoid.Kind.HOLDS: 1, avoid.Kind.UNSURE: 3}
_WORST_FIRST = (FAILED, 1, 3, 0)


@click.command("check", short_help="Does a story hold what you avoid?")
@options.files
@options.avoided
@options.form
@options.quiet
def command(
    files: tuple[str, ...], avoided: tuple[tuple[str, avoid.Avoided], ...], form: Form | None, quiet: bool
) -> int:
    """Say of each story whether it holds what you avoid, and nothing else of it.

    The exit code is 0 if all fit, 1 if one holds what you avoid, 3 if one is not sure, 2 on an error.
    """
    if not avoided:
        raise click.UsageError(
            "say what to avoid with --avoid: "
            + "; ".join(", ".join(words) for words in (Genre, avoid.Side, WarningKind))
        )
    stories.require_one_stdin(files)
    codes = set()
    for name in files:
        called = stories.called(name)
        kind = attempt(called, lambda name=name: _check(name, avoided, form, quiet))  # type: ignore[misc]
        codes.add(FAILED if kind is None else CODES[kind])
        if kind is not None:
            stories.put_lines(f"{shown(called)}: {kind}\n")
    return next(code for code in _WORST_FIRST if code in codes)


def _check(name: str, avoided: tuple[tuple[str, avoid.Avoided], ...], form: Form | None, quiet: bool) -> avoid.Kind:
    _, reading = stories.read_input(name, form=form, quiet=quiet)
    return avoid.worst(avoid.judge(reading, term) for _, term in avoided)
