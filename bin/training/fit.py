"""Fitting by maximum likelihood with an L2 penalty; deterministic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array

from shiten.weights import Features

Matrix = NDArray[np.float64]
_KEPT = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}


def feature_names(rows: Sequence[Features]) -> list[str]:
    """All names that occur, sorted."""
    return sorted({name for row in rows for name in row})


def matrix(rows: Sequence[Features], names: Sequence[str]) -> csr_array:
    """Rows as a sparse matrix, absent features 0."""
    column = {name: k for k, name in enumerate(names)}
    cells = [(i, column[n], v) for i, row in enumerate(rows) for n, v in row.items() if n in column]
    i, k, v = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((np.array(v, dtype=float), (i, k)), shape=(len(rows), len(names)))


def fit_choice(
    cases: Sequence[tuple[Sequence[Features], Sequence[int]]], penalty: float, signs: Mapping[str, int] | None = None
) -> dict[str, float]:
    """Conditional logit: each case is (alternatives, indexes of the right ones).

    ``signs`` keeps the weight of a feature at or above 0 (+1), or at or below it (-1).
    """
    names = feature_names([row for alternatives, _ in cases for row in alternatives])
    x = matrix([row for alternatives, _ in cases for row in alternatives], names)
    columns = csr_array(x.T)
    sizes = [len(alternatives) for alternatives, _ in cases]
    begins = np.cumsum([0, *sizes[:-1]])
    case_of = np.repeat(np.arange(len(cases)), sizes)
    right = np.zeros(x.shape[0])
    for begin, (_, good) in zip(begins, cases, strict=True):
        right[[begin + g for g in good]] = 1

    def loss(w: Matrix) -> tuple[float, Matrix]:
        s = x @ w
        p = np.exp(s - np.maximum.reduceat(s, begins)[case_of])
        p /= np.add.reduceat(p, begins)[case_of]
        mass = np.add.reduceat(p * right, begins) + 1e-12
        total = penalty * float(w @ w) - float(np.log(mass).sum())
        return total, 2 * penalty * w + columns @ (p - p * right / mass[case_of])

    bounds = [_KEPT[(signs or {}).get(n, 0)] for n in names]
    start = np.zeros(len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
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

    bounds = [_KEPT[(signs or {}).get((c, n), 0)] for n in names for c in classes]
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
