"""docs/benchmarks.md from the figures, and the history of the headline figures."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from benchmarking.parts import Part
from benchmarking.places import HISTORY, ROOT, Plain, settings
from benchmarking.readings import write
from benchmarking.safety import Caution
from benchmarking.speed import Speed, limits
from benchmarking.tables import Cell, markdown, share, shown
from benchmarking.texts import rows
from benchmarking.verdicts import Measured, headline, table
from shiten.avoid import Kind

ABOUT = """# Benchmarks

Made by `make bench` on {day}, from the labelled stories beside this repository (`../shared`, development half; they are
not part of the project). Code: `{commit}`.

The shipped weights are fitted on stories written for this project only (`training/stories`, see the
[model card](model-card.md)); every figure of Shiten below is therefore out of sample. The keyword tagger and the bag of
words are fitted on the labelled stories themselves, cross-validated by `fold`. *Sure rows* leaves out labels below .6
confidence. Floors are those of the issue that the project works on. Sentence vectors
are as measured elsewhere on {vectors}. The constant reader is told the genre for its two stage figures.
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that one run measured."""

    measured: Sequence[Measured]
    narration: tuple[float | None, float]
    cautions: Sequence[Caution]
    parts: Sequence[Part]
    speed: Speed | None


def commit() -> str:
    """The commit of the code, with a mark where the working tree differs from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return done.stdout.strip() or "unknown"


def remember(figures: Figures) -> list[Plain]:
    """Append this run's headline figures to the history; return all of it."""
    past = list(rows(HISTORY)) if HISTORY.exists() else []
    past.append({"date": date.today().isoformat(), "commit": commit(), **headline(list(figures.measured))})
    write(HISTORY, "".join(json.dumps(r) + "\n" for r in past))
    return past


def page(figures: Figures, history: list[Plain]) -> str:
    """The whole page."""
    sections = [
        ABOUT.format(day=date.today().isoformat(), commit=commit(), vectors=settings()["sentence_vectors"]["measured"])
    ]
    for m in figures.measured:
        head, body = table(m)
        most, first = shown(m.most_named), shown(m.first_named)
        sections.append(
            f"## {m.group.title}\n\n{markdown(head, body)}\n\n"
            f"Viewpoint by naming the most named person of our cast: {most}; the first named: {first}.{_unstated(m)}"
        )
    found, floor = figures.narration
    met = "met" if found is not None and found >= floor else "**not met**"
    sections.append(
        "## Narration\n\nGrammatical person on full texts and contrast stories together: "
        f"{shown(found)} (floor {shown(floor)}, {met})."
    )
    sections += [_safety(figures.cautions), *[_part(p) for p in figures.parts]]
    if figures.speed is not None:
        sections.append(_speed(figures.speed))
    sections.append(_history(history))
    return "\n\n".join(sections) + "\n"


def _unstated(m: Measured) -> str:
    """Genre without the stories that say outright through whom they are told, where there are any."""
    if m.unstated is None:
        return ""
    return (
        f" Without the stories that state their side ({m.unstated['stories']} are left):"
        f" genre macro F1 {shown(m.unstated['genre_macro_f1'])}, viewpoint {shown(m.unstated['viewpoint_accuracy'])}."
    )


def _safety(cautions: Sequence[Caution]) -> str:
    head = ["avoided", "stories that hold it", "said: holds", "not sure", "fits (missed)", "missed", "false alarms"]
    body: list[list[Cell]] = [
        [c.avoided.replace("_", " "), c.stories, c.holding[Kind.HOLDS], c.holding[Kind.UNSURE], c.holding[Kind.FITS],
         share(c.missed), share(c.alarmed)]
        for c in cautions
    ]  # fmt: skip
    return (
        "## What `shiten check --avoid` misses\n\nOver all labelled English stories. A miss is a story that holds"
        " what is avoided and of which `check` says that it fits. The probabilities from which on it says so (HOLD,"
        f" FITS) were set on these very stories, so the shares lean to the bright side.\n\n{markdown(head, body)}"
    )


def _part(part: Part) -> str:
    text = f"## {part.title}\n\n{markdown(part.head, part.rows)}"
    return f"{text}\n\n{part.note}" if part.note else text


def _speed(speed: Speed) -> str:
    names = {
        "novel_ratio": "a novel of 75,000 words, times bare spaCy",
        "synopsis_ratio": "a synopsis (median), times bare spaCy",
        "peak_megabytes": "peak memory on the novel, MB",
        "help_ratio": "`shiten --help`, times `import click`",
    }
    values = asdict(speed)
    body: list[list[Cell]] = []
    for key, limit in limits().items():
        body.append([names[key], values[key], limit, "met" if values[key] <= limit else "**not met**"])
    return (
        "## Speed and memory\n\nOne core, best of three alternating runs, each in a process of its own; bare spaCy runs"
        f" all six components of the same model. The novel took {speed.novel_seconds:.1f} s, bare spaCy"
        f" {speed.bare_seconds:.1f} s.\n\n{markdown(['', 'measured', 'at most', ''], body)}"
    )


def _history(history: list[Plain]) -> str:
    ids = [k for k in history[-1] if k not in ("date", "commit")]
    head = ["run", *[f"{i}: genre F1 / netori / netorare / viewpoint / roles" for i in ids]]
    body = [
        [f"{r['date']} `{r['commit']}`", *[" / ".join(shown(v) for v in (r.get(i) or {}).values()) for i in ids]]
        for r in history
    ]
    return f"## History\n\n{markdown(head, body)}"
