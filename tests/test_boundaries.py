"""The edges of what may be given to read: each is read, keeps the contract, or is refused in one line."""

from __future__ import annotations

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiten.errors import UnsupportedStory
from shiten.formats import story_from_text
from shiten.pipeline import read_story, understand
from shiten.reading import Reading, json_schema
from shiten.story import Story
from shiten.terms import Genre, NeitherReason, Person

SENTENCE = "Anna walked along the quay with Tom and told him what she had seen there, and he did not believe her. "
SIXTY = [
    f"{a}{b}"
    for a in ("Bel", "Cor", "Dal", "Fen", "Gar", "Hol")
    for b in ["an", "dor", "fin", "ga", "ken", "lan", "mor", "nus", "rik", "vin"]
]
LONG_NAME = " ".join(["Anna", *[f"{a}hild" for a in ("Brun", "Mat", "Gun", "Svan", "Ort", "Reg")] * 8, "Weiss"])
EDGES = {
    "20 words": "Paul was married to Mary, and he loved her. She left him for Rupert in the spring of that year.",
    "nobody": "The rain fell on the hills and on the sea, and the sea took it, and the hills let it go again. " * 2,
    "one person": "Anna went to the market with her basket, and she bought eggs, and then she went home again. " * 2,
    "60 people": " ".join(f"{n} came in and greeted {m}." for n, m in zip(SIXTY, SIXTY[1:] + SIXTY[:1], strict=True)),
    "only dialogue": "“Where is he?” “Who?” “My husband.” “With my wife, I think.” “And you let him go?” " * 5,
    "a play": "ANNA. You are late.\n\nTOM. I know it.\n\nANNA. Were you with her?\n\nTOM. With whom?\n\n" * 4,
    "a letter": "Dear Ruth,\n\n" + "I must tell you that I have left him for good. " * 5 + "\n\nYour sister,\nAnna",
    "capitals": (SENTENCE * 3).upper(),
    "lower case": (SENTENCE * 3).lower(),
    "emoji": "Anna 👩‍🚀 loved Tom 💔 and he 🏃🏽‍♀️ left her in the rain 🌧️. She wept, and then she slept. " * 2,
    "combining marks": "Ame\u0301lie and Zoe\u0308 were sisters, and the husband of the one loved the other. " * 2,
    "right to left": "Anna wrote \u202eשלום\u202c and مرحبا to her husband, and he could read neither of them. " * 2,
    "200 times": SENTENCE * 200,
    "a long name": f"{LONG_NAME} was married to Tom. {LONG_NAME} left him for Rupert in the spring. " + SENTENCE * 3,
    "a long word": "Anna said " + "aha" * 700 + " to the man in the boat, and he was sorry for it. " + SENTENCE,
    "no full stop": SENTENCE.replace(",", "").replace(".", "") * 12,
    "a list": "\n\n".join(["Anna", "Tom", "the man and the woman of the house", "and so it was", "in the end"] * 4),
    "only marks": "the of and to in he she it was that his her i you a had with as . . . ! ! ? ? — — “ ” ‘ ’ " * 2,
}  # fmt: skip


def check(reading: Reading, text: str) -> None:
    jsonschema.validate(reading.to_dict(), json_schema())
    assert Reading.from_json(reading.to_json()) == reading
    assert reading.genre is not None
    assert sum(reading.genre.probabilities.values()) == pytest.approx(1)
    assert (reading.genre.label is Genre.NEITHER) == (reading.genre.neither_reason is not None)
    assert all(text[e.start : e.end] == e.quote for e in reading.evidence)
    assert sum(f.share for f in reading.focalizers) <= 1.01


@pytest.mark.parametrize("edge", EDGES)
def test_edges(edge: str) -> None:
    story = story_from_text(EDGES[edge])
    check(read_story(story), story.text)


def read(edge: str) -> Reading:
    return read_story(story_from_text(EDGES[edge]))


def test_twenty_words_are_enough_and_nineteen_are_not() -> None:
    words = EDGES["20 words"].split()
    assert len(words) == 20
    with pytest.raises(UnsupportedStory, match="too short"):
        read_story(story_from_text(" ".join(words[:19])))


@pytest.mark.parametrize("edge", ["nobody", "one person"])
def test_fewer_than_three_people_make_no_triangle(edge: str) -> None:
    reading = read(edge)
    assert reading.genre is not None
    assert reading.genre.neither_reason is NeitherReason.NO_TRIANGLE
    assert reading.triangle is None
    assert reading.triangles == ()


def test_sixty_people_are_told_apart() -> None:
    found = understand(story_from_text(EDGES["60 people"]))
    named = [{p.name, *p.aliases} & set(SIXTY) for p in found.cast.people if p.named]
    assert all(len(names) == 1 for names in named), "nobody is two of them"
    assert len(named) >= 50, "a few strange names may be missed"


def test_forms_of_telling() -> None:
    assert read("a play").narration.person is Person.DRAMA
    letter = read("a letter").narration
    assert (letter.person, letter.narrator) == (Person.FIRST, "Anna")


def test_a_long_name_is_one_person() -> None:
    assert LONG_NAME in {m.name for m in read("a long name").cast}


def test_people_in_capitals() -> None:
    assert {"anna", "tom"} <= {m.name.lower() for m in read("capitals").cast}


def test_a_novel_of_one_paragraph() -> None:
    text = SENTENCE * (30_000 // len(SENTENCE.split()) + 1)
    story = Story(text=text.strip())
    reading = read_story(story)
    check(reading, story.text)
    assert reading.story.words >= 30_000
    assert {m.name for m in reading.cast} == {"Anna", "Tom"}


WORDS = st.sampled_from(
    "Anna Tom Mrs. Hale the a wife husband her his him loved left married seduced and but not never . , ? ! ; — “ ” ’s "  # noqa: SIM905
    "“Come to of with in Paris letter night I she he they you who that if was had would said thought knew man woman "
    "\n\n MARY. 1893 (ha) d'Or O'Neil 👩‍🚀 …".split(" ")
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, min_size=20, max_size=200))
def test_no_word_salad_breaks_a_step(salad: list[str]) -> None:
    text = "It was the man of the house and he had the key. " + " ".join(salad)
    found = understand(Story(text=text.strip()))
    assert sum(found.verdict.probabilities.values()) == pytest.approx(1)
