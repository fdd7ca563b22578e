"""Fitting by maximum likelihood with an L2 penalty; deterministic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from shiten.weights import Features

Matrix = NDArray[np.float64]


def feature_names(rows: Sequence[Features]) -> list[str]:
    """All names that occur, sorted."""
    return sorted({name for row in rows for name in row})


def matrix(rows: Sequence[Features], names: Sequence[str]) -> Matrix:
    """Rows as a dense matrix, absent features 0."""
    column = {name: k for k, name in enumerate(names)}
    out = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                out[i, column[name]] = value
    return out


def fit_choice(
    cases: Sequence[tuple[Sequence[Features], Sequence[int]]], penalty: float, weights: Sequence[float] | None = None
) -> dict[str, float]:
    """Conditional logit: each case is (alternatives, indexes of the right ones)."""
    names = feature_names([row for alternatives, _ in cases for row in alternatives])
    blocks = [matrix(alternatives, names) for alternatives, _ in cases]
    right = [list(r) for _, r in cases]
    worth = list(weights) if weights is not None else [1.0] * len(cases)

    def loss(w: Matrix) -> tuple[float, Matrix]:
        total, gradient = penalty * float(w @ w), 2 * penalty * w
        for block, good, share in zip(blocks, right, worth, strict=True):
            s = block @ w
            s -= s.max()
            p = np.exp(s)
            p /= p.sum()
            mass = p[good].sum() + 1e-12
            q = np.zeros_like(p)
            q[good] = p[good] / mass
            total -= share * float(np.log(mass))
            gradient += share * (block.T @ (p - q))
        return total, gradient

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return _named(names, found.x)


def fit_classes(
    rows: Sequence[Features],
    labels: Sequence[str],
    classes: Sequence[str],
    penalty: float,
    worth: Mapping[str, float] | None = None,
    signs: Mapping[tuple[str, str], int] | None = None,
) -> dict[str, dict[str, float]]:
    """Multinomial logistic regression; the feature "constant" is hardly penalised; ``worth`` weighs classes.
    ``signs`` keeps the weight of a (class, feature) at or above 0 (+1), or at or below it (-1)."""
    share = np.array([(worth or {}).get(label, 1.0) for label in labels])[:, None]
    names = feature_names(rows)
    x = matrix(rows, names)
    y = np.zeros((len(rows), len(classes)))
    for i, label in enumerate(labels):
        y[i, list(classes).index(label)] = 1
    spared = np.array([0.05 if n == "constant" else 1.0 for n in names])[:, None]

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        w = flat.reshape(len(names), len(classes))
        s = x @ w
        s -= s.max(axis=1, keepdims=True)
        p = np.exp(s)
        p /= p.sum(axis=1, keepdims=True)
        total = -float((share * y * np.log(p + 1e-12)).sum()) + penalty * float((spared * w * w).sum())
        return total, (x.T @ (share * (p - y)) + 2 * penalty * spared * w).ravel()

    kept = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}
    bounds = [kept[(signs or {}).get((c, n), 0)] for n in names for c in classes]
    start = np.zeros(len(names) * len(classes))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 800})
    w = found.x.reshape(len(names), len(classes))
    return {c: _named(names, w[:, k]) for k, c in enumerate(classes)}


def fit_yes_no(rows: Sequence[Features], labels: Sequence[bool], penalty: float) -> dict[str, float]:
    """Logistic regression as the difference of two classes."""
    both = fit_classes(rows, ["yes" if y else "no" for y in labels], ("yes", "no"), penalty)
    return {name: round(both["yes"][name] - both["no"][name], 4) for name in both["yes"]}


def _named(names: Sequence[str], values: Matrix) -> dict[str, float]:
    return {n: round(float(v), 4) for n, v in zip(names, values, strict=True) if abs(v) >= 5e-4}
