"""A story's way through the program, on one page: each step takes what the earlier ones found."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from shiten.arc import Feeling, Point, draw_arc, find_feelings
from shiten.assemble import assemble
from shiten.cast import Cast
from shiten.content_warnings import Grounds, Warned, find_warnings, warning_grounds
from shiten.coreference import resolve
from shiten.events import Event, find_events
from shiten.focalization import Glimpse, Stretch, find_glimpses, follow
from shiten.form import form_of
from shiten.genre import Telling, Verdict, judge, set_phrases, verdict_features
from shiten.language import require_supported
from shiten.lexical import plot_words, scores
from shiten.narration import grammatical_person
from shiten.parse import Parsed, Parser, SpacyParser
from shiten.phrases import Hit
from shiten.quotations import Quotations, find_quotations
from shiten.stages import Marked, Told, find_characteristics, find_stages
from shiten.story import Story
from shiten.terms import Form, Genre, NeitherReason, Outcome
from shiten.terms import Person as Grammatical
from shiten.ties import Tie, find_ties
from shiten.triangles import Ground, Triangle, Triangles, find_triangles, lay_ground
from shiten.viewpoint import Viewpoint, find_viewpoint
from shiten.weights import Weights, load

# What a triangle counts for whose decisive person is not followed at all.
UNSEEN = 0.05

if TYPE_CHECKING:
    from shiten.corrections import Corrections
    from shiten.reading import Reading


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the rules found, before anything is weighed."""

    parsed: Parsed
    quotations: Quotations
    told: Grammatical
    cast: Cast
    glimpses: tuple[Glimpse, ...]
    ties: tuple[Tie, ...]
    events: tuple[Event, ...]
    phrases: tuple[tuple[Hit, ...], tuple[Hit, ...], tuple[Hit, ...]]


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything the steps found, in their order; a Reading says it in the words of the contract."""

    parsed: Parsed
    quotations: Quotations
    form: Form
    told: Grammatical
    cast: Cast
    viewpoint: Viewpoint
    stretches: tuple[Stretch, ...]
    ties: tuple[Tie, ...]
    events: tuple[Event, ...]
    ground: Ground
    triangles: Triangles
    telling: Telling
    verdict: Verdict
    sides: dict[Genre, Triangle]
    triangle: Triangle | None
    feelings: tuple[Feeling, ...]
    arc: tuple[Point, ...]
    stages: tuple[Told, ...]
    characteristics: tuple[Marked, ...]
    warning_grounds: Grounds
    warnings: tuple[Warned, ...]


def read_story(
    story: Story,
    *,
    form: Form | None = None,
    corrections: Corrections | None = None,
    parser: Parser | None = None,
    weights: Weights | None = None,
) -> Reading:
    """Read a story; raises :class:`shiten.errors.UnsupportedStory` for what cannot be judged."""
    started = time.perf_counter()
    parser = parser or default_parser()
    found = understand(story, form=form, corrections=corrections, parser=parser, weights=weights)
    return assemble(found, parser.name, time.perf_counter() - started)


@cache
def default_parser() -> Parser:
    """The parser of the process, loaded on first use."""
    return SpacyParser()


def understand(
    story: Story,
    *,
    form: Form | None = None,
    corrections: Corrections | None = None,
    parser: Parser | None = None,
    weights: Weights | None = None,
) -> Understanding:
    """Take every step and keep what each found."""
    require_supported(story)
    prepared = prepare(story, parser or default_parser(), corrections)
    return conclude(prepared, weights or load(), form)


def prepare(story: Story, parser: Parser, corrections: Corrections | None = None) -> Prepared:
    """The steps that rest on rules alone: who is there, who speaks, who belongs together, what happens."""
    parsed = parser.parse(story)
    quotations = find_quotations(parsed)
    told = grammatical_person(parsed, quotations)
    cast = resolve(parsed, quotations, told, corrections)
    return Prepared(
        parsed=parsed,
        quotations=quotations,
        told=told,
        cast=cast,
        glimpses=find_glimpses(parsed, quotations, cast),
        ties=find_ties(parsed, cast, corrections),
        events=find_events(parsed, quotations, cast),
        phrases=set_phrases(parsed),
    )


def conclude(prepared: Prepared, weights: Weights, form: Form | None = None) -> Understanding:
    """The steps that weigh: whose story it is, which triangle, which genre; then what follows from them."""
    parsed, cast, events = prepared.parsed, prepared.cast, prepared.events
    viewpoint = find_viewpoint(parsed, prepared.quotations, cast, prepared.glimpses, weights.viewpoint)
    stretches = follow(parsed, prepared.glimpses, viewpoint.probabilities)
    ground = lay_ground(parsed, cast, prepared.ties, events, viewpoint, weights.persons, weights.pairs)
    triangles = find_triangles(ground, weights.triangle)
    telling = Telling(stretches, *prepared.phrases, scores(plot_words(parsed, cast), weights.plot))
    verdict = judge(verdict_features(ground, triangles, telling), weights.verdict, weights.favour)
    sides = sides_of(verdict, triangles, viewpoint)
    feelings, general = find_feelings(parsed, cast, viewpoint.focal)
    grounds = warning_grounds(parsed, events, feelings, verdict)
    return Understanding(
        parsed=parsed,
        quotations=prepared.quotations,
        form=form or form_of(parsed, prepared.quotations),
        told=prepared.told,
        cast=cast,
        viewpoint=viewpoint,
        stretches=stretches,
        ties=prepared.ties,
        events=events,
        ground=ground,
        triangles=triangles,
        telling=telling,
        verdict=verdict,
        sides=sides,
        triangle=next(iter(sides.values()), None) or story_triangle(verdict, triangles, viewpoint),
        feelings=feelings,
        arc=draw_arc(stretches, feelings, general),
        stages=tuple(
            t for g, triangle in sides.items() for t in find_stages(parsed, stretches, g, triangle, events, feelings)
        ),
        characteristics=tuple(
            m for g, triangle in sides.items() for m in find_characteristics(g, triangle, events, feelings)
        ),
        warning_grounds=grounds,
        warnings=find_warnings(grounds, weights.yes_no),
    )


def sides_of(verdict: Verdict, triangles: Triangles, viewpoint: Viewpoint) -> dict[Genre, Triangle]:
    """Per genre of the label, the triangle told from its side: the likeliest one whose taker (netori) or
    betrayed partner (netorare) is followed."""
    view = viewpoint.probabilities
    followed = {Genre.NETORI: lambda t: t.taker, Genre.NETORARE: lambda t: t.left}
    told = tuple(followed) if verdict.label is Genre.BOTH else (verdict.label,)
    return {
        genre: max(triangles.found, key=lambda t: t.probability * (UNSEEN + view.get(followed[genre](t), 0.0)))
        for genre in told
        if genre in followed and triangles.found
    }


def story_triangle(verdict: Verdict, triangles: Triangles, viewpoint: Viewpoint) -> Triangle | None:
    """The triangle of a story that is neither genre, as its reason understands it; None where there is none."""
    if not triangles.found or verdict.reason in (
        None,
        NeitherReason.NO_TRIANGLE,
        NeitherReason.RIVALRY_BEFORE_COMMITMENT,
    ):
        return None
    if verdict.reason is NeitherReason.TOLD_BY_THE_ONE_WHO_STRAYS:
        view = viewpoint.probabilities
        best = max(triangles.found, key=lambda t: t.probability * (UNSEEN + view.get(t.taken, 0.0)))
        return replace(best, outcome=Outcome.TAKEN)
    best = triangles.found[0]
    if verdict.reason is NeitherReason.UNREALISED:
        return replace(best, outcome=Outcome.NONE if best.outcome is Outcome.NONE else Outcome.ATTEMPTED)
    return replace(best, outcome=Outcome.TAKEN)
