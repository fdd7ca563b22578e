"""What happens between people: events of the thirteen kinds, who does it to whom, and how far it is vouched for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from shiten.cast import Cast
from shiten.lexicon import Cue, by_lemma, parse_cue, table, words
from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.syntax import candidates_at, cue_at, governor, modality, people_in, slot, subject_of
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
# An event whose other person is not said, but stands near.
UNSAID = 0.5
# How many sentences after somebody is wooed their no is to that.
SOON = 2
# Kinds that always have two people, and where else to look for the other.
MUTUAL = (EventKind.ATTRACTION, EventKind.WOOING, EventKind.YIELDING)
TOWARDS = ("with", "for", "to")


@cache
def _cues() -> dict[str, list[tuple[Any, Cue]]]:
    rows = table("events")
    return by_lemma((kind, parse_cue(source)) for kind in EventKind for source in rows[kind]["cues"])


def _leaves_other_unnamed(cue: Cue) -> bool:
    """Whether the cue says that a partner is deceived, not with whom ("unfaithful")."""
    return cue.lemma in table("commitment")["betrayal"]["unnamed_other"]


def find_events(parsed: Parsed, quotations: Quotations, cast: Cast) -> tuple[Event, ...]:
    """All events, in text order; of several cues at one token one of each kind counts (see :func:`_rank`)."""
    index = _cues()
    events: list[Event] = []
    for i, lemma in enumerate(parsed.lemmas):
        best: dict[EventKind, tuple[tuple[int, int], Event]] = {}
        for kind, cue in candidates_at(parsed, index, i, lemma):
            last = cue_at(parsed, cue, i)
            event = _event(parsed, quotations, cast, (i, last), kind, cue) if last is not None else None
            if event is not None and (kind not in best or _rank(cue, event) > best[kind][0]):
                best[kind] = (_rank(cue, event), event)
        events += [_with_wooer(parsed, event, events) for _, event in best.values()]
    return tuple(events)


def _with_wooer(parsed: Parsed, event: Event, before: list[Event]) -> Event:
    """ "Paul asks Ann to dance. She declines": a no without a word to whom is to whoever wooed them last."""
    if event.kind is not EventKind.REFUSAL or event.patient >= 0:
        return event
    soon = (
        e.agent for e in reversed(before)
        if e.kind is EventKind.WOOING and e.patient == event.agent >= 0 and e.agent >= 0
        and parsed.sentence_of[event.at] - parsed.sentence_of[e.at] <= SOON
    )  # fmt: skip
    return replace(event, patient=next(soon, -1))


def _rank(cue: Cue, event: Event) -> tuple[int, int]:
    """The cue that names more of the two people stands, then the one of more words."""
    return (event.agent >= 0) + (event.patient >= 0), len(cue.words)


def _event(
    parsed: Parsed, quotations: Quotations, cast: Cast, at: tuple[int, int], kind: EventKind, cue: Cue
) -> Event | None:
    i = at[0]
    agents = _fill(parsed, cast, at, cue, cue.agent)
    patients = tuple(p for p in _fill(parsed, cast, at, cue, cue.patient) if p not in agents[:1])
    if not patients and len(agents) > 1:
        patients = agents[1:]
    if not patients and agents and kind in MUTUAL:
        patients = tuple(p for p in _towards(parsed, cast, at, cue) if p != agents[0])
    if not agents and not patients:
        return None
    weight = WEAK if cue.weak else 1.0
    if not patients and kind in MUTUAL and cue.patient and not cue.weak and not _leaves_other_unnamed(cue):
        patients, weight = _nearest(parsed, cast, i, agents[0]), UNSAID
    spoken = not quotations.narrative(i)
    return Event(
        kind=kind,
        agent=agents[0] if agents else -1,
        patient=patients[0] if patients else -1,
        modality=modality(parsed, i),
        spoken=spoken,
        at=i,
        weight=weight,
        cue=cue.source,
    )


def _towards(parsed: Parsed, cast: Cast, at: tuple[int, int], cue: Cue) -> tuple[int, ...]:
    """To whom, where the cue's own slot is empty: "declares his love for Ann"; "she rejects his advances"."""
    for name in ("with",) if _leaves_other_unnamed(cue) else TOWARDS:
        people = people_in(parsed, cast, slot(parsed, at[0], name, at[1]))
        if people:
            return people
    if "poss" in cue.agent and parsed.pos[at[0]] == "NOUN" and not _leaves_other_unnamed(cue):
        return people_in(parsed, cast, subject_of(parsed, governor(parsed, at[0])), coordinated=False)
    return ()


def _nearest(parsed: Parsed, cast: Cast, i: int, agent: int) -> tuple[int, ...]:
    """Whoever else is mentioned last before token ``i``, in its sentence or the one before."""
    sentence = parsed.sentence_of[i]
    first = parsed.sentences[max(0, sentence - 1)][0]
    return next(((cast.who[t],) for t in range(i - 1, first - 1, -1) if cast.who[t] not in (-1, agent)), ())


def _fill(parsed: Parsed, cast: Cast, at: tuple[int, int], cue: Cue, slots: tuple[str, ...]) -> tuple[int, ...]:
    """People in the first of the slots that holds any; ``at`` is the cue's first and last token."""
    for name in slots:
        token = slot(parsed, at[0], name, at[1], state="ADJ" in cue.pos)
        people = people_in(parsed, cast, token)
        if people:
            return people
        # What is turned down is one person's, and so is that person: "she refuses his hand".
        offer = name == "object" and token is not None and parsed.lemmas[token] in words("commitment", "offers")
        if token is not None and (offer or name not in ("subject", "object", "poss")):
            owner = next((c for c in parsed.children(token) if parsed.deps[c] == "poss"), None)
            people = people_in(parsed, cast, owner) if parsed.pos[token] == "NOUN" and owner is not None else ()
            if people:
                return people
    return ()
