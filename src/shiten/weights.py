"""What was learned: linear weights over named features, from data/en/weights.json (made by bin/train)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """Scores alternatives by one weight vector (conditional logit, McFadden 1974)."""

    weights: Mapping[str, float]
    temperature: float = 1.0

    def score(self, features: Features) -> float:
        """The weighted sum of the features; features without a weight count nothing."""
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def probabilities(self, alternatives: Sequence[Features]) -> list[float]:
        """One probability an alternative, sum 1."""
        return softmax([self.score(f) / self.temperature for f in alternatives])


@dataclass(frozen=True, slots=True)
class Classes:
    """Multinomial logistic regression: one weight vector a class."""

    classes: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]
    temperature: float = 1.0

    def probabilities(self, features: Features) -> dict[str, float]:
        """One probability a class, sum 1."""
        scores = [
            sum(self.weights[c].get(name, 0.0) * value for name, value in features.items()) / self.temperature
            for c in self.classes
        ]
        return dict(zip(self.classes, softmax(scores), strict=True))


@dataclass(frozen=True, slots=True)
class Threshold:
    """Logistic regression for a yes-or-no question; "yes" from ``at`` on; of what stays under it, the share
    ``unlisted`` is "yes" all the same."""

    weights: Mapping[str, float]
    at: float
    unlisted: float

    def probability(self, features: Features) -> float:
        """Probability of yes."""
        score = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@dataclass(frozen=True, slots=True)
class Weights:
    """Everything learned for one language."""

    viewpoint: Choice
    persons: Classes
    pairs: Classes
    plot: Classes
    triangle: Choice
    verdict: Mapping[str, Classes]
    favour: float
    yes_no: Mapping[str, Threshold]


def softmax(scores: Sequence[float]) -> list[float]:
    """Exponentials that sum to 1; empty in, empty out."""
    if not scores:
        return []
    top = max(scores)
    grown = [math.exp(s - top) for s in scores]
    total = sum(grown)
    return [g / total for g in grown]


def from_plain(plain: Mapping[str, Any]) -> Weights:
    """Build the weights from their JSON form."""
    return Weights(
        viewpoint=Choice(plain["viewpoint"]["weights"], plain["viewpoint"].get("temperature", 1.0)),
        triangle=Choice(plain["triangle"]["weights"], plain["triangle"].get("temperature", 1.0)),
        persons=_classes(plain["persons"]),
        pairs=_classes(plain["pairs"]),
        plot=_classes(plain["plot"]),
        verdict={question: _classes(row) for question, row in plain["verdict"].items()},
        favour=plain["favour"],
        yes_no={name: Threshold(row["weights"], row["at"], row["unlisted"]) for name, row in plain["yes_no"].items()},
    )


def _classes(row: Mapping[str, Any]) -> Classes:
    return Classes(tuple(row["classes"]), row["weights"], row.get("temperature", 1.0))


@cache
def load(language: str = "en") -> Weights:
    """The shipped weights of a language."""
    path = files("shiten") / "data" / language / "weights.json"
    return from_plain(json.loads(path.read_text(encoding="utf-8")))


def antecedent_weights(language: str = "en") -> Choice:
    """How the antecedents of a pronoun are weighed."""
    return _antecedents(language)["one"]


def pair_weights(language: str = "en") -> Choice:
    """How the two people are weighed whom a plural may mean."""
    return _antecedents(language)["two"]


@cache
def _antecedents(language: str) -> dict[str, Choice]:
    """In a file of their own: they are needed before all else is read, and so before all else is fitted."""
    path = files("shiten") / "data" / language / "antecedents.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    return {name: Choice(plain[name]) for name in ("one", "two")}


def forget_antecedents() -> None:
    """Read the antecedents' weights anew from now on; for bin/train, which has just written them."""
    _antecedents.cache_clear()
