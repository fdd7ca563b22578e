"""Characters that are no part of a story: controls, escape sequences, invisible marks, odd spaces."""

from __future__ import annotations

import re
import unicodedata

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)|[@-Z\\^_])")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# zero-width and bidi marks, interlinear marks, tags: invisible, and able to hide or reorder text
_INVISIBLE = re.compile(
    "[\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SOFT_HYPHEN_AT_END = re.compile("\u00ad *\n *(?=[^\\W\\d_])")
_NEWLINES = re.compile("\r\r\n|\r\n|[\r\x0b\x0c\x85\u2028]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MARK_RUN = re.compile(r"[^\w\s\x00-\x7f]{30,}")
_RUN = re.compile(r"  +")
_ITALICS = re.compile(r"(?<![^\W_])_(?=[^\s_])((?:[^_\n]|\n(?!\n))*[^\s_])_(?![^\W_])")


def clean_characters(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` in NFC with ``\\n`` line ends and visible characters only, and notes on what went."""
    notes = []
    text = _NEWLINES.sub("\n", text.removeprefix("\ufeff")).replace("\u2029", "\n\n")
    text, escapes = _ANSI.subn("", text)
    text, controls = _CONTROLS.subn("", text)
    text, invisible = _INVISIBLE.subn("", text)
    if escapes or controls:
        notes.append(f"left out {escapes + controls} control characters or escape sequences")
    if invisible:
        notes.append(f"left out {invisible} invisible (zero-width or direction) marks")
    text = _SPACES.sub(" ", text).replace("\t", "    ")
    text = _SOFT_HYPHEN_AT_END.sub("", text).replace("\u00ad", "")
    text = _MARK_RUN.sub(_fewer_marks, text)
    return unicodedata.normalize("NFC", text), tuple(notes)


def _fewer_marks(run: re.Match[str]) -> str:
    """Thin out piled-up combining marks, which no script has and whose ordering takes quadratic time."""
    kept: list[str] = []
    piled = 0
    for letter in run[0]:
        piled = piled + 1 if unicodedata.combining(letter) else 0
        if piled <= 8:
            kept.append(letter)
    return "".join(kept)


def tidy(text: str) -> str:
    """Return ``text`` without Gutenberg's ``_italics_`` marks, runs of spaces, or spaces around lines."""
    text = _ITALICS.sub(r"\1", text)
    return "\n".join(_RUN.sub(" ", line).strip(" ") for line in text.split("\n"))


def one_line(text: str) -> str:
    """Return ``text`` cleaned and on one line: for titles, authors and headings."""
    cleaned, _ = clean_characters(text)
    return " ".join(tidy(cleaned).split())
