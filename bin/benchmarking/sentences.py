"""The rules on labelled sentences of our own: which ties and events they find, and how often they are right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarking.parts import Part
from benchmarking.places import ROOT, Plain
from shiten.cast import Cast
from shiten.formats import story_from_text
from shiten.pipeline import Prepared, default_parser, prepare
from shiten.terms import EventKind, Modality, TieKind
from training.match import person_for

FOLDER = ROOT / "training/sentences"
READ = "mixed"
LABELLED = (TieKind.MARRIED, TieKind.ENGAGED, TieKind.COUPLE, TieKind.LOVERS)
# Kinds in which it does not matter who of the two is named first.
MUTUAL = (EventKind.YIELDING, EventKind.PARTING, EventKind.RECONCILIATION)


@dataclass(slots=True)
class _Count:
    """Labelled, found (the kind), found with the right people, claimed, claimed where labelled."""

    labelled: int = 0
    found: int = 0
    with_people: int = 0
    claimed: int = 0
    right: int = 0


@dataclass(slots=True)
class _Counts:
    of: dict[str, _Count] = field(default_factory=dict)

    def __getitem__(self, name: str) -> _Count:
        return self.of.setdefault(name, _Count())


def sentences_part() -> Part:
    """Ties and events in the labelled sentences; a tie's or event's kind, and the two people of it."""
    counts = _Counts()
    passages = [row for path in sorted(FOLDER.glob("*.jsonl")) for row in _unread(path)]
    for row in passages:
        found = prepare(story_from_text(row["text"], id=row["id"]), default_parser())
        _ties(row, found, counts["ties"])
        _events(row, found, counts)
    names = ["ties", *(k for k in EventKind if k in counts.of)]
    rows = [(name, *_figures(counts[name])) for name in names]
    return Part(
        f"Ties and events in {len(passages)} labelled passages of one to three sentences (our own)",
        ("", "labelled", "kind found", "people right too", "claimed", "of these labelled"),
        tuple(rows),
        "Many passages imply rather than say. Nothing is fitted on them; the rules were mended on as many others of "
        "the same files, and how many of all were right was looked at while mending.",
    )


def _unread(path: Path) -> list[Plain]:
    """The passages of even numbers; those of odd numbers, and all that are mixed, were read to mend the rules."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if path.stem != READ and int(row["id"].rsplit("-", 1)[1]) % 2 == 0]


def _figures(c: _Count) -> tuple[float | None, ...]:
    return (
        c.labelled,
        c.found / c.labelled if c.labelled else None,
        c.with_people / c.labelled if c.labelled else None,
        c.claimed,
        c.right / c.claimed if c.claimed else None,
    )


def _ties(row: Plain, found: Prepared, count: _Count) -> None:
    wanted = {
        frozenset(_people(row, found.cast, (t["a"], t["b"]))) for t in row["ties"] if t["modality"] == Modality.REAL
    }
    claimed = {frozenset((t.a, t.b)) for t in found.ties if t.kind in LABELLED}
    count.labelled += len(wanted)
    count.found += len(wanted & claimed)
    count.with_people += len(wanted & claimed)
    count.claimed += len(claimed)
    count.right += len(wanted & claimed)


def _events(row: Plain, found: Prepared, counts: _Counts) -> None:
    labelled = Counter(e["kind"] for e in row["events"])
    for event in found.events:
        counts[event.kind].claimed += 1
        counts[event.kind].right += event.kind in labelled
    for e in row["events"]:
        count, kind = counts[e["kind"]], EventKind(e["kind"])
        said = [(f.agent, f.patient) for f in found.events if f.kind is kind]
        agent, patient = _people(row, found.cast, (e["agent"], e["patient"]))
        count.labelled += 1
        count.found += bool(said)
        count.with_people += any(
            (a == agent and (p == patient or not e["patient"])) or (kind in MUTUAL and {a, p} == {agent, patient})
            for a, p in said
        )


def _people(row: Mapping[str, Plain], cast: Cast, names: Sequence[str | None]) -> tuple[int, ...]:
    """The people whom the labels mean; negative numbers, each another, for those not found."""
    found = [person_for(name, row["people"], cast) for name in names]
    return tuple(p if p is not None else -2 - k for k, p in enumerate(found))
