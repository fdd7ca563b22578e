"""Readings to show: one rich example with its story, and the edges. All of it is invented here."""

from __future__ import annotations

import itertools
import math

from readings_texts import AFTER, GLASS, HOSTILE_NAMES, STRAY
from shiten.reading import (
    Arc,
    ArcPoint,
    CastMember,
    CharacteristicClaim,
    Evidence,
    Focalizer,
    GenreVerdict,
    Narration,
    Provenance,
    Reading,
    Roles,
    Shift,
    StageClaim,
    StoryFacts,
    TieClaim,
    TriangleClaim,
    WarningClaim,
)
from shiten.story import Story
from shiten.terms import Genre


def example_story() -> Story:
    """The story behind :func:`example`."""
    return Story(text=GLASS, id="plain-glass", title="Plain Glass", author="A. Sample", medium="short story")


def _example_passages() -> tuple[Evidence, ...]:
    return _passages(
        GLASS,
        ("They had been married nine years that spring.", 0, "tie: Tomas Arkwell and Ottilie are married"),
        ("he would hang his coat over hers so that the two of them leaned together on the peg", 0, "bliss"),
        ("The man who came was called Jasper Quill.", 0, "who comes between: Jasper Quill"),
        ('"He says I have an ear," Ottilie told him', 1, "attraction: Ottilie to Jasper Quill"),
        ("not believing her was like a splinter of glass", 1, "suspicion: Tomas Arkwell of Ottilie"),
        ("*My own Jasper*, it began", 2, "discovery: Tomas Arkwell learns of Ottilie's affair"),
        ("making a list of what the other man had", 2, "inadequacy: Tomas Arkwell before Jasper Quill"),
        ('"Mr. Arkwell. You must have known.', 2, "humiliation: Jasper Quill shames Tomas Arkwell"),
        ("They left by the Thursday coach.", 2, "leaving: Ottilie goes with Jasper Quill"),
        ("before he remembered that he had the key", 2, "resolution: Tomas Arkwell is alone"),
    )


def example() -> Reading:
    """A rich netorare reading, every part filled."""
    bare = _example_bare()
    claims = _example_claims()
    return Reading.model_validate({**bare.model_dump(by_alias=True), **claims})


def _example_bare() -> Reading:
    return Reading(
        id="plain-glass",
        story=_facts(example_story()),
        genre=GenreVerdict(
            label="netorare",
            probabilities={"netori": 0.03, "netorare": 0.82, "both": 0.04, "neither": 0.11},
            because=(
                "Tomas Arkwell and Ottilie are married when Jasper Quill comes.",
                "84 % of the telling follows the inner life of Tomas Arkwell, the one left behind.",
                "The affair is learned with Tomas Arkwell, from a letter, not beforehand.",
            ),
        ),
        narration=Narration(person="third"),
        focalizers=(
            Focalizer(character="Tomas Arkwell", share=0.84),
            Focalizer(character="Ottilie", share=0.05),
        ),
        shifts=(Shift(start=0, end=len(GLASS), character="Tomas Arkwell", genre="netorare"),),
        cast=_cast(
            GLASS,
            ("Tomas Arkwell", ("Tomas", "Mr. Arkwell"), "male", 21),
            ("Ottilie", (), "female", 11),
            ("Jasper Quill", ("Jasper",), "male", 6),
            ("Dorcas Pym", ("Dorcas",), "female", 3),
        ),
        triangle=TriangleClaim(couple=("Tomas Arkwell", "Ottilie"), taker="Jasper Quill", outcome="taken"),
        roles=Roles(netorare={"victim": "Tomas Arkwell", "cheater": "Ottilie", "interloper": "Jasper Quill"}),
        resolution="bleak",
        arc=_arc(GLASS, "Tomas Arkwell"),
        provenance=Provenance(
            shiten="0.1.0", models={"en": "sample 1"}, seconds=0.4, notes=("one heading was taken for text",)
        ),
    )


def _example_claims() -> dict[str, object]:
    return {
        "ties": (
            _tie(GLASS, "Tomas Arkwell", "Ottilie", "married", "They had been married", "They left by", (0,)),
            _tie(GLASS, "Ottilie", "Jasper Quill", "lovers", "*My own Jasper*", None, (5,)),
            _tie(GLASS, "Tomas Arkwell", "Dorcas Pym", "family", "His aunt", None, ()),
        ),
        "characteristics": tuple(
            CharacteristicClaim(genre="netorare", name=name, score=score, evidence=evidence)
            for name, score, evidence in (
                ("partner_taken_by_another", 0.94, (3, 8)),
                ("protagonists_turmoil", 0.91, (4, 6)),
                ("third_party_dominance", 0.72, (7,)),
                ("sympathy_for_protagonist", 0.66, (6, 9)),
            )
        ),
        "stages": (
            _stage(GLASS, "blissful_start", "Tomas Arkwell had", "In May the chapel", 0.86, 0, (1,)),
            _stage(GLASS, "discovery_of_betrayal", "It was Dorcas who", "He did not go home", 0.9, 2, (5,)),
            _stage(GLASS, "emotional_turmoil", "He did not go home", "On the Sunday", 0.88, 2, (6,)),
            _stage(GLASS, "climax", "On the Sunday", "They left by", 0.83, 2, (7,)),
            _stage(GLASS, "resolution", "In October the lancet", None, 0.71, 2, (9,)),
        ),
        "warnings": tuple(
            WarningClaim(kind=kind, level=level, spoiler=spoiler, score=score, evidence=evidence)
            for kind, level, spoiler, score, evidence in (
                ("betrayal", "moderate", 0, 0.95, (5, 8)),
                ("emotional_turmoil", "moderate", 0, 0.9, (6,)),
                ("mental_anguish", "minor", 1, 0.7, (4, 6)),
                ("humiliation", "moderate", 2, 0.82, (7,)),
            )
        ),
        "evidence": _example_passages(),
    }


def both() -> Reading:
    """A story of both patterns: who took another's wife loses her in turn."""
    cut = AFTER.index("The third winter")
    return Reading(
        id="both",
        story=_facts(Story(text=AFTER, id="both", title="The Hour of Two")),
        genre=GenreVerdict(
            label="both",
            probabilities={"netori": 0.14, "netorare": 0.12, "both": 0.66, "neither": 0.08},
            because=("Corin Vale first takes Sabela Ortiz, then loses her.",),
        ),
        narration=Narration(person="third"),
        focalizers=(Focalizer(character="Corin Vale", share=0.9),),
        shifts=(
            Shift(start=0, end=cut, character="Corin Vale", genre="netori"),
            Shift(start=cut, end=len(AFTER), character="Corin Vale", genre="netorare"),
        ),
        cast=_cast(
            AFTER,
            ("Corin Vale", ("Corin",), "male", 7),
            ("Sabela Ortiz", ("Sabela",), "female", 2),
            ("Hugh Ortiz", ("Hugh",), "male", 2),
            ("Anselm Dray", (), None, 1),
        ),
        triangle=TriangleClaim(couple=("Hugh Ortiz", "Sabela Ortiz"), taker="Corin Vale", outcome="taken"),
        triangles=(TriangleClaim(couple=("Corin Vale", "Sabela Ortiz"), taker="Anselm Dray", outcome="taken"),),
        roles=Roles(
            netori={"seducer": "Corin Vale", "seduced": "Sabela Ortiz", "unsuspecting_partner": "Hugh Ortiz"},
            netorare={"victim": "Corin Vale", "cheater": "Sabela Ortiz", "interloper": "Anselm Dray"},
        ),
        stages=(
            _stage(AFTER, "planning", "Corin Vale wanted", "Hugh Ortiz taught", 0.8, 1, (0,), "netori"),
            _stage(AFTER, "conquest", "When she came away", "The third winter", 0.8, 2, (1,), "netori"),
            _stage(AFTER, "discovery_of_betrayal", "Corin sat in", "She did not", 0.8, 2, (2,)),
        ),
        resolution="bleak",
        arc=_arc(AFTER, "Corin Vale"),
        evidence=_passages(
            AFTER,
            ("he learned her husband's hours", 1, "scheming: Corin Vale"),
            ("He had won.", 2, "triumph: Corin Vale"),
            ("could not make himself open it", 2, "discovery: Corin Vale"),
        ),
        provenance=Provenance(shiten="0.1.0", models={}, seconds=0.1),
    )


def neither() -> Reading:
    """An affair told by the one who strays: neither, with a triangle."""
    return Reading(
        id="neither",
        story=_facts(Story(text=STRAY, id="neither", title="Tuesdays")),
        genre=GenreVerdict(
            label="neither",
            neither_reason="told_by_the_one_who_strays",
            probabilities={"netori": 0.05, "netorare": 0.15, "both": 0.02, "neither": 0.78},
            because=("The telling stays with Nell Hart, who strays.",),
        ),
        narration=Narration(person="third"),
        focalizers=(Focalizer(character="Nell Hart", share=0.95),),
        cast=_cast(STRAY, ("Nell Hart", (), "female", 3), ("George Hart", (), "male", 1)),
        triangle=TriangleClaim(couple=("Nell Hart", "George Hart"), taker="Ivo Lanz", outcome="taken"),
        evidence=_passages(STRAY, ("she had lied about four Tuesdays", 1, "deceit: Nell Hart")),
        warnings=(WarningClaim(kind="betrayal", level="minor", spoiler=1, score=0.6, evidence=(0,)),),
        provenance=Provenance(shiten="0.1.0", models={}, seconds=0.1),
    )


def nobody() -> Reading:
    """A text without people."""
    return empty().model_copy(
        update={
            "genre": GenreVerdict(
                label="neither",
                neither_reason="no_triangle",
                probabilities={"netori": 0.01, "netorare": 0.01, "both": 0.0, "neither": 0.98},
                because=("The text names no people.",),
            )
        }
    )


def empty() -> Reading:
    """A reading that says nothing at all."""
    return Reading(
        id="empty",
        story=StoryFacts(language="en", form="full_text", words=0, characters=0, sha256="0" * 64),
        genre=None,
        narration=Narration(person="third"),
        roles=None,
        provenance=Provenance(shiten="0.1.0", models={}, seconds=0.0),
    )


def hostile() -> Reading:
    """A reading in which every string of the story tries to break out of its place."""
    names = HOSTILE_NAMES
    text = " and ".join(names) + " met.</blockquote><script>alert(3)</script>\n\x1b[2J\u202eend --> ]]>"
    whole = Evidence(start=0, end=len(text), quote=text, spoiler=0, why=names[0] + names[2])
    story = Story(text=text, id="../../" + names[0], title=" ".join(names), author=names[3])
    return Reading(
        id=story.id,
        story=_facts(story),
        genre=GenreVerdict(
            label="netorare",
            probabilities={"netori": 0.2, "netorare": 0.5, "both": 0.2, "neither": 0.1},
            because=names,
        ),
        narration=Narration(person="first", narrator=names[1]),
        focalizers=tuple(Focalizer(character=name, share=0.1) for name in names),
        shifts=tuple(Shift(start=i, end=i + 1, character=n, genre="netorare") for i, n in enumerate(names)),
        cast=tuple(CastMember(name=n, aliases=names, mentions=1, first=0) for n in names),
        ties=tuple(TieClaim(a=names[0], b=n, kind="married", committed=True, start=0, evidence=(0,)) for n in names),
        triangle=TriangleClaim(couple=(names[0], names[1]), taker=names[2], outcome="taken"),
        triangles=(TriangleClaim(couple=(names[3], names[4]), taker=names[5], outcome="attempted"),),
        roles=Roles(netorare={"victim": names[0], "cheater": names[1], "interloper": names[2]}),
        arc=_arc(text, names[2]),
        warnings=(WarningClaim(kind="violence", level="graphic", spoiler=0, score=0.5, evidence=(0,)),),
        evidence=(whole,),
        provenance=Provenance(shiten=names[0], models={names[3]: names[1]}, seconds=0.0, notes=names),
    )


def all_readings() -> dict[str, Reading]:
    """Every reading of this module by name."""
    return {
        "example": example(),
        "both": both(),
        "neither": neither(),
        "nobody": nobody(),
        "empty": empty(),
        "hostile": hostile(),
    }


def _facts(story: Story) -> StoryFacts:
    return StoryFacts(
        title=story.title,
        author=story.author,
        language="en",
        medium=story.medium,
        form="full_text",
        words=len(story.text.split()),
        characters=len(story.text),
        sha256="0" * 64,
    )


def _passages(text: str, *found: tuple[str, int, str]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(start=(at := text.index(quote)), end=at + len(quote), quote=quote, spoiler=spoiler, why=why)
        for quote, spoiler, why in found
    )


def _cast(text: str, *people: tuple[str, tuple[str, ...], str | None, int]) -> tuple[CastMember, ...]:
    return tuple(
        CastMember(name=name, aliases=aliases, gender=gender, mentions=mentions, first=text.index(name))
        for name, aliases, gender, mentions in people
    )


def _tie(text: str, a: str, b: str, kind: str, since: str, until: str | None, evidence: tuple[int, ...]) -> TieClaim:
    end = None if until is None else text.index(until)
    start = text.index(since)
    return TieClaim(a=a, b=b, kind=kind, committed=kind == "married", start=start, end=end, evidence=evidence)


def _stage(
    text: str,
    stage: str,
    since: str,
    until: str | None,
    score: float,
    spoiler: int,
    evidence: tuple[int, ...],
    genre: str = "netorare",
) -> StageClaim:
    return StageClaim(
        genre=Genre(genre),
        stage=stage,
        start=text.index(since),
        end=len(text) if until is None else text.index(until),
        score=score,
        spoiler=spoiler,
        evidence=evidence,
    )


def _arc(text: str, character: str) -> Arc:
    """Forty points from bright to dark with a little unrest, the same at every call."""
    knots = ((0.0, 0.35), (0.15, 0.55), (0.4, 0.1), (0.5, -0.3), (0.62, -0.75), (0.8, -0.85), (1.0, -0.25))
    points = []
    for i in range(40):
        at = (i + 0.5) / 40
        (x0, y0), (x1, y1) = next((a, b) for a, b in itertools.pairwise(knots) if at <= b[0])
        valence = y0 + (y1 - y0) * (at - x0) / (x1 - x0) + 0.12 * math.sin(i * 1.9)
        dark = max(0.0, min(1.0, -valence))
        emotions = {
            "joy": round(max(0.0, valence), 2),
            "tenderness": round(max(0.0, 0.8 * valence), 2),
            "suspicion": round(max(0.0, 0.7 - 6 * abs(at - 0.45)), 2),
            "jealousy": round(max(0.0, 0.8 - 5 * abs(at - 0.6)), 2),
            "humiliation": round(max(0.0, 0.9 - 8 * abs(at - 0.78)), 2),
            "despair": round(dark * at, 2),
        }
        start, end = len(text) * i // 40, len(text) * (i + 1) // 40
        points.append(
            ArcPoint(
                start=start,
                end=end,
                valence=round(max(-1.0, min(1.0, valence)), 2),
                arousal=round(0.8 * dark, 2),
                emotions=emotions,
            )
        )
    return Arc(character=character, points=tuple(points))
