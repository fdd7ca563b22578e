"""The labelled stories as the fitting sees them: what the rules find in each, and what its labels answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shiten.formats import story_from_text
from shiten.genre import Course, Presence, Side, Verdict
from shiten.lexical import pair_words, person_words, plot_words
from shiten.pipeline import Prepared, default_parser, prepare
from shiten.terms import Genre, NeitherReason
from shiten.triangles import Ground, Triangles, leading_people
from shiten.viewpoint import Viewpoint, candidate_features
from shiten.weights import Classes, Features
from training.match import person_for

ROOT = Path(__file__).parents[2]
FOLDS = 4


@dataclass(slots=True)
class Case:
    """One labelled story with what the rules found, and what the fitted parts say of it."""

    row: dict[str, Any]
    prepared: Prepared
    fold: int
    candidates: dict[int, Features]
    person_words: dict[int, Features]
    pair_words: dict[tuple[int, int], Features]
    plot_words: Features
    plot: dict[str, float] = field(default_factory=dict)
    viewpoint: Viewpoint | None = None
    ground: Ground | None = None
    triangles: Triangles | None = None
    features: Mapping[str, Features] = field(default_factory=dict)
    oof: dict[str, Classes] = field(default_factory=dict)
    verdict: Verdict | None = None

    def person(self, name: str | None) -> int | None:
        """The person whom a name of the labels means."""
        return person_for(name, self.row.get("aliases") or {}, self.prepared.cast)


def load_cases() -> list[Case]:
    """Read and prepare every training story."""
    cases = []
    for path in sorted((ROOT / "training/stories").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            prepared = prepare(story_from_text(row["text"], id=row["id"]), default_parser())
            key = row.get("fold") or row.get("set") or row["id"]
            fold = int(hashlib.sha256(key.encode()).hexdigest(), 16) % FOLDS
            features = candidate_features(prepared.parsed, prepared.quotations, prepared.cast, prepared.glimpses)
            leading = leading_people(prepared.cast, prepared.ties, prepared.events)
            about = (
                person_words(prepared.parsed, prepared.cast, leading),
                pair_words(prepared.parsed, prepared.cast, leading),
                plot_words(prepared.parsed, prepared.cast),
            )
            cases.append(Case(row, prepared, fold, features, *about))
    return cases


def right_triples(case: Case) -> list[tuple[int, int, int]]:
    """Every (left, taken, taker) that the labels allow: roles where given, else the couple both ways round."""
    roles = case.row.get("roles") or {}
    named = []
    if roles.get("netori"):
        r = roles["netori"]
        named.append((r.get("unsuspecting_partner"), r.get("seduced"), r.get("seducer")))
    if roles.get("netorare"):
        r = roles["netorare"]
        named.append((r.get("victim"), r.get("cheater"), r.get("interloper")))
    couple, taker = case.row.get("couple") or [], case.row.get("taker")
    if not named and len(couple) == 2 and taker:
        strays = case.row["viewpoint"] if case.row.get("neither_reason") == "told_by_the_one_who_strays" else []
        named = [(a, b, taker) for a, b in (couple, couple[::-1]) if not strays or b in strays]
    found = []
    for names in named:
        people = tuple(case.person(n) for n in names)
        if None not in people and len(set(people)) == 3:
            found.append(people)
    return found  # type: ignore[return-value]


def answers_of(row: dict[str, Any]) -> dict[str, str | None]:
    """What the labels answer to each question of the verdict; None where it does not arise."""
    reason, genre = row.get("neither_reason"), row["genre"]
    if reason == NeitherReason.NO_TRIANGLE:
        return {"presence": Presence.NONE, "course": None, "side": None}
    courses: dict[str | None, Course] = {
        NeitherReason.UNREALISED: Course.UNREALISED,
        NeitherReason.CONSENSUAL: Course.CONSENSUAL,
        NeitherReason.RIVALRY_BEFORE_COMMITMENT: Course.RIVALRY,
    }
    course = courses.get(reason, Course.REAL)
    side = {
        Genre.NETORI: Side.TAKER,
        Genre.NETORARE: Side.LEFT,
        Genre.BOTH: Side.BOTH,
    }.get(genre, Side.TAKEN if reason == NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS else Side.NOBODY)
    return {"presence": Presence.THERE, "course": course, "side": side if course is Course.REAL else None}
