"""A stand-in for the reading of a story, where a test is about the shell around it. Importable by workers."""

from __future__ import annotations

import os
import time

from readings import example
from shiten.language import require_supported

STORY = "She was married to a quiet man, and he loved her, and they lived by the sea for all of their years. "
FALSE_ALARM = "crash"
DEADLY = "deadly"


def fake_reading(story, *, form=None, **_options):
    """A reading of the right shape: the example's, with the story's own facts."""
    require_supported(story)
    if FALSE_ALARM in story.text:
        raise RuntimeError("two\nlines")
    if DEADLY in story.text:
        os._exit(9)
    plain = example()
    facts = plain.story.model_copy(
        update={
            "title": story.title, "author": story.author, "medium": story.medium,
            "sha256": story.sha256, "form": form or plain.story.form,
        }
    )  # fmt: skip
    made = plain.provenance.model_copy(update={"seconds": time.perf_counter()})
    return plain.model_copy(update={"id": story.id, "story": facts, "provenance": made})


def slow_first(story, *, form=None):
    """The first story takes longest, so that workers finish out of order."""
    if story.id.startswith("a"):
        time.sleep(0.5)
    return fake_reading(story, form=form)


def very_slow(story, *, form=None):
    """No test waits for this one."""
    time.sleep(60)
    return fake_reading(story, form=form)
