"""Reading a parse: who fills a slot of a verb, noun or adjective, and whether the clause is vouched for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from shiten.cast import Cast
from shiten.lexicon import Cue, by_lemma, parse_cue, table
from shiten.parse import Parsed
from shiten.terms import Modality

# Dependencies through which a verb shares its subject with the verb above it.
_SHARED = ("conj", "xcomp", "advcl", "dep", "ccomp", "acomp", "attr", "oprd", "aux", "auxpass")
_MODALS = frozenset({"would", "could", "might", "should", "may", "can", "must"})


def governor(parsed: Parsed, i: int) -> int:
    """The nearest verb at or above token ``i`` (the token itself if there is none)."""
    t = i
    for _ in range(8):
        if parsed.pos[t] in ("VERB", "AUX"):
            return t
        if parsed.heads[t] == t:
            return i
        t = parsed.heads[t]
    return i


def subject_of(parsed: Parsed, verb: int) -> int | None:
    """Token of the (active) subject of ``verb``: its own, its relative's head, or that of the verb above."""
    t = verb
    for _ in range(4):
        children = parsed.children(t)
        children = children + [g for c in children if parsed.deps[c] in ("aux", "auxpass") for g in parsed.children(c)]
        passive = any(parsed.deps[c] == "nsubjpass" for c in children)
        if passive and t == verb:
            return _by_agent(parsed, t)
        for c in children:
            if parsed.deps[c] in ("nsubj", "nsubjpass"):
                if parsed.tags[c] in ("WDT", "WP") and parsed.deps[t] == "relcl":
                    return parsed.heads[t]
                return c
        if parsed.deps[t] == "acl" or (parsed.deps[t] == "relcl" and parsed.heads[t] < t):
            return parsed.heads[t]
        if parsed.deps[t] == "pcomp":
            t = governor(parsed, parsed.heads[t])
        elif parsed.deps[t] in _SHARED and parsed.heads[t] != t:
            if parsed.deps[t] == "xcomp":
                for c in parsed.children(parsed.heads[t]):
                    if parsed.deps[c] == "dobj":
                        return c
            t = parsed.heads[t]
        else:
            return None
    return None


def object_of(parsed: Parsed, verb: int) -> int | None:
    """Token of the direct object, or of a passive's subject."""
    for c in parsed.children(verb):
        if parsed.deps[c] in ("dobj", "nsubjpass", "dative", "obj"):
            return c
    if parsed.deps[verb] == "acl" and parsed.tags[verb] == "VBN":
        return parsed.heads[verb]
    for c in parsed.children(verb):
        if parsed.deps[c] == "conj" and parsed.pos[c] == "VERB" and c - verb <= 3:
            return object_of(parsed, c)
    if parsed.deps[verb] == "conj":
        head = parsed.heads[verb]
        for c in parsed.children(head):
            if parsed.deps[c] == "nsubjpass":
                return c
    return None


def _by_agent(parsed: Parsed, verb: int) -> int | None:
    for c in parsed.children(verb):
        if parsed.deps[c] == "agent" or (parsed.deps[c] == "prep" and parsed.lowers[c] == "by"):
            for t in parsed.children(c):
                if parsed.deps[t] == "pobj":
                    return t
    return None


def prepositional(parsed: Parsed, i: int, preposition: str, reach: int = 2) -> int | None:
    """Token of the object of ``preposition`` below token ``i``, at most ``reach`` levels down."""
    level = [i]
    for _ in range(reach + 1):
        below = []
        for t in level:
            for c in parsed.children(t):
                if parsed.deps[c] in ("prep", "dative", "agent") and parsed.lowers[c] == preposition:
                    for o in parsed.children(c):
                        if parsed.deps[o] in ("pobj", "pcomp"):
                            return o
                if parsed.deps[c] in ("prep", "dobj", "attr", "acomp", "pobj", "prt", "advmod", "oprd"):
                    below.append(c)
        level = below
    return None


def slot(parsed: Parsed, i: int, name: str, last: int | None = None) -> int | None:
    """The token that fills slot ``name`` of the cue word at ``i``; ``last`` is the cue's last word.

    The possessor of a verb's cue is that of its last word ("wins Margaret's heart"); a noun takes the subject
    of the verb whose object or attribute it is, and no other.
    """
    verbal = parsed.pos[i] in ("VERB", "AUX")
    if name == "subject":
        if parsed.deps[i] == "amod" and not verbal:
            return parsed.heads[i]
        if (
            not verbal
            and parsed.pos[i] != "ADJ"
            and parsed.deps[i] not in ("dobj", "attr", "oprd", "acomp", "nsubjpass")
        ):
            return None
        return subject_of(parsed, i if verbal else governor(parsed, i))
    if name == "object":
        found = object_of(parsed, i if verbal else governor(parsed, i))
        if (found is None or found == last) and last is not None and parsed.pos[last] == "VERB":
            found = object_of(parsed, last)
        return found
    if name == "poss":
        owned = last if verbal and last is not None else i
        return next((c for c in parsed.children(owned) if parsed.deps[c] == "poss"), None)
    found = prepositional(parsed, i, name)
    if found is None and last is not None:
        found = prepositional(parsed, last, name)
    if found is None and not verbal:
        verb = governor(parsed, i)
        found = prepositional(parsed, verb, name) if verb != i else None
    return found


def people_in(parsed: Parsed, cast: Cast, token: int | None, *, coordinated: bool = True) -> tuple[int, ...]:
    """People meant by a slot's token, with those joined to it by "and"; relational heads look one level down."""
    if token is None:
        return ()
    found = list(cast.of(token))
    if not found:
        for c in parsed.children(token):
            if parsed.deps[c] in ("compound", "appos", "nmod") and cast.who[c] >= 0:
                found.append(cast.who[c])
                break
    if not found and parsed.deps[token] in ("appos", "attr"):
        found = list(cast.of(parsed.heads[token]))
    if coordinated:
        for c in parsed.children(token):
            if parsed.deps[c] == "conj":
                found += cast.of(c)
    return tuple(dict.fromkeys(found))


def candidates_at(
    parsed: Parsed, index: Mapping[str, list[tuple[Any, Cue]]], i: int, lemma: str
) -> Sequence[tuple[Any, Cue]]:
    """Cues that may stand at token ``i``, by its lemma or as it is written ("engaged", "engage")."""
    found, low = index.get(lemma), parsed.lowers[i]
    if low == lemma or low not in index:
        return found or ()
    return [*found, *index[low]] if found else index[low]


def cue_at(parsed: Parsed, cue: Cue, i: int) -> int | None:
    """The last token of ``cue`` where its head word stands at token ``i`` and its words follow, else None."""
    if parsed.pos[i] not in cue.pos:
        return None
    rest = cue.lemma.split()[1:]
    for k, word in enumerate(rest, start=1):
        if i + k >= len(parsed) or word not in (parsed.lowers[i + k], parsed.lemmas[i + k]):
            return None
    at = i + len(rest)
    limit = min(len(parsed), at + 7, parsed.sentences[parsed.sentence_of[i]][1])
    for alternatives in cue.words:
        at = next(
            (t for t in range(at + 1, limit) if parsed.lowers[t] in alternatives or parsed.lemmas[t] in alternatives),
            -1,
        )
        if at < 0:
            return None
    return at


@cache
def _governors(kind: str) -> dict[str, list[tuple[Any, Cue]]]:
    """Cues of the heads that put what they govern under a modality."""
    return by_lemma((kind, parse_cue(source)) for source in table("modality")[kind]["governors"])


def _governs(parsed: Parsed, head: int, kind: str) -> bool:
    """Whether the head at token ``head`` makes what it governs ``kind``; its words must follow it."""
    cues = candidates_at(parsed, _governors(kind), head, parsed.lemmas[head])
    return any(cue_at(parsed, cue, head) is not None for _, cue in cues)


@cache
def _factive() -> frozenset[str]:
    """Lemmas of heads that vouch for what they govern ("learn", "reveal")."""
    return frozenset(parse_cue(source).lemma.split()[0] for source in table("modality")["reported"]["factive"])


def modality(parsed: Parsed, i: int) -> Modality:
    """Whether the clause of token ``i`` is told as real, negated, imagined, or somebody's report."""
    verb = governor(parsed, i)
    t = verb
    for depth in range(4):
        children = parsed.children(t)
        if depth == 0 or parsed.deps[t] in ("xcomp", "conj"):
            if any(
                parsed.deps[c] == "neg" or parsed.lowers[c] in ("never", "no", "nobody", "neither") for c in children
            ):
                return Modality.NEGATED
            if t != i and any(parsed.lowers[c] == "no" for c in parsed.children(i)):
                return Modality.NEGATED
        if depth == 0:
            if any(parsed.deps[c] == "mark" and parsed.lowers[c] in ("if", "unless", "lest") for c in children):
                return Modality.IMAGINED
            if any(parsed.deps[c] == "aux" and parsed.lowers[c] in _MODALS for c in children):
                return Modality.IMAGINED
        head = parsed.heads[t]
        if parsed.deps[t] not in ("xcomp", "ccomp", "conj", "pcomp", "advcl", "acl", "prep") or head == t:
            break
        if parsed.deps[t] in ("xcomp", "ccomp", "pcomp", "acl"):
            if _governs(parsed, head, "negation") or _governs(parsed, head, "false"):
                return Modality.NEGATED
            if _governs(parsed, head, "imagined"):
                return Modality.IMAGINED
            if _governs(parsed, head, "reported") and parsed.lemmas[head] not in _factive():
                return Modality.REPORTED
        t = head
    return Modality.REAL
