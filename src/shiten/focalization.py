"""Whose inner life the telling follows, stretch by stretch.

Every narrative sentence gives evidence for the people in it: verbs of perception, thought and feeling of
which they are the subject, adjectives and nouns of inner states, others named by their relation to them
("her husband"), mere presence. Sentences without a name that ask or exclaim (free indirect style) count
for whoever was followed last. After Genette's focalization; the cue groups are those of inner_life.toml.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shiten.cast import Cast
from shiten.lexicon import inner_verbs, words
from shiten.parse import Parsed
from shiten.quotations import Quotations
from shiten.syntax import subject_of

# What one cue of each sort counts for. Set by hand, then kept; bin/train fits how the sums are weighed.
INNER, NOUN, ANCHOR, SUBJECT, PRESENCE, FREE, OUTSIDE = 1.0, 0.7, 0.4, 0.25, 0.05, 0.5, -0.6
SPOKEN = 0.2
STRETCH_TOKENS = 250
LEAST_STRETCHES, MOST_STRETCHES = 6, 120


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Evidence at token ``at`` that ``person`` is seen from inside (negative: from outside)."""

    person: int
    at: int
    weight: float
    inner: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``first..last`` with how much each person is followed there (shares that sum to at most 1)."""

    first: int
    last: int
    shares: dict[int, float]

    @property
    def focal(self) -> int | None:
        """Who is followed most, or None."""
        return max(self.shares, key=lambda p: (self.shares[p], -p)) if self.shares else None


def find_glimpses(parsed: Parsed, quotations: Quotations, cast: Cast) -> tuple[Glimpse, ...]:
    """Every sign of whose inside is shown, in text order."""
    glimpses: list[Glimpse] = []
    anchors = {r.at: r.owner for r in cast.relations}
    for m in cast.mentions:
        glimpses += _of_mention(parsed, quotations, m.head, m.person)
        if m.head in anchors and quotations.narrative(m.head):
            glimpses.append(Glimpse(anchors[m.head], m.head, ANCHOR, False))
    glimpses += _free_indirect(parsed, quotations, glimpses)
    return tuple(sorted(glimpses, key=lambda g: (g.at, g.person)))


def _of_mention(parsed: Parsed, quotations: Quotations, head: int, person: int) -> Iterable[Glimpse]:
    factor = 1.0 if quotations.narrative(head) else (1.0 if quotations.drama else SPOKEN)
    yield Glimpse(person, head, PRESENCE * factor, False)
    dep, verb = parsed.deps[head], parsed.heads[head]
    if dep == "poss":
        if parsed.lowers[verb] in words("inner_life", "nouns"):
            yield Glimpse(person, head, NOUN * factor, True)
        return
    if dep not in ("nsubj", "nsubjpass"):
        return
    yield Glimpse(person, head, SUBJECT * factor, False)
    for v in _verbs_of(parsed, verb):
        lemma = parsed.lemmas[v]
        if lemma in words("inner_life", "appearance"):
            yield Glimpse(person, v, OUTSIDE * factor, False)
        elif (
            lemma in inner_verbs()
            or any(
                parsed.deps[c] in ("acomp", "attr", "oprd") and parsed.lowers[c] in words("inner_life", "adjectives")
                for c in parsed.children(v)
            )
            or (dep == "nsubjpass" and parsed.lowers[v] in words("inner_life", "adjectives"))
        ):
            yield Glimpse(person, v, INNER * factor, True)


def _verbs_of(parsed: Parsed, verb: int) -> list[int]:
    """A verb and those joined to it that share its subject."""
    found = [verb]
    for c in parsed.children(verb):
        if parsed.deps[c] in ("conj", "xcomp", "advcl") and parsed.pos[c] in ("VERB", "AUX"):
            own = subject_of(parsed, c)
            if own is None or parsed.heads[own] == verb:
                found.append(c)
    return found


def _free_indirect(parsed: Parsed, quotations: Quotations, glimpses: list[Glimpse]) -> list[Glimpse]:
    """Narrative questions and exclamations, and markers of free indirect style, for the one followed last."""
    markers = words("inner_life", "free_indirect")
    single = frozenset(m for m in markers if " " not in m)
    inner_at: dict[int, int] = {}
    for g in sorted(glimpses, key=lambda g: g.at):
        if g.inner and g.weight > 0:
            inner_at[parsed.sentence_of[g.at]] = g.person
    found, last, last_sentence = [], -1, -9
    for s, (first, end) in enumerate(parsed.sentences):
        if s in inner_at:
            last, last_sentence = inner_at[s], s
        if last < 0 or s - last_sentence > 4 or not quotations.narrative(first) or quotations.drama:
            continue
        closes = parsed.words[end - 1]
        if closes in ("?", "!") or any(parsed.lowers[t] in single for t in range(first, min(first + 3, end))):
            found.append(Glimpse(last, first, FREE, True))
    return found


def follow(parsed: Parsed, glimpses: tuple[Glimpse, ...], prior: dict[int, float]) -> tuple[Stretch, ...]:
    """Cut the text into stretches and say who is followed in each; ``prior`` is each person's weight overall."""
    count = min(MOST_STRETCHES, max(LEAST_STRETCHES, len(parsed) // STRETCH_TOKENS))
    bounds = _bounds(parsed, count)
    stretches, k = [], 0
    for first, last in bounds:
        sums: dict[int, float] = {}
        while k < len(glimpses) and glimpses[k].at < last:
            g = glimpses[k]
            sums[g.person] = sums.get(g.person, 0.0) + g.weight
            k += 1
        weighed = {p: s * (0.15 + prior.get(p, 0.0)) for p, s in sums.items() if s > 0}
        total = sum(weighed.values())
        shares = {p: w / total for p, w in sorted(weighed.items(), key=lambda x: -x[1])[:4]} if total else {}
        stretches.append(Stretch(first, last, shares))
    return tuple(stretches)


def _bounds(parsed: Parsed, count: int) -> list[tuple[int, int]]:
    """About ``count`` runs of whole sentences of like length."""
    size, bounds, first = max(1.0, len(parsed) / count), [], 0
    for _, last in parsed.sentences:
        if last - first >= size:
            bounds.append((first, last))
            first = last
    if first < len(parsed):
        bounds.append((first, len(parsed)))
    return bounds
