"""The texts that are read for measuring, and the labelled rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarking.places import Group, Plain, shared


@dataclass(frozen=True, slots=True)
class Text:
    """A story to read: a file, or a row's own text where ``path`` is None."""

    id: str
    path: Path | None
    text: str | None
    title: str | None = None

    def content(self) -> bytes:
        """What the text is made of, for the key of the cache and for its length."""
        if self.path is not None:
            return self.path.read_bytes()
        return (self.text or "").encode("utf-8")

    def key(self, code: str) -> str:
        """Name of the cached reading: it changes with the text, its id and title, and the code."""
        head = json.dumps([code, self.id, self.title]).encode("utf-8")
        return hashlib.sha256(head + b"\0" + self.content()).hexdigest()


def rows(path: Path) -> Iterator[Plain]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def gold(group: Group | None = None) -> list[Plain]:
    """The labelled English rows, of one group or all."""
    found = [r for r in rows(shared() / "corpus" / "gold.jsonl") if r["language"] == "en"]
    return [r for r in found if group is None or group.holds(r["id"])]


def stories(group: Group) -> list[Text]:
    """The texts of a group, in the order of the labels."""
    corpus = shared() / "corpus"
    short = {r["id"]: r for r in rows(corpus / "synopses.jsonl")}
    found = []
    for row in gold(group):
        if row["id"] in short:
            own = short[row["id"]]
            found.append(Text(own["id"], None, own["text"], own.get("title")))
        else:
            found.append(Text(row["id"], corpus / row["file"], None))
    return found


def extracts() -> list[Text]:
    """The hundred extracts whose people are labelled."""
    bench = shared() / "bench"
    return [Text(r["id"], bench / r["text"], None) for r in rows(bench / "litbank_people.jsonl")]


def quoted_novels(part: str) -> list[Text]:
    """The novels of one set whose speakers are labelled."""
    bench = shared() / "bench"
    return [Text(r["novel"], bench / r["text"], None) for r in rows(bench / "pdnc_novels.jsonl") if r["set"] == part]


def related_works() -> list[Text]:
    """The works in reach whose couples are labelled; the id is the work's name in the labels."""
    files = {r["work"]: r["file"] for r in rows(shared() / "bench" / "relations.jsonl") if r.get("file")}
    return [Text(work, shared() / file, None) for work, file in files.items()]
