"""Reasons in plain sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from invented import TALES
from shiten.assemble import Passages
from shiten.because import event_words, reasons
from shiten.events import Event
from shiten.pipeline import Understanding
from shiten.terms import EventKind, Genre, Modality, NeitherReason

Read = Callable[[str], Understanding]


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_has_its_words(understood: Read, kind: EventKind) -> None:
    cast = understood(TALES["left"]).cast
    names = [p.name for p in cast.people[:2]]
    event = Event(kind, 0, 1, Modality.REAL, spoken=False, at=0, weight=1.0, cue="v:x")
    words = event_words(cast, event)
    assert all(name in words for name in names)
    assert "somebody" not in words
    alone = event_words(cast, replace(event, patient=-1))
    assert names[0] in alone
    assert names[1] not in alone
    assert "somebody" in event_words(cast, replace(event, agent=-1))


@pytest.mark.parametrize(
    ("modality", "told"),
    [
        (Modality.REAL, None),
        (Modality.IMAGINED, "imagined"),
        (Modality.REPORTED, "reported"),
        (Modality.NEGATED, "denied"),
    ],
)
def test_what_is_not_vouched_for_says_so(understood: Read, modality: Modality, told: str | None) -> None:
    event = Event(EventKind.WOOING, 0, 1, modality, spoken=False, at=0, weight=1.0, cue="v:x")
    words = event_words(understood(TALES["left"]).cast, event)
    assert words.endswith(f"({told})") if told else "(" not in words


@pytest.mark.parametrize("tale", TALES)
def test_reasons_are_sentences_said_once(understood: Read, tale: str) -> None:
    found = understood(TALES[tale])
    said = reasons(found, Passages(found.parsed))
    assert said
    assert len(said) == len(set(said))
    assert all(s[0].isupper() and s.endswith(".") for s in said)


def test_the_couple_and_the_deed_are_named_and_cited(understood: Read) -> None:
    found = understood(TALES["left"])
    passages = Passages(found.parsed)
    said = " ".join(reasons(found, passages))
    assert "Paul Reed and Mary are married." in said
    assert "Rupert Hale" in said
    assert any("married" in e.quote for e in passages.all())


@pytest.mark.parametrize("reason", NeitherReason)
def test_every_reason_for_neither_is_said(understood: Read, reason: NeitherReason) -> None:
    found = understood(TALES["left"])
    verdict = replace(
        found.verdict, probabilities=dict.fromkeys(Genre, 0.0) | {Genre.NEITHER: 1.0},
        reasons=dict.fromkeys(NeitherReason, 0.0) | {reason: 1.0},
    )  # fmt: skip
    with_reason = reasons(replace(found, verdict=verdict), Passages(found.parsed))
    told = reasons(
        replace(found, verdict=replace(verdict, probabilities={Genre.NETORARE: 1.0})), Passages(found.parsed)
    )
    assert len(set(with_reason) - set(told)) == 1


def test_a_flat_verdict_says_what_is_missing(understood: Read) -> None:
    found = understood(TALES["left"])
    flat = replace(found.verdict, probabilities=dict.fromkeys(Genre, 0.25))
    assert any("does not decide" in s for s in reasons(replace(found, verdict=flat), Passages(found.parsed)))


def test_nobody_is_said_to_be_nobody(understood: Read) -> None:
    found = understood(TALES["nobody"])
    assert reasons(found, Passages(found.parsed))[0] == "No person could be made out."
