"""What happens between people: events of the thirteen kinds, who does it to whom, and how far it is vouched for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from shiten.cast import Cast
from shiten.lexicon import Cue, by_lemma, parse_cue, table
from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.syntax import candidates_at, cue_at, modality, people_in, slot
from shiten.terms import EventKind, Modality


@dataclass(frozen=True, slots=True)
class Event:
    """One event: people numbers in ``agent`` and ``patient`` (-1 unknown); ``at`` is a token number.

    ``weight`` is 1 for a cue that stands for itself and less for one that means little alone.
    """

    kind: EventKind
    agent: int
    patient: int
    modality: Modality
    spoken: bool
    at: int
    weight: float
    cue: str


WEAK = 0.35


@cache
def _cues() -> dict[str, list[tuple[Any, Cue]]]:
    rows = table("events")
    return by_lemma((kind, parse_cue(source)) for kind in EventKind for source in rows[kind]["cues"])


def find_events(parsed: Parsed, quotations: Quotations, cast: Cast) -> tuple[Event, ...]:
    """All events, in text order; of several cues at one token the most specific one of each kind counts."""
    index, events = _cues(), []
    for i, lemma in enumerate(parsed.lemmas):
        candidates = candidates_at(parsed, index, i, lemma)
        if not candidates:
            continue
        found: dict[EventKind, tuple[Cue, int]] = {}
        for kind, cue in candidates:
            known = found.get(kind)
            if known is None or len(cue.words) > len(known[0].words):
                last = cue_at(parsed, cue, i)
                if last is not None:
                    found[kind] = (cue, last)
        for kind, (cue, last) in found.items():
            event = _event(parsed, quotations, cast, (i, last), kind, cue)
            if event is not None:
                events.append(event)
    return tuple(events)


def _event(
    parsed: Parsed, quotations: Quotations, cast: Cast, at: tuple[int, int], kind: EventKind, cue: Cue
) -> Event | None:
    i, last = at
    agents = _fill(parsed, cast, i, last, cue.agent)
    patients = tuple(p for p in _fill(parsed, cast, i, last, cue.patient) if p not in agents[:1])
    if not patients and len(agents) > 1:
        patients = agents[1:]
    if not agents and not patients:
        return None
    spoken = not quotations.narrative(i)
    return Event(
        kind=kind,
        agent=agents[0] if agents else -1,
        patient=patients[0] if patients else -1,
        modality=modality(parsed, i),
        spoken=spoken,
        at=i,
        weight=WEAK if cue.weak else 1.0,
        cue=cue.source,
    )


def _fill(parsed: Parsed, cast: Cast, i: int, last: int, slots: tuple[str, ...]) -> tuple[int, ...]:
    """People in the first of the slots that holds any."""
    for name in slots:
        token = slot(parsed, i, name, last)
        people = people_in(parsed, cast, token)
        if people:
            return people
        if token is not None and name not in ("subject", "object", "poss"):
            owner = next((c for c in parsed.children(token) if parsed.deps[c] == "poss"), None)
            people = people_in(parsed, cast, owner) if parsed.pos[token] == "NOUN" and owner is not None else ()
            if people:
                return people
    return ()
