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


def antecedent(parsed: Parsed, t: int) -> int:
    """The token that a relative pronoun at ``t`` stands for; ``t`` itself where none is found."""
    verb = governor(parsed, t)
    if parsed.deps[verb] == "relcl" and parsed.heads[verb] < t:
        return parsed.heads[verb]
    first = parsed.sentences[parsed.sentence_of[t]][0]
    return next((u for u in range(t - 1, max(first, t - 4) - 1, -1) if parsed.pos[u] in ("NOUN", "PROPN")), t)


def subject_of(parsed: Parsed, verb: int, *, state: bool = False) -> int | None:
    """Token of the (active) subject of ``verb``: its own, its relative's head, or that of the verb above.

    ``state``: a participle is read as an adjective, and its subject is whom it describes.
    """
    t = verb
    for _ in range(4):
        children = parsed.children(t)
        children = children + [g for c in children if parsed.deps[c] in ("aux", "auxpass") for g in parsed.children(c)]
        passive = not state and any(parsed.deps[c] in ("nsubjpass", "auxpass") for c in parsed.children(t))
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
            return _spliced(parsed, t)
    return None


def _spliced(parsed: Parsed, verb: int) -> int | None:
    """The subject of a row of verbs that the parser hung on its last: "Nan lies, rents a room and begins …"."""
    for c in parsed.children(verb):
        if c < verb and parsed.deps[c] in ("ccomp", "advcl") and parsed.tags[c] in ("VBZ", "VBD", "VBP"):
            marked = any(parsed.deps[g] == "mark" for g in parsed.children(c))
            subject = next((g for g in parsed.children(c) if parsed.deps[g] == "nsubj"), None)
            if subject is not None and not marked:
                return subject
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
        passive = any(parsed.deps[c] == "auxpass" for c in parsed.children(verb))
        for c in parsed.children(head):
            if parsed.deps[c] == "nsubjpass" or (passive and parsed.deps[c] == "nsubj"):
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
                if parsed.deps[c] in ("prep", "dobj", "attr", "acomp", "pobj", "prt", "advmod", "oprd", "auxpass"):
                    below.append(c)
        level = below
    return None


def slot(parsed: Parsed, i: int, name: str, last: int | None = None, *, state: bool = False) -> int | None:
    """The token that fills slot ``name`` of the cue word at ``i``; ``last`` is the cue's last word.

    ``state``: the cue is an adjective, so that a participle's subject is whom it describes ("is married to").
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
        return subject_of(parsed, i if verbal else governor(parsed, i), state=state)
    if name == "object":
        found = object_of(parsed, i if verbal else governor(parsed, i))
        if (found is None or found == last) and last is not None and parsed.pos[last] == "VERB":
            found = object_of(parsed, last)
        return found
    if name == "poss":
        owned = last if verbal and last is not None else i
        return _possessor(parsed, owned)
    found = prepositional(parsed, i, name)
    if found is None and last is not None:
        found = prepositional(parsed, last, name)
    if found is None and not verbal:
        verb = governor(parsed, i)
        found = prepositional(parsed, verb, name) if verb != i else None
    return found


def _possessor(parsed: Parsed, noun: int) -> int | None:
    """The possessor of a noun, its own or that of the noun it is joined to ("her beauty and affair with …")."""
    for _ in range(3):
        for c in parsed.children(noun):
            if parsed.deps[c] == "poss":
                return c
        if parsed.deps[noun] != "conj" or any(parsed.deps[c] == "det" for c in parsed.children(noun)):
            return None
        noun = parsed.heads[noun]
    return None


def people_in(parsed: Parsed, cast: Cast, token: int | None, *, coordinated: bool = True) -> tuple[int, ...]:
    """People meant by a slot's token, with those joined to it by "and"; relational heads look one level down."""
    if token is None:
        return ()
    if parsed.tags[token] in ("WP", "WDT"):
        token = antecedent(parsed, token)
    found = list(cast.of(token))
    if not found:
        for c in parsed.children(token):
            named = parsed.deps[c] == "acl" and parsed.lemmas[c] in ("name", "call")  # "a flier named Hal"
            around = [c] if parsed.deps[c] in ("compound", "appos", "nmod") else parsed.children(c) if named else []
            found = [cast.who[t] for t in around if cast.who[t] >= 0][:1]
            if found:
                break
    if not found and parsed.deps[token] == "appos":
        found = list(cast.of(parsed.heads[token]))
    if not found and parsed.deps[token] == "attr":
        subject = subject_of(parsed, parsed.heads[token])
        found = list(cast.of(subject)) if subject is not None else []
    if not found and parsed.deps[token] == "pobj" and any(parsed.deps[c] == "relcl" for c in parsed.children(token)):
        noun = parsed.heads[parsed.heads[token]]  # "an engineer in Pune who …": the clause hung on the place
        found = list(people_in(parsed, cast, noun, coordinated=False)) if parsed.pos[noun] == "NOUN" else []
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


# How far before a verb its adverbs and set phrases are looked for.
WORDS_REACH = 8
# Within how many tokens each word of a cue follows the last.
WORDS_WITHIN = 9
# What the words of one cue do not reach across.
_CLAUSE_ENDS = frozenset({";", ":", "."})


def cue_at(parsed: Parsed, cue: Cue, i: int) -> int | None:
    """The last token of ``cue`` where its head word stands at token ``i`` and its words follow, else None."""
    if parsed.pos[i] not in cue.pos:
        return None
    rest = cue.lemma.split()[1:]
    for k, word in enumerate(rest, start=1):
        if i + k >= len(parsed) or word not in (parsed.lowers[i + k], parsed.lemmas[i + k]):
            return None
    at = i + len(rest)
    limit = min(len(parsed), at + WORDS_WITHIN, parsed.sentences[parsed.sentence_of[i]][1])
    for alternatives in cue.words:
        for t in range(at + 1, limit):
            if parsed.lowers[t] in alternatives or parsed.lemmas[t] in alternatives:
                break
            if parsed.pos[t] == "VERB" or parsed.words[t] in _CLAUSE_ENDS:
                return None
        else:
            return None
        at = t
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


@cache
def _phrases(kind: str, key: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of a modality's word list by their first word, as tokens."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table("modality")[kind][key]:
        tokens = tuple(phrase.split())
        found.setdefault(tokens[0], []).append(tokens)
    return found


def _says(parsed: Parsed, first: int, last: int, kind: str, key: str) -> bool:
    """Whether a phrase of the list stands among tokens ``first..last``."""
    phrases = _phrases(kind, key)
    return any(
        tuple(parsed.lowers[t : t + len(p)]) == p and t + len(p) <= last
        for t in range(first, last)
        for p in phrases.get(parsed.lowers[t], ())
    )


def _worded(parsed: Parsed, verb: int) -> Modality | None:
    """What adverbs and set phrases before the verb say of its clause ("perhaps", "almost", "allegedly")."""
    first, begin = parsed.sentences[parsed.sentence_of[verb]][0], verb
    while begin > first and verb - begin < WORDS_REACH:
        t = begin - 1
        if parsed.words[t] in _CLAUSE_ENDS or (parsed.pos[t] == "VERB" and parsed.heads[t] != verb):
            break
        begin = t
    for kind, told in (
        ("negation", Modality.NEGATED),
        ("imagined", Modality.IMAGINED),
        ("reported", Modality.REPORTED),
    ):
        if _says(parsed, begin, verb, kind, "words") and not _says(parsed, begin, verb + 2, kind, "undo"):
            return told
    return None


def _under(parsed: Parsed, t: int, head: int) -> Modality | None:
    """What the head of a clause makes of it: a denial, a wish, a report; the clause's verb is ``t``."""
    heads = [head, parsed.heads[head]] if parsed.deps[t] == "pcomp" else [head]
    if parsed.lowers[head] == "without":
        return Modality.NEGATED
    denied = [c for c in parsed.children(head) if parsed.lemmas[c] == "true"] or [head] * (
        parsed.lemmas[head] == "true"
    )
    if denied and any(parsed.deps[c] == "neg" for h in (head, *denied, parsed.heads[head]) for c in parsed.children(h)):
        return Modality.NEGATED
    for h in heads:
        if _governs(parsed, h, "negation") or _governs(parsed, h, "false"):
            return Modality.NEGATED
        if _governs(parsed, h, "imagined"):
            return Modality.IMAGINED
        if _governs(parsed, h, "reported") and parsed.lemmas[h] not in _factive():
            return Modality.REPORTED
    return None


def modality(parsed: Parsed, i: int) -> Modality:
    """Whether the clause of token ``i`` is told as real, negated, imagined, or somebody's report."""
    t = governor(parsed, i)
    own = _own_modality(parsed, i, t)
    if own is not None:
        return own
    for _ in range(4):
        children, head, dep = parsed.children(t), parsed.heads[t], parsed.deps[t]
        if dep in ("xcomp", "conj") and _is_denied(parsed, children):
            return Modality.NEGATED
        if dep == "conj" and any(parsed.deps[c] == "mark" and parsed.lowers[c] == "if" for c in parsed.children(head)):
            return Modality.IMAGINED
        if head == t or dep not in ("xcomp", "ccomp", "conj", "pcomp", "advcl", "acl", "prep", "relcl"):
            break
        if dep == "advcl" and any(parsed.deps[c] in ("nsubj", "nsubjpass") for c in children):
            break
        if dep == "relcl" and not any(parsed.lowers[c] == "that" for c in children):
            break
        if dep in ("xcomp", "ccomp", "pcomp", "acl", "relcl"):
            found = _under(parsed, t, head)
            if found is not None:
                return found
        if dep == "relcl":
            break
        t = head
    return Modality.REAL


def _is_denied(parsed: Parsed, children: Sequence[int]) -> bool:
    return any(parsed.deps[c] == "neg" or parsed.lowers[c] in ("never", "no", "nobody", "neither") for c in children)


def _own_modality(parsed: Parsed, i: int, verb: int) -> Modality | None:
    """What the clause says of itself: a "not", an "if", a modal verb, a "perhaps"."""
    children = parsed.children(verb)
    if _is_denied(parsed, children) or (verb != i and any(parsed.lowers[c] == "no" for c in parsed.children(i))):
        return Modality.NEGATED
    if any(parsed.deps[c] == "mark" and parsed.lowers[c] in ("if", "unless", "lest") for c in children):
        return Modality.IMAGINED
    if any(parsed.deps[c] == "aux" and parsed.lowers[c] in _MODALS for c in children):
        return Modality.IMAGINED
    return _worded(parsed, verb)
