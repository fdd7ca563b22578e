"""What must not change a verdict: other names, the other gender, another spelling, a subplot beside the plot."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor

from benchmarking.parts import Part
from benchmarking.texts import Text
from shiten.cast import MentionKind
from shiten.formats import story_from_text
from shiten.forms import title_genders
from shiten.lexicon import words
from shiten.parse import Parsed
from shiten.pipeline import Prepared, conclude, default_parser, prepare
from shiten.terms import Gender
from shiten.weights import load

SURNAMES = (
    "Ashdown", "Belmonte", "Carver", "Dumont", "Eklund", "Farrow", "Gallego", "Hartwig", "Ibarra", "Jansson",
    "Kowal", "Lindqvist", "Moreau", "Nakata", "Oakley", "Petrov", "Quill", "Rossi", "Sandoval", "Tanaka",
)  # fmt: skip
_PAIRS = (
    "he she, himself herself, husband wife, man woman, men women, boy girl, father mother, son daughter, "
    "brother sister, uncle aunt, nephew niece, boyfriend girlfriend, king queen, prince princess, "
    "count countess, duke duchess, lord lady, mr mrs, sir madam, gentleman lady, actor actress, "
    "widower widow, bridegroom bride, groom bride, "
    "husbands wives, boys girls, sons daughters, brothers sisters, fathers mothers, fiancé fiancée, host hostess"
)
SWAP = {a: b for pair in _PAIRS.split(", ") for a, b in (pair.split(), pair.split()[::-1])}
AMERICAN = {
    "colour": "color", "honour": "honor", "neighbour": "neighbor", "favour": "favor", "harbour": "harbor",
    "labour": "labor", "theatre": "theater", "centre": "center", "grey": "gray", "jewellery": "jewelry",
    "realise": "realize", "recognise": "recognize", "apologise": "apologize", "travelled": "traveled",
    "quarrelled": "quarreled", "mum": "mom", "cheque": "check", "programme": "program", "marvellous": "marvelous",
}  # fmt: skip
SUBPLOT = (
    "\n\nMeanwhile the mayor of the town, old Mr. Pettibone, tries to have the bridge rebuilt before the winter. He "
    "writes to the county, quarrels with the engineer over the price of stone, and at last pays for the work himself."
)
Change = Callable[[Prepared], str]


def renamed(found: Prepared) -> str:
    """The text with other names of the same gender for everybody."""
    return _written(found.parsed, _other_names(found, swap=False), {})


def swapped(found: Prepared) -> str:
    """The text with every gender turned round."""
    return _written(found.parsed, _other_names(found, swap=True), SWAP)


def respelled(found: Prepared) -> str:
    """The text in American spelling."""
    text = found.parsed.story.text
    for british, american in AMERICAN.items():
        text = re.sub(rf"\b{british}", american, text)
    return text


def with_subplot(found: Prepared) -> str:
    """The text with a paragraph about other people after it."""
    return found.parsed.story.text + SUBPLOT


CHANGES: Mapping[str, Change] = {
    "other names for everybody": renamed,
    "genders turned round": swapped,
    "American spelling": respelled,
    "a subplot beside": with_subplot,
}


def _other_names(found: Prepared, *, swap: bool) -> dict[str, str]:
    """Word of a name → another, first names by gender, the same for the same word."""
    known = {g: words("first_names", g.value) for g in (Gender.FEMALE, Gender.MALE)}
    # Every seventh: names from the whole alphabet.
    supply = {g: sorted(n for n in known[g] if n.isascii() and len(n) > 3)[::7] for g in known}
    surnames = [*SURNAMES]
    other = {Gender.FEMALE: Gender.MALE, Gender.MALE: Gender.FEMALE}
    chosen: dict[str, str] = {}
    for m in found.cast.mentions:
        if m.kind is not MentionKind.NAME:
            continue
        gender = found.cast.people[m.person].gender
        for t in range(m.first, m.last):
            low = found.parsed.lowers[t]
            if low in chosen or not low.isalpha() or low in title_genders() or len(low) < 3:
                continue
            own = next((g for g in known if low in known[g]), gender if gender in other else None)
            if t == m.last - 1 and m.last - m.first > 1 and surnames:
                chosen[low] = surnames.pop(0)
            elif own is not None:
                chosen[low] = supply[other[own] if swap else own].pop(0).title()
    return chosen


def _written(parsed: Parsed, names: Mapping[str, str], swap: Mapping[str, str]) -> str:
    """The text with words put in place, the white space kept."""
    text, out, at = parsed.story.text, [], 0
    for t, word in enumerate(parsed.words):
        low = parsed.lowers[t]
        new = names.get(low, "") if word[0].isupper() else ""
        if not new and swap:
            possessive = parsed.tags[t] == "PRP$"
            new = {"his": "her" if possessive else "hers", "her": "his" if possessive else "him", "him": "her",
                   "hers": "his"}.get(low) or swap.get(low.rstrip("."), "")  # fmt: skip
            new = new + "." if new and low.endswith(".") else new
            new = new.capitalize() if word[0].isupper() else new
        out += [text[at : parsed.starts[t]], new or word]
        at = parsed.end(t)
    return "".join([*out, text[at:]])


def _labels(given: tuple[str, str]) -> dict[str, str]:
    """What is said of a text as it stands and after each change."""
    name, text = given
    found = prepare(story_from_text(text, id=name), default_parser())
    said = {"": str(conclude(found, load()).verdict.label)}
    for title, change in CHANGES.items():
        changed = prepare(story_from_text(change(found), id=name), default_parser())
        said[title] = str(conclude(changed, load()).verdict.label)
    return said


def invariance_part(texts: list[Text]) -> Part:
    """In how many of the texts the genre stays the same after each change."""
    given = [(t.id, t.content().decode("utf-8")) for t in texts]
    with ProcessPoolExecutor() as pool:
        said = list(pool.map(_labels, given, chunksize=8))
    rows = [(title, len(said), sum(s[""] == s[title] for s in said) / len(said)) for title in CHANGES]
    return Part("What must not matter (synopses and contrast stories)", ("", "stories", "same genre"), tuple(rows))
