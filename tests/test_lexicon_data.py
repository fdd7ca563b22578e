"""The hand-made English word lists are well formed and do not contradict each other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from shiten.terms import TieKind

DATA = Path(__file__).parent.parent / "src" / "shiten" / "data" / "en"
FILES = (
    "address",
    "first_names",
    "inner_life",
    "kinship",
    "person_nouns",
    "places",
    "speech_verbs",
    "titles",
)
GENDERS = ("female", "male", "any")


def load(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def lists(name: str) -> Iterator[tuple[str, list[str]]]:
    for key, value in load(name).items():
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            yield key, value


def shared(table: dict[str, Any], *keys: str) -> set[str]:
    """Entries that stand in more than one of these lists."""
    return {w for a, b in combinations(keys, 2) for w in set(table[a]) & set(table[b])}


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_what_it_is_and_whose(name: str) -> None:
    comment = (DATA / f"{name}.toml").read_text(encoding="utf-8").split("\n\n")[0]
    assert all(line.startswith("# ") for line in comment.splitlines())
    assert "by hand for this project from general knowledge" in comment
    assert "Apache-2.0" in comment


@pytest.mark.parametrize("name", FILES)
def test_entries_are_lower_case_trimmed_sorted_and_unique(name: str) -> None:
    for key, entries in lists(name):
        assert entries, key
        assert entries == sorted(set(entries)), key
        assert all(w == w.lower() and w == " ".join(w.split()) and w for w in entries), key


def test_a_first_name_has_one_gender() -> None:
    assert shared(load("first_names"), "female", "male", "either") == set()


def test_nicknames_are_names_and_agree_in_gender_with_what_they_stand_for() -> None:
    names = load("first_names")
    gender = {n: g for g in ("female", "male", "either") for n in names[g]}
    assert set(names["also_words"]) <= set(gender)
    for nickname, full in names["nicknames"].items():
        assert full == sorted(set(full)), nickname
        assert nickname not in full
        allowed = {gender[nickname], "either"} if gender[nickname] != "either" else set(gender.values())
        assert {gender[n] for n in full} <= allowed, nickname


def test_titles_agree_among_themselves() -> None:
    titles = load("titles")
    assert shared(titles, *GENDERS) == set()
    assert shared(titles, "unmarried_female", "married_female") == set()
    assert {*titles["unmarried_female"], *titles["married_female"]} <= set(titles["female"])
    assert not [t for g in GENDERS for t in titles[g] if t.endswith(".")]


def test_person_nouns_and_kinship_agree_on_gender() -> None:
    nouns = load("person_nouns")
    assert shared(nouns, *GENDERS) == set()
    gender = {n: g for g in GENDERS for n in nouns[g]}
    for row in load("kinship")["relation"]:
        assert gender.get(row["noun"], row["gender"]) == row["gender"], row


def test_relations_are_known_kinds_and_each_noun_stands_once() -> None:
    rows = load("kinship")["relation"]
    nouns = [row["noun"] for row in rows]
    assert nouns == sorted(set(nouns))
    for row in rows:
        assert set(row) <= {"noun", "kind", "gender", "parent_child", "past"}, row
        assert row["kind"] in set(TieKind)
        assert row["gender"] in GENDERS
        assert row.get("parent_child", "parent") in ("parent", "child")
        assert row.get("past", True) is True
        assert row["noun"] == row["noun"].lower()


def test_verbs_have_one_kind() -> None:
    assert shared(load("speech_verbs"), "plain", "thought") == set()
    assert shared(load("inner_life"), "perception", "thought", "feeling", "appearance") == set()


def test_what_is_never_a_person_is_no_first_name() -> None:
    places, names = load("places"), load("first_names")
    known = {*names["female"], *names["male"], *names["either"]}
    assert known & set(places["not_people"]) == set()
    assert shared(places, "not_people", "ambiguous") == {"april", "may", "june", "august"}
    assert set(places["also_surnames"]) <= set(places["words"])


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("elizabeth", "female"),
        ("bessie", "female"),
        ("siobhan", "female"),
        ("dunya", "female"),
        ("shakuntala", "female"),
        ("chioma", "female"),
        ("ned", "male"),
        ("étienne", "male"),
        ("kwame", "male"),
        ("petruchio", "male"),
        ("takeshi", "male"),
        ("sasha", "either"),
        ("makoto", "either"),
        ("minh", "either"),
    ],
)
def test_names_of_many_cultures_are_there(name: str, gender: str) -> None:
    assert name in load("first_names")[gender]


@pytest.mark.parametrize("word", ["mine", "even", "come", "hung", "song", "the", "one", "van"])
def test_common_words_are_kept_out_of_the_names(word: str) -> None:
    names = load("first_names")
    assert word not in {*names["female"], *names["male"], *names["either"]}
