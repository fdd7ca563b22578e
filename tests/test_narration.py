"""The grammatical person of the telling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import load, said
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]


@pytest.mark.parametrize("case", load("narration"))
def test_narration(prepared: Read, case: dict[str, Any]) -> None:
    assert prepared(case["text"]).told == case["person"], said(case)


def test_a_long_text_of_two_halves_is_mixed(prepared: Read) -> None:
    first = "I walked to the mill and I thought of her, and I was sorry for what I had said to my brother. " * 45
    third = "Tom walked to the mill. He thought of her there, and he was sorry for what he had said to him. " * 45
    assert prepared(first + "\n\n" + third).told == "mixed"
    assert prepared(third + third).told == "third"
    assert prepared(first).told == "first"
