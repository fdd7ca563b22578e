"""Whom pronouns mean, on our own marked stories: cross-validated by story, with what a simple rule gets beside it."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarking.parts import Part
from shiten.weights import Choice
from training.antecedents import MARKED, PENALTY, Case, cases_of
from training.fit import fit_choice
from training.marks import read_marked

FOLDS = 4


def antecedents_part() -> Part:
    """Share of the marked choices that are right; what was said before each is read as marked."""
    stories = [cases_of(story) for story in read_marked(MARKED)]
    ones, twos = [one for one, _ in stories], [two for _, two in stories]
    return Part(
        "Whom a pronoun means in 180 marked stories (our own)",
        ("", "choices", "right", "the simple rule"),
        (
            ("he, she: whoever is meant, of those in reach", *_figures(ones, PENALTY[0]), _share(ones, 0)),
            ("they, we, the two: which two, or no two that are known", *_figures(twos, PENALTY[1]), _share(twos, 0)),
        ),
        "Cross-validated by story; the strengths of the two penalties were chosen on the same folds, and rules for"
        " names and nouns were mended while reading these stories. The simple rules are: the last one met who may"
        " be meant; never two that are known.",
    )


def _figures(stories: Sequence[Sequence[Case]], penalty: float) -> tuple[int, float]:
    """How many choices, and which share of them the weights of the other stories make right."""
    right = 0
    for fold in range(FOLDS):
        others = [case for k, cases in enumerate(stories) if k % FOLDS != fold for case in cases]
        weights = Choice(fit_choice(others, penalty))
        for cases in stories[fold::FOLDS]:
            for alternatives, wanted in cases:
                scores = [weights.score(f) for f in alternatives]
                right += scores.index(max(scores)) in wanted
    total = sum(len(cases) for cases in stories)
    return total, right / total


def _share(stories: Sequence[Sequence[Case]], answer: int) -> float:
    """The share of choices of which alternative number ``answer`` is right."""
    choices = [wanted for cases in stories for _, wanted in cases]
    return sum(answer in wanted for wanted in choices) / len(choices)
