"""Who speaks, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import called, load, said
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]


@pytest.mark.parametrize("case", load("speakers"))
def test_speakers(prepared: Read, case: dict[str, Any]) -> None:
    found = prepared(case["text"])
    speakers = [called(found, s) for s in found.cast.speakers]
    if "not" in case:
        assert case["not"] not in [name for names in speakers for name in names], said(case)
        return
    assert len(speakers) == len(case["speakers"])
    assert all(name in names for name, names in zip(case["speakers"], speakers, strict=True)), speakers
    addressees = [called(found, a) for a in found.cast.addressees]
    for name, names in zip(case.get("addressees", ()), addressees, strict=False):
        assert name in names, addressees


def test_every_quote_has_a_place_for_its_speaker(prepared: Read) -> None:
    found = prepared("“Who?” “My wife.” “With whom?” “With you, I think.” “Never.” “Ever since the war.”")
    assert len(found.cast.speakers) == len(found.cast.addressees) == len(found.quotations.quotes)


def test_nobody_speaks_to_themselves(prepared: Read) -> None:
    found = prepared("“Come in,” said Martha.\n\n“No,” said Paul.\n\n“Why not, Paul?”\n\n“I cannot, Martha.”")
    pairs = list(zip(found.cast.speakers, found.cast.addressees, strict=True))
    assert all(speaker != addressee for speaker, addressee in pairs if speaker >= 0)


def test_i_and_you_in_a_quote_are_its_two(prepared: Read) -> None:
    found = prepared("“I am late,” said Paul.\n\n“You always are,” said Martha.")
    meant = {w: called(found, found.cast.who[i]) for i, w in enumerate(found.parsed.lowers) if w in ("i", "you")}
    assert "Paul" in meant["i"]
    assert "Paul" in meant["you"]
