"""The order of fitting: viewpoint, then triangles, then the verdict, then warnings.

Each later part is fitted on what the earlier ones say of stories they were not fitted on (out of fold), so
that it learns to live with their errors. Folds keep the rows of a contrast set together.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shiten.arc import find_feelings
from shiten.content_warnings import warning_grounds
from shiten.focalization import follow
from shiten.genre import QUESTIONS, Course, Presence, Side, Telling, judge, verdict_features
from shiten.lexical import PAIR_CLASSES, PERSON_CLASSES, PLOT_CLASSES, scores
from shiten.terms import Genre, WarningKind
from shiten.triangles import (
    find_triangles,
    lay_ground,
    none_features,
    triple_features,
)
from shiten.viewpoint import Viewpoint
from shiten.weights import Choice, Classes, Features
from training.antecedents import write_antecedents
from training.cases import FOLDS, ROOT, Case, answers_of, load_cases, right_triples
from training.fit import fit_choice, fit_classes, fit_yes_no
from training.signs import SIGNS, TRIANGLE_SIGNS, VIEWPOINT_SIGNS

TARGET = ROOT / "src/shiten/data/en/weights.json"
# Strengths of the L2 penalties, chosen by the out-of-fold likelihood on these stories.
PENALTY = {
    "viewpoint": 1.0,
    "triangle": 0.3,
    "words": 0.5,
    "plot": 0.25,
    "presence": 0.3,
    "course": 0.5,
    "side": 0.4,
    "warning": 0.5,
}
# Rarer answers count for more, so that they are given at all.
WORTH: dict[str, dict[str, float]] = {
    "side": {Side.BOTH: 1.5, Side.NOBODY: 1.5},
    "course": {Course.UNREALISED: 1.5, Course.RIVALRY: 1.5, Course.CONSENSUAL: 1.5},
}
# Words that fewer people or pairs have are left out.
LEAST_SEEN = 4


def out_of_fold(cases: Sequence[Case], fit: Callable[[list[Case]], Any], use: Callable[[Case, Any], None]) -> Any:
    """Fit on all folds but one and use the result on that one; return what is fitted on everything."""
    for fold in range(FOLDS):
        model = fit([c for c in cases if c.fold != fold])
        for case in cases:
            if case.fold == fold:
                use(case, model)
    return fit(list(cases))


# ---------------------------------------------------------------- the parts


def fit_viewpoint(cases: list[Case]) -> Choice:
    """Who is followed, among the leading people."""
    rows = []
    for c in cases:
        people = list(c.candidates)
        right = [people.index(p) for v in c.row["viewpoint"] if (p := c.person(v)) in people]
        if right:
            rows.append(([c.candidates[p] for p in people], right))
    return Choice(fit_choice(rows, PENALTY["viewpoint"], VIEWPOINT_SIGNS))


def use_viewpoint(case: Case, weights: Choice) -> None:
    """Say who is followed in a story."""
    people = list(case.candidates)
    found = weights.probabilities([case.candidates[p] for p in people])
    ranked = sorted(zip(people, found, strict=True), key=lambda x: (-x[1], x[0]))
    case.viewpoint = Viewpoint(dict(ranked))


def fit_words(cases: list[Case]) -> tuple[Classes, Classes]:
    """Who is left, taken, taker by the words around them; who are couple, affair, rivals."""
    persons: list[tuple[Features, str]] = []
    pairs: list[tuple[Features, str]] = []
    for c in cases:
        triples = right_triples(c)
        if not triples and c.row.get("taker"):
            continue
        role: dict[int, str] = {}
        bond: dict[frozenset[int], str] = {}
        for left, taken, taker in triples[:1]:
            role |= {left: "left", taken: "taken", taker: "taker"}
            bond |= {
                frozenset((left, taken)): "couple",
                frozenset((taken, taker)): "affair",
                frozenset((left, taker)): "rivals",
            }
        persons += [(f, role.get(p, "other")) for p, f in c.person_words.items()]
        pairs += [(f, bond.get(frozenset(pair), "other")) for pair, f in c.pair_words.items()]
    return _fit_words(persons, PERSON_CLASSES), _fit_words(pairs, PAIR_CLASSES)


def _fit_words(rows: list[tuple[Features, str]], classes: tuple[str, ...], penalty: str = "words") -> Classes:
    seen = Counter(name for f, _ in rows for name in f)
    known = [{n: v for n, v in f.items() if seen[n] >= LEAST_SEEN} for f, _ in rows]
    return Classes(classes, fit_classes(known, [label for _, label in rows], classes, PENALTY[penalty]))


def use_words(case: Case, weights: tuple[Classes, Classes]) -> None:
    """Lay the ground of a story with the words weighed."""
    p = case.prepared
    assert case.viewpoint is not None
    case.ground = lay_ground(p.parsed, p.cast, p.ties, p.events, case.viewpoint, *weights)


def fit_plot(cases: list[Case]) -> Classes:
    """What kind of plot the words of a whole text speak of."""
    labels = []
    for c in cases:
        answers = answers_of(c.row)
        kind = "none" if answers["presence"] == Presence.NONE else str(answers["course"])
        labels.append(kind if kind in PLOT_CLASSES else "other")
    return _fit_words([(c.plot_words, label) for c, label in zip(cases, labels, strict=True)], PLOT_CLASSES, "plot")


def use_plot(case: Case, weights: Classes) -> None:
    """Weigh the words of a text."""
    case.plot = scores(case.plot_words, weights)


def triangle_case(case: Case) -> tuple[list[Features], list[int]] | None:
    """All triples of a story and which are right; None where a labelled person was not found."""
    from itertools import permutations

    assert case.ground is not None
    triples = list(permutations(case.ground.leading, 3))
    features = [triple_features(case.ground, *t) for t in triples] + [none_features(case.ground)]
    wanted = right_triples(case)
    right = [triples.index(t) for t in wanted if t in triples]
    if not wanted and not case.row.get("taker"):
        right = [len(triples)]
    return (features, right) if right else None


def fit_triangle(cases: list[Case]) -> Choice:
    """Which triple is the triangle, if any."""
    rows = [t for c in cases if (t := triangle_case(c)) is not None]
    return Choice(fit_choice(rows, PENALTY["triangle"], TRIANGLE_SIGNS))


def use_triangle(case: Case, weights: Choice) -> None:
    """Weigh the triangles of a story and collect what the verdict rests on."""
    assert case.ground is not None
    assert case.viewpoint is not None
    case.triangles = find_triangles(case.ground, weights)
    stretches = follow(case.prepared.parsed, case.prepared.glimpses, case.viewpoint.probabilities)
    telling = Telling(stretches, *case.prepared.phrases, case.plot)
    case.features = verdict_features(case.ground, case.triangles, telling)


def fit_verdict(cases: list[Case]) -> dict[str, Classes]:
    """One small model a question, from the stories in which it arises."""
    fitted = {}
    for question, classes in QUESTIONS.items():
        asked = [(c.features[question], a) for c in cases if (a := answers_of(c.row)[question]) is not None]
        weights = fit_classes(
            [f for f, _ in asked], [a for _, a in asked], classes, PENALTY[question], WORTH.get(question), SIGNS
        )
        fitted[question] = Classes(classes, weights)
    return fitted


def use_verdict(case: Case, weights: dict[str, Classes]) -> None:
    """Keep the models that did not see this story."""
    case.oof = weights


def best_favour(cases: Sequence[Case]) -> float:
    """The favour of the greatest merit, out of fold; of equals the least."""

    def merit(favour: float) -> float:
        return _merit([(c.row["genre"], str(judge(c.features, c.oof, favour).label)) for c in cases])

    return max((round(1 + 0.1 * k, 1) for k in range(31)), key=lambda favour: (merit(favour), -favour))


def _merit(pairs: Sequence[tuple[str, str]]) -> float:
    """Of (labelled, said): accuracy, the labels' mean F1 and the sides' mean F1 together.

    Accuracy alone would be bought by missing takings, since most stories are neither; F1 alone by false alarms.
    """
    labels = sum(_f1([(a == g, b == g) for a, b in pairs]) for g in Genre) / len(Genre)
    sides = ((Genre.NETORI, Genre.BOTH), (Genre.NETORARE, Genre.BOTH))
    told = sum(_f1([(a in side, b in side) for a, b in pairs]) for side in sides) / len(sides)
    return float(labels + told + sum(a == b for a, b in pairs) / len(pairs))


def _f1(pairs: Sequence[tuple[bool, bool]]) -> float:
    """F1 of (labelled, said)."""
    both, either = sum(a and b for a, b in pairs), sum(a + b for a, b in pairs)
    return 2 * both / either if either else 0.0


def warning_features(case: Case) -> Mapping[WarningKind, Features]:
    """What the warnings of a story are weighed from."""
    assert case.viewpoint is not None
    assert case.verdict is not None
    p = case.prepared
    feelings, _ = find_feelings(p.parsed, p.cast, case.viewpoint.focal)
    return warning_grounds(p.parsed, p.events, feelings, case.verdict).features


def fit_warnings(cases: list[Case]) -> dict[str, dict[str, Any]]:
    """One yes-or-no question a kind; the threshold is the best for F1 out of fold, "unlisted" how many of the
    stories that stay under it hold the kind all the same."""
    features = [warning_features(c) for c in cases]
    fitted: dict[str, dict[str, Any]] = {}
    for kind in WarningKind:
        rows = [f[kind] for f in features]
        labels = [kind.value in (c.row.get("warnings") or []) for c in cases]
        scores = [0.0] * len(cases)
        for fold in range(FOLDS):
            train = [i for i, c in enumerate(cases) if c.fold != fold]
            weights = fit_yes_no([rows[i] for i in train], [labels[i] for i in train], PENALTY["warning"])
            for i, c in enumerate(cases):
                if c.fold == fold:
                    scores[i] = _logistic(weights, rows[i])
        at = _best_threshold(scores, labels)
        under = [label for s, label in zip(scores, labels, strict=True) if s < at]
        fitted[f"warning_{kind}"] = {
            "weights": fit_yes_no(rows, labels, PENALTY["warning"]),
            "at": at,
            "unlisted": round(sum(under) / max(1, len(under)), 3),
        }
    return fitted


def _logistic(weights: Features, row: Features) -> float:
    score = sum(weights.get(n, 0.0) * v for n, v in row.items())
    return float(1 / (1 + math.exp(-score)))


def _best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The cut with the best F1, kept within .2 and .6: a rare kind must not be claimed on a hunch."""

    def f1(at: float) -> float:
        tp = sum(s >= at and y for s, y in zip(scores, labels, strict=True))
        fp = sum(s >= at and not y for s, y in zip(scores, labels, strict=True))
        fn = sum(s < at and y for s, y in zip(scores, labels, strict=True))
        return 2 * tp / (2 * tp + fp + fn) if tp else 0.0

    return max((round(0.2 + 0.02 * k, 2) for k in range(21)), key=lambda at: (f1(at), at))


def report(cases: Sequence[Case]) -> str:
    """Out-of-fold figures on the training stories, in short."""
    seen = [c for c in cases if c.row["viewpoint"]]
    view = sum(c.viewpoint is not None and c.viewpoint.focal in [c.person(v) for v in c.row["viewpoint"]] for c in seen)
    with_triangle = [(c, r) for c in cases if (r := right_triples(c))]
    triangle = sum(
        bool(
            c.triangles
            and c.triangles.main
            and (c.triangles.main.left, c.triangles.main.taken, c.triangles.main.taker) in r
        )
        for c, r in with_triangle
    )
    label = sum(c.verdict is not None and c.verdict.label == c.row["genre"] for c in cases)
    lines = [
        f"viewpoint {view}/{len(seen)} = {view / len(seen):.3f}",
        f"triangle {triangle}/{len(with_triangle)} = {triangle / len(with_triangle):.3f}",
        f"genre accuracy {label / len(cases):.3f}",
    ]
    for g in Genre:
        tp = sum(c.row["genre"] == g and c.verdict is not None and c.verdict.label == g for c in cases)
        said = sum(c.verdict is not None and c.verdict.label == g for c in cases)
        held = sum(c.row["genre"] == g for c in cases)
        lines.append(f"  {g}: {held} labelled, {said} said, F1 {2 * tp / max(1, said + held):.3f}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Fit everything, print the out-of-fold report, write the weights.

    The antecedents come first and are written at once: all that follows reads with them.
    """
    if "--dry-run" not in arguments:
        write_antecedents()
    cases = load_cases()
    viewpoint = out_of_fold(cases, fit_viewpoint, use_viewpoint)
    persons, pairs = out_of_fold(cases, fit_words, use_words)
    plot = out_of_fold(cases, fit_plot, use_plot)
    triangle = out_of_fold(cases, fit_triangle, use_triangle)
    verdict = out_of_fold(cases, fit_verdict, use_verdict)
    favour = best_favour(cases)
    for case in cases:
        case.verdict = judge(case.features, case.oof, favour)
    warnings = fit_warnings(cases)
    print(f"{len(cases)} stories, out of fold:\n{report(cases)}\nfavour {favour}")
    plain = {
        "about": "Fitted by bin/train on training/stories; see docs/model-card.md.",
        "viewpoint": {"weights": viewpoint.weights},
        "persons": {"classes": list(persons.classes), "weights": persons.weights},
        "pairs": {"classes": list(pairs.classes), "weights": pairs.weights},
        "plot": {"classes": list(plot.classes), "weights": plot.weights},
        "triangle": {"weights": triangle.weights},
        "verdict": {q: {"classes": list(c.classes), "weights": c.weights} for q, c in verdict.items()},
        "favour": favour,
        "yes_no": warnings,
    }
    if "--dry-run" not in arguments:
        TARGET.write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0
