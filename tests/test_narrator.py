"""What the one who says "I" is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import load, said
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]


@pytest.mark.parametrize("case", load("narrators"))
def test_narrators(prepared: Read, case: dict[str, Any]) -> None:
    cast = prepared(case["text"]).cast
    name = cast.people[cast.narrator].name if cast.narrator is not None else None
    assert name == case["narrator"], said(case)
