"""Simple readers to compare with, fitted by grouped cross-validation on the very stories they are scored on.

That is more than Shiten allows itself: it is fitted on stories of its own alone.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarking.folds import out_of_fold
from benchmarking.places import Plain

GENRES = ("netori", "netorare", "both", "neither")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its genre and the fold that it belongs to."""

    id: str
    text: str
    genre: str
    fold: str


def learner(module: str, name: str) -> Any:
    """A class or function of scikit-learn, which is installed for measuring only and has no types."""
    return getattr(import_module(f"sklearn.{module}"), name)


def chain(*steps: Any) -> Any:
    """Steps as one model."""
    return learner("pipeline", "make_pipeline")(*steps)


def logistic(strength: float) -> Any:
    """A logistic model that weighs rare genres up."""
    return learner("linear_model", "LogisticRegression")(C=strength, class_weight="balanced", max_iter=2000)


def keyword_stems() -> dict[str, list[str]]:
    """Group → stems, from keywords.toml."""
    path = Path(__file__).parent / "keywords.toml"
    found: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["stems"]
    return found


def keyword_counts(text: str, stems: Mapping[str, Sequence[str]]) -> list[float]:
    """For each group, the logarithm of one plus its hits in a thousand words; then that of the words."""
    words = max(1, len(text.split()))
    folded = " ".join(text.casefold().split())
    hits = [len(re.findall(r"\b(?:" + "|".join(map(re.escape, group)) + ")", folded)) for group in stems.values()]
    return [*(math.log1p(1000 * n / words) for n in hits), math.log(words)]


def keyword_tagger(cases: Sequence[Labelled]) -> list[Plain]:
    """Readings by keyword counts and a logistic model."""
    stems = keyword_stems()

    def pipeline() -> Any:
        count, scale = (
            learner("preprocessing", "FunctionTransformer"),
            learner("preprocessing", "StandardScaler"),
        )
        return chain(count(lambda texts: [keyword_counts(t, stems) for t in texts]), scale(), logistic(1.0))

    return _fitted(cases, pipeline)


def bag_of_words(cases: Sequence[Labelled]) -> list[Plain]:
    """Readings by TF-IDF of words and a logistic model."""

    def pipeline() -> Any:
        count = learner("feature_extraction.text", "TfidfVectorizer")
        return chain(count(sublinear_tf=True, min_df=2, max_df=0.8, max_features=50_000), logistic(10.0))

    return _fitted(cases, pipeline)


def _fitted(cases: Sequence[Labelled], pipeline: Callable[[], Any]) -> list[Plain]:
    def fit(known: list[Labelled]) -> Any:
        return pipeline().fit([c.text for c in known], [c.genre for c in known])

    def use(model: Any, unknown: list[Labelled]) -> list[dict[str, float]]:
        classes = [str(c) for c in model.classes_]
        return [
            dict(zip(classes, map(float, row), strict=True)) for row in model.predict_proba([c.text for c in unknown])
        ]

    said = out_of_fold(cases, [c.fold for c in cases], fit, use)
    return [genre_reading(c.id, p) for c, p in zip(cases, said, strict=True)]


def genre_reading(story_id: str, probabilities: Mapping[str, float]) -> Plain:
    """As much of a reading as a tagger can fill: the genre and its probabilities."""
    whole = {g: round(probabilities.get(g, 0.0), 6) for g in GENRES}
    label = max(GENRES, key=lambda g: whole[g])
    return {"id": story_id, "genre": {"label": label, "neither_reason": None, "probabilities": whole}}


def viewpoint_readings(results: Mapping[str, Plain], key: str) -> list[Plain]:
    """Readings that follow whom a simple rule names: ``most_named`` or ``first_named`` of our own people."""
    return [
        {"id": story, "focalizers": [{"character": result["trace"][key], "share": 1.0}]}
        for story, result in results.items()
        if "trace" in result and result["trace"][key]
    ]
