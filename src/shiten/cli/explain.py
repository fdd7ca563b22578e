"""``shiten explain``: what a word of a reading means."""

from __future__ import annotations

from itertools import groupby

import click
from click.shell_completion import CompletionItem

from shiten.cli import options, stories


def _complete(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from shiten.explain import terms

    ids = dict.fromkeys(id_ for _, id_, _ in terms())
    return [CompletionItem(id_) for id_ in ids if id_.startswith(incomplete)]


@click.command("explain", short_help="Say what a genre, role or warning means.")
@click.argument("term", nargs=-1, shell_complete=_complete)
@options.width
@options.color
def command(term: tuple[str, ...], width: int | None, color: str) -> None:
    """Say in plain words what a genre, stage, role, warning or other TERM means; without one, list all."""
    from shiten.explain import explain, render, terms

    if term:
        said = render(explain(" ".join(term)), width=options.columns(width), color=options.coloured(color))
        stories.put_lines(said)
        return
    for kind, group in groupby(terms(), key=lambda row: row[0]):
        stories.put_lines(f"{kind}\n")
        for _, id_, label in group:
            stories.put_lines(f"  {id_}\n" if label == id_ else f"  {id_:32} {label}\n")
