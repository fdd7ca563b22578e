"""The public surface is a list, documented, and cheap to import."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import shiten

ROOT = Path(__file__).parents[1]
HEAVY = {"spacy", "pydantic", "lxml", "rich", "numpy", "jinja2", "markdown_it", "shiten.pipeline"}


def modules_after(code):
    printed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True, check=True, text=True, timeout=60,
    )  # fmt: skip
    return set(printed.stderr.split())


def test_importing_loads_nothing_heavy():
    loaded = modules_after("import shiten")
    assert not HEAVY & loaded
    assert "click" not in loaded


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["read", "--help"], ["check", "x"], ["batch", "--help"]])
def test_help_loads_nothing_heavy(args):
    code = f"import shiten.cli\nshiten.cli.main({args!r}, standalone_mode=False)"
    assert not HEAVY & modules_after(code)


def test_public_names_are_the_documented_ones():
    manual = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    documented = re.findall(r"^### `(\w+)", manual, flags=re.M)
    assert sorted(documented) == sorted(shiten.__all__)


@pytest.mark.parametrize("name", shiten.__all__)
def test_every_public_name_is_there_and_explains_itself(name):
    assert name in dir(shiten)
    value = getattr(shiten, name)
    assert isinstance(value, str) or value.__doc__


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        shiten.nothing  # noqa: B018


def test_read_takes_a_path_or_a_story(tmp_path, monkeypatch):
    from fakes import STORY, fake_reading

    monkeypatch.setattr("shiten.pipeline.read_story", fake_reading)
    path = tmp_path / "x.txt"
    path.write_text(STORY, encoding="utf-8")
    for given in (path, str(path), shiten.open_story(path)):
        assert shiten.read(given, form=shiten.Form.SYNOPSIS).story.form == "synopsis"
    with pytest.raises(shiten.UnreadableStory):
        shiten.read(tmp_path / "missing.txt")


def test_a_sample_from_end_to_end():
    sample = ROOT / "src" / "shiten" / "samples" / "the_tide_table.txt"
    reading = shiten.read(sample)
    text = shiten.open_story(sample).text
    assert all(text[e.start : e.end] == e.quote for e in reading.evidence)
    assert shiten.Reading.from_json(reading.to_json()) == reading
