"""Tokens and sentences: columns of one length that lead back to the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiten import parse
from shiten.formats import story_from_text
from shiten.parse import Parsed, _children, _ranges
from shiten.pipeline import Prepared, default_parser

Read = Callable[[str], Prepared]
ODD = {
    "plain": "Anna came home. She slept.\n\nTom did not. He read until dawn.",
    "emoji": "Anna 👩‍🚀 kissed Tom 💔. She left him 🏃🏽‍♀️ at dawn.",
    "combining": "Ame\u0301lie loved e\u0301clairs. Zoe\u0308 did not.",
    "right to left": "Anna wrote \u202eשלום\u202c and مرحبا to Tom. He could read neither.",
    "white space": "Anna   came\u00a0home.\n   She slept.\n\n\n   Tom did not.",
    "beyond the BMP": "The 𝔊𝔢𝔯𝔪𝔞𝔫 letter was Anna's. 𝒯om kept it.",
}


def check(parsed: Parsed) -> None:
    n, text = len(parsed), parsed.story.text
    columns = (parsed.words, parsed.lowers, parsed.lemmas, parsed.pos, parsed.tags, parsed.deps, parsed.heads)
    assert {len(c) for c in columns} == {n} == {len(parsed.starts), len(parsed.sentence_of), len(parsed.paragraph_of)}
    assert all(text[parsed.starts[i] : parsed.end(i)] == parsed.words[i] for i in range(n))
    assert all(parsed.end(i) <= parsed.starts[i + 1] for i in range(n - 1))
    assert not any(w.isspace() for w in parsed.words)
    for ranges, number in ((parsed.sentences, parsed.sentence_of), (parsed.paragraphs, parsed.paragraph_of)):
        assert [i for a, b in ranges for i in range(a, b)] == list(range(n)), "ranges tile the tokens"
        assert all(len(set(number[a:b])) == 1 for a, b in ranges)
    assert all(parsed.sentence_of[parsed.heads[i]] == parsed.sentence_of[i] for i in range(n))
    for i in range(n):
        assert all(parsed.heads[c] == i != c for c in parsed.children(i))
    assert sum(len(parsed.children(i)) for i in range(n)) == sum(parsed.heads[i] != i for i in range(n))


@pytest.mark.parametrize("name", ODD)
def test_columns_lead_back_to_the_text(prepared: Read, name: str) -> None:
    check(prepared(ODD[name]).parsed)


def test_spans_of_sentences_and_tokens_at_offsets(prepared: Read) -> None:
    parsed = prepared(ODD["plain"]).parsed
    text = parsed.story.text
    spans = [parsed.sentence_span(s) for s in range(len(parsed.sentences))]
    assert [text[s.start : s.end] for s in spans] == [
        "Anna came home.", "She slept.", "Tom did not.", "He read until dawn."
    ]  # fmt: skip
    assert all(parsed.token_at(parsed.starts[i]) == parsed.token_at(parsed.end(i) - 1) == i for i in range(len(parsed)))
    assert parsed.token_at(0) == 0
    assert parsed.token_at(10**9) == len(parsed) - 1


def test_long_paragraphs_are_cut_at_a_space_and_stay_one_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "LONGEST_PIECE", 120)
    text = "Anna walked along the quay with Tom and told him what she had seen there. " * 6 + "x" * 300
    parsed = default_parser().parse(story_from_text(text))
    check(parsed)
    assert len(parsed.paragraphs) == 1


def test_the_parser_says_what_it_is() -> None:
    name, version = default_parser().name.split()
    assert name.startswith("en_core_web")
    assert version[0].isdigit()


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Anna loved him.", "love"),
        ("Anna left him.", "leave"),
        ("Anna betrayed him.", "betray"),
        ("Anna wept.", "weep"),
        ("Anna hated him.", "hate"),
        ("Anna hoped to go.", "hope"),
        ("Anna hopped away.", "hop"),
        ("Anna stared at him.", "stare"),
        ("Anna bathes at noon.", "bathe"),
        ("Anna sits down.", "sit"),
    ],
)
def test_lemmas_of_verbs_that_cues_rest_on(prepared: Read, text: str, lemma: str) -> None:
    assert prepared(text).parsed.lemmas[1] == lemma


@given(st.lists(st.integers(0, 3)))
def test_ranges_tile_equal_neighbours(numbers: list[int]) -> None:
    ranges = _ranges(numbers)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(numbers)))
    assert all(len(set(numbers[a:b])) == 1 for a, b in ranges)
    assert all(numbers[a] != numbers[a - 1] for a, _ in ranges[1:])


@settings(max_examples=50)
@given(st.integers(1, 12).flatmap(lambda n: st.lists(st.integers(0, n - 1), min_size=n, max_size=n)))
def test_children_are_the_heads_turned_round(heads: list[int]) -> None:
    order, begins = _children(heads)
    for i in range(len(heads)):
        assert order[begins[i] : begins[i + 1]] == [c for c, h in enumerate(heads) if h == i and c != i]


@pytest.mark.parametrize("mark", ["_", "*", "**"])
def test_marks_of_emphasis_are_no_tokens_and_heads_stay_whole(prepared: Read, mark: str) -> None:
    text = f"Anna met {mark}Lena{mark}, {mark}her{mark} father's {mark}wife{mark}, at noon. {mark}Lena{mark} wept."
    found = prepared(text)
    check(found.parsed)
    assert not {"_", "*", "**"} & set(found.parsed.words)
    assert {p.name for p in found.cast.people} >= {"Anna", "Lena"}
