"""Where things are, and what is measured together."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Plain = dict[str, Any]

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
HISTORY = ROOT / "docs" / "benchmarks-history.jsonl"


class NothingToMeasureError(Exception):
    """The labelled stories are not where they are looked for; the message says where that is."""


@dataclass(frozen=True, slots=True)
class Group:
    """Stories that are scored together: those whose id begins with one of the prefixes in ``only``."""

    id: str
    title: str
    only: str
    floors: Mapping[str, float]

    def holds(self, story_id: str) -> bool:
        """Whether a story belongs to the group."""
        return story_id.startswith(tuple(self.only.split(",")))


def shared() -> Path:
    """The folder with the labelled stories: $SHITEN_SHARED, else ../shared; raises NothingToMeasureError."""
    folder = Path(os.environ.get("SHITEN_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus" / "gold.jsonl").is_file():
        raise NothingToMeasureError(
            "the labelled stories are missing: put them into ../shared or name their folder in SHITEN_SHARED"
        )
    return folder


@cache
def settings() -> Plain:
    """The contents of floors.toml."""
    return tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


def groups() -> tuple[Group, ...]:
    """The groups of floors.toml, in order."""
    return tuple(Group(g["id"], g["title"], g["only"], g["floors"]) for g in settings()["group"])
