"""The documents say what the data says, link to what exists, and name no machine."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from shiten import genres as g
from shiten import guide
from shiten.formats import open_story

ROOT = Path(__file__).parents[1]
DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
GUIDE = (ROOT / "docs" / "readers-guide.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
WORDS = g.vocabulary()
SAMPLES = ("the_regatta_supper", "the_tide_table", "the_understudy")
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|Users|mnt)/\w")


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _headings(text: str) -> list[str]:
    return re.findall(r"^#{1,6} (.+)$", text, flags=re.M)


def _labels_of_the_guide() -> list[str]:
    parts = [p for i in WORDS.genres.values() for p in (*i.roles, *i.characteristics, *i.stages)]
    entries = (*parts, *WORDS.warnings.values(), *WORDS.reasons.values(), *WORDS.verdicts.values())
    essays = (WORDS.origins, WORDS.differences, WORDS.audiences, WORDS.questions)
    labels = [e.label for e in (*entries, *essays)] + [q.question for q in WORDS.question]
    return labels + [f"{i.label} ({i.japanese})" for i in WORDS.genres.values()]


@pytest.mark.parametrize("label", sorted(set(_labels_of_the_guide())))
def test_readers_guide_has_a_heading_for(label):
    assert label[:1].upper() + label[1:] in _headings(GUIDE)


@pytest.mark.parametrize("term", WORDS.terms.values(), ids=lambda term: term.label)
def test_glossary_explains(term):
    assert term.label[:1].upper() + term.label[1:] in _headings(GLOSSARY)
    assert term.description in GLOSSARY


def test_glossary_lists_the_other_words():
    groups = (WORDS.emotions, WORDS.ties, WORDS.events, WORDS.modalities, WORDS.outcomes, WORDS.resolutions)
    for entries in groups:
        for entry in entries.values():
            assert f"- **{entry.label}**: " in GLOSSARY


@pytest.mark.parametrize(
    ("text", "made"), [(GUIDE, guide.readers_guide), (GLOSSARY, guide.glossary)], ids=["guide", "glossary"]
)
def test_generated_documents_are_current(text, made):
    assert text == made(), "run: .venv/bin/python -m shiten.guide docs"


def test_the_writer_writes_both(tmp_path):
    guide.main([str(tmp_path)])
    assert (tmp_path / "readers-guide.md").read_text(encoding="utf-8") == GUIDE
    assert (tmp_path / "glossary.md").read_text(encoding="utf-8") == GLOSSARY


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_resolve(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        linked = (path.parent / name).resolve() if name else path
        assert linked.exists(), f"{path.name} links to {target}"
        if anchor:
            headings = _headings(linked.read_text(encoding="utf-8"))
            assert anchor in {_anchor(h) for h in headings}, f"{path.name} links to {target}"


def _texts_of_the_project() -> list[Path]:
    code = [p for p in (ROOT / "src").rglob("*") if p.suffix in {".py", ".toml", ".txt", ".json", ".html"}]
    return sorted([*DOCS, *code])


@pytest.mark.parametrize("path", _texts_of_the_project(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_machine_paths(path):
    assert not MACHINE.search(path.read_text(encoding="utf-8"))


def test_license_is_the_apache_text():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_stories_with_a_title(name):
    path = files("shiten") / "samples" / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == name.replace("_", " ").title()
    assert 800 < len(text.split()) < 2000
    assert not re.search(r"netor|NTR", text)
    assert open_story(str(path)).text
