"""Who a common noun names beside it: "his wife, the actress Marie", "Marie, his wife", "a miller named Tom".

The parser often hangs an apposition on the wrong word, so the words themselves are read where it fails.
"""

from __future__ import annotations

from shiten.notes import Notes
from shiten.syntax import subject_of

POSSESSIVES = frozenset({"his", "her", "their", "my", "your", "our", "its", "thy", "thine", "whose"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})
_ARTICLES = frozenset({"the", "a", "an"})
_CALLED = frozenset({"named", "called", "christened", "nicknamed", "dubbed"})
_OPENS = frozenset({",", "(", "—", "–", "-", ":"})
# What may stand after a name that explains a noun before it: "his wife, Marie, sings"; not "to his wife, Marie sings".
_CLOSES = frozenset({",", ")", ";", ".", ":", "—", "–", "who", "whom", "whose", "!", "?"})
_OF_TIME = frozenset({"year", "month", "week", "decade", "day", "summer", "winter"})
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
# How many words a description or a phrase between noun and name may have.
LONGEST_DESCRIPTION, LONGEST_PHRASE = 5, 9


def phrase_start(notes: Notes, i: int) -> int:
    """First token of the noun phrase that ends in the noun ``i``: its adjectives, determiner or possessor."""
    parsed = notes.parsed
    first, t = parsed.sentences[parsed.sentence_of[i]][0], i
    while first < t and i - t < LONGEST_DESCRIPTION:
        low, kind = parsed.lowers[t - 1], parsed.pos[t - 1]
        if low in POSSESSIVES or low in _GENITIVE or low in _ARTICLES:
            return t - 1
        if t in notes.name_end or not (kind in _DESCRIBING or parsed.tags[t - 1] in ("VBN", "VBG", "RB") or low == "-"):
            break
        t -= 1
    return t


def possessor(notes: Notes, i: int) -> int | None:
    """Token of the possessor of noun ``i`` ("his" wife, the "surgeon" 's wife)."""
    parsed = notes.parsed
    own = next((c for c in parsed.children(i) if parsed.deps[c] == "poss"), None)
    if own is not None:
        return own
    start = phrase_start(notes, i)
    low = parsed.lowers[start]
    if start < i and low in POSSESSIVES:
        return start
    return start - 1 if start < i and low in _GENITIVE and start > 0 else None


def named_beside(notes: Notes, i: int) -> int | None:
    """The person named in apposition to noun ``i``, on either side or across "is", or None."""
    for found in (_named_after(notes, i), _named_before(notes, i), _named_across(notes, i)):
        if found is not None:
            return found
    return None


def _named_after(notes: Notes, i: int) -> int | None:
    parsed = notes.parsed
    last = parsed.sentences[parsed.sentence_of[i]][1]
    t = _past_time(notes, i + 1)
    if t + 2 < last and parsed.lowers[t] == "and" and parsed.pos[t + 1] == "NOUN" and t + 2 in notes.name_at:
        return notes.name_at[t + 2][1]  # "his girlfriend and assistant Mary"
    called = t + 2 if parsed.lowers[t : t + 2] == ["known", "as"] else t + 1
    if t < last and (called == t + 2 or parsed.lowers[t] in _CALLED) and called in notes.name_at:
        return notes.name_at[called][1]
    for start in dict.fromkeys((t, _past_phrases(notes, i, last))):
        at = start
        apart = at < last and parsed.words[at] in _OPENS
        if apart:
            at += 1
        elif start != t:
            continue
        at = _past_description(notes, at, last)
        if at in notes.name_at and at < last:
            end, person = notes.name_at[at]
            if not apart or _closed(notes, end, last):
                return person
    return None


def _past_time(notes: Notes, t: int) -> int:
    """Over "of six years", "twenty years her junior"."""
    parsed = notes.parsed
    end = next(
        (
            u
            for u in range(t, min(len(parsed), t + 8))
            if u in notes.name_at or parsed.pos[u] == "VERB" or parsed.words[u] in (",", "(", "—", ":", ".")
        ),
        min(len(parsed), t + 8),
    )
    for u in reversed(range(t, end)):
        lasting = parsed.lemmas[u] in _OF_TIME and parsed.lowers[t] in ("of", "for")
        if lasting or parsed.lowers[u] in ("junior", "senior"):
            return u + 1
    return t


def _past_phrases(notes: Notes, i: int, last: int) -> int:
    """Over prepositional phrases after an indefinite or subject noun: "a publisher of hymn-books in Leeds, …"."""
    parsed = notes.parsed
    t = i + 1
    if parsed.pos[i] != "NOUN" or t >= last or parsed.pos[t] != "ADP" or possessor(notes, i) is not None:
        return t
    while t < min(last, i + LONGEST_PHRASE) and parsed.words[t] != ",":
        described = parsed.pos[t] in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM") or parsed.lowers[t] in POSSESSIVES
        if not described and parsed.words[t] != "-":
            return i + 1
        t += 1
    return t


def _past_description(notes: Notes, t: int, last: int) -> int:
    """Over "the actor" in "her husband, the actor Baltasar", over "trick rider" in "his lover, trick rider Vera"."""
    parsed = notes.parsed
    if t >= last or t in notes.name_at:
        return t
    u = t + (parsed.lowers[t] in _ARTICLES)
    while u < min(last, t + LONGEST_DESCRIPTION) and u not in notes.name_at:
        if u > t and parsed.lowers[u] in _CALLED and u + 1 in notes.name_at:
            return u + 1  # "her first husband, a gambler named Rudd"
        bare = u == t or parsed.pos[t] in _DESCRIBING
        small = parsed.words[u].islower() or parsed.pos[u] == "ADJ"  # "his tutor, Danish botanist Jens Holm"
        if (parsed.pos[u] not in _DESCRIBING and parsed.words[u] != "-") or (bare and not small):
            return t
        u += 1
    return u if u in notes.name_at else t


def _closed(notes: Notes, end: int, last: int) -> bool:
    """Whether what follows a name closes an apposition; an actor's name in brackets is passed over."""
    parsed = notes.parsed
    if end < last and parsed.words[end] == "(":
        return True
    return end >= last or parsed.lowers[end] in _CLOSES


def _named_before(notes: Notes, i: int) -> int | None:
    """ "Marie, the surgeon's wife, …", "Marie (Ann Lee), wife of …"; not "Marie, his wife and Tom"."""
    parsed = notes.parsed
    start = phrase_start(notes, i)
    owner = possessor(notes, i)
    if owner is not None and owner < i:
        start = min(start, phrase_start(notes, owner))
    following = parsed.lowers[i + 1] if i + 1 < len(parsed) else "."
    bare = start == i or parsed.lowers[start] not in (*POSSESSIVES, *_ARTICLES)
    if following == "and" or (bare and owner is None and following not in ("of", "to")):
        return None
    if bare and start == i and i in notes.name_end:
        return notes.name_at[notes.name_end[i]][1]  # "left Greta wife of Matej"
    before = start - 1
    if before < 1 or parsed.words[before] not in _OPENS:
        return None
    if parsed.words[before - 1] == ")":
        before = next((t for t in range(before - 2, max(0, before - 9), -1) if parsed.words[t] == "("), before)
    begin = notes.name_end.get(before)
    return notes.name_at[begin][1] if begin is not None else None


def _named_across(notes: Notes, i: int) -> int | None:
    """ "Marie is his wife", "his wife is called Marie", "takes Marie as his wife", a noun that the parser hangs on a
    name."""
    parsed = notes.parsed
    before = phrase_start(notes, i) - 1
    if before > 0 and parsed.lowers[before] in ("as", "for") and before in notes.name_end:
        return notes.name_at[notes.name_end[before]][1]  # "gave him Marie for his wife"
    head, dep = parsed.heads[i], parsed.deps[i]
    if dep in ("nsubj", "nsubjpass") and parsed.lemmas[head] in ("be", "call", "name"):
        for c in parsed.children(head):
            if parsed.deps[c] in ("attr", "oprd"):
                return notes.peek(c)
    if dep == "appos" and head < i and notes.who[head] >= 0 and parsed.lowers[i + 1 : i + 2] != ["and"]:
        return notes.who[head]
    if dep in ("attr", "oprd"):
        anchor = _subject(notes, head) if parsed.lemmas[head] in ("be", "become", "remain") else _object(notes, head, i)
        return notes.person_at(anchor) if anchor is not None and anchor != i else None
    if dep == "pobj" and parsed.lowers[head] == "as" and parsed.lemmas[parsed.heads[head]] in ("take", "want", "claim"):
        anchor = _object(notes, parsed.heads[head], i)
        return notes.person_at(anchor) if anchor is not None else None
    return None


def _subject(notes: Notes, verb: int) -> int | None:
    own = next((c for c in notes.parsed.children(verb) if notes.parsed.deps[c] == "nsubj"), None)
    return own if own is not None and notes.parsed.tags[own] != "WP" else subject_of(notes.parsed, verb)


def _object(notes: Notes, verb: int, i: int) -> int | None:
    return next((c for c in notes.parsed.children(verb) if notes.parsed.deps[c] == "dobj" and c != i), None)
