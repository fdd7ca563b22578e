"""The people of a story and every place that means one of them: frozen results of the coreference step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shiten.terms import Gender

NARRATOR = "narrator"
# From so many tokens on a text is long: it holds a crowd, and chance errors enough to say anything of anybody once.
LONG = 10_000


class MentionKind(StrEnum):
    """How a person is mentioned."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``first..last`` (half-open) that mean ``person``; ``head`` carries the syntax."""

    first: int
    last: int
    head: int
    person: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Person:
    """One person. ``named`` is false for people only ever called by a noun ("the surgeon").

    ``names`` and ``mentions`` count mentions by name and in all; ``first`` is a token number.
    """

    id: int
    name: str
    aliases: tuple[str, ...]
    gender: Gender | None
    named: bool
    names: int
    mentions: int
    first: int


@dataclass(frozen=True, slots=True)
class Relation:
    """A relational noun that links two people: ``other`` is ``owner``'s ``noun`` (token ``at``)."""

    owner: int
    noun: str
    other: int
    at: int


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone, and who is meant where.

    ``people[i].id == i``. ``who[t]`` is the person whom token ``t`` means, or -1. ``groups[t]`` lists
    the people of a plural token ("they", "the two"). ``speakers[q]`` and ``addressees[q]`` are the
    people of quote ``q``, or -1. ``narrator`` is the person called "I" outside quotes, if any.
    """

    people: tuple[Person, ...]
    mentions: tuple[Mention, ...]
    who: list[int]
    groups: dict[int, tuple[int, ...]]
    relations: tuple[Relation, ...]
    speakers: tuple[int, ...]
    addressees: tuple[int, ...]
    narrator: int | None

    def of(self, token: int) -> tuple[int, ...]:
        """People meant by a token: none, one, or a group."""
        if self.who[token] >= 0:
            return (self.who[token],)
        return self.groups.get(token, ())
