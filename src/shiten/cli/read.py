"""``shiten read``: one or a few stories, to the terminal, as JSON, or as pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shiten import avoid
from shiten.cli import options, stories
from shiten.cli.failures import FAILED, attempt
from shiten.terms import Form

if TYPE_CHECKING:
    from shiten.corrections import Corrections
    from shiten.reading import Reading
    from shiten.story import Story


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What was asked for on the command line."""

    as_json: bool
    html: Path | None
    people_out: Path | None
    spoilers: int
    form: Form | None
    quiet: bool
    avoided: tuple[tuple[str, avoid.Avoided], ...]
    corrections: Corrections | None
    people: str
    width: int
    color: bool
    several: bool
    pages: set[str] = field(default_factory=set)  # names of pages already written into a folder


@click.command("read", short_help="Read stories and show why.")
@options.files
@click.option("--json", "as_json", is_flag=True, help="Print JSON; of several files one line each.")
@click.option("--html", type=click.Path(path_type=Path), help="Write a page too; of several files into a folder.")
@options.spoilers(2)
@options.form
@options.avoided
@click.option("--people", type=click.Path(), help="Your corrections of who is who and who is with whom.")
@click.option("--people-out", type=click.Path(path_type=Path), help="Write these as Shiten believes them, to edit.")
@options.width
@options.color
@options.quiet
def command(
    files: tuple[str, ...],
    as_json: bool,
    html: Path | None,
    spoilers: int,
    form: Form | None,
    avoided: tuple[tuple[str, avoid.Avoided], ...],
    people: str | None,
    people_out: Path | None,
    width: int | None,
    color: str,
    quiet: bool,
) -> int:
    """Read stories and say what they are, with the passages that show it.

    FILE is plain text, Markdown, HTML or EPUB; - is standard input.
    """
    several = len(files) > 1
    stories.require_one_stdin(files)
    if several and (people or people_out):
        raise click.UsageError("--people and --people-out are about one story, not several")
    _require_places(files, html, people_out, several=several)
    wishes = _Wishes(
        as_json, html, people_out, spoilers, form, quiet, avoided, _corrections(people), people or "",
        options.columns(width), options.coloured(color), several,
    )  # fmt: skip
    failed = False
    shown = 0
    for name in files:
        done = attempt(stories.called(name), lambda name=name: _read(name, wishes))  # type: ignore[misc]
        if done is None:
            failed = True
            continue
        reading, full = done
        if shown and not as_json:
            stories.put("\n")
        _print(reading, full, wishes)
        shown += 1
    return FAILED if failed else 0


def _corrections(people: str | None) -> Corrections | None:
    from shiten.corrections import load_corrections

    return None if people is None else load_corrections(people)


def _require_places(files: tuple[str, ...], html: Path | None, people_out: Path | None, *, several: bool) -> None:
    """Refuse what could not be written, or would write over a story, before any is read."""
    if html is not None and several and not html.is_dir():
        raise click.UsageError("--html must be an existing folder for several files")
    for option, path in (("--html", html), ("--people-out", people_out)):
        if path is None:
            continue
        if not path.is_dir() and not path.parent.is_dir():
            raise click.UsageError(f"{option} {path}: there is no folder {path.parent}")
        if path.is_dir() and option != "--html":
            raise click.UsageError(f"{option} {path}: is a folder")
        for name in files:
            if name != stories.STDIN and path.is_file() and Path(name).exists() and path.samefile(name):
                raise click.UsageError(f"{option} {path}: would overwrite the story")


def _read(name: str, wishes: _Wishes) -> tuple[Reading, Reading]:
    """Read one input and write the files asked for; return the reading as asked for, and the full one."""
    from shiten.outputs.spoilers import withhold

    story, full = stories.read_input(
        name, form=wishes.form, quiet=wishes.quiet, corrections=wishes.corrections, people=wishes.people
    )
    reading = withhold(full, wishes.spoilers)
    if wishes.html is not None:
        _write_page(reading, story, wishes.html, wishes.pages)
    if wishes.people_out is not None:
        from shiten.corrections import write

        write(full, wishes.people_out)
    return reading, full


def _write_page(reading: Reading, story: Story, html: Path, taken: set[str]) -> None:
    from shiten.atomic import write_text
    from shiten.outputs.html import file_name, page

    path = html
    if html.is_dir():
        name = Path(file_name(reading))
        number = 1
        while (free := name.name if number == 1 else f"{name.stem}-{number}{name.suffix}") in taken:
            number += 1
        taken.add(free)
        path = html / free
    write_text(path, page(reading, story.text))


def _print(reading: Reading, full: Reading, wishes: _Wishes) -> None:
    said = [
        f"avoid {word}: {verdict.kind}" + ("" if verdict.probability is None else f" ({verdict.probability:.0%})")
        for word, term in wishes.avoided
        for verdict in [avoid.judge(full, term)]
    ]
    if wishes.as_json:
        stories.put(reading.to_json(indent=None if wishes.several else 2) + "\n")
        for line in said:  # standard output is JSON alone
            click.echo(line, err=True)
        return
    from shiten.outputs.terminal import render

    text = render(reading, width=wishes.width, color=wishes.color)
    stories.put_lines(text + "".join(f"{line}\n" for line in ("", *said) if said))
