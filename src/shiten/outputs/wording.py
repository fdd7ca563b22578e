"""Words shared by all outputs: clean story strings, the verdict in one sentence, who plays which role.

Everything here is plain text. What comes from a story passes through :func:`clean` before it is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shiten.reading import ArcPoint, Reading
from shiten.terms import Genre, NeitherReason, Outcome, Role

NARRATOR = "narrator"  # the contract's word for one who tells and is never named

ROLE_PHRASES = {
    Role.SEDUCER: "the one who takes",
    Role.SEDUCED: "the one taken",
    Role.UNSUSPECTING_PARTNER: "the partner who suspects nothing",
    Role.VICTIM: "the one betrayed",
    Role.CHEATER: "the one who strays",
    Role.INTERLOPER: "the one who comes between",
}

NEITHER = {
    NeitherReason.NO_TRIANGLE: "No one comes between a committed couple",
    NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS: "Told through the one who strays",
    NeitherReason.RIVALRY_BEFORE_COMMITMENT: "A rivalry for someone who is promised to no one",
    NeitherReason.UNREALISED: "It does not come to that: resisted, failed, or only suspected",
    NeitherReason.CONSENSUAL: "All who are concerned agree to it",
    NeitherReason.OBSERVER: "Told from outside or evenly: no one's side is held",
}

# Terms that lost an apostrophe or a hyphen to the underscore.
_SPELT = {
    "protagonists_turmoil": "protagonist's turmoil",
    "third_party_dominance": "third party's dominance",
}

_ZERO_WIDTH_JOINERS = "\u200c\u200d"  # invisible, but Persian, Indic scripts and emoji are spelt with them
_LONGEST_RUN_OF_MARKS = 4  # combining marks on one letter; living scripts use up to three, "zalgo" dozens


def clean(text: str, *, lines: bool = False) -> str:
    """Return ``text`` safe to show: no control, format, bidi or private characters, no towers of accents.

    Line breaks, tabs and runs of spaces become one space; with ``lines`` breaks are kept.
    """
    kept = []
    marks = 0
    # Whole ANSI sequences go, not only the escape, or "[31m" would stay behind as litter.
    for char in re.sub(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?", "", text):
        kind = unicodedata.category(char)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if char in "\n\r\t\v\f\u0085\u2028\u2029":
            kept.append("\n" if char != "\t" else " ")
        elif kind == "Cs":
            kept.append("\ufffd")
        elif (kind[0] != "C" or char in _ZERO_WIDTH_JOINERS) and marks <= _LONGEST_RUN_OF_MARKS:
            kept.append(char)
    shown = "".join(kept)
    if not lines:
        return " ".join(shown.split())
    return re.sub(r"\n{2,}", "\n\n", re.sub(r"[^\S\n]+", " ", shown)).strip("\n")


def label(term: str) -> str:
    """Return a term of the contract as a person would write it: ``taboo_pleasure`` -> ``taboo pleasure``."""
    return _SPELT.get(str(term)) or str(term).replace("_", " ")


def capital(text: str) -> str:
    """Return ``text`` with its first letter large and the others as they were."""
    return text[:1].upper() + text[1:]


def percent(share: float) -> str:
    """Return a share of 0..1 as whole percent."""
    return f"{round(100 * share)} %"


def person(name: str | None) -> str:
    """Return how a sentence names someone: the unnamed narrator and the unknown too."""
    if name is None:
        return "someone"
    return "the narrator" if name == NARRATOR else clean(name) or "someone"


def place(reading: Reading, offset: int) -> float:
    """Return an offset as a share of the text, 0..1."""
    return min(1.0, offset / reading.story.characters) if reading.story.characters else 0.0


def cut(text: str, length: int) -> str:
    """Return ``text``, or as many whole words as fit into ``length`` characters and an ellipsis."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    # Languages without spaces are cut where they are.
    words = head.rsplit(" ", 1)[0] if " " in head[length // 2 :] else head
    return words.rstrip(" ,;:") + "…"


def title_of(reading: Reading) -> str:
    """Return the story's title, or its id."""
    return clean(reading.story.title or "") or clean(reading.id) or "untitled"


def facts(reading: Reading) -> str:
    """Return what kind of text it is, in one line."""
    story = reading.story
    parts = [story.language, story.medium, label(story.form), f"{story.words:,} words".replace(",", "\u2009")]
    return " · ".join(clean(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Trio:
    """Three people of a triangle as a picture or a sentence needs them; ``None`` where unknown."""

    genre: Genre | None
    partner: str | None
    strayer: str | None
    taker: str | None
    outcome: Outcome | None
    roles: Mapping[str, str] = field(default_factory=dict)  # "partner" | "strayer" | "taker" -> role


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours with the story's names apart, so that HTML can isolate them."""

    pattern: str
    names: Mapping[str, str]

    def plain(self) -> str:
        """Return the sentence as plain text."""
        return self.pattern.format(**self.names)


_ROLES = {
    Genre.NETORI: {"partner": Role.UNSUSPECTING_PARTNER, "strayer": Role.SEDUCED, "taker": Role.SEDUCER},
    Genre.NETORARE: {"partner": Role.VICTIM, "strayer": Role.CHEATER, "taker": Role.INTERLOPER},
}


def trios(reading: Reading) -> tuple[Trio, ...]:
    """Return one triangle a genre of the label, in the order of the telling; for "neither" the one found."""
    found = []
    for genre in (Genre.NETORI, Genre.NETORARE):
        cast = getattr(reading.roles, genre.value, None)
        if cast and any(cast.values()):
            people = {part: cast.get(role) for part, role in _ROLES[genre].items()}
            roles = {part: label(role) for part, role in _ROLES[genre].items()}
            outcome = _outcome(reading, people["strayer"], people["taker"])
            found.append(Trio(genre, outcome=outcome, roles=roles, **people))
    if not found and reading.triangle is not None:
        couple = reading.triangle.couple
        focal = told_through(reading)
        strays = reading.genre is not None and (
            reading.genre.neither_reason is NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS
        )
        partner, strayer = couple[::-1] if strays and focal == couple[0] else couple
        found.append(Trio(None, partner, strayer, reading.triangle.taker, reading.triangle.outcome))
    if reading.shifts and reading.shifts[0].genre is Genre.NETORARE:
        found.reverse()
    return tuple(found)


def _outcome(reading: Reading, strayer: str | None, taker: str | None) -> Outcome | None:
    for triangle in (reading.triangle, *reading.triangles):
        if triangle is not None and triangle.taker == taker and strayer in triangle.couple:
            return triangle.outcome
    return None


def told_through(reading: Reading) -> str | None:
    """Return whose inner life the telling follows most, or ``None``."""
    if reading.focalizers:
        return max(reading.focalizers, key=lambda f: f.share).character
    return reading.narration.narrator


def roles_of(reading: Reading, name: str) -> tuple[str, ...]:
    """Return the roles that a person plays, as words."""
    roles = reading.roles
    casts = [c for c in (roles.netori, roles.netorare) if c] if roles is not None else []
    return tuple(label(role) for cast in casts for role, player in cast.items() if player == name)


def verdict(reading: Reading) -> Sentence:
    """Return the verdict in one plain sentence with how sure it is."""
    genre = reading.genre
    if genre is None or genre.label is None:
        return Sentence("No verdict: the text does not decide.", {})
    sure = f" ({genre.label}, {percent(genre.probabilities.get(genre.label, 0.0))} sure)."
    found = trios(reading)
    if genre.label is Genre.NEITHER:
        pattern, names = _neither(genre.neither_reason, found)
    elif genre.label is Genre.BOTH:
        pattern, names = _both(found)
    else:
        pattern, names = _one_side(genre.label, found)
    return Sentence(pattern + sure, names)


def _one_side(genre: Genre, found: tuple[Trio, ...]) -> tuple[str, dict[str, str]]:
    side = ROLE_PHRASES[Role.SEDUCER if genre is Genre.NETORI else Role.VICTIM]
    if not found:
        return f"Told through {side}", {}
    trio = found[0]
    holder = trio.taker if genre is Genre.NETORI else trio.partner
    happens, names = _deed(trio, "")
    return f"Told through {{holder}}, {side}: {happens}", {"holder": person(holder), **names}


def _both(found: tuple[Trio, ...]) -> tuple[str, dict[str, str]]:
    if len(found) < 2:
        return "Told through one who takes and through one who is taken from", {}
    first, names = _deed(found[0], "1")
    second, more = _deed(found[1], "2")
    return f"Two stories in one: {first}, and {second}", {**names, **more}


def _deed(trio: Trio, key: str) -> tuple[str, dict[str, str]]:
    names = {f"p{key}": trio.partner, f"s{key}": trio.strayer, f"t{key}": trio.taker}
    p, s, t = (f"{{{name}}}" for name in names)
    if trio.outcome is Outcome.ATTEMPTED:
        deed = f"{t} tries to win {s} from {p}"
    elif trio.genre is Genre.NETORI:
        deed = f"{t} takes {s} from {p}"
    else:
        deed = f"{s} leaves {p} for {t}"
    return deed, {name: person(who) for name, who in names.items()}


def _neither(reason: NeitherReason | None, found: tuple[Trio, ...]) -> tuple[str, dict[str, str]]:
    if reason is None:
        return "Neither of the two patterns", {}
    if reason is NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS and found and found[0].taker:
        trio = found[0]
        names = {"s": person(trio.strayer), "p": person(trio.partner), "t": person(trio.taker)}
        return "Told through the one who strays: {s} turns from {p} to {t}", names
    return NEITHER[reason], {}


def feelings(points: Sequence[ArcPoint], most: int = 2) -> tuple[str, ...]:
    """Return the dominant emotions over some points, strongest first; weights are the lengths."""
    sums: dict[str, float] = {}
    for point in points:
        for emotion, score in point.emotions.items():
            sums[emotion] = sums.get(emotion, 0.0) + score * (point.end - point.start)
    ranked = sorted((e for e, total in sums.items() if total > 0), key=lambda e: (-sums[e], e))
    return tuple(label(emotion) for emotion in ranked[:most])


def three_parts(reading: Reading) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the dominant emotions of beginning, middle and end; a part without any is left out."""
    if reading.arc is None:
        return ()
    parts: dict[str, list[ArcPoint]] = {"beginning": [], "middle": [], "end": []}
    for point in reading.arc.points:
        where = place(reading, (point.start + point.end) // 2)
        parts["beginning" if where < 1 / 3 else "middle" if where < 2 / 3 else "end"].append(point)
    return tuple((name, found) for name, points in parts.items() if (found := feelings(points)))


def listing(items: Iterable[str]) -> str:
    """Join words with commas, or say that there are none."""
    return ", ".join(items) or "none"
