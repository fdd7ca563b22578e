"""Cases as data, and what tests ask of prepared texts.

A file ``cases/NAME.json`` is a list of rows; a row holds a text, what is expected of it, perhaps a comment, and
``xfail`` with the reason where the code is known to get it wrong (strict: an improvement announces itself).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from shiten.pipeline import Prepared

CASES = Path(__file__).parent / "cases"


def load(name: str) -> list[ParameterSet]:
    """The rows of a file as parameters of one test."""
    found = []
    for row in json.loads((CASES / f"{name}.json").read_text("utf-8")):
        marks = [pytest.mark.xfail(strict=True, reason=row["xfail"])] if "xfail" in row else []
        found.append(pytest.param(row, id=row["text"][:60].replace("\n", " "), marks=marks))
    return found


def called(found: Prepared, person: int) -> tuple[str, ...]:
    """All that a person is called; nothing for nobody."""
    if person < 0:
        return ()
    p = found.cast.people[person]
    return (p.name, *p.aliases)


def person(found: Prepared, name: str) -> int:
    """The one person who is called ``name``."""
    fitting = [p.id for p in found.cast.people if name in called(found, p.id)]
    assert len(fitting) == 1, f"{name}: {[called(found, p) for p in fitting]}"
    return fitting[0]


def said(row: dict[str, Any]) -> str:
    """Why a case is there, for the failure's message."""
    return str(row.get("comment", row["text"]))
