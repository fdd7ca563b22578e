"""The reader's corrections change the next reading as asked."""

from __future__ import annotations

import pytest

from shiten.corrections import Corrections, TieCorrection
from shiten.errors import BadCorrections
from shiten.formats import story_from_text
from shiten.pipeline import read_story
from shiten.terms import Gender, TieKind

TEXT = (
    "Robin walked with Kit Marlowe along the river. Peggy waved to them from the mill. Kit Marlowe thought of Margaret "
    "Dane all that winter. Margaret Dane wrote to him in March, and Robin carried the letter. I saw it all from the "
    "bridge. I told nobody, and I never shall."
)


def test_what_the_reader_says_is_kept_to() -> None:
    corrections = Corrections(
        same=(("Peggy", "Margaret Dane"),),
        different=(),
        narrator="Robin",
        ties=(TieCorrection("Kit Marlowe", "Margaret Dane", TieKind.ENGAGED, None),),
        genders={"Robin": Gender.FEMALE},
    )
    reading = read_story(story_from_text(TEXT), corrections=corrections)
    cast = {m.name: m for m in reading.cast}
    assert "Peggy" in cast["Margaret Dane"].aliases
    assert cast["Robin"].gender is Gender.FEMALE
    assert reading.narration.narrator == "Robin"
    assert any({t.a, t.b} == {"Kit Marlowe", "Margaret Dane"} and t.kind is TieKind.ENGAGED for t in reading.ties)


def test_people_the_story_does_not_have_are_refused() -> None:
    corrections = Corrections(same=(("Peggy", "Nobody Here"),), different=(), narrator=None, ties=(), genders={})
    with pytest.raises(BadCorrections, match="Nobody Here"):
        read_story(story_from_text(TEXT), corrections=corrections)
