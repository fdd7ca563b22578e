"""The changes that must not matter change what they should and nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bin"))

from benchmarking.invariance import SUBPLOT, renamed, respelled, swapped, with_subplot
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]
TEXT = "Mr. Paul Reed loved his wife Mary. He admired her, and Mary sold her old house. Colours faded."


def test_other_names_leave_the_rest_as_it_stands(prepared: Read) -> None:
    changed = renamed(prepared(TEXT))
    assert not {"Paul", "Reed", "Mary"} & set(changed.replace(".", " ").split())
    assert changed.startswith("Mr. ")
    assert " loved his wife " in changed
    assert changed == renamed(prepared(TEXT))


def test_turning_genders_round(prepared: Read) -> None:
    changed = swapped(prepared(TEXT))
    assert changed.startswith("Mrs. ")
    assert " loved her husband " in changed
    assert "She admired him," in changed
    assert "sold his old house" in changed


def test_spelling_and_a_subplot(prepared: Read) -> None:
    assert respelled(prepared("The harbour was grey.")) == "The harbor was gray."
    assert with_subplot(prepared(TEXT)) == TEXT + SUBPLOT
