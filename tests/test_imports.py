"""Which way the arrows go: no circles, nothing below the pipeline knows it, and the core touches no world.

What each module imports is read with ast; what stands under TYPE_CHECKING or inside a function is told apart.
test_architecture.py has the list of core modules; this file needs none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "shiten"
SHELLS = {"cli", "batch", "batch_sources", "workers", "__init__", "__main__", "pipeline"}
STEPS = [
    "parse",
    "mending",
    "names",
    "spotting",
    "votes",
    "forms",
    "quotations",
    "coreference",
    "notes",
    "apposition",
    "kin",
    "nouns",
    "pronouns",
    "plurals",
    "joining",
    "speakers",
    "narrator",
    "narration",
    "focalization",
    "viewpoint",
    "ties",
    "events",
    "syntax",
    "lexical",
    "triangles",
    "genre",
    "arc",
    "signals",
    "stages",
    "content_warnings",
    "because",
    "resolution",
    "assemble",
    "correct",
    "form",
    "phrases",
    "cast",
]
WORLD = {"os", "sys", "io", "pathlib", "subprocess", "socket", "time", "random", "datetime", "spacy", "click", "rich"}


def imported(path: Path, *, at_import_only: bool) -> Iterator[str]:
    """Full names of imported modules, what stands under TYPE_CHECKING left out."""

    def visit(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            return
        if at_import_only and isinstance(node, ast.FunctionDef):
            return
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        for child in ast.iter_child_nodes(node):
            yield from visit(child)

    return visit(ast.parse(path.read_text("utf-8")))


def graph(*, at_import_only: bool) -> dict[str, set[str]]:
    """Module of the package → modules of the package that it imports."""
    modules = {p.stem: p for p in PACKAGE.glob("*.py")}
    return {
        name: {m.split(".")[1] for m in imported(path, at_import_only=at_import_only) if m.startswith("shiten.")}
        & set(modules) - {name}
        for name, path in modules.items()
    }  # fmt: skip


def test_there_are_no_circles() -> None:
    order = list(TopologicalSorter(graph(at_import_only=True)).static_order())
    assert len(order) == len(set(order)) > 1


@pytest.mark.parametrize("module", STEPS)
def test_a_step_knows_neither_the_pipeline_nor_the_shells(module: str) -> None:
    assert not graph(at_import_only=False)[module] & SHELLS


@pytest.mark.parametrize("module", [s for s in STEPS if s != "parse"])
def test_a_step_touches_no_world(module: str) -> None:
    found = {m.split(".")[0] for m in imported(PACKAGE / f"{module}.py", at_import_only=False)}
    assert not found & WORLD
    names = {
        n.id for n in ast.walk(ast.parse((PACKAGE / f"{module}.py").read_text("utf-8"))) if isinstance(n, ast.Name)
    }
    assert not names & {"open", "print", "input", "globals", "eval", "exec"}


def test_every_step_is_on_the_list() -> None:
    reached, waiting = set(), ["pipeline"]
    arrows = graph(at_import_only=False)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += arrows[name]
    known = {*STEPS, "pipeline", "language", "lexicon", "weights", "genres", "story", "terms", "errors", "reading"}
    assert reached - known - {"corrections", "atomic", "outputs"} == set()
