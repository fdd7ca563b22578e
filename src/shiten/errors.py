"""The errors a caller may meet: one small tree.

ShitenError
├── UnreadableStory     a file or text that cannot be read as a story: missing, binary, encrypted, empty, …
├── UnsupportedStory    readable, but nothing that Shiten can judge: another language, too short
├── BadCorrections      a --people file that does not fit the story
└── UnknownTerm         a word that is no genre, stage, role, warning, …

Each message is one line that names the file (where there is one) and the cause.
"""

from __future__ import annotations


class ShitenError(Exception):
    """Base of everything that Shiten raises on purpose; its text is meant for the user."""


class UnreadableStory(ShitenError):  # noqa: N818 - named for what went wrong
    """The input cannot be read as a story."""


class UnsupportedStory(ShitenError):  # noqa: N818 - named for what went wrong
    """The input is text, but not one that Shiten can judge."""


class BadCorrections(ShitenError):  # noqa: N818 - named for what went wrong
    """A file of the reader's corrections that is malformed or names people the story does not have."""


class UnknownTerm(ShitenError):  # noqa: N818 - named for what went wrong
    """A word that is none of the terms Shiten knows; the message names the nearest ones."""
