"""EPUB 2 and 3: the documents of the spine as blocks of text, with the titles of the table of contents."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from shiten.errors import UnreadableStory
from shiten.formats.archive import Archive
from shiten.formats.characters import one_line
from shiten.formats.decode import decode
from shiten.formats.markup import Block, Page, local_name, parse_xml, read_xhtml, types_of, word_set

if TYPE_CHECKING:
    from lxml import etree

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_FONT_OBFUSCATION = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
_DOCUMENTS = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/x-dtbook+xml"})
_DOCUMENT_SUFFIXES = (".xhtml", ".html", ".htm")
_APART = word_set(
    """
    cover titlepage halftitlepage half-title title-page copyright-page copyright toc landmarks loi lot
    colophon imprint index bibliography endnotes rearnotes footnotes other-credits doc-cover doc-toc
    doc-colophon doc-index doc-endnotes doc-bibliography doc-credits
    """
)
_GUIDED_APART = word_set(
    """
    cover toc title-page titlepage copyright-page copyright colophon index bibliography notes loi lot
    """
)
_BOILERPLATE = re.compile(
    r"all rights reserved|\bISBN\b|copyright (?:©|\(c\)|\d{4})|©\s*\d{4}|library of congress", re.I
)
_BOILERPLATE_WORDS = 300
_OTHER_ZIPS = (
    ("word/document.xml", "a Word document"),
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "an OpenDocument file"),
)


@dataclass(frozen=True, slots=True)
class Book:
    """What an EPUB holds: the blocks of its story's documents, in order, and its metadata."""

    pages: tuple[tuple[Block, ...], ...]
    title: str | None = None
    author: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Package:
    """The OPF: manifest as id -> (path, media type, properties), spine as ids, guide as path -> type."""

    root: etree._Element
    manifest: dict[str, tuple[str, str, str]]
    spine: tuple[str, ...]
    guide: dict[str, str]
    ncx: str | None


@dataclass(slots=True)
class _Titles:
    """Titles from the table of contents: of whole documents, and of places within them."""

    documents: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, dict[str, str]] = field(default_factory=dict)


def read_epub(data: bytes, name: str) -> Book:
    """Read an EPUB held in memory.

    Raises :class:`UnreadableStory` for anything that is no open, whole EPUB.
    """
    archive = Archive(data, name)
    _refuse_others(archive, name)
    _refuse_drm(archive, name)
    package = _package(archive, name)
    titles = _titles(archive, package)
    kept: list[tuple[Block, ...]] = []
    apart: list[tuple[Block, ...]] = []
    missing = cut = 0
    for ident in package.spine:
        path, media, properties = package.manifest.get(ident, ("", "", ""))
        member = archive.find(path) if path else None
        if member is None:
            missing += 1
            continue
        if media not in _DOCUMENTS and not path.lower().endswith(_DOCUMENT_SUFFIXES):
            continue
        page = _document(archive, member, name, titles.anchors.get(path, {}))
        cut += page.cut
        blocks = _titled(page.blocks, titles.documents.get(path))
        drop = "nav" in properties.split() or _is_apart(page, package.guide.get(path))
        (apart if drop else kept).append(blocks)
    pages = [blocks for blocks in kept if blocks] or [blocks for blocks in apart if blocks]
    if not pages:
        raise UnreadableStory(f"{name}: has no text in its chapters" + (" (they are missing)" if missing else ""))
    notes = [f"{missing} of the chapters that the book lists are missing"] if missing else []
    notes += [f"{cut} documents are nested too deep or too long and were read in part"] if cut else []
    title, author, language = _metadata(package.root)
    return Book(tuple(pages), title, author, language, tuple(notes))


def _refuse_others(archive: Archive, name: str) -> None:
    if archive.find(_CONTAINER) is not None:
        return
    for member, what in _OTHER_ZIPS:
        if archive.find(member) is not None:
            raise UnreadableStory(f"{name}: is {what}: save it as text or EPUB first")
    if archive.find("mimetype") is not None and archive.read("mimetype").strip() == b"application/epub+zip":
        raise UnreadableStory(f"{name}: is a broken EPUB: {_CONTAINER} is missing")
    raise UnreadableStory(f"{name}: is a zip archive: unpack it, or save it as text or EPUB first")


def _refuse_drm(archive: Archive, name: str) -> None:
    refused = UnreadableStory(f"{name}: is protected (DRM): Shiten reads only open EPUBs")
    if archive.find("META-INF/sinf.xml") is not None:
        raise refused
    member = archive.find(_ENCRYPTION)
    if member is None:
        return
    root = parse_xml(archive.read(member), recover=True)
    if root is None:
        raise refused
    for entry in _elements(root, "encrypteddata"):
        methods = [method for method in entry if _is(method, "encryptionmethod")]
        if not methods or any(method.get("Algorithm") not in _FONT_OBFUSCATION for method in methods):
            raise refused


def _is(element: etree._Element, name: str) -> bool:
    return isinstance(element.tag, str) and local_name(element) == name


def _elements(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in root.iter() if _is(element, name))


def _xml(archive: Archive, path: str, name: str) -> etree._Element:
    member = archive.find(path)
    if member is None:
        raise UnreadableStory(f"{name}: is a broken EPUB: its package file is missing")
    data = archive.read(member)
    root = parse_xml(data)
    root = parse_xml(data, recover=True) if root is None else root
    if root is None:
        raise UnreadableStory(f"{name}: is a broken EPUB: {posixpath.basename(member)} is not XML")
    return root


def _resolve(base: str, href: str) -> tuple[str, str]:
    """Return the archive path and the fragment that ``href`` means, seen from the file ``base``."""
    path, _, fragment = href.strip().partition("#")
    path = unquote(path)
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base
    return whole.lstrip("/"), unquote(fragment)


def _package(archive: Archive, name: str) -> _Package:
    container = _xml(archive, _CONTAINER, name)
    paths = [root.get("full-path") for root in _elements(container, "rootfile")]
    opf = next((unquote(path) if archive.find(path) is None else path for path in paths if path), None)
    if opf is None:
        raise UnreadableStory(f"{name}: is a broken EPUB: {_CONTAINER} names no package file")
    root = _xml(archive, opf, name)
    manifest = {}
    for item in _elements(root, "item"):
        ident, href = item.get("id"), item.get("href")
        if ident and href:
            media = (item.get("media-type") or "").lower()
            manifest[ident] = (_resolve(opf, href)[0], media, item.get("properties") or "")
    spine = next(_elements(root, "spine"), None)
    itemrefs = [] if spine is None else [one for one in spine if _is(one, "itemref")]
    linear = [one for one in itemrefs if (one.get("linear") or "yes").lower() != "no"]
    order = tuple(dict.fromkeys(one.get("idref") or "" for one in linear))
    if not manifest or not order:
        raise UnreadableStory(f"{name}: is a broken EPUB: its package file lists no chapters")
    guide = {
        _resolve(opf, one.get("href") or "")[0]: (one.get("type") or "").lower() for one in _elements(root, "reference")
    }
    ncx = manifest.get((spine.get("toc") if spine is not None else None) or "", ("", "", ""))[0] or next(
        (path for path, media, _ in manifest.values() if media == "application/x-dtbncx+xml"), None
    )
    return _Package(root, manifest, order, guide, ncx)


def _document(archive: Archive, member: str, name: str, anchors: dict[str, str]) -> Page:
    data = archive.read(member)
    return read_xhtml(data, decode(data, name)[0], anchors) if data.strip() else Page(())


def _titles(archive: Archive, package: _Package) -> _Titles:
    """Read the nav document (EPUB 3), else the NCX (EPUB 2); a broken one counts as none."""
    titles = _Titles()
    nav = next((path for path, _, properties in package.manifest.values() if "nav" in properties.split()), None)
    for path, entries in ((nav, _nav_entries), (package.ncx, _ncx_entries)):
        member = archive.find(path) if path else None
        if path is None or member is None or titles.documents or titles.anchors:
            continue
        root = parse_xml(archive.read(member), recover=True)
        if root is None:
            continue
        for href, label in entries(root):
            target, fragment = _resolve(path, href)
            title = one_line(label)[:200]
            if not title:
                continue
            if fragment:
                titles.anchors.setdefault(target, {}).setdefault(fragment, title)
            else:
                titles.documents.setdefault(target, title)
    return titles


def _nav_entries(root: etree._Element) -> Iterator[tuple[str, str]]:
    navs = list(_elements(root, "nav"))
    for nav in [one for one in navs if types_of(one) & {"toc", "doc-toc"}] or navs[:1]:
        for link in _elements(nav, "a"):
            yield link.get("href") or "", "".join(str(piece) for piece in link.itertext())


def _ncx_entries(root: etree._Element) -> Iterator[tuple[str, str]]:
    for point in _elements(root, "navpoint"):
        label = next((child for child in point if _is(child, "navlabel")), None)
        content = next((child for child in point if _is(child, "content")), None)
        if label is not None and content is not None:
            yield content.get("src") or "", "".join(str(piece) for piece in label.itertext())


def _titled(blocks: tuple[Block, ...], title: str | None) -> tuple[Block, ...]:
    """Give the document's first heading, or else its first block, the title of the table of contents."""
    if title is None or not blocks or any(block.title for block in blocks[:3]):
        return blocks
    at = next((index for index, block in enumerate(blocks[:6]) if block.level), 0)
    named = Block(blocks[at].text, blocks[at].level, title, blocks[at].linked)
    return (*blocks[:at], named, *blocks[at + 1 :])


def _is_apart(page: Page, guided: str | None) -> bool:
    """Covers, title and copyright pages, tables of contents: what is not the story."""
    if page.types & _APART or guided in _GUIDED_APART:
        return True
    text = "\n".join(block.text for block in page.blocks)
    words = len(text.split())
    linked = sum(block.linked for block in page.blocks)
    if len(page.blocks) > 3 and linked > 0.7 * len(text):
        return True
    return words < _BOILERPLATE_WORDS and bool(_BOILERPLATE.search(text))


def _metadata(root: etree._Element) -> tuple[str | None, str | None, str | None]:
    """Return title, author (several joined by "and") and language of the package."""
    roles = {
        (meta.get("refines") or "").removeprefix("#"): (meta.text or "").strip()
        for meta in _elements(root, "meta")
        if meta.get("property") == "role"
    }
    found: dict[str, list[str]] = {"title": [], "creator": [], "language": []}
    for metadata in _elements(root, "metadata"):
        for element in metadata.iter():
            kind = local_name(element) if isinstance(element.tag, str) else ""
            value = one_line("".join(str(piece) for piece in element.itertext())) if kind in found else ""
            if not value:
                continue
            role = next((v for k, v in element.attrib.items() if str(k).endswith("role")), None)
            if kind == "creator" and (role or roles.get(element.get("id") or "", "aut")) != "aut":
                continue
            found[kind].append(str(value))
    authors = list(dict.fromkeys(found["creator"]))
    author = " and ".join([", ".join(authors[:-1]), authors[-1]] if len(authors) > 1 else authors)
    return next(iter(found["title"]), None), author or None, next(iter(found["language"]), None)
