"""Names: what is joined to one person, what is kept apart, and what is no person at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import load
from shiten.names import NamedPerson, find_people, person_of
from shiten.pipeline import Prepared
from shiten.spotting import spot_names

Read = Callable[[str], Prepared]


def people_of(found: Prepared) -> tuple[NamedPerson, ...]:
    return find_people(found.parsed, found.quotations)


@pytest.mark.parametrize("case", load("names"))
def test_names(prepared: Read, case: dict[str, Any]) -> None:
    people = {p.name: p for p in people_of(prepared(case["text"]))}
    assert set(people) == set(case["people"])
    for name, aliases in case["people"].items():
        assert set(aliases) <= set(people[name].aliases)
    for name, gender in case.get("genders", {}).items():
        assert people[name].gender == gender


def test_every_mention_is_one_persons_and_written_in_the_text(prepared: Read) -> None:
    found = prepared("Anna Weiss met Tom. Miss Weiss liked Mr. Tom Reed, and Reed liked Anna well enough.")
    parsed = found.parsed
    people = people_of(found)
    mentions = [m for p in people for m in p.mentions]
    assert sorted(mentions, key=lambda m: m.first) == sorted(spot_names(parsed), key=lambda m: m.first)
    for m in mentions:
        assert parsed.story.text[parsed.starts[m.first] : parsed.end(m.last - 1)] == m.written
    assert [p.mentions[0].first for p in people] == sorted(p.mentions[0].first for p in people)


def test_the_order_of_mentions_does_not_matter_to_a_person(prepared: Read) -> None:
    person = people_of(prepared("Anna Weiss sang. Anna danced. Miss Weiss slept. Anna woke."))[0]
    assert person_of(list(reversed(person.mentions))) == person


def test_who_is_named_often_is_shown_as_they_are_regularly_called(prepared: Read) -> None:
    rare = "Paul Hobart went home. " + "Then Paul read and Paul slept. " * 40
    (person,) = people_of(prepared(rare))
    assert (person.name, person.aliases) == ("Paul", ("Paul Hobart",))
    (seldom,) = people_of(prepared("Paul Hobart went home. Then Paul read and Paul slept."))
    assert seldom.name == "Paul Hobart"
