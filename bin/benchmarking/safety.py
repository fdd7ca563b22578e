"""How far a reader who wishes to avoid something can rely on ``shiten check --avoid``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from benchmarking.places import Plain
from shiten.avoid import Avoided, Kind, Side, judge
from shiten.reading import Reading
from shiten.terms import Genre, WarningKind


@dataclass(frozen=True, slots=True)
class Caution:
    """Verdicts on one wish: of the stories that hold what is avoided, and of those that do not."""

    avoided: str
    holding: Counter[Kind]
    free: Counter[Kind]

    @property
    def stories(self) -> int:
        """How many stories hold it."""
        return self.holding.total()

    @property
    def missed(self) -> float | None:
        """Share of the stories that hold it of which it was said that they fit."""
        return self.holding[Kind.FITS] / self.stories if self.stories else None

    @property
    def alarmed(self) -> float | None:
        """Share of the stories free of it of which it was said that they hold it."""
        return self.free[Kind.HOLDS] / self.free.total() if self.free else None


def wishes() -> tuple[Avoided, ...]:
    """What may be avoided and is measured: the two genres, the four sides, every warning."""
    return (Genre.NETORI, Genre.NETORARE, *Side, *WarningKind)


def holds(row: Plain, avoided: Avoided) -> bool:
    """Whether a labelled story holds what is avoided."""
    if isinstance(avoided, WarningKind):
        return avoided.value in (row.get("warnings") or [])
    if avoided in (Genre.NETORI, Side.TAKER):
        return row["genre"] in ("netori", "both")
    if avoided in (Genre.NETORARE, Side.TAKEN_FROM):
        return row["genre"] in ("netorare", "both")
    reasons = {Side.STRAYER: "told_by_the_one_who_strays", Side.OBSERVER: "observer"}
    return row["genre"] == "neither" and row.get("neither_reason") == next(
        reason for side, reason in reasons.items() if side == avoided
    )


def caution(labels: Iterable[Plain], readings: Mapping[str, Plain], avoided: Avoided) -> Caution:
    """Judge every story; one without a reading is not sure."""
    holding, free = Counter[Kind](), Counter[Kind]()
    for row in labels:
        plain = readings.get(row["id"])
        kind = judge(Reading.from_dict(plain), avoided).kind if plain else Kind.UNSURE
        (holding if holds(row, avoided) else free)[kind] += 1
    return Caution(str(avoided), holding, free)


def cautions(labels: list[Plain], readings: Mapping[str, Plain]) -> list[Caution]:
    """One row for every wish."""
    return [caution(labels, readings, a) for a in wishes()]
