"""Whose story it is: the person whose inner life the whole telling follows most.

Each of the leading people is described by a few shares (of inner life, of sentences acted in, of mentions,
…); how these are weighed against each other is learned (bin/train) and shipped as a weight a feature.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from shiten.cast import Cast
from shiten.focalization import Glimpse
from shiten.lexicon import Cue, by_lemma, parse_cue, table
from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.syntax import candidates_at, cue_at, people_in, slot
from shiten.weights import Choice, Features

CANDIDATES = 9


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Probability of each candidate to be the one followed, most first."""

    probabilities: dict[int, float]

    @property
    def focal(self) -> int | None:
        """The likeliest, or None where there is nobody."""
        return next(iter(self.probabilities), None)


def find_viewpoint(
    parsed: Parsed, quotations: Quotations, cast: Cast, glimpses: tuple[Glimpse, ...], weights: Choice
) -> Viewpoint:
    """Weigh the leading people against each other."""
    features = candidate_features(parsed, quotations, cast, glimpses)
    people = list(features)
    probabilities = weights.probabilities([features[p] for p in people])
    ranked = sorted(zip(people, probabilities, strict=True), key=lambda x: (-x[1], x[0]))
    return Viewpoint(dict(ranked))


def candidate_features(
    parsed: Parsed, quotations: Quotations, cast: Cast, glimpses: tuple[Glimpse, ...]
) -> dict[int, Features]:
    """Features of the leading people: person → name → value, shares in 0..1."""
    weight = Counter({p.id: p.mentions + 2.0 * p.named for p in cast.people})
    candidates = sorted(weight, key=lambda p: (-weight[p], p))[:CANDIDATES]
    if cast.narrator is not None and cast.narrator not in candidates:
        candidates.append(cast.narrator)
    inner, acting, anchors, mentions = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    for g in glimpses:
        if g.inner:
            inner[g.person] += max(0.0, g.weight)  # type: ignore[assignment]
        elif g.weight >= 0.2:
            acting[g.person] += g.weight  # type: ignore[assignment]
    for r in cast.relations:
        anchors[r.owner] += 1
    for m in cast.mentions:
        mentions[m.person] += 1
    speech = _speech(quotations, cast)
    spread = _spread(parsed, cast)
    named_first = sorted((p for p in cast.people if p.named or p.id == cast.narrator), key=lambda p: p.first)
    order = {p.id: k for k, p in enumerate(named_first)}
    side = _side(parsed, cast)
    opening, closing = _edges(parsed, cast)
    names = Counter({p.id: p.names for p in cast.people if p.names})
    leads, first_subject = _leads(parsed, cast)
    found: dict[int, Features] = {}
    for p in candidates:
        found[p] = {
            "inner": _share(inner, p),
            "acting": _share(acting, p),
            "mentions": _share(mentions, p),
            "most_mentioned": float(p == max(mentions, key=lambda q: (mentions[q], -q))),
            "most_inner": float(bool(inner) and p == max(inner, key=lambda q: (inner[q], -q))),
            "most_acting": float(bool(acting) and p == max(acting, key=lambda q: (acting[q], -q))),
            "names": _share(names, p),
            "most_named": float(bool(names) and p == max(names, key=lambda q: (names[q], -q))),
            "leads": _share(leads, p),
            "first_subject": float(p == first_subject),
            "anchors": _share(anchors, p),
            "speech": _share(speech, p),
            "speech_in_drama": _share(speech, p) * quotations.drama,
            "narrator": float(p == cast.narrator),
            "narrator_inner": float(p == cast.narrator) * _share(inner, p),
            "spread": spread.get(p, 0.0),
            "first_named": float(order.get(p, 9) == 0),
            "second_named": float(order.get(p, 9) == 1),
            "opens": opening.get(p, 0.0),
            "closes": closing.get(p, 0.0),
            "side_cue": float(side.get(p, 0) > 0),
            "unnamed": float(not cast.people[p].named and p != cast.narrator),
        }
    return found


def _share(counts: Counter[int], person: int) -> float:
    total = sum(counts.values())
    return counts[person] / total if total else 0.0


def _speech(quotations: Quotations, cast: Cast) -> Counter[int]:
    """Tokens spoken by each person."""
    spoken: Counter[int] = Counter()
    for quote, speaker in zip(quotations.quotes, cast.speakers, strict=True):
        if speaker >= 0:
            spoken[speaker] += quote.last - quote.first
    return spoken


def _spread(parsed: Parsed, cast: Cast, parts: int = 20) -> dict[int, float]:
    """Share of twenty equal parts of the text in which each person is mentioned."""
    size = max(1, len(parsed) // parts + 1)
    places: dict[int, set[int]] = {}
    for m in cast.mentions:
        places.setdefault(m.person, set()).add(m.head // size)
    used = max(1, len({m.head // size for m in cast.mentions}))
    return {p: len(where) / used for p, where in places.items()}


def _leads(parsed: Parsed, cast: Cast) -> tuple[Counter[int], int]:
    """How many sentences each person leads as first subject, and who is the first subject of all (-1: nobody)."""
    leads: Counter[int] = Counter()
    first, sentence = -1, -1
    for m in cast.mentions:
        s = parsed.sentence_of[m.head]
        if s != sentence and parsed.deps[m.head] in ("nsubj", "nsubjpass"):
            leads[m.person] += 1
            sentence = s
            first = m.person if first < 0 else first
    return leads, first


def _edges(parsed: Parsed, cast: Cast) -> tuple[dict[int, float], dict[int, float]]:
    """Share of the mentions in the first and in the last tenth of the text."""
    first, last = 0.1 * len(parsed), 0.9 * len(parsed)
    opening = Counter(m.person for m in cast.mentions if m.head <= first)
    closing = Counter(m.person for m in cast.mentions if m.head >= last)
    return {p: _share(opening, p) for p in opening}, {p: _share(closing, p) for p in closing}


@cache
def _side_cues() -> dict[str, list[tuple[Any, Cue]]]:
    return by_lemma((None, parse_cue(source)) for source in table("side")["protagonist"]["cues"])


def _side(parsed: Parsed, cast: Cast) -> Counter[int]:
    """People whom a summary says it is about ("the story of X", "follows X")."""
    found: Counter[int] = Counter()
    for i, lemma in enumerate(parsed.lemmas):
        for _, cue in candidates_at(parsed, _side_cues(), i, lemma):
            last = cue_at(parsed, cue, i)
            if last is not None:
                for name in (*cue.agent, *cue.patient):
                    people = cast.of(i) if name == "self" else people_in(parsed, cast, slot(parsed, i, name, last))
                    found.update(people[:1])
    return found
