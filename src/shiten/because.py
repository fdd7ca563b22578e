"""Why the verdict is what it is, in plain sentences that name people and cite passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiten.cast import Cast
from shiten.events import Event
from shiten.terms import EventKind, Genre, Modality, NeitherReason, Outcome, TieKind
from shiten.terms import Person as Grammatical
from shiten.triangles import Triangle

if TYPE_CHECKING:
    from shiten.assemble import Passages
    from shiten.pipeline import Understanding

# Events as plain words: active with {a} and {p}, and with one side unknown.
_WORDS = {
    EventKind.ATTRACTION: "{a} is drawn to {p}",
    EventKind.SCHEMING: "{a} plots for or against {p}",
    EventKind.WOOING: "{a} woos {p}",
    EventKind.YIELDING: "{a} gives in to {p}",
    EventKind.LEAVING: "{a} leaves {p}",
    EventKind.SUSPICION: "{a} suspects {p}",
    EventKind.DISCOVERY: "{a} finds out about {p}",
    EventKind.CONFRONTATION: "{a} confronts {p}",
    EventKind.HUMILIATION: "{a} humiliates {p}",
    EventKind.DESPAIR: "{a} despairs over {p}",
    EventKind.PARTING: "{a} and {p} part",
    EventKind.RECONCILIATION: "{a} and {p} are reconciled",
    EventKind.REFUSAL: "{a} turns {p} away",
}
_ALONE = {
    EventKind.DESPAIR: "{a} despairs",
    EventKind.DISCOVERY: "{a} finds out",
    EventKind.SUSPICION: "{a} grows suspicious",
    EventKind.SCHEMING: "{a} plots",
    EventKind.REFUSAL: "{a} resists",
}


def event_words(cast: Cast, event: Event) -> str:
    """One event as a plain clause; "somebody" where a side is unknown."""

    def name(person: int) -> str:
        return cast.people[person].name if person >= 0 else "somebody"

    pattern = _ALONE.get(event.kind) if event.patient < 0 else None
    words = (pattern or _WORDS[event.kind]).format(a=name(event.agent), p=name(event.patient))
    told = {Modality.IMAGINED: " (imagined)", Modality.REPORTED: " (reported)", Modality.NEGATED: " (denied)"}
    return words + told.get(event.modality, "")


def reasons(found: Understanding, passages: Passages) -> tuple[str, ...]:
    """Plain sentences, the deciding ones first; each passage they rest on is cited."""
    said = [_side(found)]
    triangle = found.triangle
    if triangle is not None:
        said += [_couple(found, triangle, passages), *_deeds(found, triangle, passages)]
    said.append(_why_neither(found, triangle))
    if max(found.verdict.probabilities.values()) < 0.5:
        said.append("The text does not decide: " + _missing(found) + ".")
    return tuple(dict.fromkeys(s for s in said if s))


def _name(found: Understanding, person: int) -> str:
    return found.cast.people[person].name


def _side(found: Understanding) -> str:
    focal = found.viewpoint.focal
    if focal is None:
        return "No person could be made out."
    name, sure = _name(found, focal), found.viewpoint.probabilities[focal]
    if found.told is Grammatical.FIRST and focal == found.cast.narrator:
        return f"It is told by {name}, in the first person."
    return (
        f"The telling follows {name}'s inner life most." if sure >= 0.5 else f"The telling seems to follow {name} most."
    )


def _couple(found: Understanding, t: Triangle, passages: Passages) -> str:
    ties = found.ground.ties.get((t.left, t.taken), {})
    words = {TieKind.MARRIED: "married", TieKind.ENGAGED: "engaged", TieKind.COUPLE: "a couple"}
    for kind, word in words.items():
        if kind in ties:
            for at in ties[kind].evidence[:2]:
                passages.sentence(at, f"commitment: {_name(found, t.left)} and {_name(found, t.taken)} are {word}", 0)
            return f"{_name(found, t.left)} and {_name(found, t.taken)} are {word}."
    return (
        f"{_name(found, t.left)} and {_name(found, t.taken)} seem to belong together, though the text does not say how."
    )


def _deeds(found: Understanding, t: Triangle, passages: Passages) -> list[str]:
    """What happens between the three, the most telling first, two sentences at most."""
    three = {t.left, t.taken, t.taker}
    telling = [
        e
        for e in found.events
        if (e.agent in three and e.patient in three - {e.agent} and {e.agent, e.patient} != {t.left, t.taken})
        or (e.agent == t.left and e.kind in (EventKind.DISCOVERY, EventKind.SUSPICION))
    ]
    telling = [e for e in telling if e.modality is not Modality.NEGATED]
    telling.sort(key=lambda e: (-e.weight, e.spoken, e.modality is not Modality.REAL, e.at))
    said = []
    for event in telling[:2]:
        words = event_words(found.cast, event)
        passages.sentence(event.at, words, 2)
        said.append(words[0].upper() + words[1:] + ".")
    return said


def _why_neither(found: Understanding, triangle: Triangle | None) -> str:
    label, reason = found.verdict.label, found.verdict.reason
    if label is Genre.BOTH:
        return "Both sides are told: the taker's and the betrayed partner's."
    if label is not Genre.NEITHER or reason is None:
        return ""
    strays = _name(found, triangle.taken) if triangle else "the one who strays"
    return {
        NeitherReason.NO_TRIANGLE: "No committed partner is taken or wooed away.",
        NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS: (
            f"It is told from the side of {strays}, who strays, not of the taker or the betrayed."
        ),
        NeitherReason.RIVALRY_BEFORE_COMMITMENT: "The rivals compete before anyone is committed.",
        NeitherReason.UNREALISED: "Nothing comes of it: temptation resisted, or only suspected.",
        NeitherReason.CONSENSUAL: "All of them agree to the arrangement.",
        NeitherReason.OBSERVER: "It is told from outside or evenly, so that no side is held.",
    }[reason]


def _missing(found: Understanding) -> str:
    main = found.triangles.main
    if found.triangles.none > 0.4 or main is None:
        return "whether anyone comes between a couple"
    if max(found.viewpoint.probabilities.values(), default=0.0) < 0.5:
        return "whose inner life it follows"
    return "how the affair turns out" if main.outcome is not Outcome.TAKEN else "whose side is held"
