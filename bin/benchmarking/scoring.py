"""The scorer of the labelled stories, run as it is; and its notion of who is who."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from benchmarking.places import CACHE, Group, Plain, shared
from benchmarking.readings import write_rows
from benchmarking.texts import gold, rows


def run_scorer(name: str, arguments: Sequence[str]) -> str:
    """Standard output of one of the scorers; raises RuntimeError with its complaint where it fails."""
    command = [sys.executable, str(shared() / "bench" / name), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name} failed: {done.stderr.strip().splitlines()[-1:]}")
    return done.stdout


def printed_values(output: str) -> list[Plain]:
    """The dictionaries that a scorer printed, one a line, as Python shows them."""
    return [ast.literal_eval(line[line.index("{") :]) for line in output.splitlines() if "{" in line]


def score(
    readings: Iterable[Plain],
    only: str,
    *,
    name: str,
    min_confidence: float = 0.0,
    labels: Path | None = None,
) -> Plain:
    """Figures of readings on the rows whose ids begin with a prefix of ``only``; ``name`` names a file."""
    path = write_rows(CACHE / "scored" / f"{name}.jsonl", readings)
    given = [str(labels or shared() / "corpus" / "gold.jsonl"), str(path), "--only", only, "--language", "en"]
    if min_confidence:
        given += ["--min-confidence", str(min_confidence)]
    found: Plain = json.loads(run_scorer("score.py", [*given, "--json", "--errors"]))
    return found


def labels_without_stated_side() -> Path:
    """A copy of the labels without the rows that say outright through whom they are told."""
    kept = (r for r in rows(shared() / "corpus" / "gold.jsonl") if not r.get("side_stated"))
    return write_rows(CACHE / "scored" / "gold-side-not-stated.jsonl", kept)


def sides_stated(group: Group) -> int:
    """How many rows of a group say outright through whom they are told."""
    return sum(bool(r.get("side_stated")) for r in gold(group))


@cache
def same_person() -> Callable[[Any, str, Plain], bool]:
    """The scorer's own test whether a name means a person of a labelled row."""
    spec = importlib.util.spec_from_file_location("shared_score", shared() / "bench" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Any, str, Plain], bool] = module.is_person
    return found
