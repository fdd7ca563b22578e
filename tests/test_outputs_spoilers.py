"""What is left out at each spoiler grade."""

from __future__ import annotations

import pytest

from readings import all_readings, example, neither
from shiten.outputs.spoilers import withhold
from shiten.reading import Reading

READINGS = all_readings()


@pytest.mark.parametrize("name", sorted(READINGS))
@pytest.mark.parametrize("grade", [0, 1, 2])
def test_what_is_left_is_a_reading(name: str, grade: int):
    cut = withhold(READINGS[name], grade)
    # Control characters survive, too: JSON carries what the story had, outputs clean it.
    assert Reading.from_json(cut.to_json()) == cut
    assert cut.withheld == (None if grade == 2 else grade)
    graded = (*cut.evidence, *cut.stages, *cut.warnings)
    assert all(item.spoiler <= grade for item in graded)


def test_citations_follow_their_passages():
    whole = example()
    cut = withhold(whole, 1)
    turmoil = next(c for c in cut.characteristics if c.name == "protagonists_turmoil")
    assert [cut.evidence[i].quote for i in turmoil.evidence] == [whole.evidence[4].quote]
    reordered = whole.model_copy(update={"evidence": (*whole.evidence[::-1],)})
    stays = withhold(reordered, 0)
    assert [e.quote for e in stays.evidence] == [e.quote for e in whole.evidence[2::-1]]
    assert stays.ties[0].evidence == ()  # its passage 0 is now one of grade 2


def test_grade_0_keeps_the_premise_and_the_label():
    cut = withhold(example(), 0)
    assert cut.genre.label == "netorare"
    assert cut.genre.because == ()
    assert (cut.roles, cut.triangle, cut.triangles, cut.resolution) == (None, None, (), None)
    assert (cut.shifts, cut.characteristics) == ((), ())
    assert [(t.a, t.b, t.end) for t in cut.ties] == [("Tomas Arkwell", "Ottilie", None)]
    assert [m.name for m in cut.cast] == ["Tomas Arkwell", "Ottilie"]
    assert all(not m.aliases for m in cut.cast)
    assert all(p.end <= cut.story.characters / 10 for p in cut.arc.points)
    assert "Jasper" not in cut.model_copy(update={"evidence": ()}).to_json()


def test_grade_0_does_not_say_why_neither():
    assert withhold(neither(), 0).genre.neither_reason is None
    assert withhold(neither(), 1).genre.neither_reason is not None


def test_grade_1_names_the_roles_but_not_the_end():
    cut = withhold(example(), 1)
    assert cut.roles.netorare["victim"] == "Tomas Arkwell"
    assert cut.genre.because
    assert cut.resolution is None
    assert cut.shifts == ()
    assert all(p.end <= cut.story.characters / 2 for p in cut.arc.points)
    assert all(t.end is None for t in cut.ties)


def test_cutting_twice_is_cutting_to_the_lower_grade():
    zero = withhold(example(), 0)
    assert withhold(zero, 2) == zero
    assert withhold(withhold(example(), 1), 0) == zero


def test_other_grades_are_refused():
    with pytest.raises(ValueError, match="0, 1 and 2"):
        withhold(example(), 3)
