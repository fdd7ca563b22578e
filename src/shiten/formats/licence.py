"""Licence texts around a story, and what their headers say of it.

Knows Project Gutenberg's header and footer in the old and the new form, its page and picture marks, and
the colophon of Standard Ebooks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# "*** START OF THE PROJECT GUTENBERG EBOOK …  ***", on one line or two
_START = re.compile(
    r"^[ *]*START OF (?:THE |THIS )?PROJECT GUTENBERG[^\n]*?(?:\*\*\*[^\n]*$|$(?:\n[^\n]+\*\*\*[ ]*$)?)",
    re.I | re.M,
)
_SMALL_PRINT_END = re.compile(r"^\*END\*? ?THE SMALL PRINT![^\n]*$", re.I | re.M)
_END = re.compile(
    r"^[ *]*(?:THIS IS THE )?END OF (?:THE |THIS )?PROJECT GUTENBERG(?:'S|’S| E-?BOOK| E-?TEXT|\b)[^\n]*$",
    re.I | re.M,
)
_FIELD = re.compile(r"^(Title|Author|Language): *(\S[^\n]*(?:\n {2,}\S[^\n]*)*)", re.M)
_CREDIT = re.compile(
    r"(?:\[?transcriber['’]?s?['’]? notes?\b|produced by\b"
    r"|this e-?(?:book|text) was (?:produced|prepared|created) by\b"
    r"|e-?(?:book|text) (?:was )?(?:prepared|produced|created|scanned) by\b"
    r"|(?:scanned|transcribed|digitized|prepared) (?:and \w+ )?(?:by|from)\b"
    r"|note: (?:project gutenberg|images of)|(?:credits|updated editions?):"
    r"|[^\n]*(?:online )?distributed proofread|[^\n]*\bwww\.(?:pgdp|gutenberg)\.)",
    re.I,
)
_MARKS = re.compile(
    r"\[(?:Pg|Page|p\.) ?[\divxlc]{1,6}\]"
    r"|\[(?:Illustration|Frontispiece)(?:[:. ](?:[^\[\]]|\[[^\[\]]{0,200}\]){0,2000})?\]",
    re.I,
)
_SE_FRONT = re.compile(r"This ebook is the product of many hours of hard work by volunteers for[^\n]*", re.I)
_SE_BACK = re.compile(r"^(?:Colophon|Uncopyright)$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Unlicensed:
    """A text freed of licence texts, with what they said: ``title``, ``author``, ``notes``."""

    text: str
    title: str | None = None
    author: str | None = None
    notes: tuple[str, ...] = ()


def strip_licence(text: str) -> Unlicensed:
    """Cut away licence header and footer, credits after the header, and page and picture marks."""
    fields: dict[str, str] = {}
    begin, end = _bounds(text)
    found = begin > 0 or end < len(text)
    if begin:
        fields = {name: " ".join(value.split()) for name, value in reversed(_FIELD.findall(text[:begin]))}
    body = text[begin:end]
    if begin:
        body = _without_credits(body)
    body, ebook = _without_standard_ebooks(body)
    body = _MARKS.sub("", body)
    notes = ["left out the Project Gutenberg licence"] if found else []
    notes += ["left out the Standard Ebooks colophon"] if ebook else []
    return Unlicensed(body, fields.get("Title"), fields.get("Author"), tuple(notes))


def _bounds(text: str) -> tuple[int, int]:
    """Where the story stands between the licence's marks; the whole text where there are none."""
    begin = 0
    for mark in (_START, _SMALL_PRINT_END):
        for hit in mark.finditer(text):
            begin = max(begin, hit.end())
            break
    hit_end = _END.search(text, begin)
    return begin, hit_end.start() if hit_end else len(text)


def _without_credits(body: str) -> str:
    """Drop the "Produced by …" paragraphs right after the start mark."""
    rest = body.lstrip("\n ")
    while rest and _CREDIT.match(rest):
        _, _, rest = rest.partition("\n\n")
        rest = rest.lstrip("\n ")
    return rest


def _without_standard_ebooks(body: str) -> tuple[str, bool]:
    """Drop the imprint in front and colophon and uncopyright behind."""
    found = False
    front = _SE_FRONT.search(body, 0, 20_000)
    if front and "Standard Ebooks" in body[front.start() : front.start() + 2000]:
        rest = body[front.end() :].lstrip("\n ")
        while rest and "Standard Ebooks" in rest.partition("\n\n")[0]:
            rest = rest.partition("\n\n")[2].lstrip("\n ")
        body, found = rest, True
    tail = max(len(body) // 2, len(body) - 20_000)
    for hit in _SE_BACK.finditer(body, tail):
        if "Standard Ebooks" in body[hit.start() : hit.start() + 3000]:
            return body[: hit.start()], True
    return body, found
