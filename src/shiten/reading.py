"""The reading contract, version 1: what Shiten says of one story.

Frozen pydantic models, so that the JSON Schema, validation and (de)serialisation come from one place.
A field named ``evidence`` inside holds indexes into :attr:`Reading.evidence`. Offsets are code points
of the story's text, half-open. Unknown is ``None`` or empty, never a guess in disguise.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shiten.terms import (
    Characteristic,
    Emotion,
    Form,
    Gender,
    Genre,
    Level,
    NeitherReason,
    Outcome,
    Person,
    Resolution,
    Role,
    Stage,
    TieKind,
    WarningKind,
)

Share = Annotated[float, Field(ge=0, le=1)]
Spoiler = Literal[0, 1, 2]
Index = Annotated[int, Field(ge=0)]


class Frozen(BaseModel):
    """Base of all parts of a reading: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StoryFacts(Frozen):
    """What the story is, without its text."""

    title: str | None = None
    author: str | None = None
    language: str
    medium: str | None = None
    form: Form
    words: Index
    characters: Index
    sha256: str


class GenreVerdict(Frozen):
    """The verdict: a label, calibrated probabilities (sum 1), and plain sentences that say why."""

    label: Genre | None
    neither_reason: NeitherReason | None = None
    probabilities: dict[Genre, Share]
    because: tuple[str, ...] = ()


class Narration(Frozen):
    """Grammatical person of the telling and who tells (``narrator`` where the text never names them)."""

    person: Person
    narrator: str | None = None


class Focalizer(Frozen):
    """How much of the text follows this person's inner life."""

    character: str
    share: Share


class Shift(Frozen):
    """A stretch of the telling: whose side it is on and what it tells."""

    start: Index
    end: Index
    character: str
    genre: Genre


class CastMember(Frozen):
    """One person of the story; ``first`` is the offset of the first mention."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Gender | None = None
    mentions: Index
    first: Index


class TieClaim(Frozen):
    """Two people belong together, from ``start`` to ``end`` (``None``: to the end of the text)."""

    a: str
    b: str
    kind: TieKind
    committed: bool
    start: Index
    end: Index | None = None
    evidence: tuple[Index, ...] = ()


class TriangleClaim(Frozen):
    """A committed couple, who comes between them, and what became of it."""

    couple: tuple[str, str]
    taker: str | None
    outcome: Outcome


class Roles(Frozen):
    """Who plays which role, per genre of the label; ``None`` for a genre that the story is not."""

    netori: dict[Role, str | None] | None = None
    netorare: dict[Role, str | None] | None = None


class CharacteristicClaim(Frozen):
    """How strongly one of the eight characteristics shows."""

    genre: Genre
    name: Characteristic
    score: Share
    evidence: tuple[Index, ...] = ()


class StageClaim(Frozen):
    """Where the text tells a stage of the plot."""

    genre: Genre
    stage: Stage
    start: Index
    end: Index
    score: Share
    spoiler: Spoiler
    evidence: tuple[Index, ...] = ()


class ArcPoint(Frozen):
    """The focal character's feelings over one stretch: valence and arousal in -1..1, emotions in 0..1."""

    start: Index
    end: Index
    valence: Annotated[float, Field(ge=-1, le=1)]
    arousal: Annotated[float, Field(ge=-1, le=1)]
    emotions: dict[Emotion, Share] = {}


class Arc(Frozen):
    """The emotional arc of the focal character."""

    character: str | None
    points: tuple[ArcPoint, ...] = ()


class WarningClaim(Frozen):
    """A content warning with its level and spoiler grade."""

    kind: WarningKind
    level: Level
    spoiler: Spoiler
    score: Share
    evidence: tuple[Index, ...] = ()


class Evidence(Frozen):
    """A passage: ``quote`` equals the story's ``text[start:end]``."""

    start: Index
    end: Index
    quote: str
    spoiler: Spoiler
    why: str


class Provenance(Frozen):
    """What made this reading; ``seconds`` is the only field that may differ between two runs."""

    shiten: str
    models: dict[str, str]
    seconds: float
    notes: tuple[str, ...] = ()


class Reading(Frozen):
    """All that Shiten says of one story."""

    schema_: Literal[1] = Field(default=1, alias="schema")
    id: str
    story: StoryFacts
    genre: GenreVerdict | None
    narration: Narration
    focalizers: tuple[Focalizer, ...] = ()
    shifts: tuple[Shift, ...] = ()
    cast: tuple[CastMember, ...] = ()
    ties: tuple[TieClaim, ...] = ()
    triangle: TriangleClaim | None = None
    triangles: tuple[TriangleClaim, ...] = ()
    roles: Roles | None = Roles()
    characteristics: tuple[CharacteristicClaim, ...] = ()
    stages: tuple[StageClaim, ...] = ()
    resolution: Resolution | None = None
    arc: Arc | None = None
    warnings: tuple[WarningClaim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    provenance: Provenance
    withheld: Spoiler | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _indexes_exist(self) -> Self:
        cited = [t.evidence for t in self.ties] + [c.evidence for c in self.characteristics]
        cited += [s.evidence for s in self.stages] + [w.evidence for w in self.warnings]
        for indexes in cited:
            if any(i >= len(self.evidence) for i in indexes):
                raise ValueError("a claim cites evidence that is not there")
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the reading as plain JSON types; ``withheld`` only where something was."""
        plain: dict[str, Any] = self.model_dump(mode="json", by_alias=True)
        if plain["withheld"] is None:
            del plain["withheld"]
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Self:
        """Build a reading from :meth:`to_dict`'s output; raises ``pydantic.ValidationError``."""
        return cls.model_validate(plain)

    def to_json(self, indent: int | None = None) -> str:
        """Return the reading as JSON text, non-ASCII letters kept."""
        import json

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Parse :meth:`to_json`'s output; raises ``pydantic.ValidationError``."""
        return cls.model_validate_json(text)

    def _repr_html_(self) -> str:
        """Notebook display: the verdict and its reasons, spoilers folded away."""
        from shiten.outputs.html import fragment

        return fragment(self)


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a reading, generated from these types."""
    return Reading.model_json_schema(by_alias=True)
