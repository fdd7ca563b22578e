"""Verbs that the model reads as plural nouns."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from shiten.mending import mend_lemma, mend_verbs


@dataclass
class Rows:
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lemmas = [w.lower() for w in self.words]
        self.pos = ["NOUN"] * len(self.words)


def test_a_name_before_a_plural_noun_that_is_the_whole_sentence() -> None:
    rows = Rows(["Clara", "longs", "."], ["NNP", "NNS", "."], ["compound", "ROOT", "punct"], [1, 1, 1])
    mend_verbs(rows)
    assert (rows.pos[1], rows.tags[1], rows.lemmas[1], rows.deps[0]) == ("VERB", "VBZ", "long", "nsubj")


def test_a_plural_noun_joined_to_a_verb() -> None:
    rows = Rows(["walks", "and", "moves"], ["VBZ", "CC", "NNS"], ["ROOT", "cc", "conj"], [0, 0, 0])
    mend_verbs(rows)
    assert rows.tags[2] == "VBZ"


def test_what_the_two_do() -> None:
    rows = Rows(["The", "two", "fall"], ["DT", "CD", "NN"], ["det", "nummod", "ROOT"], [2, 2, 2])
    mend_verbs(rows)
    assert (rows.tags[2], rows.deps[1]) == ("VBP", "nsubj")


@pytest.mark.parametrize(
    ("words", "tags", "deps", "heads"),
    [
        (["Plum", "cakes", "sell"], ["NNP", "NNS", "VBP"], ["compound", "nsubj", "ROOT"], [1, 2, 2]),
        (["barks", "and", "the", "dogs"], ["VBZ", "CC", "DT", "NNS"], ["ROOT", "cc", "det", "conj"], [0, 0, 3, 0]),
        (["Monday", "Mornings"], ["NNP", "NNS"], ["compound", "ROOT"], [1, 1]),
    ],
)
def test_what_stays_a_noun(words: list[str], tags: list[str], deps: list[str], heads: list[int]) -> None:
    rows = Rows(words, list(tags), deps, heads)
    mend_verbs(rows)
    assert rows.tags == tags


def test_lemmas() -> None:
    assert mend_lemma("hated", "hat", "VBD") == "hate"
    assert mend_lemma("walked", "walk", "VBD") == "walk"
