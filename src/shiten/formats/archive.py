"""A zip archive read with suspicion: nothing is written out, and sizes are counted, not believed."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from shiten.errors import UnreadableStory

MAX_TOTAL = 200 * 1024 * 1024
MAX_MEMBER = 50 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 10_000
_RATIO_FROM = 1024 * 1024
_CHUNK = 64 * 1024
_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
)


class Archive:
    """The members of a zip archive held in memory; ``name`` is the file's name in error messages.

    Every failure is an :class:`UnreadableStory`: damage, encryption, and what a zip bomb would do.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._size = len(data)
        self._total = 0
        if data.count(b"PK\x01\x02") > MAX_ENTRIES:
            raise UnreadableStory(f"{name}: holds more than {MAX_ENTRIES:,} entries")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            names = self._zip.namelist()
        except (*_DAMAGE, NotImplementedError, RuntimeError) as cause:
            raise UnreadableStory(f"{name}: is damaged or cut short (not a whole zip archive)") from cause
        self.names = frozenset(names)
        self._folded = {member.casefold(): member for member in names}

    def find(self, path: str) -> str | None:
        """Return the member that ``path`` names, letter case aside where it must be."""
        return path if path in self.names else self._folded.get(path.casefold())

    def read(self, member: str) -> bytes:
        """Return a member's bytes; the limits hold while it is unpacked."""
        info = self._zip.getinfo(member)
        if info.flag_bits & 0x41:
            raise UnreadableStory(f"{self._name}: is encrypted: Shiten reads only open EPUBs")
        packed = max(1, min(info.compress_size, self._size))
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._total += len(chunk)
                    bomb = size > _RATIO_FROM and size > MAX_RATIO * packed
                    if bomb or size > MAX_MEMBER or self._total > MAX_TOTAL:
                        raise UnreadableStory(f"{self._name}: unpacks to far more than a book (a zip bomb?)")
                    parts.append(chunk)
        except NotImplementedError as cause:
            raise UnreadableStory(f"{self._name}: is packed in a way that cannot be read") from cause
        except (*_DAMAGE, RuntimeError) as cause:
            raise UnreadableStory(f"{self._name}: is damaged: {_shown(member)} cannot be unpacked") from cause
        return b"".join(parts)


def _shown(member: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in member)
    return shown if len(shown) <= 80 else f"{shown[:77]}..."
