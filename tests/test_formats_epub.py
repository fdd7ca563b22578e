"""EPUBs built here, whole and broken, and read."""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiten.errors import ShitenError, UnreadableStory
from shiten.formats import archive, open_story, story_from_bytes

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
BODY = (
    "The ferry had been late all winter, and nobody on the island thought of blaming the ferryman. "
    "He said that the sea would take him in its own good time, and that he was in no hurry at all."
)


def page(body: str, *, body_attributes: str = "", doctype: str = "<!DOCTYPE html>") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{doctype}<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>t</title></head>'
        f"<body {body_attributes}>{body}</body></html>"
    )


@dataclass
class Epub:
    """What goes into a test EPUB; ``pages`` maps file names to documents, in spine order."""

    pages: dict[str, str] = field(
        default_factory=lambda: {
            "one.xhtml": page(f"<h2>I</h2><p>{BODY}</p>"),
            "two.xhtml": page(f"<h2>II</h2><p>{BODY}</p><p>Ada waited.</p>"),
        }
    )
    metadata: str = "<dc:title>The Salt Road</dc:title><dc:creator>Ann Other</dc:creator><dc:language>en</dc:language>"
    items: str = ""
    spine_attributes: str = ""
    itemref_attributes: dict[str, str] = field(default_factory=dict)
    guide: str = ""
    files: dict[str, str | bytes | None] = field(default_factory=dict)

    def bytes(self) -> bytes:
        items = "".join(
            f'<item id="i{at}" href="{href}" media-type="application/xhtml+xml"/>' for at, href in enumerate(self.pages)
        )
        spine = "".join(
            f'<itemref idref="i{at}" {self.itemref_attributes.get(href, "")}/>' for at, href in enumerate(self.pages)
        )
        opf = (
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
            f"{self.metadata}</metadata><manifest>{items}{self.items}</manifest>"
            f"<spine {self.spine_attributes}>{spine}</spine>{self.guide}</package>"
        )
        files: dict[str, str | bytes | None] = {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/book.opf": opf,
            **{f"OEBPS/{name.replace('%20', ' ')}": text for name, text in self.pages.items()},
            **self.files,
        }
        return zipped({name: data for name, data in files.items() if data is not None})


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def refused(data: bytes, name: str = "book.epub") -> str:
    with pytest.raises(UnreadableStory) as caught:
        story_from_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    return message


def test_text_chapters_and_metadata(tmp_path):
    path = tmp_path / "salt.epub"
    path.write_bytes(Epub().bytes())
    story = open_story(path)
    assert (story.id, story.title, story.author, story.language) == (
        "salt",
        "The Salt Road",
        "Ann Other",
        "en",
    )
    assert story.text == f"I\n\n{BODY}\n\nII\n\n{BODY}\n\nAda waited."
    assert [chapter.title for chapter in story.chapters] == ["I", "II"]
    assert story.chapters[1].span.end == len(story.text)
    assert story.notes == ()


def test_nav_titles_win_over_bare_numerals():
    nav = page(
        '<nav epub:type="toc"><ol><li><a href="one.xhtml">The Ferry</a></li>'
        '<li><a href="two.xhtml">The <i>Inn</i></a></li></ol></nav>'
    )
    book = Epub(
        items='<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        files={"OEBPS/nav.xhtml": nav},
    )
    assert [c.title for c in story_from_bytes(book.bytes(), "b.epub").chapters] == ["The Ferry", "The Inn"]


def test_ncx_titles_and_places_within_a_document():
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
        '<navPoint><navLabel><text>The Ferry</text></navLabel><content src="a%20b.xhtml#c1"/></navPoint>'
        '<navPoint><navLabel><text>The Inn</text></navLabel><content src="a%20b.xhtml#c2"/></navPoint>'
        "</navMap></ncx>"
    )
    book = Epub(
        pages={"a%20b.xhtml": page(f'<p id="c1">{BODY}</p><p><a id="c2"/>{BODY} Twice.</p>')},
        items='<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>',
        spine_attributes='toc="ncx"',
        files={"OEBPS/toc.ncx": ncx},
    )
    story = story_from_bytes(book.bytes(), "b.epub")
    assert [c.title for c in story.chapters] == ["The Ferry", "The Inn"]
    assert story.text[story.chapters[1].span.start :] == f"{BODY} Twice."


@pytest.mark.parametrize(
    "front",
    [
        page(f"<p>{BODY} Copy.</p>", body_attributes='epub:type="copyright-page"'),
        page("<p>Copyright © 1999 by Nobody. All rights reserved. ISBN 1</p>"),
        page(f'<section epub:type="toc"><p>{BODY} Copy.</p></section>'),
        page("<p>a</p>" + "".join(f'<p><a href="one.xhtml">Copy chapter {n}</a></p>' for n in range(9))),
    ],
)
def test_cover_copyright_and_contents_are_left_out(front):
    book = Epub()
    book.pages = {"front.xhtml": front, **book.pages}
    story = story_from_bytes(book.bytes(), "b.epub")
    assert story.text.startswith("I\n\n")
    assert "Copy" not in story.text


def test_guide_and_nonlinear_items_are_left_out():
    book = Epub(guide='<guide><reference type="cover" href="cov.xhtml"/></guide>')
    book.pages = {"cov.xhtml": page("<p>COVER</p>"), **book.pages, "notes.xhtml": page("<p>NOTES</p>")}
    book.itemref_attributes = {"notes.xhtml": 'linear="no"'}
    text = story_from_bytes(book.bytes(), "b.epub").text
    assert "COVER" not in text
    assert "NOTES" not in text


def test_ruby_page_numbers_and_note_marks_are_dropped():
    body = (
        "<p>He read <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> aloud"
        '<a epub:type="noteref" href="#n">1</a>,'
        ' <span epub:type="pagebreak" id="p9">9</span>then<span class="pagenum">10</span> slept,<br/>'
        "Ada at his side.</p>"
        "<script>x()</script><style>p{}</style><nav>menu</nav>"
    )
    story = story_from_bytes(Epub(pages={"one.xhtml": page(body)}).bytes(), "b.epub")
    assert story.text == "He read 漢 aloud, then slept,\nAda at his side."


def test_named_entities_of_xhtml_without_its_dtd():
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    book = Epub(pages={"one.xhtml": page(f"<p>{BODY}&nbsp;&mdash;so&nbsp;they&rsquo;d say.</p>", doctype=doctype)})
    assert story_from_bytes(book.bytes(), "b.epub").text == f"{BODY} —so they’d say."


def test_authors_by_role():
    metadata = (
        "<dc:title>T</dc:title><dc:creator>A. One</dc:creator><dc:creator>B. Two</dc:creator>"
        '<dc:creator opf:role="trl">C. Three</dc:creator><dc:creator id="d">D. Four</dc:creator>'
        '<meta refines="#d" property="role">ill</meta>'
    )
    assert story_from_bytes(Epub(metadata=metadata).bytes(), "b.epub").author == "A. One and B. Two"


def test_content_decides_over_the_suffix():
    story = story_from_bytes(Epub().bytes(), "book.txt")
    assert story.notes == ("named .txt, but read as EPUB by its content",)
    text = story_from_bytes(BODY.encode(), "book.epub")
    assert text.text == BODY
    assert text.notes == ("named .epub, but read as text by its content",)


def test_a_missing_chapter_is_noted_and_all_missing_is_an_error():
    book = Epub(files={"OEBPS/one.xhtml": None})
    assert story_from_bytes(book.bytes(), "b.epub").notes == ("1 of the chapters that the book lists are missing",)
    book.files["OEBPS/two.xhtml"] = None
    assert "has no text in its chapters (they are missing)" in refused(book.bytes())


def encryption(algorithm: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
        f'<e:EncryptedData><e:EncryptionMethod Algorithm="{algorithm}"/></e:EncryptedData></encryption>'
    )


def test_drm_is_refused_but_obfuscated_fonts_are_not():
    aes = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    assert "DRM" in refused(Epub(files={"META-INF/encryption.xml": aes}).bytes())
    assert "DRM" in refused(Epub(files={"META-INF/encryption.xml": "not xml at all"}).bytes())
    fonts = encryption("http://www.idpf.org/2008/embedding")
    assert story_from_bytes(Epub(files={"META-INF/encryption.xml": fonts}).bytes(), "b.epub").text


def test_zip_encryption_is_refused():
    data = bytearray(Epub().bytes())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    assert "is encrypted" in refused(bytes(data))


@pytest.mark.parametrize(
    ("files", "cause"),
    [
        ({"META-INF/container.xml": None}, "META-INF/container.xml is missing"),
        ({"META-INF/container.xml": "<container"}, "names no package file"),
        ({"META-INF/container.xml": ""}, "is not XML"),
        ({"META-INF/container.xml": "<container/>"}, "names no package file"),
        ({"OEBPS/book.opf": None}, "package file is missing"),
        ({"OEBPS/book.opf": "\x01\x02"}, "is not XML"),
        ({"OEBPS/book.opf": "<package/>"}, "lists no chapters"),
        ({"OEBPS/one.xhtml": "", "OEBPS/two.xhtml": page("<p> </p>")}, "has no text in its chapters"),
    ],
)
def test_broken_books(files, cause):
    assert cause in refused(Epub(files=files).bytes())


def test_truncated_and_damaged_archives():
    data = Epub().bytes()
    assert "damaged or cut short" in refused(data[: len(data) // 2])
    assert "damaged or cut short" in refused(b"PK\x03\x04")
    at = data.index(b"OEBPS/one.xhtml") + len(b"OEBPS/one.xhtml") + 5
    assert "is damaged" in refused(data[:at] + bytes(byte ^ 0xFF for byte in data[at : at + 40]) + data[at + 40 :])


def test_other_zips_are_named():
    assert "is a Word document" in refused(zipped({"word/document.xml": "<w/>"}), "a.docx")
    assert "is an OpenDocument file" in refused(zipped({"content.xml": "<w/>", "mimetype": "x"}), "a.odt")
    assert "is a zip archive" in refused(zipped({"a.txt": "x"}), "a.zip")


def test_zip_bombs(monkeypatch):
    bomb = page(f"<p>{' ' * 3_000_000}</p>")
    assert "zip bomb" in refused(Epub(pages={"one.xhtml": bomb}).bytes())
    monkeypatch.setattr(archive, "MAX_MEMBER", 1000)
    assert "zip bomb" in refused(Epub(pages={"one.xhtml": page(f"<p>{BODY * 9}</p>")}).bytes())
    monkeypatch.setattr(archive, "MAX_MEMBER", 10**9)
    monkeypatch.setattr(archive, "MAX_TOTAL", 1500)
    assert "zip bomb" in refused(Epub().bytes())
    monkeypatch.setattr(archive, "MAX_ENTRIES", 3)
    assert "more than 3 entries" in refused(Epub().bytes())


def test_a_size_that_the_header_understates_is_still_counted(monkeypatch):
    monkeypatch.setattr(archive, "MAX_MEMBER", 100_000)
    text = page("".join(f"<p>{zlib.crc32(str(n).encode())}</p>" for n in range(20_000)))
    data = bytearray(Epub(pages={"one.xhtml": text}).bytes())
    at = data.rindex(b"OEBPS/one.xhtml") - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert "one.xhtml cannot be unpacked" in refused(bytes(data))


def test_paths_out_of_the_archive_and_external_entities_are_harmless(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    book = Epub()
    book.items = '<item id="x" href="../../../../etc/passwd" media-type="application/xhtml+xml"/>'
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]>'
    book.pages["three.xhtml"] = page(f"<p>Open: &x; shut.</p><p>{BODY}</p>", doctype=entity)
    book.pages["../../../../../etc/hosts"] = page("<p>never written</p>")
    text = story_from_bytes(book.bytes(), "b.epub").text
    assert "SECRET" not in text
    assert "shut." in text


def test_entities_that_multiply_are_not_expanded():
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}]>'
    book = Epub(pages={"one.xhtml": page(f"<p>{BODY} &a9;</p>", doctype=doctype)})
    assert len(story_from_bytes(book.bytes(), "b.epub").text) < 1000


WHOLE = Epub(
    items='<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    files={"OEBPS/nav.xhtml": page('<nav epub:type="toc"><a href="one.xhtml">The Ferry</a></nav>')},
)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_mutated_books_raise_nothing_else(data):
    raw = bytearray(WHOLE.bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    with suppress(ShitenError):
        assert story_from_bytes(bytes(raw), "b.epub").text


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_books_with_mutated_members_raise_nothing_else(data):
    book = Epub(items=WHOLE.items, files=dict(WHOLE.files))
    with zipfile.ZipFile(io.BytesIO(book.bytes())) as source:
        members = {name: bytearray(source.read(name)) for name in source.namelist()}
    member = members[data.draw(st.sampled_from(sorted(members)))]
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(member)))
        member[at : at + data.draw(st.integers(0, 8))] = data.draw(
            st.sampled_from([b"<", b">", b"&", b"</p>", b"\x00", b"\xff", b'"', b"<a/>", b"..", b"%", b"#"])
        )
    with suppress(ShitenError):
        assert story_from_bytes(zipped({name: bytes(raw) for name, raw in members.items()}), "b.epub").text
