"""HTML and XHTML to blocks of text: what a browser would show, without what surrounds the story."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from shiten.formats.characters import one_line


def word_set(words: str) -> frozenset[str]:
    """Return the words of a space-separated list as a set."""
    return frozenset(words.split())


_DROPPED = word_set(
    """
    script style nav template noscript svg math iframe object embed audio video canvas button select
    textarea input form head rt rp rtc dialog map
    """
)
_BLOCKS = word_set(
    """
    html body address article aside blockquote caption center dd details div dl dt figcaption figure
    footer h1 h2 h3 h4 h5 h6 header hgroup hr legend li main ol p pre section summary table tbody td
    tfoot th thead tr ul
    """
)
_DROPPED_TYPES = word_set(
    """
    pagebreak noteref toc landmarks page-list loi lot index footnotes endnotes rearnotes footnote
    endnote rearnote doc-pagebreak doc-noteref doc-toc doc-index doc-endnotes doc-footnote
    """
)
_DROPPED_CLASSES = word_set(
    """
    pagenum pageno page-number pagenumber pb pg-boilerplate pgheader pgfooter
    """
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_EMPTY_ELEMENT = re.compile(r"<(title|script|style|a|span|div|p|i|b|em|strong|section)(\s[^<>]*)?/>", re.I)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text; ``level`` 1-3 for a heading, else 0; ``title`` if a table of contents names it."""

    text: str
    level: int = 0
    title: str | None = None
    linked: int = 0  # characters within links


@dataclass(frozen=True, slots=True)
class Page:
    """What one document shows: ``title`` from its head, ``blocks``, ``types`` (epub:type of the outer parts).

    ``cut`` says that elements nested too deep were left out.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    types: frozenset[str] = frozenset()
    cut: bool = False


def parse_xml(data: bytes, *, recover: bool = False) -> etree._Element | None:
    """Parse XML with no entity resolved, nothing fetched, no DTD loaded; ``None`` if it cannot be."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def parse_html(text: str) -> tuple[etree._Element | None, bool]:
    """Parse HTML as a browser would; ``None`` if there is nothing in it, and whether a limit cut it short."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        root: etree._Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError):
        root = None
    return root, any("RESOURCE_LIMIT" in error.type_name for error in parser.error_log)


def read_html(text: str) -> Page:
    """Return what an HTML document shows."""
    root, cut = parse_html(text)
    return _page(root, {}, cut=cut)


def read_xhtml(data: bytes, text: str, anchors: Mapping[str, str]) -> Page:
    """Return what an XHTML document shows; ``text`` is ``data`` decoded, for when it is not well-formed.

    ``anchors`` maps ids to the titles that a table of contents gives to what stands there.
    """
    root, cut = parse_xml(data), False
    # an entity left standing (&nbsp; with a DTD that is not loaded) is one that only HTML knows
    if root is None or next(root.iter(etree.Entity), None) is not None:
        root, cut = parse_html(_EMPTY_ELEMENT.sub(r"<\1\2></\1>", text))
    return _page(root, anchors, cut=cut)


def local_name(element: etree._Element) -> str:
    """Return the element's name without namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def types_of(element: etree._Element) -> frozenset[str]:
    """Return the element's epub:type and role words."""
    found: set[str] = set()
    for name, value in element.attrib.items():
        if str(name).rpartition("}")[2] in {"type", "epub:type", "role"}:
            found.update(str(value).lower().split())
    return frozenset(found)


@dataclass(slots=True)
class _Walk:
    """Gathers text pieces into blocks while the tree is walked (not by recursion: depth is the input's)."""

    anchors: Mapping[str, str]
    blocks: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    title: str | None = None
    linked: int = 0
    pre: int = 0
    links: int = 0

    def enter(self, element: etree._Element, name: str) -> bool:
        """Take in the element's opening; ``False`` if all that is in it is to be dropped."""
        if self.anchors:
            mark = element.get("id") or element.get("name") or ""
            self.title = self.anchors.get(mark) or self.title
        if name in _BLOCKS:
            self.flush()
        if _is_dropped(element, name):
            return False
        self.pre += name == "pre"
        self.links += name == "a" and element.get("href") is not None
        if name == "br":
            self.parts.append("\n")
        self.text(element.text)
        return True

    def leave(self, element: etree._Element, name: str) -> None:
        """Take in the element's end."""
        self.pre -= name == "pre"
        self.links -= name == "a" and element.get("href") is not None
        if name in _BLOCKS:
            self.flush(_HEADINGS.get(name, 0))

    def text(self, text: str | None) -> None:
        """Take in a piece of text."""
        if text:
            piece = text if self.pre else _SPACE.sub(" ", text)
            self.parts.append(piece)
            self.linked += len(piece) if self.links else 0

    def flush(self, level: int = 0) -> None:
        """End the block."""
        text = "".join(self.parts).strip(" \n")
        if text and level:
            text = one_line(text)
        if text:
            self.blocks.append(Block(text, level, self.title, self.linked))
            self.title = None
        self.parts, self.linked = [], 0


def _page(root: etree._Element | None, anchors: Mapping[str, str], *, cut: bool) -> Page:
    if root is None:
        return Page((), cut=cut)
    walk = _Walk(anchors)
    dropped: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"start", "end"}:
            name = local_name(element)
            if event == "start":
                if dropped is None and not walk.enter(element, name):
                    dropped = element
                continue
            if dropped is None:
                walk.leave(element, name)
            elif dropped is element:
                dropped = None
        if dropped is None and element is not root:
            walk.text(element.tail)
    walk.flush()
    return Page(tuple(walk.blocks), _head_title(root), _outer_types(root), cut)


def _is_dropped(element: etree._Element, name: str) -> bool:
    if name in _DROPPED or element.get("hidden") is not None:
        return True
    if types_of(element) & _DROPPED_TYPES and name not in {"html", "body"}:
        return True
    return bool(_DROPPED_CLASSES & set((element.get("class") or "").lower().split()))


def _head_title(root: etree._Element) -> str | None:
    for element in root.iter():
        if isinstance(element.tag, str) and local_name(element) == "title":
            return one_line("".join(str(piece) for piece in element.itertext())) or None
        if isinstance(element.tag, str) and local_name(element) == "body":
            break
    return None


def _outer_types(root: etree._Element) -> frozenset[str]:
    """Types of html, body and of a section that is all there is in the body."""
    found: set[str] = set()
    element: etree._Element | None = root
    for _ in range(4):
        if element is None:
            break
        found |= types_of(element)
        inner = [child for child in element if isinstance(child.tag, str) and local_name(child) != "head"]
        element = inner[0] if len(inner) == 1 else None
    return frozenset(found)
