"""``shiten batch``: many stories to one JSONL file."""

from __future__ import annotations

from pathlib import Path

import click

from shiten.cli import options
from shiten.cli.failures import FAILED, INTERRUPTED, complain
from shiten.cli.progress import counter
from shiten.terms import Form


@click.command("batch", short_help="Read many stories into one JSONL file.")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option("--out", "-o", required=True, type=click.Path(path_type=Path), help="The JSONL file to write.")
@click.option("--workers", "-j", type=click.IntRange(1, 512), metavar="N", help="Processes [default: all cores].")
@click.option("--resume/--no-resume", default=True, show_default=True, help="Go on from where a stopped run left off.")
@options.spoilers(2)
@options.form
@options.quiet
def command(
    inputs: tuple[str, ...],
    out: Path,
    workers: int | None,
    resume: bool,
    spoilers: int,
    form: Form | None,
    quiet: bool,
) -> int:
    """Read many stories into one JSONL file, in the order of the input.

    INPUT is a folder, a story, or JSONL with id and text a row (and title, author, language, medium, form).
    What cannot be read is listed in OUT.refused.jsonl, and the exit code is then 2.
    """
    from shiten import batch

    try:
        with counter(quiet=quiet) as progress:
            summary = batch.run(
                inputs,
                out,
                options=batch.Options(spoilers=spoilers, form=form),
                workers=workers,
                resume=resume,
                progress=progress,
            )
    except KeyboardInterrupt:
        complain(f"{out}: interrupted; the same command goes on from there")
        return INTERRUPTED
    if summary.refused:
        total = summary.read + summary.refused
        complain(f"{summary.refused} of {total} stories were refused; {summary.refused_path} says why")
        return FAILED
    if not quiet:
        before = f", {summary.resumed} of them by an earlier run" if summary.resumed else ""
        complain(f"{out}: {summary.read} read{before}")
    return 0
