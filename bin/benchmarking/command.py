"""``bin/bench``: read, score, and write the page or print a short table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from benchmarking.antecedents import antecedents_part
from benchmarking.invariance import invariance_part
from benchmarking.page import Figures, page, remember
from benchmarking.parts import Part, extracts_part, quotes_parts, relations_part
from benchmarking.places import PAGE, NothingToMeasureError, Plain, groups
from benchmarking.readings import read_all, write
from benchmarking.safety import cautions
from benchmarking.sentences import sentences_part
from benchmarking.speed import measure_speed
from benchmarking.tables import columns
from benchmarking.texts import Text, extracts, gold, quoted_novels, related_works, stories
from benchmarking.verdicts import BRIEF, Measured, all_groups, brief, fit_baselines, measure, narration

QUOTED_SET = "six_theme"
# Groups of texts short enough to be read five times.
SHORT = ("synopses", "contrast")


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for; 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measure Shiten on the labelled stories.")
    parser.add_argument("--only", help="groups, by commas: synopses, contrast, full; nothing is written")
    parser.add_argument("--errors", action="store_true", help="also list the stories whose genre is wrong")
    parser.add_argument("--fresh", action="store_true", help="read again what the cache holds")
    parser.add_argument("--no-speed", action="store_true", help="leave the timings out")
    chosen = parser.parse_args(arguments)
    try:
        ids = frozenset(chosen.only.split(",")) if chosen.only else frozenset(g.id for g in groups())
        measured = _run(ids, quick=bool(chosen.only), fresh=chosen.fresh, speed=not chosen.no_speed)
    except NothingToMeasureError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    if chosen.errors:
        for m in measured:
            print(*wrong_lines(m), sep="\n")
    return 0


def _run(ids: frozenset[str], *, quick: bool, fresh: bool, speed: bool) -> list[Measured]:
    chosen = all_groups(ids)
    texts: dict[str, Text] = {t.id: t for g in chosen for t in stories(g)}
    results = read_all(list(texts.values()), fresh=fresh)
    baselines = fit_baselines(texts)
    measured = [measure(g, results, baselines) for g in chosen]
    print(columns(BRIEF, [brief(m) for m in measured]))
    if not quick:
        _write(measured, results, fresh=fresh, speed=speed)
    return measured


def wrong_lines(measured: Measured) -> list[str]:
    """The stories of a group whose genre is wrong: id, label, what was said."""
    return [f"{e['id']}: {e['gold']}, said {e['said']}" for e in measured.strict["errors"]]


def _write(measured: list[Measured], results: dict[str, Plain], *, fresh: bool, speed: bool) -> None:
    readings = {k: r["reading"] for k, r in results.items() if "reading" in r}
    figures = Figures(
        measured=measured,
        narration=narration(results),
        cautions=cautions(gold(), readings),
        parts=_parts(fresh=fresh),
        speed=measure_speed() if speed else None,
    )
    write(PAGE, page(figures, remember(figures)))
    print(f"written: {PAGE.relative_to(PAGE.parents[1])}")


def _parts(*, fresh: bool) -> list[Part]:
    novels = quoted_novels(QUOTED_SET)
    return [
        extracts_part(read_all(extracts(), fresh=fresh)),
        *quotes_parts(novels, read_all(novels, fresh=fresh)),
        relations_part(read_all(related_works(), fresh=fresh)),
        antecedents_part(),
        sentences_part(),
        invariance_part([t for g in groups() if g.id in SHORT for t in stories(g)]),
    ]
