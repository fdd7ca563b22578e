"""What the words around people say of them: lexical evidence for who is left, taken or taker, and for couples.

Rules find ties and events that are stated; much is only shown ("she turned the ring stone inward"). Here the
words that govern a person, the words of the sentences that two people share, and those of the whole text are
weighed by learned weights (bin/train). People's names take no part, only common words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from shiten.cast import Cast, MentionKind
from shiten.parse import Parsed
from shiten.weights import Classes, Features

PERSON_CLASSES = ("left", "taken", "taker", "other")
PAIR_CLASSES = ("couple", "affair", "rivals", "other")
# What kind of plot a text's common words speak of: no triangle at all, or how one ends.
PLOT_CLASSES = ("none", "unrealised", "rivalry", "consensual", "other")
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
# Sentences with more people than this say little of any two of them.
CROWD = 4


def person_words(parsed: Parsed, cast: Cast, people: Iterable[int]) -> dict[int, Features]:
    """For each person the words that govern, describe or belong to them: ``s:`` subject of, ``o:`` object of,
    ``p:`` possessor of, ``a:`` described as; damped counts of unit length."""
    wanted = set(people)
    names = _name_tokens(cast)
    counts: dict[int, Counter[str]] = {p: Counter() for p in wanted}
    for m in cast.mentions:
        if m.person not in wanted:
            continue
        dep, head = parsed.deps[m.head], parsed.heads[m.head]
        lemma = parsed.lemmas[head]
        if not _is_common(parsed, head, names):
            continue
        if dep in ("nsubj", "nsubjpass"):
            counts[m.person][f"{'o' if dep == 'nsubjpass' else 's'}:{lemma}"] += 1
            for c in parsed.children(head):
                if parsed.deps[c] in ("acomp", "attr", "conj", "xcomp", "dobj") and _is_common(parsed, c, names):
                    counts[m.person][f"{'a' if parsed.deps[c] in ('acomp', 'attr') else 's'}:{parsed.lemmas[c]}"] += 1
        elif dep in ("dobj", "dative"):
            counts[m.person][f"o:{lemma}"] += 1
        elif dep == "pobj":
            counts[m.person][f"{parsed.lowers[head]}:{parsed.lemmas[parsed.heads[head]]}"] += 1
        elif dep == "poss":
            counts[m.person][f"p:{lemma}"] += 1
    for r in cast.relations:
        if r.owner in wanted:
            counts[r.owner][f"has:{r.noun}"] += 1
        if r.other in wanted:
            counts[r.other][f"is:{r.noun}"] += 1
    return {p: _damped(c) for p, c in counts.items()}


def pair_words(parsed: Parsed, cast: Cast, people: Iterable[int]) -> dict[tuple[int, int], Features]:
    """For each pair (``a < b``) the content words of the sentences they share, damped, of unit length."""
    wanted = set(people)
    here: dict[int, set[int]] = defaultdict(set)
    for m in cast.mentions:
        if m.person in wanted:
            here[parsed.sentence_of[m.head]].add(m.person)
    names = _name_tokens(cast)
    counts: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for s, present in here.items():
        if not 2 <= len(present) <= CROWD:
            continue
        first, last = parsed.sentences[s]
        found = {
            parsed.lemmas[t] for t in range(first, last) if parsed.pos[t] in _CONTENT and _is_common(parsed, t, names)
        }
        for a in present:
            for b in present:
                if a < b:
                    for word in found:
                        counts[(a, b)][word] += 1
    return {pair: _damped(c) for pair, c in counts.items()}


def plot_words(parsed: Parsed, cast: Cast) -> Features:
    """The content words of the whole text, damped, of unit length."""
    names = _name_tokens(cast)
    return _damped(
        Counter(
            lemma
            for t, lemma in enumerate(parsed.lemmas)
            if parsed.pos[t] in _CONTENT and t not in names and parsed.words[t].islower()
        )
    )


def _name_tokens(cast: Cast) -> set[int]:
    return {t for m in cast.mentions if m.kind is MentionKind.NAME for t in range(m.first, m.last)}


def _is_common(parsed: Parsed, t: int, names: set[int]) -> bool:
    """Whether token ``t`` is a common word: no part of a name, and not written with a capital."""
    return t not in names and (parsed.words[t].islower() or t == parsed.sentences[parsed.sentence_of[t]][0])


def _damped(counts: Counter[str]) -> Features:
    # In the order of the alphabet: sums depend on their order, and that of sets is another in every process.
    damped = {w: math.log1p(counts[w]) for w in sorted(counts)}
    size = math.sqrt(sum(v * v for v in damped.values()))
    return {w: round(v / size, 5) for w, v in damped.items()} | {"constant": 1.0} if size else {"constant": 1.0}


def scores(features: Features, weights: Classes) -> dict[str, float]:
    """Log of each class's probability against "other"."""
    found = weights.probabilities(features)
    return {c: math.log(max(found[c], 1e-6) / max(found["other"], 1e-6)) for c in weights.classes if c != "other"}
