"""What a text is: the story itself, or a summary of it."""

from __future__ import annotations

from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.terms import Form

# Longer texts are not summaries; within this, summaries are told in the present and hardly quote anyone.
LONGEST_SYNOPSIS = 1500
QUOTED = 0.12
PRESENT = 0.5


def form_of(parsed: Parsed, quotations: Quotations) -> Form:
    """Synopsis where a short text is told in the present tense with little speech, else full text."""
    if len(parsed) > LONGEST_SYNOPSIS or quotations.drama:
        return Form.FULL_TEXT
    narrative = [i for i in range(len(parsed)) if quotations.narrative(i)]
    quoted = 1 - len(narrative) / max(1, len(parsed))
    present = sum(1 for i in narrative if parsed.tags[i] in ("VBZ", "VBP"))
    past = sum(1 for i in narrative if parsed.tags[i] == "VBD")
    told_in_present = present / max(1, present + past)
    return Form.SYNOPSIS if told_in_present >= PRESENT and quoted <= QUOTED else Form.FULL_TEXT
