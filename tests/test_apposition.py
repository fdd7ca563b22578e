"""Whom a noun names beside it, and whose it is, by the words where the parse fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shiten.apposition import named_beside, phrase_start, possessor
from shiten.names import find_people
from shiten.narration import grammatical_person
from shiten.notes import Notes
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]


def noted(found: Prepared) -> Notes:
    told = grammatical_person(found.parsed, found.quotations)
    return Notes(found.parsed, found.quotations, find_people(found.parsed, found.quotations), told)


def at(found: Prepared, word: str) -> int:
    return found.parsed.words.index(word)


@pytest.mark.parametrize(
    ("text", "noun", "named"),
    [
        ("Paul left his wife Anna in Leeds. Anna wept.", "wife", "Anna"),
        ("Paul left his wife, Anna, in Leeds. Anna wept.", "wife", "Anna"),
        ("Paul left his wife of six years, Anna, in Leeds. Anna wept.", "wife", "Anna"),
        ("Paul left his wife, the actress Anna Weiss, in Leeds. Anna wept.", "wife", "Anna Weiss"),
        ("Paul left his wife and secretary Anna in Leeds. Anna wept.", "wife", "Anna"),
        ("Anna, the surgeon's wife, wept. Paul saw Anna.", "wife", "Anna"),
        ("Paul met a miller named Peter. Peter wept.", "miller", "Peter"),
        ("His wife is called Anna. Paul saw Anna weep.", "wife", "Anna"),
        ("To his wife, Anna seemed a stranger. Paul saw Anna.", "wife", None),
        ("Paul, his wife and Anna went to the fair. Anna wept.", "wife", None),
    ],
)
def test_whom_a_noun_names(prepared: Read, text: str, noun: str, named: str | None) -> None:
    found = prepared(text)
    notes = noted(found)
    person = named_beside(notes, at(found, noun))
    assert (notes.people[person].name if person is not None else None) == named


@pytest.mark.parametrize(
    ("text", "noun", "first", "owner"),
    [
        ("Paul saw his young wife.", "wife", "his", "his"),
        ("Anna saw the old surgeon's wife.", "wife", "'s", "surgeon"),
        ("Anna saw a tall miller.", "miller", "a", None),
    ],
)
def test_where_a_phrase_begins_and_whose_it_is(
    prepared: Read, text: str, noun: str, first: str, owner: str | None
) -> None:
    found = prepared(text)
    notes = noted(found)
    assert found.parsed.words[phrase_start(notes, at(found, noun))] == first
    token = possessor(notes, at(found, noun))
    assert (found.parsed.words[token] if token is not None else None) == owner
