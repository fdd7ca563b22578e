"""What the rules find in plain sentences, and what they must leave alone. Cases are data: tests/cases."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shiten.pipeline import Prepared
from shiten.terms import Gender, Person

CASES = Path(__file__).parent / "cases"
Read = Callable[[str], Prepared]


def cases(name: str) -> list[Any]:
    return [pytest.param(c, id=c["text"][:50]) for c in json.loads((CASES / f"{name}.json").read_text("utf-8"))]


def names(found: Prepared, person: int) -> tuple[str, ...]:
    p = found.cast.people[person]
    return (p.name, *p.aliases)


@pytest.mark.parametrize("case", cases("ties"))
def test_ties(prepared: Read, case: dict[str, Any]) -> None:
    found = prepared(case["text"] + " The weather was fine that year, and everybody in the town said so.")
    kinds = [t.kind for t in found.ties]
    if "none" in case:
        assert case["none"] not in kinds
        return
    a, kind, b = case["tie"]
    pairs = [(names(found, t.a) + names(found, t.b), t.kind) for t in found.ties]
    assert any(a in people and b in people and k == kind for people, k in pairs), pairs


@pytest.mark.parametrize("case", cases("events"))
def test_events(prepared: Read, case: dict[str, Any]) -> None:
    found = prepared(case["text"] + " The weather was fine that year, and everybody in the town said so.")
    if "none" in case:
        assert case["none"] not in [e.kind for e in found.events]
        return
    kind, agent, patient, modality = case["event"]
    seen = [
        (
            e.kind,
            names(found, e.agent) if e.agent >= 0 else (),
            names(found, e.patient) if e.patient >= 0 else (),
            e.modality,
        )
        for e in found.events
    ]
    assert any(
        k == kind and agent in a and (patient is None or patient in p) and m == modality for k, a, p, m in seen
    ), seen


def test_one_person_under_many_names(prepared: Read) -> None:
    found = prepared(
        "Dr. Walter Fenn came to Hong Lok in May. Fenn worked at night. Walter was tired, and his wife, Katrin, said "
        "so. Mrs. Fenn wrote letters. Everybody liked Dr. Fenn."
    )
    people = {p.name: p for p in found.cast.people}
    assert "Dr. Walter Fenn" in people
    assert {"Fenn", "Walter", "Dr. Fenn"} <= set(people["Dr. Walter Fenn"].aliases)
    assert people["Dr. Walter Fenn"].gender is Gender.MALE
    katrin = next(p for p in found.cast.people if "Katrin" in (p.name, *p.aliases))
    assert katrin.gender is Gender.FEMALE
    assert katrin.id != people["Dr. Walter Fenn"].id


def test_places_performers_and_months_are_not_people(prepared: Read) -> None:
    found = prepared(
        "In April John Miller (Tom Hardwick) moves from Boston to Paris. "
        "On Sunday he meets Anna (Mary Lane) in Hyde Park."
    )
    named = {p.name for p in found.cast.people if p.named}
    assert named == {"John Miller", "Anna"}


def test_pronouns_follow_the_subject_and_cataphora_waits(prepared: Read) -> None:
    text = "Paul met Mary at the well. He carried her bucket. After he had rested, Paul asked Simon to stay with him."
    found = prepared(text)
    parsed, who = found.parsed, found.cast.who
    by_name = {p.name: p.id for p in found.cast.people}
    meant = {i: who[i] for i, w in enumerate(parsed.lowers) if w in ("he", "her")}
    assert all(meant[i] == by_name["Paul" if parsed.lowers[i] == "he" else "Mary"] for i in meant)


def test_a_reflexive_means_its_own_subject(prepared: Read) -> None:
    found = prepared("Simon looked at Peter for a while. Peter blamed himself for the loss of the boat that autumn.")
    at = found.parsed.lowers.index("himself")
    assert found.cast.people[found.cast.who[at]].name == "Peter"


def test_quotes_have_speakers(prepared: Read) -> None:
    found = prepared(
        "“Come in,” said Martha. Ellen put down the lamp.\n\n“I will not stay,” Ellen answered.\n\n"
        "“Nobody asked you to.”"
    )
    people = found.cast.people
    assert [people[s].name for s in found.cast.speakers] == ["Martha", "Ellen", "Martha"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "I came home late. My wife was asleep, and I sat by the stove and thought of the mill until I slept.",
            "first",
        ),
        ("He came home late. His wife was asleep, and Tom sat by the stove and thought of the mill.", "third"),
        ("“I am late,” said Tom. “I know that I am late. I always am.” Anna looked at him and at the clock.", "third"),
        ("ANNA. You are late.\n\nTOM. I know.\n\nANNA. Where were you?\n\nTOM. At the mill.\n\nANNA. Again.", "drama"),
    ],
)
def test_narration(prepared: Read, text: str, person: str) -> None:
    assert prepared(text).told == Person(person)


def test_the_narrator_is_named_by_those_who_speak_to_him(prepared: Read) -> None:
    found = prepared(
        "I stood at the door and waited. “You are late, Calum,” said my wife. I told her that I had been at the light. "
        "She said nothing more that night, and I went to bed."
    )
    assert found.cast.narrator is not None
    assert found.cast.people[found.cast.narrator].name == "Calum"


def test_a_play_gives_speeches_to_labels(prepared: Read) -> None:
    found = prepared(
        "MEERA (to us). He will stay.\n\nARJUN. I must go home.\n\nMEERA. Go, then.\n\nPRIYA. Am I late?\n\n"
        "ARJUN. No, Priya."
    )
    people = [found.cast.people[s].name.title() for s in found.cast.speakers]
    assert people == ["Meera", "Arjun", "Meera", "Priya", "Arjun"]


def test_inner_life_outweighs_presence(prepared: Read) -> None:
    found = prepared(
        "Otto walked to the bridge. Greta watched him go. She felt the cold and wondered whether he knew, and she "
        "remembered the summer with shame. Otto whistled. Greta feared the whistle and longed for the end of it."
    )
    greta = next(p.id for p in found.cast.people if p.name == "Greta")
    inner = [g.person for g in found.glimpses if g.inner and g.weight > 0]
    assert inner.count(greta) > len(inner) / 2
