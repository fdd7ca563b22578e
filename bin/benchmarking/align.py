"""Offsets of a story as read, led back to the file it was read from (whose lines and licence it lost)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
# After a mismatch the texts are taken up again where so many words in a row agree, looked for so far ahead.
AGREE, AHEAD = 4, 4000


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of places where both texts have the same word, both ascending."""

    read: Sequence[int]
    raw: Sequence[int]

    def back(self, offset: int) -> int:
        """Where in the raw file an offset of the story lies: exact inside words that agree, else near."""
        if not self.read:
            return offset
        at = max(0, bisect_right(self.read, offset) - 1)
        place = self.raw[at] + (offset - self.read[at])
        return max(0, min(place, self.raw[at + 1]) if at + 1 < len(self.raw) else place)


def align(read: str, raw: str) -> Alignment:
    """Pair the words of the two texts in order; what one of them lacks is jumped over."""
    a = [(m[0], m.start()) for m in _WORD.finditer(read)]
    b = [(m[0], m.start()) for m in _WORD.finditer(raw)]
    i = j = 0
    pairs: list[tuple[int, int]] = []
    while i < len(a) and j < len(b):
        if a[i][0] == b[j][0]:
            pairs.append((a[i][1], b[j][1]))
            i, j = i + 1, j + 1
            continue
        jump = _meet([w for w, _ in a[i : i + AHEAD]], [w for w, _ in b[j : j + AHEAD]])
        if jump is None:
            i, j = i + 1, j + 1
        else:
            i, j = i + jump[0], j + jump[1]
    return Alignment([p for p, _ in pairs], [q for _, q in pairs])


def _meet(a: Sequence[str], b: Sequence[str]) -> tuple[int, int] | None:
    """The least jump in both after which ``AGREE`` words agree (fewer at the end of a text)."""
    agree = max(1, min(AGREE, len(a), len(b)))
    first: dict[tuple[str, ...], int] = {}
    for j in range(len(b) - agree + 1):
        first.setdefault(tuple(b[j : j + agree]), j)
    found = [(i, first[key]) for i in range(len(a) - agree + 1) if (key := tuple(a[i : i + agree])) in first]
    return min(found, key=lambda ij: (ij[0] + ij[1], ij[0]), default=None)
