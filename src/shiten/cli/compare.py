"""``shiten compare``: two stories side by side."""

from __future__ import annotations

import click

from shiten.cli import options, stories
from shiten.terms import Form


@click.command("compare", short_help="Show two stories side by side.")
@click.argument("a", metavar="A", type=click.Path())
@click.argument("b", metavar="B", type=click.Path())
@options.spoilers(2)
@options.form
@options.width
@options.color
@options.quiet
def command(a: str, b: str, spoilers: int, form: Form | None, width: int | None, color: str, quiet: bool) -> None:
    """Show two stories side by side: verdict, side, people, stages, arc, and the warnings they share."""
    from shiten.outputs.comparison import render
    from shiten.outputs.spoilers import withhold

    stories.require_one_stdin([a, b])
    readings = [withhold(stories.read_input(name, form=form, quiet=quiet)[1], spoilers) for name in (a, b)]
    stories.put_lines(render(*readings, width=options.columns(width), color=options.coloured(color)))
