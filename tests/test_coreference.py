"""Who is meant by each pronoun and noun."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import called, load, person, said
from shiten.pipeline import Prepared
from shiten.terms import Gender

Read = Callable[[str], Prepared]
PRONOUNS = frozenset("he him his himself she her hers herself i me my you".split())  # noqa: SIM905


@pytest.mark.parametrize("case", load("pronouns"))
def test_pronouns(prepared: Read, case: dict[str, Any]) -> None:
    found = prepared(case["text"])
    meant = [
        (low, called(found, found.cast.who[i])) for i, low in enumerate(found.parsed.lowers)
        if low in case.get("only", PRONOUNS)
    ]  # fmt: skip
    if "not" in case:
        low, name = case["not"].split("=")
        assert (low, True) not in [(w, name in names) for w, names in meant], said(case)
        return
    assert [low for low, _ in meant] == [m.split("=")[0] for m in case["means"]]
    assert all(m.split("=")[1] in names for m, (_, names) in zip(case["means"], meant, strict=True)), meant


def test_the_cast_is_of_one_piece(prepared: Read) -> None:
    found = prepared(
        "Paul and his wife Mary kept bees. The doctor came on Monday, and she gave him tea. “You are pale,” the doctor "
        "said. They laughed at that. Her brother never came."
    )
    cast = found.cast
    assert [p.id for p in cast.people] == list(range(len(cast.people)))
    assert len(cast.who) == len(found.parsed)
    for m in cast.mentions:
        assert 0 <= m.first <= m.head < m.last <= len(found.parsed)
        assert 0 <= m.person < len(cast.people)
    assert [m.first for m in cast.mentions] == sorted(m.first for m in cast.mentions)
    for p in cast.people:
        own = [m for m in cast.mentions if m.person == p.id]
        assert p.mentions == len(own)
        assert p.first == own[0].first
    for t, group in cast.groups.items():
        assert cast.who[t] < 0
        assert len(group) == 2
        assert cast.of(t) == group


def test_a_plural_is_the_two_last_met(prepared: Read) -> None:
    found = prepared("Paul met Mary at the fair. They danced until dawn.")
    at = found.parsed.lowers.index("they")
    assert {found.cast.people[p].name for p in found.cast.of(at)} == {"Paul", "Mary"}


def test_relations_point_from_owner_to_other(prepared: Read) -> None:
    found = prepared("Paul Reed kept bees. His wife, Mary, sold the honey.")
    assert [(r.owner, r.noun, r.other) for r in found.cast.relations] == [
        (person(found, "Paul Reed"), "wife", person(found, "Mary"))
    ]


def test_a_nameless_spouse_is_somebody_and_has_a_gender(prepared: Read) -> None:
    found = prepared("Martha kept the inn. Her husband slept in the loft, and he never came down.")
    husband = next(p for p in found.cast.people if not p.named)
    assert husband.gender is Gender.MALE
    assert found.cast.who[found.parsed.lowers.index("he")] == husband.id


def test_pronouns_teach_the_gender_of_a_strange_name(prepared: Read) -> None:
    found = prepared("Quorl came at noon. She was tall. She sat down, and her coat was wet. She drank.")
    assert found.cast.people[person(found, "Quorl")].gender is Gender.FEMALE


def test_things_called_her_are_nobody(prepared: Read) -> None:
    found = prepared("The rain fell on the sea. The sea took it. The wind was in the south, and the hills were dark.")
    assert found.cast.people == ()
    assert found.cast.narrator is None
