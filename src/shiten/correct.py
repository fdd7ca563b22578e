"""The reader's corrections of who is one person, applied to the people found by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shiten.errors import BadCorrections
from shiten.names import NamedPerson, person_of

if TYPE_CHECKING:
    from shiten.corrections import Corrections


def correct_people(people: tuple[NamedPerson, ...], corrections: Corrections) -> tuple[NamedPerson, ...]:
    """Join what is the same, part what is different, set genders; raises BadCorrections for unknown names."""
    found = list(people)
    for names in corrections.same:
        members = list(dict.fromkeys(_holder(found, name) for name in names))
        joined = person_of([m for k in members for m in found[k].mentions])
        found = [p for k, p in enumerate(found) if k not in members] + [replace(joined, name=_fullest(names, joined))]
    for a, b in corrections.different:
        k = _holder(found, a)
        if k == _holder(found, b):
            apart = [m for m in found[k].mentions if m.written == b]
            rest = [m for m in found[k].mentions if m.written != b]
            if not apart or not rest:
                raise BadCorrections(f"{a!r} and {b!r} are written alike and cannot be told apart")
            found[k : k + 1] = [person_of(rest), person_of(apart)]
    for name, gender in corrections.genders.items():
        k = _holder(found, name)
        found[k] = replace(found[k], gender=gender, sure_gender=True)
    return tuple(sorted(found, key=lambda p: p.mentions[0].first))


def _holder(people: list[NamedPerson], name: str) -> int:
    for k, person in enumerate(people):
        if name == person.name or name in person.aliases:
            return k
    raise BadCorrections(f"the story names nobody {name!r}")


def _fullest(names: tuple[str, ...], joined: NamedPerson) -> str:
    written = {joined.name, *joined.aliases}
    return max((n for n in names if n in written), key=lambda n: (len(n.split()), len(n)), default=joined.name)
