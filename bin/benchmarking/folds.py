"""Grouped cross-validation: a contrast set, or two tellings of one work, never lie in two folds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

Case = TypeVar("Case")
Model = TypeVar("Model")
Said = TypeVar("Said")


def grouped_folds(groups: Sequence[str], count: int = 10) -> list[int]:
    """Number of the fold of each item: one group never lies in two folds, the folds are of like size.

    Deterministic, and independent of the order of the items. Raises ValueError for ``count`` below 2.
    """
    if count < 2:
        raise ValueError(f"cross-validation needs two folds at least, not {count}")
    sizes, fold_of = Counter(groups), {}
    filled = [0] * count
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold = min(range(count), key=lambda k: (filled[k], k))
        fold_of[group] = fold
        filled[fold] += sizes[group]
    return [fold_of[g] for g in groups]


def out_of_fold(
    cases: Sequence[Case],
    groups: Sequence[str],
    fit: Callable[[list[Case]], Model],
    use: Callable[[Model, list[Case]], list[Said]],
    *,
    count: int = 10,
) -> list[Said]:
    """What models say of cases that they were not fitted on, in the order of ``cases``.

    ``fit`` makes a model of the other folds' cases; ``use`` says one thing for each case of the fold.
    """
    folds = grouped_folds(groups, count)
    said: dict[int, Said] = {}
    for fold in sorted(set(folds)):
        own = [i for i, f in enumerate(folds) if f == fold]
        model = fit([c for c, f in zip(cases, folds, strict=True) if f != fold])
        said.update(zip(own, use(model, [cases[i] for i in own]), strict=True))
    return [said[i] for i in range(len(cases))]
