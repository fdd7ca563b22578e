"""The reader's corrections of who is who and who is with whom: read from a file, written to be edited.

A TOML file (or JSON with the same keys; every key may be left out)::

    same = [["Ada Lind", "Mrs. Lind"]]      # names of one person
    different = [["Mr. Lind", "Old Lind"]]  # two people, whatever Shiten thought
    narrator = "Ada Lind"                   # who is "I"
    gender = {"Ada Lind" = "female"}
    [[tie]]
    a = "Ada Lind"
    b = "Piet Lind"
    kind = "married"
    until = 51230                           # offset in the text where it ends; left out: it does not

The names must be those that the text uses.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from shiten.errors import BadCorrections
from shiten.terms import Gender, TieKind

if TYPE_CHECKING:
    from shiten.reading import CastMember, Reading

_MOST_BYTES = 1_000_000
_UNNAMED = "narrator"  # the contract's word for a narrator whom the text never names
_KEYS = ("same", "different", "narrator", "gender", "tie")
_TIE_KEYS = ("a", "b", "kind", "until")

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TieCorrection:
    """``a`` and ``b`` belong together, up to the offset ``until`` of the text (``None``: to its end)."""

    a: str
    b: str
    kind: TieKind
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the reader knows better; names as the text writes them."""

    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    narrator: str | None = None
    ties: tuple[TieCorrection, ...] = ()
    genders: Mapping[str, Gender] = field(default_factory=dict)


def load_corrections(path: str | Path) -> Corrections:
    """Read the corrections at ``path``: JSON if it ends so, else TOML.

    Raises :class:`BadCorrections` with one line that names the file and the field.
    """
    name = "".join(c if c.isprintable() else "?" for c in str(path))
    try:
        return _corrections(_mapping(_parsed(Path(path)), "the file", _KEYS))
    except BadCorrections as cause:
        raise BadCorrections(f"{name}: {cause}") from None
    except OSError as cause:
        raise BadCorrections(f"{name}: cannot be read ({cause.strerror or 'input error'})") from None


load = load_corrections


def write(reading: Reading, path: str | Path) -> None:
    """Write what ``reading`` believes as a TOML file to be edited and given back; raises ``OSError``."""
    from shiten.atomic import write_text

    write_text(path, as_toml(reading))


def as_toml(reading: Reading) -> str:
    """Return what ``reading`` believes of its people as corrections in TOML, in a stable order."""
    groups, single = _groups(reading.cast)
    narrator = reading.narration.narrator
    stated = narrator is not None and narrator != _UNNAMED
    lines = [
        "# What Shiten believes of the people of this story. Correct it, take out what you do not wish to",
        "# state, and read again with --people. What stands here is taken as said by you.",
        "",
        "# Names of one person, in one pair of brackets:",
        "same = [",
        *(f"  [{', '.join(map(_quoted, group))}]," for group in groups),
        "]",
        *(["# People with one name only:"] if single else []),
        *(f"#   {_quoted(name)}" for name in single),
        "",
        "# Names that are of two people, as pairs:",
        "different = []",
        "",
        '# Who is "I":',
        f"narrator = {_quoted(narrator or '')}" if stated else '# narrator = "…"',
        "",
        "# female, male or other:",
        "[gender]",
        *(_gender_line(member) for member in reading.cast if member.gender is not None),
        "",
        f"# Who is with whom: {', '.join(TieKind)}.",
    ]
    for tie in reading.ties:
        lines += ["[[tie]]", f"a = {_quoted(tie.a)}", f"b = {_quoted(tie.b)}", f"kind = {_quoted(tie.kind)}"]
        lines += [] if tie.end is None else [f"until = {tie.end}"]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _groups(cast: Iterable[CastMember]) -> tuple[list[list[str]], list[str]]:
    """Names of one person together, and the people with one name; no name stands twice."""
    groups, single = [], []
    used: set[str] = set()
    for member in cast:
        called = dict.fromkeys((member.name, *filter(_is_name, member.aliases)))
        names = [name for name in called if name.strip() and name not in used]
        used.update(names)
        if len(names) > 1 and _is_name(member.name):
            groups.append(names)
        else:
            single.extend(names[:1])
    return groups, single


def _gender_line(member: CastMember) -> str:
    line = f"{_quoted(member.name)} = {_quoted(str(member.gender))}"
    return line if _is_name(member.name) else f"# {line}"


def _is_name(called: str) -> bool:
    """Tell names, by which corrections find people, from nouns: "the captain", "wife", "Ada's aunt"."""
    noun = called.lower().startswith(("the ", "a ", "an ")) or "'s " in called or "’s " in called
    return not noun and any(letter.isalpha() and not letter.islower() for letter in called)


def _quoted(text: str) -> str:
    """Return ``text`` as a basic string of TOML on one line (JSON's escapes, and the one TOML has more)."""
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")


def _parsed(path: Path) -> object:
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise BadCorrections(f"is larger than {_MOST_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadCorrections("is not UTF-8 text") from None
    try:
        return json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as cause:
        kind = "JSON" if path.suffix.lower() == ".json" else "TOML"
        raise BadCorrections(f"is not valid {kind} ({' '.join(str(cause).split())})") from None


def _corrections(plain: Mapping[str, object]) -> Corrections:
    same = tuple(_names(group, f"same[{i}]") for i, group in enumerate(_list(plain.get("same", []), "same")))
    pairs = _list(plain.get("different", []), "different")
    different = []
    for i, group in enumerate(pairs):
        names = _names(group, f"different[{i}]")
        if len(names) != 2:
            raise BadCorrections(f"different[{i}]: needs two names, has {len(names)}")
        different.append((names[0], names[1]))
    _refuse_contradictions(same, different)
    narrator = plain.get("narrator")
    genders = _mapping(plain.get("gender", {}), "gender")
    return Corrections(
        same=same,
        different=tuple(different),
        narrator=None if narrator is None else _name(narrator, "narrator"),
        ties=tuple(_tie(row, f"tie[{i}]") for i, row in enumerate(_list(plain.get("tie", []), "tie"))),
        genders={_name(n, "gender"): _word(g, Gender, f"gender.{n!r}") for n, g in genders.items()},
    )


def _tie(row: object, at: str) -> TieCorrection:
    plain = _mapping(row, at, _TIE_KEYS)
    for key in ("a", "b", "kind"):
        if key not in plain:
            raise BadCorrections(f"{at}: {key} is missing")
    a, b = _name(plain["a"], f"{at}.a"), _name(plain["b"], f"{at}.b")
    if a == b:
        raise BadCorrections(f"{at}: {a!r} cannot be tied to the same name")
    until = plain.get("until")
    if until is not None and (not isinstance(until, int) or isinstance(until, bool) or until < 0):
        raise BadCorrections(f"{at}.until: must be an offset in the text, 0 or more")
    return TieCorrection(a, b, _word(plain["kind"], TieKind, f"{at}.kind"), until)


def _refuse_contradictions(same: tuple[tuple[str, ...], ...], different: Iterable[tuple[str, str]]) -> None:
    place: dict[str, int] = {}
    for i, group in enumerate(same):
        for name in group:
            if place.setdefault(name, i) != i:
                raise BadCorrections(f"same[{i}]: {name!r} already stands in same[{place[name]}]")
    for i, (a, b) in enumerate(different):
        if a in place and place[a] == place.get(b):
            raise BadCorrections(f"different[{i}]: {a!r} and {b!r} are one person in same[{place[a]}]")


def _mapping(value: object, at: str, known: tuple[str, ...] | None = None) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadCorrections(f"{at}: must be a table of keys")
    for key in value:
        if known is not None and key not in known:
            raise BadCorrections(f"{at}: unknown key {key!r}; known are {', '.join(known)}")
    return value


def _list(value: object, at: str) -> list[object]:
    if not isinstance(value, list):
        raise BadCorrections(f"{at}: must be a list")
    return value


def _names(value: object, at: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_name(name, at) for name in _list(value, at)))
    if len(names) < 2:
        raise BadCorrections(f"{at}: needs at least two different names")
    return names


def _name(value: object, at: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadCorrections(f"{at}: must be a name in quotation marks")
    return " ".join(value.split())


def _word(value: object, words: type[Word], at: str) -> Word:
    try:
        return words(str(value))
    except ValueError:
        raise BadCorrections(f"{at}: {value!r} is none of {', '.join(words)}") from None
