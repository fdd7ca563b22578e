"""``bin/errors``: for each wrong story what every step believed, beside the label, and where it first went wrong."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence

from benchmarking.places import NothingToMeasureError, Plain, groups
from benchmarking.readings import read_all
from benchmarking.scoring import same_person
from benchmarking.tables import columns
from benchmarking.texts import gold, stories
from benchmarking.verdicts import all_groups


def main(arguments: Sequence[str]) -> int:
    """Print the wrong stories and a table of causes; 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="bin/errors", description="What every step believed of the wrong stories.")
    parser.add_argument("--only", help="groups, by commas: synopses, contrast, full")
    parser.add_argument("--id", help="one story, right or wrong")
    parser.add_argument("--table", action="store_true", help="the table of causes alone")
    chosen = parser.parse_args(arguments)
    try:
        ids = frozenset(chosen.only.split(",")) if chosen.only else frozenset(g.id for g in groups())
        _run(ids, chosen.id, table_only=chosen.table)
    except NothingToMeasureError as error:
        print(f"errors: {error}", file=sys.stderr)
        return 2
    return 0


def _run(ids: frozenset[str], wanted: str | None, *, table_only: bool) -> None:
    causes: Counter[tuple[str, str]] = Counter()
    for group in all_groups(ids):
        texts = [t for t in stories(group) if wanted in (None, t.id)]
        labels = {r["id"]: r for r in gold(group)}
        for key, result in read_all(texts).items() if texts else ():
            cause = first_wrong(labels[key], result)
            causes[(group.id, cause)] += 1
            if wanted or (cause != "right" and not table_only):
                print(json.dumps(_shown(labels[key], result, cause), ensure_ascii=False, indent=1))
    names = sorted({cause for _, cause in causes})
    found = sorted({group for group, _ in causes})
    print(columns(["first wrong step", *found], [[n, *[causes[(g, n)] for g in found]] for n in names]))


def first_wrong(row: Plain, result: Plain) -> str:
    """The first step that went wrong on the way to a wrong genre, or "right"."""
    reading = result.get("reading")
    if reading is None:
        return "not read"
    if (reading["genre"] or {}).get("label") == row["genre"]:
        return "right"
    same = same_person()
    focal = reading["focalizers"][0]["character"] if reading["focalizers"] else None
    if row.get("viewpoint") and not any(same(focal, v, row) for v in row["viewpoint"]):
        return "viewpoint"
    triangle = reading["triangle"] or {}
    couple, mine = [c for c in row.get("couple") or [] if c], triangle.get("couple") or [None, None]
    if len(couple) == 2 and not any(
        same(mine[i], couple[0], row) and same(mine[1 - i], couple[1], row) for i in (0, 1)
    ):
        return "couple"
    if row.get("taker") and not same(triangle.get("taker"), row["taker"], row):
        return "taker"
    if row.get("outcome") and (triangle.get("outcome") or "none") != row["outcome"]:
        return "outcome"
    return "verdict"


def _shown(row: Plain, result: Plain, cause: str) -> Plain:
    kept = ("id", "genre", "neither_reason", "narration", "viewpoint", "couple", "taker", "outcome", "note")
    return {"first wrong": cause, "label": {k: row.get(k) for k in kept}, "believed": result.get("trace")}
