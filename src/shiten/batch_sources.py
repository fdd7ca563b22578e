"""What a batch is to read: folders, files and rows of JSONL, as references that hold no text."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from shiten.errors import ShitenError, UnreadableStory
from shiten.formats import SUFFIXES, open_story, story_from_text
from shiten.story import Story
from shiten.terms import Form

ROW_SUFFIXES = (".jsonl", ".ndjson")
_OPTIONAL = ("title", "author", "language", "medium", "form")
_SHOWN = 5  # duplicate ids that the error names


@dataclass(frozen=True, slots=True)
class Source:
    """One story to be read: a file, or the row at byte ``offset`` of a JSONL file.

    ``error`` says what is already known to be wrong with it.
    """

    id: str
    path: str
    offset: int | None = None
    line: int = 0
    error: str | None = None


def gather(inputs: Iterable[str | Path]) -> tuple[Source, ...]:
    """Return what stands in folders, files and JSONL files, in the order given and sorted within folders.

    An id is the row's, else the path below the input folder without suffix, else the file's name without
    suffix. Raises :class:`UnreadableStory` for an input that is not there or a folder with nothing to read,
    and :class:`ShitenError` that names ids standing twice.
    """
    found: list[Source] = []
    for given in inputs:
        path = Path(given)
        if path.is_dir():
            below = sorted(_in_folder(path), key=lambda source: (Path(source.path).parts, source.id))
            if not below:
                raise UnreadableStory(f"{path}: holds no files that can be read ({', '.join(SUFFIXES)})")
            found += below
        elif not path.exists():
            raise UnreadableStory(f"{path}: there is no such file or folder")
        elif path.suffix.lower() in ROW_SUFFIXES:
            found += _in_rows(path)
        else:
            found.append(Source(plain(path.stem), str(path)))
    _refuse_duplicates(found)
    return tuple(found)


def open_source(source: Source) -> tuple[Story, Form | None]:
    """Return the story of a source, and the form if its row states one; raises :class:`ShitenError`."""
    if source.error is not None:
        raise UnreadableStory(source.error)
    if source.offset is None:
        return open_story(source.path, id=source.id), None
    try:
        with open(source.path, "rb") as stream:
            stream.seek(source.offset)
            row = _row(stream.readline())
        return _story(row, source.id), None if row.get("form") is None else Form(str(row["form"]))
    except (OSError, ValueError) as cause:
        raise UnreadableStory(f"{_place(Path(source.path), source.line)}: {cause}") from None


def plain(name: str | Path) -> str:
    """Return a file name as text that UTF-8 can hold: undecodable bytes become ``\\xNN``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _in_folder(folder: Path) -> Iterator[Source]:
    failed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(at, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                yield Source(plain(path.relative_to(folder).with_suffix("").as_posix()), str(path))
    for cause in failed:
        path = Path(str(cause.filename))
        error = f"{plain(path)}: cannot be read ({cause.strerror})"
        yield Source(plain(path.relative_to(folder).as_posix()), str(path), error=error)


def _in_rows(path: Path) -> Iterator[Source]:
    try:
        with path.open("rb") as stream:
            offset = 0
            for number, line in enumerate(stream, 1):
                if line.strip(b"\xef\xbb\xbf \t\r\n"):
                    yield _source_of(path, line, offset, number)
                offset += len(line)
    except OSError as cause:
        raise UnreadableStory(f"{path}: cannot be read ({cause.strerror or 'input error'})") from None


def _source_of(path: Path, line: bytes, offset: int, number: int) -> Source:
    place = _place(path, number)
    source = Source(place, str(path), offset, number)
    try:
        row = _row(line)
        source = replace(source, id=_id(row))
        _check(row)
    except ValueError as cause:
        return replace(source, error=f"{place}: {cause}")
    return source


def _row(line: bytes) -> Mapping[str, object]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("is not JSON") from None
    if not isinstance(row, dict):
        raise ValueError("is not a JSON object")
    return row


def _id(row: Mapping[str, object]) -> str:
    given = row.get("id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if not isinstance(given, str) or not given.strip():
        raise ValueError("has no id")
    return given.encode("utf-8", "backslashreplace").decode("utf-8")


def _check(row: Mapping[str, object]) -> None:
    if not isinstance(row.get("text"), str):
        raise ValueError("has no text")
    for key in _OPTIONAL:
        if row.get(key) is not None and not isinstance(row[key], str):
            raise ValueError(f"{key} is not text")
    if row.get("form") not in (None, *Form):
        raise ValueError(f"form is none of {', '.join(Form)}")


def _story(row: Mapping[str, object], id: str) -> Story:  # noqa: A002
    _check(row)
    title, author, language, medium = (_cleaned(row.get(key)) for key in _OPTIONAL[:4])
    story = story_from_text(_cleaned(row["text"]) or "", id=id, title=title)
    stated = (language or "").partition("-")[0].lower()
    # The row knows its language better than a guess from few words does; Japanese script is no guess.
    spoken = stated if stated and story.language != "ja" else story.language
    return replace(story, author=author or story.author, medium=medium, language=spoken)


def _cleaned(value: object) -> str | None:
    """Return text that UTF-8 can hold: JSON may write lone surrogates."""
    return None if value is None else str(value).encode("utf-8", "replace").decode("utf-8")


def _place(path: Path, line: int) -> str:
    return f"{plain(path.name)}:{line}"


def _refuse_duplicates(sources: Iterable[Source]) -> None:
    counts = Counter(source.id for source in sources)
    twice = [id_ for id_, count in counts.items() if count > 1]
    if twice:
        more = f" and {len(twice) - _SHOWN} more" if len(twice) > _SHOWN else ""
        raise ShitenError(f"ids stand more than once: {', '.join(map(repr, twice[:_SHOWN]))}{more}")
