"""Shiten reads a story and says whether a committed partner is taken from someone, and from whose side.

The public names are those of ``__all__``; docs/api.md describes each. Importing this package loads nothing
heavy: a name is fetched from its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from shiten.corrections import Corrections, load_corrections
    from shiten.errors import BadCorrections, ShitenError, UnknownTerm, UnreadableStory, UnsupportedStory
    from shiten.formats import open_story, story_from_bytes, story_from_text
    from shiten.outputs.spoilers import withhold
    from shiten.reading import Reading, json_schema
    from shiten.story import Story
    from shiten.terms import Form, Genre

    __version__: str

__all__ = [
    "BadCorrections",
    "Corrections",
    "Form",
    "Genre",
    "Reading",
    "ShitenError",
    "Story",
    "UnknownTerm",
    "UnreadableStory",
    "UnsupportedStory",
    "__version__",
    "json_schema",
    "load_corrections",
    "open_story",
    "read",
    "story_from_bytes",
    "story_from_text",
    "withhold",
]

_HOMES = {
    "shiten.corrections": ("Corrections", "load_corrections"),
    "shiten.errors": ("BadCorrections", "ShitenError", "UnknownTerm", "UnreadableStory", "UnsupportedStory"),
    "shiten.formats": ("open_story", "story_from_bytes", "story_from_text"),
    "shiten.outputs.spoilers": ("withhold",),
    "shiten.reading": ("Reading", "json_schema"),
    "shiten.story": ("Story",),
    "shiten.terms": ("Form", "Genre"),
}


def read(
    story: Story | str | PathLike[str], *, form: Form | None = None, corrections: Corrections | None = None
) -> Reading:
    """Read a story, or the file at a path, and return what Shiten says of it.

    The language model is loaded at the first call and kept. ``form`` says what the text is where that should
    not be guessed; ``corrections`` are the reader's. Raises :class:`UnreadableStory`,
    :class:`UnsupportedStory` or :class:`BadCorrections`.
    """
    from shiten.formats import open_story
    from shiten.pipeline import read_story
    from shiten.story import Story

    if not isinstance(story, Story):
        from pathlib import Path

        story = open_story(Path(story))
    return read_story(story, form=form, corrections=corrections)


if not TYPE_CHECKING:  # a type checker reads the imports above, and would take any name for known

    def __getattr__(name: str) -> object:
        if name == "__version__":
            from importlib.metadata import version

            return version("shiten")
        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module 'shiten' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
