"""The page and the fragment as text; test_browser_report.py opens them."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from readings import all_readings, both, empty, example, example_story, hostile
from shiten.outputs.html import file_name, fragment, page
from shiten.outputs.spoilers import withhold

READINGS = all_readings()
TEXTS = {"example": example_story().text, "hostile": hostile().evidence[0].quote}
VOID = {"meta", "link", "br", "img", "input", "hr"}
named = pytest.mark.parametrize("name", sorted(READINGS))


class Outline(HTMLParser):
    """Tags, attributes, ids and headings; asserts that tags close in order."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for key, value in attrs if key == "id" and value]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@named
@pytest.mark.parametrize("grade", [0, 1, 2])
def test_page_is_well_formed_self_contained_and_the_same_twice(name: str, grade: int):
    reading, text = withhold(READINGS[name], grade), TEXTS.get(name)
    html = page(reading, text)
    assert html == page(reading, text)
    outline = Outline(html)
    assert len(outline.ids) == len(set(outline.ids))
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(outline.headings, outline.headings[1:], strict=False))
    for tag, attributes in outline.tags:
        assert tag not in {"img", "iframe", "object", "link", "form", "base"}
        assert not [key for key in attributes if key.startswith("on") or key in ("src", "style", "srcset")]
        href = attributes.get("href")
        assert href is None or (href.startswith("#") and href[1:] in outline.ids)
        for key in ("aria-labelledby", "aria-describedby"):
            assert set((attributes.get(key) or "").split()) <= set(outline.ids)
    assert not re.search(r"url\((?!#)|@import", html)


def test_the_policy_admits_exactly_our_style_and_script():
    html = page(example())
    policy = next(a["content"] for t, a in Outline(html).tags if t == "meta" and "http-equiv" in a)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert html.count(f"<{tag}") == 1


def test_everything_that_spoils_is_inside_a_closed_layer():
    html = page(example(), example_story().text)
    outline = Outline(html)
    details = [attributes for tag, attributes in outline.tags if tag == "details"]
    assert [a["id"] for a in details if a.get("class") == "layer"] == ["verdict", "course"]
    assert all("open" not in attributes for attributes in details)
    premise = html[: html.index('<details class="layer"')].split("</style>")[1]
    for secret in ("netor", "Ottilie", "Jasper", "umiliation", "bleak"):
        assert secret not in premise
    verdict = html[html.index('id="verdict"') : html.index('id="course"')]
    for secret in ("discovery of betrayal", "My own Jasper", "Bleak", "Humiliation", "Thursday coach"):
        assert secret not in verdict


def test_title_and_file_name_give_nothing_away():
    title = re.search("<title>(.*?)</title>", page(example()))[1]
    assert title == "Plain Glass: a reading"
    assert file_name(example()) == "shiten-plain-glass.html"
    assert re.fullmatch(r"[\w-]+\.html", file_name(hostile()))
    assert file_name(empty()) == "shiten-empty.html"


def test_passages_are_shown_in_their_context():
    html = page(example(), example_story().text)
    quote = "My own Jasper*, it began"
    assert re.search(rf"hand\. <mark>\*{re.escape(quote)}</mark>, and Tomas read", html)
    alone = page(example(), None)
    assert re.search(rf">\s*<mark>\*{re.escape(quote)}</mark></blockquote>", alone)
    assert ">…" not in page(example(), "another text")


def test_a_context_does_not_tell_what_its_layer_withholds():
    reading, text = example(), example_story().text
    late = next(e for e in reading.evidence if "splinter" in e.quote)
    close = text.index("nothing to see")
    secret = late.model_copy(
        update={"start": close, "end": close + 14, "quote": text[close : close + 14], "spoiler": 2}
    )
    html = page(reading.model_copy(update={"evidence": (*reading.evidence, secret)}), text)
    verdict = html[html.index('id="verdict"') : html.index('id="course"')]
    assert late.quote in verdict
    assert "nothing to see" not in verdict


@pytest.mark.parametrize("show", [lambda r: page(r, TEXTS["hostile"]), fragment], ids=["page", "fragment"])
def test_hostile_strings_are_inert(show):
    html = show(hostile())
    outline = Outline(html)
    assert [t for t, _ in outline.tags if t == "script"] == (["script"] if "<html" in html else [])
    assert not [t for t, _ in outline.tags if t == "img"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    words = "".join(outline.words)
    assert "{{ 7 * 7 }} {p}" in words
    assert "<script>alert('one')</script>" in words


def test_arc_has_words_a_table_and_a_point_for_the_script():
    html = page(both())
    assert 'data-say="At 1 %' in html
    assert "told through Corin Vale, netori" in html
    assert "The arc as a table" in html
    assert (
        html.count("<desc") == html.count("<svg viewBox") == 6
    )  # two triangles, the arc wide and narrow in two layers


def test_both_draws_two_triangles_in_the_order_of_the_telling():
    titles = re.findall(r'<title id="tt\d">(.*?)</title>', page(both()))
    assert titles == [
        "Triangle of Hugh Ortiz, Sabela Ortiz and Corin Vale",
        "Triangle of Corin Vale, Sabela Ortiz and Anselm Dray",
    ]


@named
def test_fragment_is_small_folded_and_without_script(name: str):
    html = fragment(READINGS[name])
    outline = Outline(html)
    assert all("open" not in a for t, a in outline.tags if t == "details")
    assert not [t for t, _ in outline.tags if t in ("script", "style", "html")]
    assert html == READINGS[name]._repr_html_()
