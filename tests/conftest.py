"""One parser for all tests, and prepared texts kept between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from shiten.formats import story_from_text
from shiten.pipeline import Prepared, Understanding, conclude, default_parser, prepare
from shiten.weights import load


@pytest.fixture(scope="session")
def prepared() -> Callable[[str], Prepared]:
    """What the rules find in a text."""

    @cache
    def read(text: str) -> Prepared:
        return prepare(story_from_text(text), default_parser())

    return read


@pytest.fixture(scope="session")
def understood(prepared: Callable[[str], Prepared]) -> Callable[[str], Understanding]:
    """Everything the steps find in a text, by the shipped weights."""

    @cache
    def read(text: str) -> Understanding:
        return conclude(prepared(text), load())

    return read
