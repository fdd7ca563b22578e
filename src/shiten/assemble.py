"""From what the steps found to a Reading in the words of the contract, every claim with its passages."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING

from shiten import reading as r
from shiten.because import event_words, reasons
from shiten.cast import LONG, Cast
from shiten.genres import Relation, role_of, roles_of
from shiten.parse import Parsed
from shiten.resolution import resolution_of
from shiten.signals import Sign
from shiten.terms import Genre, Role, TieKind
from shiten.ties import Tie
from shiten.triangles import Triangle

if TYPE_CHECKING:
    from shiten.pipeline import Understanding

CAST_LIMIT = 120
TIES_LIMIT = 60
# A triangle beside the story's own is named from this probability on.
OTHER = 0.05
QUOTE_LIMIT = 400
# Focalizers below this share of the text are not listed.
LEAST_SHARE = 0.03


class Passages:
    """Collects evidence; the same place for the same reason is kept once."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._found: dict[tuple[int, int, str], int] = {}
        self._list: list[r.Evidence] = []

    def sentence(self, token: int, why: str, spoiler: int) -> int:
        """Cite the sentence of ``token``; return its index."""
        span = self._parsed.sentence_span(self._parsed.sentence_of[token])
        start, end = span.start, span.end
        if end - start > QUOTE_LIMIT:
            at = self._parsed.starts[token]
            start, end = max(start, at - QUOTE_LIMIT // 2), min(end, at + QUOTE_LIMIT // 2)
        key = (start, end, why)
        if key not in self._found:
            self._found[key] = len(self._list)
            quote = self._parsed.story.text[start:end]
            self._list.append(r.Evidence(start=start, end=end, quote=quote, spoiler=_grade(spoiler), why=why))
        return self._found[key]

    def cite(self, places: Iterable[tuple[int, str]], spoiler: int) -> tuple[int, ...]:
        """Cite the sentences of several tokens, each with its why; return their indexes, each once."""
        return tuple(dict.fromkeys(self.sentence(token, why, spoiler) for token, why in places))

    def all(self) -> tuple[r.Evidence, ...]:
        """Everything cited so far."""
        return tuple(self._list)


def _grade(spoiler: int) -> r.Spoiler:
    return 0 if spoiler <= 0 else 1 if spoiler == 1 else 2


def assemble(found: Understanding, model: str, seconds: float) -> r.Reading:
    """Say in the contract's words what was found."""
    passages = Passages(found.parsed)
    shown = _shown_ties(found)
    ties = _ties(found, shown, passages)
    stages = _stages(found, passages)
    characteristics = _characteristics(found, passages)
    warnings = _warnings(found, passages)
    main, others = _triangles(found)
    because = reasons(found, passages)
    story = found.parsed.story
    return r.Reading(
        id=story.id,
        story=r.StoryFacts(
            title=story.title,
            author=story.author,
            language=story.language,
            medium=story.medium,
            form=found.form,
            words=len(story.text.split()),
            characters=len(story.text),
            sha256=story.sha256,
        ),
        genre=r.GenreVerdict(
            label=found.verdict.label,
            neither_reason=found.verdict.reason,
            probabilities=_rounded(found.verdict.probabilities),
            because=because,
        ),
        narration=r.Narration(person=found.told, narrator=_name(found.cast, found.cast.narrator)),
        focalizers=_focalizers(found),
        shifts=_shifts(found),
        cast=_cast(found, shown),
        ties=ties,
        triangle=main,
        triangles=others,
        roles=_roles(found),
        characteristics=characteristics,
        stages=stages,
        resolution=resolution_of(found),
        arc=_arc(found),
        warnings=warnings,
        evidence=passages.all(),
        provenance=r.Provenance(
            shiten=version("shiten"), models={"en": model}, seconds=round(seconds, 3), notes=story.notes
        ),
    )


def _rounded(probabilities: dict[Genre, float]) -> dict[Genre, float]:
    """Four decimals that still sum to 1; the likeliest takes the rest."""
    rounded = {g: round(p, 4) for g, p in probabilities.items()}
    top = max(probabilities, key=lambda g: (probabilities[g], g))
    rounded[top] = round(1 - sum(p for g, p in rounded.items() if g is not top), 4)
    return rounded


def _name(cast: Cast, person: int | None) -> str | None:
    return cast.people[person].name if person is not None and person >= 0 else None


def _offset(found: Understanding, token: int) -> int:
    return found.parsed.starts[token]


def _end_offset(found: Understanding, token: int) -> int:
    return found.parsed.end(token - 1)


def _focalizers(found: Understanding) -> tuple[r.Focalizer, ...]:
    """The viewpoint first, then others by how much of the text follows them."""
    length = sum(s.last - s.first for s in found.stretches) or 1
    shares: dict[int, float] = {}
    for s in found.stretches:
        for p, share in s.shares.items():
            shares[p] = shares.get(p, 0.0) + share * (s.last - s.first) / length
    focal = found.viewpoint.focal
    if focal is not None:
        shares.setdefault(focal, 0.0)
    ranked = sorted(shares, key=lambda p: (p != focal, -shares[p], p))[:6]
    return tuple(
        r.Focalizer(character=found.cast.people[p].name, share=round(shares[p], 3))
        for p in ranked
        if p == focal or shares[p] >= LEAST_SHARE
    )


def _shifts(found: Understanding) -> tuple[r.Shift, ...]:
    """Runs of stretches that follow one person, each with the genre that its side makes."""
    runs: list[tuple[int, int, int]] = []
    for s in found.stretches:
        focal = s.focal if s.focal is not None else (runs[-1][2] if runs else found.viewpoint.focal)
        if focal is None:
            continue
        if runs and runs[-1][2] == focal:
            runs[-1] = (runs[-1][0], s.last, focal)
        else:
            runs.append((s.first, s.last, focal))
    sides = {(t.taker if g is Genre.NETORI else t.left): g for g, t in found.sides.items()}
    return tuple(
        r.Shift(
            start=_offset(found, first),
            end=_end_offset(found, last),
            character=found.cast.people[p].name,
            genre=sides.get(p, Genre.NEITHER),
        )
        for first, last, p in runs
    )


def _cast(found: Understanding, ties: tuple[Tie, ...]) -> tuple[r.CastMember, ...]:
    """Who bears a name, and the nameless of whom anything else is said; whoever a long text mentions only once is
    not of its people, but of those whom they speak of."""
    least = 2 if len(found.parsed) >= LONG else 1
    claimed = _claimed(found, ties)
    listed = [p for p in found.cast.people if p.id in claimed or (p.named and p.mentions >= least)]
    ranked = sorted(listed, key=lambda p: (-p.mentions, p.first, p.id))[:CAST_LIMIT]
    return tuple(
        r.CastMember(
            name=p.name, aliases=p.aliases[:12], gender=p.gender, mentions=p.mentions, first=_offset(found, p.first)
        )
        for p in ranked
    )


def _claimed(found: Understanding, ties: tuple[Tie, ...]) -> set[int]:
    """Everybody whom another part of the reading may name."""
    triangles = [*found.triangles.found, *found.sides.values(), *([found.triangle] if found.triangle else [])]
    followed = {p for s in found.stretches for p in s.shares}
    return {
        *found.ground.leading,
        *followed,
        *[p for t in triangles for p in (t.left, t.taken, t.taker)],
        *[p for t in ties for p in (t.a, t.b)],
        *([found.cast.narrator] if found.cast.narrator is not None else []),
    }


def _ties(found: Understanding, shown: tuple[Tie, ...], passages: Passages) -> tuple[r.TieClaim, ...]:
    claims = []
    for t in shown:
        a, b = found.cast.people[t.a].name, found.cast.people[t.b].name
        spoiler = 0 if t.start < 0.1 * len(found.parsed) and t.kind is not TieKind.LOVERS else 1
        evidence = passages.cite([(at, f"tie: {a} and {b} ({t.kind})") for at in t.evidence], spoiler)
        claims.append(
            r.TieClaim(
                a=a,
                b=b,
                kind=t.kind,
                committed=t.kind.committed,
                start=_offset(found, t.start),
                end=_offset(found, t.end) if t.end is not None else None,
                evidence=evidence,
            )
        )
    return tuple(claims)


def _shown_ties(found: Understanding) -> tuple[Tie, ...]:
    """Ties between the leading people, and the loves and marriages of all who bear names; the strongest, as they come.

    A long text has a husband or a friend without a name for nearly everybody: there only names are told.
    """
    leading, people = found.ground.leading, found.cast.people
    long = len(found.parsed) >= LONG
    shown = [
        t for t in found.ties
        if (t.kind.romantic or (t.a in leading and t.b in leading))
        and ((people[t.a].named and people[t.b].named) or (not long and t.a in leading and t.b in leading))
    ]  # fmt: skip
    strongest = sorted(shown, key=lambda t: (not t.kind.romantic, -t.weight))[:TIES_LIMIT]
    return tuple(t for t in shown if t in strongest)


def _claim(found: Understanding, t: Triangle) -> r.TriangleClaim:
    name = found.cast.people
    return r.TriangleClaim(couple=(name[t.left].name, name[t.taken].name), taker=name[t.taker].name, outcome=t.outcome)


def _triangles(found: Understanding) -> tuple[r.TriangleClaim | None, tuple[r.TriangleClaim, ...]]:
    """The story's triangle, and others that are told of other people or the other way round."""
    main = found.triangle
    if main is None:
        return None, ()
    others = [*found.sides.values(), *[t for t in found.triangles.found if t.probability >= OTHER]]
    seen, claims = {frozenset((main.left, main.taken, main.taker))}, []
    for t in others:
        people = frozenset((t.left, t.taken, t.taker))
        if people not in seen:
            seen.add(people)
            claims.append(_claim(found, t))
    return _claim(found, main), tuple(claims[:4])


def _roles(found: Understanding) -> r.Roles:
    filled: dict[str, dict[Role, str | None]] = {}
    for genre, t in found.sides.items():
        people = {Relation.LEFT: t.left, Relation.TAKEN: t.taken, Relation.TAKER: t.taker}
        by_role = {role_of(genre, relation): found.cast.people[p].name for relation, p in people.items()}
        filled[genre.value] = {role: by_role.get(role) for role in roles_of(genre)}
    return r.Roles(**filled)


def _stages(found: Understanding, passages: Passages) -> tuple[r.StageClaim, ...]:
    claims = []
    for s in found.stages:
        evidence = passages.cite(_signs(found, s.stage, s.shown), s.spoiler)
        claims.append(
            r.StageClaim(
                genre=s.genre,
                stage=s.stage,
                start=_offset(found, s.first),
                end=_end_offset(found, s.last),
                score=s.score,
                spoiler=_grade(s.spoiler),
                evidence=evidence,
            )
        )
    return tuple(claims)


def _characteristics(found: Understanding, passages: Passages) -> tuple[r.CharacteristicClaim, ...]:
    return tuple(
        r.CharacteristicClaim(
            genre=c.genre,
            name=c.name,
            score=c.score,
            evidence=passages.cite(_signs(found, c.name, c.shown), c.spoiler),
        )
        for c in found.characteristics
    )


def _signs(found: Understanding, name: str, shown: tuple[Sign, ...]) -> list[tuple[int, str]]:
    """Where the signs of a stage or characteristic stand, and what they say."""
    return [(s.at, f"{_plain(name)}: {_shown(found, s)}") for s in shown]


def _shown(found: Understanding, sign: Sign) -> str:
    if sign.event is not None:
        return event_words(found.cast, sign.event)
    return _plain(sign.feeling.emotion) if sign.feeling is not None else ""


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _warnings(found: Understanding, passages: Passages) -> tuple[r.WarningClaim, ...]:
    return tuple(
        r.WarningClaim(
            kind=w.kind,
            level=w.level,
            spoiler=_grade(w.spoiler),
            score=w.score,
            evidence=passages.cite([(at, f"warning: {_plain(w.kind)}") for at, _ in w.places], max(1, w.spoiler)),
        )
        for w in found.warnings
    )


def _arc(found: Understanding) -> r.Arc:
    points = tuple(
        r.ArcPoint(
            start=_offset(found, p.first),
            end=_end_offset(found, p.last),
            valence=p.valence,
            arousal=p.arousal,
            emotions=p.emotions,
        )
        for p in found.arc
    )
    return r.Arc(character=_name(found.cast, found.viewpoint.focal), points=points)
