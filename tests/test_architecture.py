"""The core touches no world, and arrows go one way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "shiten"
CORE = (
    "arc", "because", "cast", "content_warnings", "coreference", "correct", "events", "focalization", "form", "forms",
    "genre", "joining", "lexical", "names", "narration", "narrator", "notes", "nouns", "phrases", "pronouns",
    "quotations", "resolution", "speakers", "spotting", "stages", "story", "syntax", "ties", "triangles", "viewpoint",
)  # fmt: skip
WORLD = {"os", "pathlib", "sys", "subprocess", "spacy", "click", "rich", "lxml", "jinja2", "requests", "socket", "time"}


def imports_of(path: Path) -> set[str]:
    """Modules a file imports when it is imported; what stands under TYPE_CHECKING is left out."""
    tree = ast.parse(path.read_text("utf-8"))
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("module", CORE)
def test_core_touches_no_world(module: str) -> None:
    found = {name.split(".")[0] for name in imports_of(PACKAGE / f"{module}.py")}
    assert not found & WORLD


def test_nothing_below_imports_the_pipeline() -> None:
    shells = {"cli", "batch", "batch_sources", "workers", "__init__", "__main__"}
    for path in sorted(PACKAGE.glob("*.py")):
        if path.stem not in shells | {"pipeline"}:
            assert "shiten.pipeline" not in imports_of(path), path.name


def test_only_one_module_knows_spacy() -> None:
    users = {p.name for p in PACKAGE.rglob("*.py") if any(n.split(".")[0] == "spacy" for n in imports_of(p))}
    assert users == {"parse.py"}
