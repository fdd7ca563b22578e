"""Writing a file whole or not at all: beside its place first, then moved there."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """Yield a stream whose bytes become the file at ``path`` when the block ends without an exception.

    Until then what stood there stays. A link is followed, permissions are kept. What is no ordinary file
    (a terminal, a pipe, the null device) is written to directly. Raises ``OSError`` that names ``path``.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = _mode(target)
        if mode is not None and not stat.S_ISREG(mode):
            with target.open("wb") as stream:
                yield stream
            return
        with _beside(target, mode) as stream:
            yield stream
    except OSError as cause:
        if cause.filename is None or Path(str(cause.filename)).name.startswith(".shiten-"):
            cause.filename, cause.filename2 = str(path), None
        raise


def write_text(path: str | Path, text: str) -> None:
    """Make ``text`` (UTF-8, lone surrogates as ``?``) the content of the file at ``path``, at one stroke."""
    with replacing(path) as stream:
        stream.write(text.encode("utf-8", "replace"))


def _mode(target: Path) -> int | None:
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        return None


@contextlib.contextmanager
def _beside(target: Path, mode: int | None) -> Iterator[BinaryIO]:
    # A short name of its own: the target's may already be as long as the file system allows.
    draft = target.with_name(f".shiten-{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            draft.chmod(stat.S_IMODE(mode))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
