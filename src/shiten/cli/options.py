"""Options that several commands share, and what follows from them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from shiten import avoid
from shiten.errors import UnknownTerm
from shiten.terms import Form

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Function], Function]

LEAST_WIDTH, MOST_WIDTH = 40, 400
# Lines longer than this are tiring to read, however wide the terminal.
COMFORTABLE = 100

files = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
form = click.option(
    "--form",
    type=click.Choice([str(f) for f in Form]),
    callback=lambda _ctx, _parameter, value: None if value is None else Form(value),
    help="What the text is, where Shiten should not guess.",
)
quiet = click.option("--quiet", "-q", is_flag=True, help="No progress on standard error.")


def spoilers(default: int) -> Callable[[Function], Function]:
    """Return the option ``--spoilers``."""
    return click.option(
        "--spoilers",
        type=click.IntRange(0, 2),
        metavar="0|1|2",
        default=default,
        show_default=True,
        help="How much may be told: 0 the premise, 1 minor, 2 all.",
    )


width = click.option(
    "--width",
    type=click.IntRange(LEAST_WIDTH, MOST_WIDTH),
    metavar="COLUMNS",
    help="Columns of the output [default: the terminal's, at most 100].",
)
color = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour; auto: on a terminal, unless NO_COLOR is set.",
)


class AvoidedWord(click.ParamType):  # type: ignore[type-arg]
    """A word that :func:`shiten.avoid.parse` knows."""

    name = "what"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, avoid.Avoided]:
        """Return the word as given and what it means."""
        if isinstance(value, tuple):
            return value
        try:
            return value, avoid.parse(value)
        except UnknownTerm as cause:
            self.fail(str(cause), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str  # noqa: ARG002
    ) -> list[click.shell_completion.CompletionItem]:  # fmt: skip
        """Offer the words that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in avoid.words() if word.startswith(incomplete)]


avoided = click.option(
    "--avoid",
    "avoided",
    multiple=True,
    type=AvoidedWord(),
    help="A genre, a side (taker, taken_from, strayer, observer) or a content warning; may be repeated.",
)


def columns(given: int | None) -> int:
    """Return the width to lay out for."""
    if given is not None:
        return given
    return max(LEAST_WIDTH, min(COMFORTABLE, shutil.get_terminal_size().columns))


def coloured(choice: str) -> bool:
    """Say whether to colour: as chosen, else NO_COLOR, FORCE_COLOR, else whether this is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
