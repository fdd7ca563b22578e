"""``shiten text``: the text that offsets refer to."""

from __future__ import annotations

import click

from shiten.cli import stories


@click.command("text", short_help="Print the text that offsets refer to.")
@click.argument("file", type=click.Path())
def command(file: str) -> None:
    """Print the story's text exactly as Shiten reads it: all offsets of a reading count its characters."""
    stories.put(stories.open_input(file).text)
