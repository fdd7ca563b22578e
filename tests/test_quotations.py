"""Quotations: marks of every style, plays, and what is no speech."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import load
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]


@pytest.mark.parametrize("case", load("quotations"))
def test_quotations(prepared: Read, case: dict[str, Any]) -> None:
    found = prepared(case["text"])
    parsed, quotations = found.parsed, found.quotations
    spoken = [parsed.story.text[parsed.starts[q.first] : parsed.end(q.last - 1)] for q in quotations.quotes]
    assert spoken == case["quotes"]
    assert quotations.drama == case.get("drama", False)


def test_quote_of_says_what_the_quotes_say(prepared: Read) -> None:
    found = prepared("“Come in,” said Martha. Ellen stood. “I will not stay,” she said, “and you know it.”")
    for n, quote in enumerate(found.quotations.quotes):
        assert set(found.quotations.quote_of[quote.first : quote.last]) == {n}
    inside = sum(q.last - q.first for q in found.quotations.quotes)
    assert sum(not found.quotations.narrative(i) for i in range(len(found.parsed))) == inside
