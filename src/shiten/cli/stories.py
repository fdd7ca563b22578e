"""What commands do with stories: open a file or standard input, read it, print text."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from shiten.cli.progress import spinner
from shiten.errors import BadCorrections, UnreadableStory, UnsupportedStory
from shiten.terms import Form

if TYPE_CHECKING:
    from shiten.corrections import Corrections
    from shiten.reading import Reading
    from shiten.story import Story

STDIN = "-"
_MOST_BYTES = 300 * 1024 * 1024 + 1  # one more than formats accept, so that they refuse what is longer


def require_one_stdin(files: Sequence[str]) -> None:
    """Refuse ``-`` given twice: what was read once is gone."""
    if files.count(STDIN) > 1:
        raise click.UsageError("standard input (-) can be read only once")


def called(name: str) -> str:
    """Return the name of an input as people say it."""
    return "standard input" if name == STDIN else name


def open_input(name: str) -> Story:
    """Return the story of a file, or of standard input for ``-``."""
    from shiten.batch_sources import plain
    from shiten.formats import open_story, story_from_bytes

    if name == STDIN:
        if sys.stdin is None:
            raise UnreadableStory(f"{called(name)}: is closed")
        data = sys.stdin.buffer.read(_MOST_BYTES)
        return story_from_bytes(data, called(name), id="story")
    from pathlib import Path

    return open_story(name, id=plain(Path(name).stem) or None)


def read_input(
    name: str, *, form: Form | None, quiet: bool, corrections: Corrections | None = None, people: str = ""
) -> tuple[Story, Reading]:
    """Open and read one input; ``people`` names the file of the corrections in errors."""
    from shiten import pipeline

    with spinner(f"Reading {called(name)}", quiet=quiet):
        story = open_input(name)
        try:
            return story, pipeline.read_story(story, form=form, corrections=corrections)
        except UnsupportedStory as cause:
            raise UnsupportedStory(f"{called(name)}: {str(cause).removeprefix(f'{story.id}: ')}") from cause
        except BadCorrections as cause:
            raise BadCorrections(f"{people}: {cause}") from cause


def put(text: str) -> None:
    """Print ``text`` as it is, in UTF-8 and with no line end added: for texts and JSON."""
    _put(text.encode("utf-8", "replace"))


def put_lines(text: str) -> None:
    """Print laid-out ``text`` in the terminal's encoding; letters that it lacks become ``?``."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    _put(text.encode(encoding, "replace"))


def _put(data: bytes) -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, "is closed", "standard output")
    click.echo(data, nl=False)
