"""Ties: who belongs to whom, until when, and who does not. The plainest cases stand in test_steps.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import called, load, person, said
from shiten.corrections import Corrections, TieCorrection
from shiten.pipeline import Prepared
from shiten.terms import TieKind
from shiten.ties import STATED, Tie, find_ties

Read = Callable[[str], Prepared]


def between(found: Prepared, a: str, b: str, kind: str) -> list[Tie]:
    return [
        t for t in found.ties
        if t.kind == kind and {a, b} <= {*called(found, t.a), *called(found, t.b)}
        and (a in called(found, t.a)) != (a in called(found, t.b))
    ]  # fmt: skip


@pytest.mark.parametrize("case", load("couples"))
def test_couples(prepared: Read, case: dict[str, Any]) -> None:
    found = prepared(case["text"])
    if "none" in case:
        assert not [t for t in found.ties if t.kind in case["none"]], said(case)
        return
    a, kind, b = case.get("tie") or case.get("ended") or case.get("weak") or case["not"]
    ties = between(found, a, b, kind)
    if "not" in case:
        assert not ties, said(case)
    elif "weak" in case:
        assert all(t.weight < 1 for t in ties), said(case)
    else:
        assert ties, [(called(found, t.a), t.kind, called(found, t.b)) for t in found.ties]
        assert (ties[0].end is not None) == ("ended" in case), said(case)


def test_ties_are_in_order_with_places_in_the_text(prepared: Read) -> None:
    found = prepared(
        "Paul Reed and his wife Mary kept bees. Peter, Paul's brother, loved Mary. Mary left Paul in May, and "
        "they divorced. Anna is engaged to Peter."
    )
    assert len(found.ties) >= 3
    assert list(found.ties) == sorted(found.ties, key=lambda t: (t.start, t.a, t.b, t.kind))
    for t in found.ties:
        assert 0 <= t.a < t.b < len(found.cast.people)
        assert t.holds(t.a)
        assert t.holds(t.b)
        assert t.evidence
        assert all(0 <= at < len(found.parsed) for at in t.evidence)
        assert t.end is None or t.start <= t.end < len(found.parsed)


def test_more_evidence_weighs_more(prepared: Read) -> None:
    once = prepared("Paul and his wife Mary kept bees.")
    often = prepared("Paul and his wife Mary kept bees. Mary, his wife, sold honey. Paul is married to Mary.")
    assert between(often, "Paul", "Mary", "married")[0].weight > between(once, "Paul", "Mary", "married")[0].weight


def test_what_the_reader_states_comes_on_top_and_ends_where_they_say(prepared: Read) -> None:
    text = "Paul sat by Mary. They spoke of the weather until the train came in."
    found = prepared(text)
    until = text.index("until")
    stated = Corrections(ties=(TieCorrection("Paul", "Mary", TieKind.COUPLE, until),))
    (tie,) = find_ties(found.parsed, found.cast, stated)
    assert {tie.a, tie.b} == {person(found, "Paul"), person(found, "Mary")}
    assert tie.weight == STATED
    assert tie.end is not None
    assert found.parsed.starts[tie.end] == until


def test_nobody_is_wed_by_what_is_no_tie_of_theirs(prepared: Read) -> None:
    for text in (
        "Tom proposes to Nell. She refuses.",
        "King Hadwin rides out. Queen Maud and Queen Anne watch him go.",
    ):
        found = prepared(text)
        assert not [t for t in found.ties if t.kind.committed], text


def test_a_long_text_does_not_believe_next_to_nothing(prepared: Read) -> None:
    hint = "Mr. Marsh came in. The lamp was lit. Mrs. Marsh was out. "
    plain = "Tom Reed married Nell Grey in May. "
    filler = "The rain fell upon the harbour, and nobody came down to the boats that day. " * 700
    short, long = (prepared(hint + plain + rest) for rest in ("", filler))

    def couples(found: Prepared) -> set[frozenset[str]]:
        people = found.cast.people
        return {frozenset((people[t.a].name, people[t.b].name)) for t in found.ties if t.kind.committed}

    wed, of_one_name = frozenset(("Tom Reed", "Nell Grey")), frozenset(("Mr. Marsh", "Mrs. Marsh"))
    assert couples(short) == {wed, of_one_name}
    assert couples(long) == {wed}
