"""Whether a text is the story itself or a summary of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shiten.form import LONGEST_SYNOPSIS, form_of
from shiten.pipeline import Prepared
from shiten.terms import Form

Read = Callable[[str], Prepared]
PRESENT = "Paul marries Mary and takes her to the coast. She meets Peter, who lives there, and leaves Paul for him. "
PAST = "Paul married Mary and took her to the coast. She met Peter, who lived there, and left Paul for him. "


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (PRESENT, Form.SYNOPSIS),
        (PAST, Form.FULL_TEXT),
        (PRESENT + "“I cannot stay,” says Mary. “You never loved me, and I never loved you.”", Form.FULL_TEXT),
        (PRESENT * (LONGEST_SYNOPSIS // 20), Form.FULL_TEXT),
        ("ANNA. He is late.\n\nTOM. He is ill.\n\nANNA. Who says so?\n\nTOM. His wife does.", Form.FULL_TEXT),
    ],
    ids=["told in the present", "told in the past", "much speech", "too long", "a play"],
)
def test_form(prepared: Read, text: str, form: Form) -> None:
    found = prepared(text)
    assert form_of(found.parsed, found.quotations) is form
