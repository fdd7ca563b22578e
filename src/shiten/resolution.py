"""How a story leaves the one it follows: by what is told and felt in its last part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiten.terms import EventKind, Genre, Resolution

if TYPE_CHECKING:
    from shiten.pipeline import Understanding

LAST = 0.85
LOW, HIGH = -0.25, 0.3


def resolution_of(found: Understanding) -> Resolution:
    """Bleak, bittersweet, solace or open by the arc's end, a death or a reconciliation late in the telling."""
    tail = [p for p in found.arc if p.first >= LAST * len(found.parsed)] or list(found.arc[-1:])
    if not tail:
        return Resolution.NONE
    mood = sum(p.valence for p in tail) / len(tail)
    focal = found.viewpoint.focal
    late = [e for e in found.events if e.at >= LAST * len(found.parsed) and focal in (e.agent, e.patient)]
    healed = sum(e.weight for e in late if e.kind is EventKind.RECONCILIATION)
    lost = sum(e.weight for e in late if e.kind in (EventKind.DESPAIR, EventKind.PARTING))
    mood += 0.2 * (healed - lost)
    if mood <= LOW:
        return Resolution.BLEAK
    if mood >= HIGH:
        return Resolution.SOLACE
    if found.verdict.label is Genre.NETORI:
        return Resolution.OPEN
    return Resolution.BITTERSWEET if abs(mood) < 0.15 else Resolution.OPEN
