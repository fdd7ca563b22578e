"""Words and phrases of a list, found in a parsed story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shiten.parse import Parsed


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``first..last`` (half-open) that stand for ``label``; ``text`` is the entry that matched."""

    first: int
    last: int
    label: str
    text: str


class PhraseIndex:
    """Entries by first word; each word of an entry matches a surface form or a lemma."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        """``entries`` are (label, entry) pairs; entries are lower case, words separated by spaces."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for label, entry in entries:
            parts = tuple(
                entry.replace("-", " - ").replace("'s", " 's").replace("’s", " 's").replace("n't", " n't").split()
            )
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, label, entry))

    def find(self, parsed: Parsed) -> Iterator[Hit]:
        """Yield every match in text order; matches of different labels may overlap."""
        by_first = self._by_first
        seen: set[tuple[int, int, str]] = set()
        for i, (low, lemma) in enumerate(zip(parsed.lowers, parsed.lemmas, strict=True)):
            entries = by_first.get(low, ())
            if lemma != low and lemma in by_first:
                entries = [*entries, *by_first[lemma]]
            for parts, label, entry in entries:
                key = (i, len(parts), label)
                if key not in seen and self._stands(parsed, i, parts):
                    seen.add(key)
                    yield Hit(i, i + len(parts), label, entry)

    @staticmethod
    def _stands(parsed: Parsed, i: int, parts: tuple[str, ...]) -> bool:
        if i + len(parts) > len(parsed):
            return False
        return all(
            part in (parsed.lowers[i + k], parsed.lemmas[i + k]) or parsed.lowers[i + k].replace("’", "'") == part
            for k, part in enumerate(parts)
            if k
        )
