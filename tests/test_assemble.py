"""From what was found to the contract: passages, offsets, roles, and one stable JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import TALES
from shiten.assemble import CAST_LIMIT, QUOTE_LIMIT, Passages, _rounded, assemble
from shiten.pipeline import Prepared, Understanding
from shiten.reading import Reading, json_schema
from shiten.terms import Genre, NeitherReason

Read = Callable[[str], Understanding]
ROLES = {
    "netori": {"seducer", "seduced", "unsuspecting_partner"},
    "netorare": {"victim", "cheater", "interloper"},
}


def as_if(found: Understanding, label: Genre) -> Understanding:
    """The same understanding under another verdict, its sides filled as the pipeline fills them."""
    from shiten.pipeline import sides_of

    verdict = replace(
        found.verdict, probabilities=dict.fromkeys(Genre, 0.0) | {label: 1.0},
        reasons=found.verdict.reasons or {NeitherReason.OBSERVER: 1.0},
    )  # fmt: skip
    sides = sides_of(verdict, found.triangles, found.viewpoint)
    return replace(found, verdict=verdict, sides=sides, triangle=next(iter(sides.values()), found.triangle))


@pytest.mark.parametrize("label", Genre)
@pytest.mark.parametrize("tale", ["left", "taker", "strayer"])
def test_the_contracts_invariants_under_every_verdict(understood: Read, tale: str, label: Genre) -> None:
    found = as_if(understood(TALES[tale]), label)
    reading = assemble(found, "model 1", 0.5)
    text = found.parsed.story.text
    assert reading.genre is not None
    assert reading.genre.label is label
    assert sum(reading.genre.probabilities.values()) == pytest.approx(1)
    assert (reading.genre.neither_reason is None) == (label is not Genre.NEITHER)
    assert reading.roles is not None
    for genre, names in ROLES.items():
        filled = getattr(reading.roles, genre)
        assert (filled is not None) == (label in (genre, Genre.BOTH))
        if filled is not None:
            assert {role.value for role in filled} == names
            assert len({*filled.values()} - {None}) == 3
    if label in (Genre.NETORI, Genre.NETORARE, Genre.BOTH):
        assert reading.triangle is not None
    check_places(reading, text)
    jsonschema.validate(reading.to_dict(), json_schema())


def check_places(reading: Reading, text: str) -> None:
    assert all(text[e.start : e.end] == e.quote and e.quote.strip() for e in reading.evidence)
    assert sum(f.share for f in reading.focalizers) <= 1.01, "shares are rounded to three places each"
    for s in (*reading.shifts, *reading.stages, *reading.arc.points):  # type: ignore[union-attr]
        assert 0 <= s.start < s.end <= len(text)
    for a, b in zip(reading.shifts, reading.shifts[1:], strict=False):
        assert a.end <= b.start
    for member in reading.cast:
        forms = {member.name, *member.aliases}
        assert member.first < len(text)
        assert member.mentions > 0
        assert any(text[member.first :].startswith(form) for form in forms) or not any(f in text for f in forms)
    for tie in reading.ties:
        assert tie.evidence
        assert 0 <= tie.start < len(text)
        assert tie.end is None or tie.start <= tie.end <= len(text)
    names = {m.name for m in reading.cast}
    for tie in reading.ties:
        assert {tie.a, tie.b} <= names
    for t in (*reading.triangles, *([reading.triangle] if reading.triangle else [])):
        assert {*t.couple, t.taker} <= names
        assert len({*t.couple, t.taker}) == 3


@pytest.mark.parametrize("tale", TALES)
def test_json_goes_round_and_keeps_its_order(understood: Read, tale: str) -> None:
    reading = assemble(understood(TALES[tale]), "model 1", 0.5)
    again = Reading.from_json(reading.to_json())
    assert again == reading
    assert again.to_json() == reading.to_json()
    assert Reading.from_dict(reading.to_dict()) == reading
    keys = list(json.loads(reading.to_json()))
    assert keys[:3] == ["schema", "id", "story"]
    assert keys == [f.alias or n for n, f in Reading.model_fields.items() if n != "withheld"]
    assert [*json.loads(reading.to_json())["genre"]["probabilities"]] == [
        *assemble(understood(TALES["nobody"]), "m", 0).to_dict()["genre"]["probabilities"]
    ]


@given(st.lists(st.floats(0.0, 1.0), min_size=4, max_size=4).filter(lambda ps: sum(ps) > 0.01))
def test_rounded_probabilities_still_sum_to_one_and_keep_the_first(values: list[float]) -> None:
    found = dict(zip(Genre, [v / sum(values) for v in values], strict=True))
    rounded = _rounded(found)
    assert sum(rounded.values()) == pytest.approx(1, abs=1e-9)
    assert all(0 <= p <= 1 for p in rounded.values())
    assert all(abs(rounded[g] - p) <= 3e-4 for g, p in found.items())


def test_passages_are_kept_once_and_cut_when_long(prepared: Callable[[str], Prepared]) -> None:
    text = "Paul " + "and ".join(f"walked to the mill number {i} " for i in range(60)) + "with Mary."
    parsed = prepared(text).parsed
    passages = Passages(parsed)
    assert passages.sentence(3, "why", 0) == passages.sentence(3, "why", 0) == 0
    assert passages.sentence(3, "another why", 7) == 1
    assert passages.cite([(3, "why"), (3, "why"), (3, "another why")], 0) == (0, 1)
    last = passages.sentence(len(parsed) - 2, "late", 1)
    for e in passages.all():
        assert len(e.quote) <= QUOTE_LIMIT
        assert text[e.start : e.end] == e.quote
    assert "Mary" in passages.all()[last].quote
    assert [e.spoiler for e in passages.all()] == [0, 2, 1]


def test_a_crowd_is_cut_to_the_most_mentioned(understood: Read) -> None:
    names = [
        f"{a}{b}"
        for a in ("Bran", "Cor", "Dal", "Fen", "Gar", "Hol", "Jor", "Kel", "Lun", "Mar", "Nor", "Per", "Rud", "Sor")
        for b in ["dor", "fin", "gar", "kin", "lan", "mor", "nus", "rik", "tor", "vin"]
    ]
    text = " ".join(f"Then {name} came in and sat down, and {name} said that he was tired." for name in names)
    found = understood(text)
    reading = assemble(found, "m", 0)
    assert len(found.cast.people) > CAST_LIMIT
    assert len(reading.cast) == CAST_LIMIT
    assert min(m.mentions for m in reading.cast) >= min(p.mentions for p in found.cast.people)


def test_nobody_at_all(understood: Read) -> None:
    reading = assemble(understood(TALES["nobody"]), "m", 0)
    assert (reading.cast, reading.ties, reading.triangle, reading.focalizers, reading.shifts) == ((), (), None, (), ())
    assert reading.genre is not None
    assert reading.genre.label is Genre.NEITHER
    assert reading.genre.neither_reason is NeitherReason.NO_TRIANGLE
    assert reading.narration.narrator is None


def test_the_nameless_of_whom_nothing_is_claimed_are_left_out(understood: Read) -> None:
    leading = ("Anna", "Tom", "Paul", "Clara", "Felix", "Ida", "Hugo", "Nora", "Karl", "Greta", "Oskar", "Vera")
    talk = " ".join(f"{a} thanked {b}, and {b} thanked {a}." for a in leading for b in leading if a < b)
    found = understood(f"{talk} A sailor came in from the rain.")
    reading = assemble(found, "m", 0)
    nameless = {p.name for p in found.cast.people if not p.named}
    assert nameless
    assert not nameless & {m.name for m in reading.cast}
    assert set(leading) <= {m.name for m in reading.cast}
