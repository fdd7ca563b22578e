"""The reader's corrections: what may stand in the file, and that what is written can be read."""

from __future__ import annotations

import json
import tomllib

import pytest

from readings import all_readings, example
from shiten.corrections import Corrections, TieCorrection, as_toml, load, write
from shiten.errors import BadCorrections
from shiten.terms import Gender, TieKind

FULL = """
same = [["Ada Lind", "Mrs. Lind"], ["Piet Lind", "Piet"]]
different = [["Mr. Lind", "Old Lind"]]
narrator = "Ada Lind"
gender = {"Ada Lind" = "female"}
[[tie]]
a = "Ada Lind"
b = "Piet Lind"
kind = "married"
until = 120
[[tie]]
a = "Ada Lind"
b = "Old Lind"
kind = "family"
"""
MEANT = Corrections(
    same=(("Ada Lind", "Mrs. Lind"), ("Piet Lind", "Piet")),
    different=(("Mr. Lind", "Old Lind"),),
    narrator="Ada Lind",
    ties=(
        TieCorrection("Ada Lind", "Piet Lind", TieKind.MARRIED, 120),
        TieCorrection("Ada Lind", "Old Lind", TieKind.FAMILY),
    ),
    genders={"Ada Lind": Gender.FEMALE},
)


def test_toml_and_json_say_the_same(tmp_path):
    toml, other = tmp_path / "x.toml", tmp_path / "x.json"
    toml.write_text("\ufeff" + FULL, encoding="utf-8")
    other.write_text(json.dumps(tomllib.loads(FULL)), encoding="utf-8")
    assert load(toml) == load(other) == MEANT


def test_everything_may_be_left_out(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("", encoding="utf-8")
    assert load(path) == Corrections()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("same = 3", "same"),
        ('same = [["A"]]', "same[0]"),
        ('same = [["A", "A"]]', "same[0]"),
        ('same = [["A", "B"], ["C", "B"]]', "same[1]"),
        ('same = [["A", ""]]', "same[0]"),
        ('same = [["A", 3]]', "same[0]"),
        ('different = [["A", "B", "C"]]', "different[0]"),
        ('same = [["A", "B"]]\ndifferent = [["B", "A"]]', "different[0]"),
        ("narrator = 3", "narrator"),
        ('gender = {"A" = "girl"}', "gender.'A'"),
        ("gender = []", "gender"),
        ("[tie]\na = 1", "tie"),
        ('[[tie]]\na = "A"\nb = "B"', "tie[0]"),
        ('[[tie]]\na = "A"\nb = "B"\nkind = "wed"', "tie[0].kind"),
        ('[[tie]]\na = "A"\nb = "A"\nkind = "married"', "tie[0]"),
        ('[[tie]]\na = "A"\nb = "B"\nkind = "married"\nuntil = true', "tie[0].until"),
        ('[[tie]]\na = "A"\nb = "B"\nkind = "married"\nuntil = -1', "tie[0].until"),
        ('[[tie]]\na = "A"\nb = "B"\nkind = "married"\nsince = 1', "'since'"),
        ('naratur = "A"', "'naratur'"),
        ("same = [", "TOML"),
        ("a = " + "[" * 5000, "TOML"),
    ],
)
def test_what_is_wrong_is_named(text, field, tmp_path):
    path = tmp_path / "who.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadCorrections) as caught:
        load(path)
    message = str(caught.value)
    assert "who.toml: " in message
    assert field in message
    assert "\n" not in message


def test_files_that_are_none(tmp_path):
    with pytest.raises(BadCorrections, match="No such file"):
        load(tmp_path / "nowhere.toml")
    with pytest.raises(BadCorrections, match="cannot be read"):
        load(tmp_path)
    binary = tmp_path / "x.json"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadCorrections, match="not UTF-8"):
        load(binary)
    binary.write_bytes(b" " * 1_000_001)
    with pytest.raises(BadCorrections, match="larger"):
        load(binary)
    binary.write_bytes(b"[]")
    with pytest.raises(BadCorrections, match="table"):
        load(binary)


@pytest.mark.parametrize("name", all_readings())
def test_what_is_written_can_be_read(name, tmp_path):
    reading = all_readings()[name]
    path = tmp_path / "people.toml"
    if name == "hostile":  # names that tie someone to themselves cannot be stated
        tomllib.loads(as_toml(reading))
        return
    write(reading, path)
    assert as_toml(reading) == path.read_text(encoding="utf-8")
    believed = load(path)
    assert believed.narrator == reading.narration.narrator
    assert len(believed.ties) == len(reading.ties)
    assert {group[0] for group in believed.same} <= {member.name for member in reading.cast}


def test_the_example_written():
    text = as_toml(example())
    assert '  ["Tomas Arkwell", "Tomas", "Mr. Arkwell"],\n' in text
    assert '#   "Ottilie"\n' in text
    assert '# narrator = "…"\n' in text
    assert '"Dorcas Pym" = "female"\n' in text
    assert 'a = "Tomas Arkwell"\nb = "Ottilie"\nkind = "married"\nuntil = ' in text


@pytest.mark.parametrize("sample", ["the_regatta_supper", "the_tide_table", "the_understudy"])
def test_what_is_written_of_a_sample_can_be_given_back(sample, tmp_path):
    from importlib.resources import files

    import shiten

    story = shiten.open_story(str(files("shiten") / "samples" / f"{sample}.txt"))
    path = tmp_path / "people.toml"
    first = shiten.read(story)
    write(first, path)
    again = shiten.read(story, corrections=load(path))
    assert again.narration.narrator == first.narration.narrator
