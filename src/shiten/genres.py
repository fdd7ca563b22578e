"""What the genres are: data/genres.toml as frozen values.

Nothing about a genre stands in code: its roles, stages, characteristics, undertones and warnings are read
from the data, checked strictly against :mod:`shiten.terms`, and handed out here. A genre of the data that
:class:`~shiten.terms.Genre` does not name (a related one, described but not judged) is in
:func:`vocabulary` and can be explained; :func:`genres` lists those that a reading may be.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from shiten.errors import ShitenError
from shiten.terms import (
    Characteristic,
    Emotion,
    EventKind,
    Form,
    Gender,
    Genre,
    Level,
    Modality,
    NeitherReason,
    Outcome,
    Person,
    Resolution,
    Role,
    Stage,
    TieKind,
    WarningKind,
)

DATA_FILE = "genres.toml"


class Relation(StrEnum):
    """The three places in a triangle, whatever a genre calls them."""

    TAKER = "taker"
    TAKEN = "taken"
    LEFT = "left"


def _flow(value: object) -> object:
    """Make line breaks of the TOML file spaces; paragraphs stay apart by one empty line."""
    if not isinstance(value, str):
        return value
    paragraphs = (" ".join(block.split()) for block in re.split(r"\n\s*\n", value))
    return "\n\n".join(p for p in paragraphs if p)


Prose = Annotated[str, BeforeValidator(_flow), Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]


class Frozen(BaseModel):
    """Base of all values here: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Frozen):
    """A word and what it means; ``description`` may hold several paragraphs, an empty line between."""

    label: Prose
    description: Prose


class Reason(Entry):
    """A reason for *neither*, with one line of a story that would have it."""

    example: Prose


class WarningInfo(Entry):
    """A content warning, with the question that a reader would ask to find it."""

    question: Prose


class EmotionInfo(Entry):
    """An emotion of the arc, with how it feels."""

    valence: Literal["pleasant", "unpleasant", "mixed"]


class Term(Entry):
    """A general term with its other names and neighbours."""

    also: tuple[Prose, ...] = ()
    see_also: tuple[Prose, ...] = ()


class RoleInfo(Entry):
    """A role of one genre and the place in the triangle that it names."""

    id: Id
    relation: Relation


class CharacteristicInfo(Entry):
    """One of the marks of a genre."""

    id: Id


class StageInfo(Entry):
    """A stage of a genre's plot and what shows it in a text."""

    id: Id
    look_for: Prose


class GenreInfo(Frozen):
    """One genre; ``roles``, ``characteristics`` and ``stages`` are in the order of the data."""

    label: Prose
    japanese: Prose
    also_called: tuple[Prose, ...]
    told_by: Relation
    protagonist: Id
    definition: Prose
    undertones: tuple[Emotion, ...]
    warnings: tuple[WarningKind, ...]
    sought_by: Prose
    avoided_by: Prose
    roles: tuple[RoleInfo, ...] = Field(alias="role")
    characteristics: tuple[CharacteristicInfo, ...] = Field(alias="characteristic")
    stages: tuple[StageInfo, ...] = Field(alias="stage")

    @model_validator(mode="after")
    def _one_role_a_place(self) -> Self:
        if sorted(role.relation for role in self.roles) != sorted(Relation):
            raise ValueError("needs one role each for taker, taken and left")
        if self.role_for(self.told_by).id != self.protagonist:
            raise ValueError(f"protagonist {self.protagonist} is not the role told_by names ({self.told_by})")
        return self

    def role_for(self, relation: Relation) -> RoleInfo:
        """Return the role that stands in ``relation``."""
        return next(role for role in self.roles if role.relation is relation)


class Essay(Frozen):
    """A longer text: origins, differences, audiences."""

    label: Prose
    also: tuple[Prose, ...] = ()
    see_also: tuple[Prose, ...] = ()
    text: Prose


class Questions(Frozen):
    """Heading of the questions and answers."""

    label: Prose
    also: tuple[Prose, ...] = ()
    see_also: tuple[Prose, ...] = ()


class Question(Frozen):
    """A question readers ask, and its answer."""

    question: Prose
    answer: Prose


class Difference(Frozen):
    """A row of the comparison: what each genre (by id) is like in one ``aspect``."""

    aspect: Prose
    cells: Mapping[str, Prose]

    @model_validator(mode="before")
    @classmethod
    def _genres_are_columns(cls, row: dict[str, Any]) -> dict[str, Any]:
        return {"aspect": row.get("aspect"), "cells": {k: v for k, v in row.items() if k != "aspect"}}


class Vocabulary(Frozen):
    """All of genres.toml. ``genres`` is keyed by id, also for genres that a reading cannot name yet."""

    genres: Mapping[str, GenreInfo] = Field(alias="genre")
    verdicts: Mapping[Literal["both", "neither"], Entry] = Field(alias="verdict")
    reasons: Mapping[NeitherReason, Reason] = Field(alias="neither")
    warnings: Mapping[WarningKind, WarningInfo] = Field(alias="warning")
    levels: Mapping[Level, Entry] = Field(alias="level")
    emotions: Mapping[Emotion, EmotionInfo] = Field(alias="emotion")
    resolutions: Mapping[Resolution, Entry] = Field(alias="resolution")
    outcomes: Mapping[Outcome, Entry] = Field(alias="outcome")
    ties: Mapping[TieKind, Entry] = Field(alias="tie")
    events: Mapping[EventKind, Entry] = Field(alias="event")
    modalities: Mapping[Modality, Entry] = Field(alias="modality")
    forms: Mapping[Form, Entry] = Field(alias="form")
    persons: Mapping[Person, Entry] = Field(alias="person")
    genders: Mapping[Gender, Entry] = Field(alias="gender")
    terms: Mapping[Id, Term] = Field(alias="term")
    origins: Essay
    differences: Essay
    difference: tuple[Difference, ...]
    audiences: Essay
    questions: Questions
    question: tuple[Question, ...]

    @model_validator(mode="after")
    def _covers_the_terms(self) -> Self:
        judged = [g for g in Genre if g not in (Genre.BOTH, Genre.NEITHER)]
        _same("genre", judged, [g for g in self.genres if g in judged])
        for section, enum in _SECTIONS.items():
            _same(section, enum, getattr(self, section))
        _same("verdict", ("both", "neither"), self.verdicts)
        known = [info for gid, info in self.genres.items() if gid in judged]
        others = [info for gid, info in self.genres.items() if gid not in judged]
        for part, enum in _PARTS.items():
            ids = [entry.id for info in known for entry in getattr(info, part)]
            _same(part, enum, ids)
            own = [entry.id for info in others for entry in getattr(info, part)]
            _same(part, set(ids) | set(own), ids + own)
        for row in self.difference:
            if not set(judged) <= set(row.cells) <= set(self.genres):
                raise ValueError(f"difference {row.aspect!r}: its cells are not the genres")
        return self


_SECTIONS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "reasons": NeitherReason,
        "warnings": WarningKind,
        "levels": Level,
        "emotions": Emotion,
        "resolutions": Resolution,
        "outcomes": Outcome,
        "ties": TieKind,
        "events": EventKind,
        "modalities": Modality,
        "forms": Form,
        "persons": Person,
        "genders": Gender,
    }
)
_PARTS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {"roles": Role, "characteristics": Characteristic, "stages": Stage}
)


def _same(section: str, wanted: Iterable[str], got: Iterable[str]) -> None:
    """Raise ``ValueError`` unless ``got`` names each of ``wanted`` exactly once and nothing else."""
    count = Counter(str(g) for g in got)
    names = {str(w) for w in wanted}
    for what, ids in (
        ("not described", names - set(count)),
        ("unknown", set(count) - names),
        ("described twice", {i for i, n in count.items() if n > 1}),
    ):
        if ids:
            raise ValueError(f"{section}: {what}: {', '.join(sorted(ids))}")


def parse(text: str, *, name: str = DATA_FILE) -> Vocabulary:
    """Build the vocabulary from TOML ``text``; ``name`` is what errors call it.

    Raises :class:`~shiten.errors.ShitenError` with one line that says where and what is wrong.
    """
    try:
        return Vocabulary.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ShitenError(f"{name}: not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise ShitenError(f"{name}: {where}: {message}" if where else f"{name}: {message}") from error


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that ships with the package (read once)."""
    return parse((files("shiten") / "data" / DATA_FILE).read_text(encoding="utf-8"))


@functools.cache
def genres() -> Mapping[Genre, GenreInfo]:
    """Return the genres that a reading may name, in the order of the data."""
    known = {str(g): g for g in Genre}
    return MappingProxyType({known[i]: info for i, info in vocabulary().genres.items() if i in known})


def _info(genre: Genre) -> GenreInfo:
    if genre not in genres():
        raise ValueError(f"{genre!s} has no pattern of its own; ask for {' or '.join(genres())}")
    return genres()[genre]


def stages_of(genre: Genre) -> tuple[Stage, ...]:
    """Return the stages of ``genre`` in story order; ``ValueError`` for both and neither, as below."""
    return tuple(Stage(stage.id) for stage in _info(genre).stages)


def roles_of(genre: Genre) -> tuple[Role, ...]:
    """Return the roles of ``genre`` in the order of the data."""
    return tuple(Role(role.id) for role in _info(genre).roles)


def role_of(genre: Genre, relation: Relation) -> Role:
    """Return what ``genre`` calls the one who stands in ``relation``."""
    return Role(_info(genre).role_for(relation).id)


def characteristics_of(genre: Genre) -> tuple[Characteristic, ...]:
    """Return the characteristics of ``genre``."""
    return tuple(Characteristic(mark.id) for mark in _info(genre).characteristics)


def warnings_of(genre: Genre) -> tuple[WarningKind, ...]:
    """Return the warnings that usually go with ``genre``."""
    return _info(genre).warnings


def undertones_of(genre: Genre) -> tuple[Emotion, ...]:
    """Return the emotions that colour most stories of ``genre``."""
    return _info(genre).undertones


def told_by(genre: Genre) -> Relation:
    """Return whose side ``genre`` is told from."""
    return _info(genre).told_by


def genres_told_by(relation: Relation) -> tuple[Genre, ...]:
    """Return the genres told from the side of the one who stands in ``relation`` (none for the taken)."""
    return tuple(genre for genre, info in genres().items() if info.told_by is relation)
