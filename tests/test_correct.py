"""The reader's corrections of who is who, by name and through a whole reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from invented import TALES
from shiten.correct import correct_people
from shiten.corrections import Corrections, TieCorrection
from shiten.errors import BadCorrections
from shiten.formats import story_from_text
from shiten.names import find_people
from shiten.pipeline import Prepared, read_story
from shiten.reading import Reading
from shiten.terms import Gender, TieKind

TEXT = (
    "Bob Lasker kept the inn, and Lasker drank. Old Robin slept in the loft. Robin was never sober, and Bob pitied "
    "Robin. Martha carried the lamp for them both, and she was tired of it that year."
)
Read = Callable[[str], Prepared]


def corrected(prepared: Read, corrections: Corrections) -> dict[str, tuple[set[str], Gender | None]]:
    found = prepared(TEXT)
    people = correct_people(find_people(found.parsed, found.quotations), corrections)
    assert [p.mentions[0].first for p in people] == sorted(p.mentions[0].first for p in people)
    return {p.name: (set(p.aliases), p.gender) for p in people}


def read(text: str, corrections: Corrections | None = None) -> Reading:
    return read_story(story_from_text(text), corrections=corrections)


def test_no_corrections_change_nothing(prepared: Read) -> None:
    found = prepared(TEXT)
    people = find_people(found.parsed, found.quotations)
    assert correct_people(people, Corrections()) == people


def test_the_same_are_joined_under_the_fullest_name_given(prepared: Read) -> None:
    people = corrected(prepared, Corrections(same=(("Robin", "Bob Lasker"),)))
    assert set(people) == {"Bob Lasker", "Martha"}
    assert {"Robin", "Lasker"} <= people["Bob Lasker"][0]


def test_the_different_are_parted(prepared: Read) -> None:
    assert "Lasker" in corrected(prepared, Corrections())["Bob Lasker"][0]
    people = corrected(prepared, Corrections(different=(("Bob Lasker", "Lasker"),)))
    assert "Lasker" in people
    assert "Lasker" not in people["Bob Lasker"][0]


def test_what_is_different_already_stays(prepared: Read) -> None:
    assert corrected(prepared, Corrections(different=(("Robin", "Martha"),))) == corrected(prepared, Corrections())


def test_a_gender_that_is_stated_is_sure(prepared: Read) -> None:
    found = prepared(TEXT)
    people = find_people(found.parsed, found.quotations)
    people = correct_people(people, Corrections(genders={"Robin": Gender.FEMALE}))
    robin = next(p for p in people if p.name == "Robin" or "Robin" in p.aliases)
    assert (robin.gender, robin.sure_gender) == (Gender.FEMALE, True)


@pytest.mark.parametrize(
    "corrections",
    [
        Corrections(same=(("Martha", "Nobody Here"),)),
        Corrections(different=(("Nobody Here", "Martha"),)),
        Corrections(genders={"Nobody Here": Gender.MALE}),
        Corrections(narrator="Nobody Here"),
        Corrections(ties=(TieCorrection("Martha", "Nobody Here", TieKind.MARRIED),)),
    ],
    ids=["same", "different", "gender", "narrator", "tie"],
)
def test_people_the_story_does_not_have(corrections: Corrections) -> None:
    with pytest.raises(BadCorrections, match="Nobody Here"):
        read(TEXT, corrections)


def test_one_name_cannot_be_two_people(prepared: Read) -> None:
    with pytest.raises(BadCorrections, match="written alike"):
        corrected(prepared, Corrections(different=(("Martha", "Martha"),)))


def test_a_reading_keeps_to_who_is_who() -> None:
    plain = read(TALES["left"])
    joined = read(TALES["left"], Corrections(same=(("Rupert", "Paul"),)))
    assert len(joined.cast) < len(plain.cast)
    parted = read(TEXT, Corrections(different=(("Bob Lasker", "Lasker"),)))
    assert {"Bob Lasker", "Lasker"} <= {m.name for m in parted.cast}


def test_a_reading_keeps_to_genders() -> None:
    plain, changed = read(TEXT), read(TEXT, Corrections(genders={"Martha": Gender.MALE}))
    assert next(m for m in plain.cast if m.name == "Martha").gender is Gender.FEMALE
    assert next(m for m in changed.cast if m.name == "Martha").gender is Gender.MALE


def test_a_reading_keeps_to_the_gender_other() -> None:
    changed = read(TEXT, Corrections(genders={"Martha": Gender.OTHER}))
    assert next(m for m in changed.cast if m.name == "Martha").gender is Gender.OTHER


def test_a_reading_keeps_to_ties_and_where_they_end() -> None:
    until = TEXT.index("Martha")
    changed = read(TEXT, Corrections(ties=(TieCorrection("Martha", "Robin", TieKind.ENGAGED, until),)))
    (tie,) = [t for t in changed.ties if t.kind is TieKind.ENGAGED]
    assert {tie.a, tie.b} >= {"Martha"}
    assert tie.committed
    assert tie.evidence
    assert tie.end is not None


def test_a_reading_keeps_to_the_narrator() -> None:
    text = "I sat in the inn with Martha and Robin. I drank, and I thought of the mill. Robin slept, and Martha sang."
    assert read(text).narration.narrator == "narrator"
    changed = read(text, Corrections(narrator="Robin"))
    assert changed.narration.narrator == "Robin"
    assert "narrator" not in {m.name for m in changed.cast}
