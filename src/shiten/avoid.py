"""Whether a story holds what a reader wishes to avoid: a genre, a side of the telling, or a warning."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shiten.errors import UnknownTerm
from shiten.terms import Genre, NeitherReason, WarningKind
from shiten.weights import load

if TYPE_CHECKING:
    from shiten.reading import GenreVerdict, Reading

# From HOLD on a story holds what is avoided; up to FITS it does not; what lies between is not sure. The two
# are set from the development stories by the bench: FITS low enough that few stories called fitting hold it
# after all, HOLD high enough that few are held back for nothing.
HOLD = 0.35
FITS = 0.07
# Of a story that is neither genre, how likely a reason that was not given is the right one: out of fold, on our own
# stories, .08 (the one who strays) and .03 (an observer); rounded up, since a miss costs more.
OTHER_REASON = 0.09


class Side(StrEnum):
    """Through whom a story of a triangle may be told."""

    TAKER = "taker"
    TAKEN_FROM = "taken_from"
    STRAYER = "strayer"
    OBSERVER = "observer"


class Kind(StrEnum):
    """What is said of a story and a wish to avoid something."""

    FITS = "fits"
    HOLDS = "holds what you avoid"
    UNSURE = "not sure"


Avoided = Genre | Side | WarningKind

_GENRE_OF = {Side.TAKER: Genre.NETORI, Side.TAKEN_FROM: Genre.NETORARE}
_REASON_OF = {
    Side.STRAYER: NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS,
    Side.OBSERVER: NeitherReason.OBSERVER,
}
_ALSO: dict[str, Avoided] = {
    "seducer": Side.TAKER,
    "victim": Side.TAKEN_FROM,
    "cheater": Side.STRAYER,
    "ntr": Genre.NETORARE,
    "寝取り": Genre.NETORI,
    "寝取られ": Genre.NETORARE,
}
_ALL: dict[str, Avoided] = {
    **{str(term): term for kind in (Genre, Side, WarningKind) for term in kind},
    **_ALSO,
}
_SHOWN = 60  # characters of an unknown word that the error repeats


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it holds, with the probability that it does (``None``: the reading does not say)."""

    kind: Kind
    probability: float | None


def words() -> tuple[str, ...]:
    """Return every word that :func:`parse` knows: genres, sides, warnings, then other names of these."""
    return tuple(_ALL)


def parse(word: str) -> Avoided:
    """Return what ``word`` names (case, hyphens and spaces do not matter); raises :class:`UnknownTerm`."""
    folded = re.sub(r"[\W_]+", "_", unicodedata.normalize("NFKC", word).casefold()).strip("_")
    if folded in _ALL:
        return _ALL[folded]
    near = difflib.get_close_matches(folded, _ALL, n=3)
    shown = "".join(c if c.isprintable() else "?" for c in word[:_SHOWN])
    known = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(_ALL)}"
    raise UnknownTerm(f"{shown!r} is nothing that can be avoided; {known}")


def judge(reading: Reading, avoided: Avoided) -> Verdict:
    """Say whether a full reading (nothing withheld) holds ``avoided``."""
    probability = _probability(reading, avoided)
    if probability is None:
        return Verdict(Kind.UNSURE, None)
    if probability >= HOLD:
        return Verdict(Kind.HOLDS, probability)
    return Verdict(Kind.FITS if probability <= FITS else Kind.UNSURE, probability)


def worst(verdicts: Iterable[Verdict]) -> Kind:
    """Return what several wishes come to: it holds one of them, or one is not sure, or the story fits."""
    kinds = {verdict.kind for verdict in verdicts}
    return next((kind for kind in (Kind.HOLDS, Kind.UNSURE) if kind in kinds), Kind.FITS)


def _probability(reading: Reading, avoided: Avoided) -> float | None:
    if isinstance(avoided, WarningKind):
        return next((w.score for w in reading.warnings if w.kind == avoided), _unlisted(avoided))
    if reading.genre is None:
        return None
    if isinstance(avoided, Genre):
        return _of_genre(reading.genre, avoided)
    if avoided in _GENRE_OF:
        return _of_genre(reading.genre, _GENRE_OF[avoided])
    # A reason is only given with the label "neither". Without one this side may be all of p(neither): the
    # careful bound, so that "fits" is not said too easily.
    reason = reading.genre.neither_reason
    neither = _share(reading.genre, Genre.NEITHER)
    return neither if reason in (None, _REASON_OF[avoided]) else OTHER_REASON * neither


def _unlisted(kind: WarningKind) -> float:
    """How many stories whose reading does not list a warning hold it all the same (fitted, bin/train)."""
    return load().yes_no[f"warning_{kind}"].unlisted


def _of_genre(verdict: GenreVerdict, genre: Genre) -> float:
    told = {genre, Genre.BOTH} if genre in _GENRE_OF.values() else {genre}
    return min(1.0, sum(_share(verdict, g) for g in told))


def _share(verdict: GenreVerdict, genre: Genre) -> float:
    return verdict.probabilities.get(genre, 0.0)
