"""One process at a time: a lock file with the process's number in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from shiten.errors import ShitenError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def holding(path: Path, purpose: str) -> Iterator[None]:
    """Hold the lock file at ``path`` while the block runs.

    Raises :class:`ShitenError`, beginning with ``purpose``, if another process holds it. A file that a killed
    process left behind is taken over: the system lets go of its lock, not of its file.
    """
    handle = _acquire(path, purpose)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode("ascii"))
        yield
    finally:
        if fcntl is not None:
            path.unlink(missing_ok=True)
        os.close(handle)
        if fcntl is None:
            path.unlink(missing_ok=True)


def _acquire(path: Path, purpose: str) -> int:
    while True:
        if fcntl is None:
            # Without advisory locks the file itself is the lock; a stale one must be removed by hand.
            try:
                return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
            except FileExistsError:
                raise ShitenError(_message(path, purpose)) from None
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _same_file(handle, path):
                return handle
        except BlockingIOError:
            os.close(handle)
            raise ShitenError(_message(path, purpose)) from None
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # its holder removed the file between our opening and locking it: once more


def _same_file(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _message(path: Path, purpose: str) -> str:
    with contextlib.suppress(OSError, ValueError):
        return f"{purpose} (process {int(path.read_text(encoding='ascii'))})"
    return f"{purpose} ({path.name} is held)"
