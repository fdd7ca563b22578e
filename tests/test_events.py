"""Events: who does what to whom, and how far it is vouched for. The plainest cases stand in test_steps.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from casework import called, load, said
from shiten.events import WEAK
from shiten.lexicon import parse_cue
from shiten.pipeline import Prepared

Read = Callable[[str], Prepared]


@pytest.mark.parametrize("case", load("deeds"))
def test_deeds(prepared: Read, case: dict[str, Any]) -> None:
    found = prepared(case["text"])
    if "none" in case:
        assert not [e.cue for e in found.events if e.kind in case["none"]], said(case)
        return
    kind, agent, patient, modality = case["event"]
    fitting = [
        e for e in found.events
        if e.kind == kind and agent in called(found, e.agent)
        and (patient is None or patient in called(found, e.patient))
        and (modality is None or e.modality == modality) and e.spoken == case.get("spoken", False)
    ]  # fmt: skip
    assert fitting, [(e.kind, called(found, e.agent), called(found, e.patient), e.modality) for e in found.events]


def test_events_are_in_text_order_and_say_which_cue_made_them(prepared: Read) -> None:
    found = prepared(
        "Rupert loved Clara. He courted her, seduced her and left her. Felix suspected them both and confronted "
        "Rupert. Clara wept. “I never kissed him,” said Clara."
    )
    assert len(found.events) >= 4
    assert [e.at for e in found.events] == sorted(e.at for e in found.events)
    for e in found.events:
        cue = parse_cue(e.cue)
        assert cue.lemma.split()[0] in (found.parsed.lemmas[e.at], found.parsed.lowers[e.at])
        assert e.weight == (WEAK if cue.weak else 1.0)
        assert max(e.agent, e.patient) >= 0
        assert e.agent != e.patient
        assert e.spoken != found.quotations.narrative(e.at)


def test_one_cue_of_each_kind_a_token(prepared: Read) -> None:
    found = prepared("Rupert fell in love with Clara, and Clara fell in love with Rupert.")
    places = [(e.at, e.kind) for e in found.events]
    assert len(places) == len(set(places))
