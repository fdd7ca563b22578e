"""The grammatical person of the narration: who says "I" outside quotation marks, and how steadily."""

from __future__ import annotations

from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.terms import Person

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
# First-person pronouns a narrative word above which a stretch is told in the first person, and below which
# it is not; measured on LitBank's 100 extracts, where told-in-first texts have .02-.08 and others under .004.
TOLD_IN_FIRST = 0.009
NOT_IN_FIRST = 0.004
STRETCHES = 20
SHORT = 1500


def grammatical_person(parsed: Parsed, quotations: Quotations) -> Person:
    """First, third, mixed (both over a good part of the text) or drama."""
    if quotations.drama:
        return Person.DRAMA
    rates = _rates(parsed, quotations)
    overall = sum(i for i, _ in rates) / max(1, sum(n for _, n in rates))
    told = [(i / n, n) for i, n in rates if n > 0]
    total = sum(n for _, n in told)
    if not total:
        return Person.THIRD
    first = sum(n for rate, n in told if rate >= TOLD_IN_FIRST) / total
    not_first = sum(n for rate, n in told if rate < NOT_IN_FIRST) / total
    if total > SHORT and first >= 0.2 and not_first >= 0.3:
        return Person.MIXED
    return Person.FIRST if overall >= TOLD_IN_FIRST or first >= 0.5 else Person.THIRD


def _rates(parsed: Parsed, quotations: Quotations) -> list[tuple[int, int]]:
    """First-person pronouns and words outside quotes, stretch by stretch."""
    size = max(1, len(parsed) // STRETCHES)
    rates = []
    for start in range(0, len(parsed), size):
        tokens = [t for t in range(start, min(start + size, len(parsed))) if quotations.narrative(t)]
        spoken = sum(1 for t in tokens if parsed.lowers[t] in _FIRST and parsed.words[t] != "MY")
        rates.append((spoken, len(tokens)))
    return rates
