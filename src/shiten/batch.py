"""Many stories to one JSONL file: one reading a line, in the order of the input for any number of workers.

While a batch runs, finished readings stand in ``OUT.part``, which a later run of the same batch goes on from;
``OUT.lock`` keeps a second run out. At the end OUT appears at one stroke, and ``OUT.refused.jsonl`` beside it
if something could not be read.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from shiten.atomic import replacing
from shiten.batch_sources import Source, gather, open_source
from shiten.errors import ShitenError
from shiten.lock import holding
from shiten.story import Story
from shiten.terms import Form

if TYPE_CHECKING:
    from shiten.reading import Reading

Progress = Callable[[int, int, str], None]
"""Called with stories done, stories in all, and the id of the last one."""


class Read(Protocol):
    """What reads one story; it must be importable by name, since the workers are processes of their own."""

    def __call__(self, story: Story, *, form: Form | None) -> Reading:
        """Return the reading of ``story``."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the stories of a batch are read: up to which spoiler grade, as which form (a row's own wins)."""

    spoilers: int = 2
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch came to; ``resumed`` of the ``read`` ones stood in an earlier run's part already."""

    read: int
    refused: int
    resumed: int
    refused_path: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reading as a line of JSON, or why there is none."""

    line: str | None = None
    error: str | None = None


def read_story(story: Story, *, form: Form | None) -> Reading:
    """Read by the pipeline, whose models stay loaded for the process."""
    from shiten import pipeline

    return pipeline.read_story(story, form=form)


def run(
    inputs: Iterable[str | Path],
    out: str | Path,
    *,
    options: Options | None = None,
    workers: int | None = None,
    resume: bool = True,
    read: Read = read_story,
    progress: Progress | None = None,
) -> Summary:
    """Read all of ``inputs`` (see :func:`shiten.batch_sources.gather`) into the JSONL file ``out``.

    ``workers`` defaults to the cores at hand; one worker is this process itself. A story that cannot be read
    is refused and the others go on. Raises :class:`ShitenError` for inputs that are no batch, an output that
    another batch is writing, or a part that was begun otherwise; ``OSError`` if writing fails.
    """
    given = [str(path) for path in inputs]
    options, target = options or Options(), Path(out)
    _require_place(target)
    with holding(_beside(target, "lock"), f"{target}: another batch is writing it"):
        sources = gather(given)
        if os.path.realpath(target) in {os.path.realpath(path) for path in {s.path for s in sources}}:
            raise ShitenError(f"{target}: is one of the inputs")
        header = _header(given, options)
        with _Part.opened(_beside(target, "part"), header, resume=resume) as part:
            resumed = sum(source.id in part.places for source in sources)
            errors = _read_missing(sources, part, options, workers, read, progress)
            read_ids = [source.id for source in sources if source.id in part.places]
            _write_refused(_beside(target, "refused.jsonl"), sources, errors)
            with replacing(target) as stream:
                for id_ in read_ids:
                    stream.write(part.line(id_))
        part.path.unlink()
    return Summary(len(read_ids), len(errors), resumed, _beside(target, "refused.jsonl"))


def _read_missing(
    sources: Sequence[Source],
    part: _Part,
    options: Options,
    workers: int | None,
    read: Read,
    progress: Progress | None,
) -> dict[str, str]:
    """Read what the part does not hold into it; return the errors of what was refused, by id."""
    from shiten.workers import cores, each

    missing = [source for source in sources if source.id not in part.places]
    done = len(sources) - len(missing)
    errors: dict[str, str] = {}
    work = partial(read_source, read=read, options=options)
    died = Outcome(error="the process that read it died (out of memory?)")
    with contextlib.closing(each(missing, work, workers=workers or cores(), died=died)) as outcomes:
        for source, outcome in outcomes:
            if outcome.line is None:
                errors[source.id] = outcome.error or "unknown"
            else:
                part.add(source.id, outcome.line)
            done += 1
            if progress is not None:
                progress(done, len(sources), source.id)
    return errors


def read_source(source: Source, *, read: Read, options: Options) -> Outcome:
    """Read one source; whatever goes wrong becomes the outcome's error, so that the others go on."""
    from shiten.outputs.spoilers import withhold

    try:
        story, stated = open_source(source)
        reading = read(story, form=stated or options.form)
        return Outcome(line=withhold(reading, options.spoilers).to_json())
    except ShitenError as cause:
        return Outcome(error=" ".join(str(cause).split()))
    except Exception as cause:
        return Outcome(error=f"{source.id}: internal error: {type(cause).__name__}: {cause}")


def _require_place(target: Path) -> None:
    if not target.parent.is_dir():
        raise ShitenError(f"{target}: there is no folder {target.parent}")
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise ShitenError(f"{target}: is not a file")


def _beside(target: Path, suffix: str) -> Path:
    return target.with_name(f"{target.name}.{suffix}")


def _header(inputs: Iterable[str], options: Options) -> dict[str, Any]:
    from importlib.metadata import version

    return {
        "shiten": version("shiten"),
        "inputs": [os.path.abspath(path) for path in inputs],
        "spoilers": options.spoilers,
        "form": options.form,
    }


def _write_refused(path: Path, sources: Iterable[Source], errors: Mapping[str, str]) -> None:
    if not errors:
        path.unlink(missing_ok=True)
        return
    with replacing(path) as stream:
        for source in sources:
            if source.id in errors:
                row = {"id": source.id, "error": errors[source.id]}
                stream.write(_line(json.dumps(row, ensure_ascii=False)))


def _line(text: str) -> bytes:
    return text.encode("utf-8", "replace") + b"\n"


class _Part:
    """The file of finished readings, in the order they were finished; ``places`` says where each stands."""

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self.path = path
        self.places: dict[str, tuple[int, int]] = {}
        self._stream = stream
        self._end = 0

    @classmethod
    @contextlib.contextmanager
    def opened(cls, path: Path, header: Mapping[str, Any], *, resume: bool) -> Any:
        """Open the part at ``path``, with what an earlier run left in it if ``resume``."""
        left = resume and path.exists() and path.stat().st_size > 0
        with path.open("r+b" if left else "w+b") as stream:
            part = cls(path, stream)
            if not (left and part._take_over(header)):
                stream.seek(0)
                stream.truncate()
                part._append(json.dumps(header))
            yield part

    def add(self, id_: str, line: str) -> None:
        """Append a reading and hand it to the system, so that a kill loses nothing finished."""
        self.places[id_] = self._append(line)

    def line(self, id_: str) -> bytes:
        """Return the reading of ``id_`` as it stands, with its line end."""
        start, length = self.places[id_]
        self._stream.seek(start)
        return self._stream.read(length)

    def _append(self, line: str) -> tuple[int, int]:
        data = _line(line)
        self._stream.seek(self._end)
        self._stream.write(data)
        self._stream.flush()
        place = (self._end, len(data))
        self._end += len(data)
        return place

    def _take_over(self, header: Mapping[str, Any]) -> bool:
        """Index what is there, cutting off a last line half written; False if the header is not whole."""
        for number, line in enumerate(self._stream):
            try:
                row = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                row = None
            if not isinstance(row, dict):
                break
            if number == 0 and row != header:
                raise ShitenError(f"{self.path}: was begun with other inputs or options; --no-resume starts anew")
            if number > 0:
                self.places[str(row["id"])] = (self._end, len(line))
            self._end += len(line)
        self._stream.seek(self._end)
        self._stream.truncate()
        return self._end > 0
