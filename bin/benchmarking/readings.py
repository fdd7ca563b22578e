"""Readings of many texts: on all cores, each kept in .cache/bench until its text or the code changes."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from pathlib import Path

from benchmarking.places import CACHE, ROOT, Plain
from benchmarking.texts import Text

# Parts of the package that no reading passes through: a change there leaves the cached readings valid.
APART = ("outputs", "cli", "samples", "server")


def code_digest() -> str:
    """SHA-256 over every file of src/shiten that a reading may depend on."""
    digest = hashlib.sha256()
    package = ROOT / "src" / "shiten"
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.is_file() and inside.parts[0] not in APART and "__pycache__" not in inside.parts:
            digest.update(str(inside).encode("utf-8") + b"\0" + path.read_bytes())
    for path in (Path(__file__), Path(__file__).with_name("trace.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_all(texts: Sequence[Text], *, fresh: bool = False, workers: int | None = None) -> dict[str, Plain]:
    """Read every text; return by id what :func:`read_one` made of it, from the cache where it is there."""
    code = code_digest()
    kept = {t.id: CACHE / "readings" / f"{t.key(code)}.json" for t in texts}
    wanting = [t for t in texts if fresh or not kept[t.id].is_file()]
    if wanting:
        # The longest first, so that no core waits for one novel at the end.
        wanting.sort(key=lambda t: -len(t.content()))
        _read_into(wanting, kept, code, workers or min(os.cpu_count() or 1, 8))
    return {t.id: json.loads(kept[t.id].read_text(encoding="utf-8")) for t in texts}


def _read_into(texts: Sequence[Text], kept: dict[str, Path], code: str, workers: int) -> None:
    # Two readers on two cores: each keeps to one thread.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(texts)), mp_context=context) as pool:
        jobs = {pool.submit(read_with, t, code): t for t in texts}
        for done, job in enumerate(as_completed(jobs), start=1):
            write(kept[jobs[job].id], json.dumps(job.result(), ensure_ascii=False))
            _tell(f"read {done} of {len(texts)}: {jobs[job].id}", last=done == len(texts))


class CodeChangedError(Exception):
    """The code was edited between making the keys and loading it."""


@cache
def _ready(code: str) -> None:
    """Load everything once a process, then make sure that this still is the code that the keys stand for."""
    from shiten.pipeline import default_parser
    from shiten.weights import load

    default_parser()
    load()
    if code_digest() != code:
        raise CodeChangedError("the code changed while it was being measured; run again")


def read_with(text: Text, code: str) -> Plain:
    """:func:`read_one` in a worker, by the code that has the digest ``code``; raises CodeChangedError."""
    _ready(code)
    return read_one(text)


def _tell(line: str, *, last: bool) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{line}" + ("\n" if last else ""))
        sys.stderr.flush()


def read_one(text: Text) -> Plain:
    """Read one text: its ``reading``, ``trace`` (what each step believed), ``quotes``; or the ``error``."""
    import time

    from benchmarking.trace import quotes_of, trace_of
    from shiten.assemble import assemble
    from shiten.errors import ShitenError
    from shiten.formats import open_story, story_from_text
    from shiten.pipeline import default_parser, understand

    parser = default_parser()
    started = time.perf_counter()
    try:
        if text.path is not None:
            story = open_story(text.path, id=text.id)
        else:
            story = story_from_text(text.text or "", id=text.id, title=text.title)
        found = understand(story)
    except ShitenError as error:
        return {"error": str(error)}
    seconds = time.perf_counter() - started
    return {
        "reading": assemble(found, parser.name, seconds).to_dict(),
        "trace": trace_of(found),
        "quotes": quotes_of(found),
        "text": story.text if text.path is not None and "pdnc" in text.path.parts else None,
        "seconds": round(seconds, 3),
    }


def readings_only(results: Iterable[Plain]) -> list[Plain]:
    """The readings among the results, failures left out (the scorer counts them as wrong)."""
    return [r["reading"] for r in results if "reading" in r]


def write(path: Path, content: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_text(content, encoding="utf-8")
    draft.replace(path)


def write_rows(path: Path, found: Iterable[Plain]) -> Path:
    """Write objects as JSONL; return the path."""
    write(path, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found))
    return path
