"""The marked stories that antecedents are fitted on."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("scipy", reason="fitting needs scipy (make setup-bench)")
sys.path.insert(0, str(Path(__file__).parents[1] / "bin"))

from training.antecedents import MARKED, cases_of
from training.marks import Mark, read_marked

ROOT = Path(__file__).parents[1]


def test_marks_are_taken_away_and_kept_with_their_places(tmp_path: Path) -> None:
    row = {
        "id": "x",
        "people": {"A": "Anna", "B": "Paul"},
        "marked": "{A|Anna} called {B|{A|her} husband}. {A+B|They} ate.",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (story,) = read_marked(tmp_path)
    assert story.text == "Anna called her husband. They ate."
    assert set(story.marks) == {
        Mark(0, 4, ("A",)), Mark(12, 15, ("A",)), Mark(12, 23, ("B",)), Mark(25, 29, ("A", "B")),
    }  # fmt: skip


def test_every_story_is_one_of_the_training_stories_and_its_marks_are_known() -> None:
    stories = {}
    for path in sorted((ROOT / "training/stories").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            stories[row["id"]] = row["text"]
    marked = list(read_marked(MARKED))
    assert len({m.id for m in marked}) == len(marked)
    for m in marked:
        assert m.text == stories[m.id]
        assert {letter for mark in m.marks for letter in mark.letters} <= set(m.people)
        assert all(0 <= mark.start < mark.end <= len(m.text) for mark in m.marks)


@pytest.mark.parametrize("number", [0, 7])
def test_choices_hold_the_right_answer(number: int) -> None:
    ones, twos = cases_of(list(read_marked(MARKED))[number])
    assert ones
    for alternatives, right in [*ones, *twos]:
        assert right
        assert all(0 <= k < len(alternatives) for k in right)
