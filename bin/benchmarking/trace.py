"""What every step believed of a story, as plain values: for the list of errors and the simple baselines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from benchmarking.places import Plain

if TYPE_CHECKING:
    from shiten.events import Event
    from shiten.pipeline import Understanding

PEOPLE, EVENTS, TRIANGLES = 12, 60, 4


def trace_of(found: Understanding) -> Plain:
    """Everybody and everything that led to the verdict, the likeliest first."""
    name = _namer(found)
    people = sorted(found.cast.people, key=lambda p: (-p.mentions, p.first))
    named = [p for p in people if p.named]
    leading = set(found.ground.leading)
    return {
        "people": [
            {
                "name": p.name,
                "aliases": list(p.aliases[:6]),
                "gender": p.gender,
                "mentions": p.mentions,
                "names": p.names,
            }
            for p in people[:PEOPLE]
        ],
        "most_named": max(named, key=lambda p: (p.names, -p.first)).name if named else None,
        "first_named": min(named, key=lambda p: p.first).name if named else None,
        "person": found.told.value,
        "narrator": name(found.cast.narrator),
        "focal": [[name(p), round(v, 3)] for p, v in list(found.viewpoint.probabilities.items())[:5]],
        "ties": [
            {"a": name(t.a), "b": name(t.b), "kind": t.kind.value, "weight": round(t.weight, 2)}
            for t in found.ties
            if t.a in leading and t.b in leading
        ],
        "events": [_event(found, e) for e in _between(found, leading)][:EVENTS],
        "triangles": [
            {
                "left": name(t.left),
                "taken": name(t.taken),
                "taker": name(t.taker),
                "probability": round(t.probability, 3),
                "outcome": t.outcome.value,
            }
            for t in found.triangles.found[:TRIANGLES]
        ],
        "no_triangle": round(found.triangles.none, 3),
    }


def _namer(found: Understanding) -> Callable[[int | None], str | None]:
    people = found.cast.people
    return lambda p: people[p].name if p is not None and 0 <= p < len(people) else None


def _between(found: Understanding, leading: set[int]) -> list[Event]:
    """Events between leading people, or by one of them alone."""
    return [e for e in found.events if leading & {e.agent, e.patient} and {e.agent, e.patient} <= leading | {-1}]


def _event(found: Understanding, event: Event) -> Plain:
    name = _namer(found)
    parsed = found.parsed
    span = parsed.sentence_span(parsed.sentence_of[event.at])
    at = parsed.starts[event.at]
    start, end = max(span.start, at - 60), min(span.end, at + 60)
    return {
        "kind": event.kind.value,
        "agent": name(event.agent),
        "patient": name(event.patient),
        "modality": event.modality.value,
        "spoken": event.spoken,
        "weight": event.weight,
        "cue": event.cue,
        "text": " ".join(parsed.story.text[start:end].split()),
    }


def quotes_of(found: Understanding) -> list[tuple[int, int, str | None]]:
    """Every quotation with the name of its speaker, as offsets of the story's text."""
    name = _namer(found)
    parsed = found.parsed
    return [
        (parsed.starts[q.first], parsed.end(q.last - 1), name(speaker))
        for q, speaker in zip(found.quotations.quotes, found.cast.speakers, strict=True)
    ]
