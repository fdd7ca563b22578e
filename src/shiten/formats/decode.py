"""Bytes to text: which encoding, and whether the result can be believed."""

from __future__ import annotations

import codecs
import re

from shiten.errors import UnreadableStory
from shiten.formats.sniff import BOMS

# What old English and Japanese files are found in; anything wider invites false finds.
_CANDIDATES = [
    "cp1252",
    "latin_1",
    "mac_roman",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "gb18030",
    "cp1251",
    "koi8_r",
]
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})|<meta[^>]{0,400}?charset\s*=\s*["']?([\w.:-]{2,40})""",
    re.I,
)
_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_MAX_JUNK = 0.01
_SAMPLE = 200_000


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode ``data``; return the text and notes on what was odd about its encoding.

    Tried in turn: byte order mark, UTF-8, a declared charset, a guess among a few encodings. Raises
    :class:`UnreadableStory` if nothing fits or the outcome looks like a wrong guess.
    """
    text, notes = _decode(data, name)
    if text.count("\x00"):
        raise UnreadableStory(f"{name}: is binary, not text")
    if len(_JUNK.findall(text)) > max(2, _MAX_JUNK * len(text)):
        raise UnreadableStory(f"{name}: is not text in any known encoding; save it as UTF-8")
    return text, notes


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, errors="replace")
            return text, _notes(encoding, text.count("\ufffd"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\x1b$" not in text and "\x1b(" not in text:  # ISO-2022-JP is 7-bit and passes for UTF-8
            return text, ()
    declared = _declared(data)
    if declared:
        try:
            return data.decode(declared), _notes(declared, 0)
        except UnicodeDecodeError:
            pass
    return _damaged_utf8(data) or _guess(data, name)


def _notes(encoding: str, damaged: int) -> tuple[str, ...]:
    notes = [] if encoding == "utf-8" else [f"decoded as {encoding}"]
    if damaged:
        notes.append(f"{damaged} damaged character{'s' if damaged > 1 else ''}")
    return tuple(notes)


def _declared(data: bytes) -> str | None:
    """Return the encoding that an XML declaration or ``<meta>`` names, if Python knows a text codec of it."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii").lower()
    try:
        name = codecs.lookup(label).name
        b"".decode(name)
    except LookupError:
        return None
    if name.startswith(("utf", "unicode", "raw", "idna", "punycode", "undefined")):
        return None  # UTF-8 has just failed, and UTF-16 would have had its mark
    # browsers read these labels as Windows-1252, and so do the people who write them
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _damaged_utf8(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 with a few bad bytes (a cut end, a patched line) rather than another encoding."""
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    good = len(_MULTIBYTE.findall(data))
    if damaged * 4 <= good and damaged <= max(1, len(text) // 500):
        return text, _notes("utf-8", damaged)
    return None


def _guess(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    if best is not None:
        try:
            return data.decode(best.encoding), _notes(best.encoding, 0)
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("cp1252"), _notes("cp1252", 0)
    except UnicodeDecodeError:
        raise UnreadableStory(f"{name}: is not text in any known encoding; save it as UTF-8") from None
