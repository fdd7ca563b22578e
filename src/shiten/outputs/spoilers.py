"""Leaving out of a reading what is above a reader's spoiler grade.

Grades as readers' databases use them: 0 the premise, 1 minor, 2 major (turns on the ending or a reveal).
A person, tie or stretch of the arc carries no grade of its own; for these the place in the text decides:
what stands in the first tenth is the premise, what stands in the first half is minor.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

from shiten.reading import (
    Arc,
    CastMember,
    CharacteristicClaim,
    Evidence,
    GenreVerdict,
    Reading,
    StageClaim,
    TieClaim,
    WarningClaim,
)

# Share of the text that may be known at a grade.
KNOWN = {0: 0.1, 1: 0.5}

Claim = TypeVar("Claim", TieClaim, CharacteristicClaim, StageClaim, WarningClaim)


def withhold(reading: Reading, grade: int) -> Reading:
    """Return the reading without everything above spoiler ``grade`` (0, 1 or 2); ``withheld`` says so.

    Evidence above the grade goes, and the indexes that cite it are mapped anew. A reading that was already
    cut to a lower grade stays at that one. Raises ``ValueError`` for any other grade.
    """
    if grade not in (0, 1, 2):
        raise ValueError(f"spoiler grades are 0, 1 and 2, not {grade!r}")
    if grade == 2 or (reading.withheld is not None and reading.withheld <= grade):
        return reading
    kept: Literal[0, 1] = 0 if grade == 0 else 1
    known = int(reading.story.characters * KNOWN[kept])
    places = _new_places(reading.evidence, kept)
    cast = _known_people(reading.cast, kept, known)
    strangers = {member.name for member in reading.cast} - {member.name for member in cast}
    ties = _known_ties(reading.ties, known, strangers)
    narrator = reading.narration.narrator
    return reading.model_copy(
        update={
            "genre": _known_genre(reading.genre, kept),
            "narration": reading.narration.model_copy(update={"narrator": None if narrator in strangers else narrator}),
            "focalizers": tuple(f for f in reading.focalizers if f.character not in strangers),
            "shifts": (),
            "cast": cast,
            "ties": _recite(ties, places),
            "triangle": reading.triangle if kept else None,
            "triangles": reading.triangles if kept else (),
            "roles": reading.roles if kept else None,
            "characteristics": _recite(reading.characteristics, places) if kept else (),
            "stages": _recite((s for s in reading.stages if s.spoiler <= kept), places),
            "resolution": None,
            "arc": _known_arc(reading.arc, known, strangers),
            "warnings": _recite((w for w in reading.warnings if w.spoiler <= kept), places),
            "evidence": tuple(e for e in reading.evidence if e.spoiler <= kept),
            "withheld": kept,
        }
    )


def _new_places(evidence: Iterable[Evidence], grade: int) -> dict[int, int]:
    """Map old indexes of the passages that stay to their new ones."""
    stay = [old for old, passage in enumerate(evidence) if passage.spoiler <= grade]
    return {old: new for new, old in enumerate(stay)}


def _recite(claims: Iterable[Claim], places: dict[int, int]) -> tuple[Claim, ...]:
    """Return the claims citing the passages that stay by their new indexes."""
    return tuple(
        claim.model_copy(update={"evidence": tuple(places[i] for i in claim.evidence if i in places)})
        for claim in claims
    )


def _known_genre(genre: GenreVerdict | None, grade: int) -> GenreVerdict | None:
    """Keep the label, but at grade 0 not why: reasons, and the reason for "neither", tell the plot."""
    if genre is None or grade > 0:
        return genre
    return genre.model_copy(update={"because": (), "neither_reason": None})


def _known_people(cast: Iterable[CastMember], grade: int, known: int) -> tuple[CastMember, ...]:
    """Keep at grade 0 who appears in the premise, and no aliases: a later surname tells of a wedding."""
    if grade > 0:
        return tuple(cast)
    return tuple(m.model_copy(update={"aliases": ()}) for m in cast if m.first < known)


def _known_ties(ties: Iterable[TieClaim], known: int, strangers: set[str]) -> tuple[TieClaim, ...]:
    """Keep the ties that begin in the known part; one that ends later does not say so."""
    return tuple(
        tie.model_copy(update={"end": tie.end if tie.end is not None and tie.end <= known else None})
        for tie in ties
        if tie.start < known and not {tie.a, tie.b} & strangers
    )


def _known_arc(arc: Arc | None, known: int, strangers: set[str]) -> Arc | None:
    """Keep the points that end in the known part."""
    if arc is None:
        return None
    points = tuple(p for p in arc.points if p.end <= known)
    return Arc(character=None if arc.character in strangers else arc.character, points=points)
