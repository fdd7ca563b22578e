"""What the small model gets wrong so regularly that it can be put right by rule: lemmas, and verbs read as nouns."""

from __future__ import annotations

import re
from typing import Protocol

# A verb of one syllable that ends in one vowel and one consonant doubles it ("hopped"): "hoped" is of "hope".
_SHORT_VERB = re.compile(r"[^aeiou]*[aeiou][bcdfgklmnprtv]")
_NAMES = ("NNP", "NNPS")
_CLAUSES = ("ROOT", "conj", "ccomp", "advcl", "relcl")
_DESCRIBES = ("det", "amod", "poss", "compound", "nummod")


class Columns(Protocol):
    """The columns of a parse while they are filled; all of one length."""

    words: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]


def mend_lemma(low: str, lemma: str, tag: str) -> str:
    """The lemma of a verb form, with the "e" that the model drops ("hated": "hat")."""
    inflected = tag in ("VBD", "VBN", "VBG", "VBZ") and low in (lemma + "ed", lemma + "ing", lemma + "es")
    return lemma + "e" if inflected and (_SHORT_VERB.fullmatch(lemma) or lemma == "bath") else lemma


def mend_verbs(columns: Columns) -> None:
    """Make verbs of the plural nouns that can be none, in place.

    "Clara longs for him", read as a compound that is a whole sentence; "walks out and moves in with him", read as a
    noun joined to a verb; "the two fall in love". Names that describe a verb are its subjects.
    """
    described = {h for t, h in enumerate(columns.heads) if columns.deps[t] in _DESCRIBES and h != t}
    with_subject = {h for t, h in enumerate(columns.heads) if columns.deps[t] in ("nsubj", "nsubjpass")}
    for i in range(1, len(columns.words)):
        if i not in with_subject and _is_capital_that_describes(columns, i):
            columns.deps[i - 1], columns.pos[i - 1], columns.tags[i - 1] = "nsubj", "PROPN", "NNP"
        if columns.tags[i] == "NNS" and columns.words[i].islower():
            head = columns.heads[i]
            joined = columns.deps[i] == "conj" and columns.tags[head] in ("VBZ", "VBD")
            if _has_name_before(columns, i) and columns.deps[i] in _CLAUSES:
                columns.deps[i - 1] = "nsubj"
                _make_verb(columns, i, "VBZ")
            elif joined and i not in described:
                _make_verb(columns, i, "VBZ")
        elif _is_done_by_two(columns, i):
            columns.deps[i - 1] = "nsubj"
            _make_verb(columns, i, "VBP")


def _has_name_before(columns: Columns, i: int) -> bool:
    compound = columns.deps[i - 1] == "compound" and columns.heads[i - 1] == i
    return compound and columns.tags[i - 1] in _NAMES


def _is_capital_that_describes(columns: Columns, i: int) -> bool:
    """ "Pilar elopes", of which the model makes an adjective of the verb."""
    hangs = columns.heads[i - 1] == i and columns.deps[i - 1] in ("amod", "compound", "npadvmod")
    return hangs and columns.tags[i] in ("VBZ", "VBD") and columns.words[i - 1].istitle()


def _is_done_by_two(columns: Columns, i: int) -> bool:
    two = i > 1 and columns.words[i - 1] in ("two", "pair", "couple") and columns.words[i - 2].lower() == "the"
    noun = columns.tags[i] in ("NN", "JJ") and columns.deps[i] in _CLAUSES
    return two and noun and columns.heads[i - 1] == i and columns.deps[i - 1] in ("nummod", "compound")


def _make_verb(columns: Columns, i: int, tag: str) -> None:
    columns.pos[i], columns.tags[i] = "VERB", tag
    low = columns.words[i].lower()
    if columns.lemmas[i] == low and tag == "VBZ" and low.endswith("s"):
        columns.lemmas[i] = low[:-1]
