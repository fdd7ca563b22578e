"""Which of the names that were spotted are people's: votes over the whole document.

Once a person, always a person: entity labels of small models fail on older prose, so every place where a
form stands votes for or against its being a person's.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from shiten.forms import Form, NameMention
from shiten.lexicon import table, words
from shiten.parse import Parsed

# A form is a person when its votes (see _vote) average at least this; checked on LitBank's people.
PERSON_VOTE = 0.3
# What a capitalised word is given before any evidence for or against it.
UNDECIDED = 0.25
# From so many performers' credits on a text is one that gives them.
CREDITS = 2
_PLAYED = frozenset({"played", "portrayed", "voiced"})
# What stands around a name by which somebody is called.
QUOTES = frozenset(("“", "”", '"', "‘", "’", "'"))
_BEFORE_CALL = frozenset((",", "“", '"', "‘", "'"))
_AFTER_CALL = frozenset((",", ".", "!", "?", "”", '"', "’", "'"))
_HOLY = frozenset({"st", "saint", "ste", "san", "santa"})
_FEASTS = frozenset({"eve", "day", "night", "mass"})
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday christmas easter january february march april june july "  # noqa: SIM905
    "august september october november december".split()
)


@cache
def first_names() -> frozenset[str]:
    """Known first names, lower case."""
    return words("first_names", "female") | words("first_names", "male") | words("first_names", "either")


def persons_only(parsed: Parsed, mentions: list[NameMention]) -> list[NameMention]:
    """The mentions without what the whole document's votes say is a place, a thing or a performer's credit."""
    votes: dict[str, list[float]] = defaultdict(list)
    for m in mentions:
        for part in {m.form.text, m.form.parts[0], m.form.parts[-1]}:
            votes[part].append(_vote(parsed, m))
    people = {form for form, own in votes.items() if sum(own) / len(own) >= PERSON_VOTE}
    alone = {m.form.text for m in mentions if len(m.form.parts) == 1}
    sure = [m for m in mentions if _is_credit(parsed, m)]
    credited = {id(m) for m in mentions if _is_credit(parsed, m, usual=len(sure) >= CREDITS)}
    return [m for m in mentions if id(m) not in credited and _is_of(m.form, people, people & alone)]


def _is_of(form: Form, people: set[str], called: set[str]) -> bool:
    """Whether a form is a person's: as a whole, or as the full name of one who is called by its first or last part."""
    return form.text in people or form.parts[0] in called or form.parts[-1] in called


def _vote(parsed: Parsed, m: NameMention) -> float:
    """Evidence in one place that a name is a person's: positive for, negative against."""
    before = parsed.lowers[m.first - 1] if m.first else ""
    after = parsed.lowers[m.last] if m.last < len(parsed) else ""
    vote = UNDECIDED + _vote_of_form(m, before, after) + _vote_of_neighbours(parsed, m, before, after)
    verb = parsed.heads[m.last - 1]
    if parsed.deps[m.last - 1] in ("nsubj", "nsubjpass") and parsed.pos[verb] in ("VERB", "AUX"):
        vote += 0.8 if parsed.lemmas[verb] in words("speech_verbs", "plain") else 0.5
    if after in words("speech_verbs", "plain") or before in ("said", "cried", "asked", "replied", "answered"):
        vote += 1
    if _is_done_to_people(parsed, m.last - 1):
        vote += 0.6
    return vote


def _is_done_to_people(parsed: Parsed, head: int) -> bool:
    """ "Divorced Thorstein", "married to Dong-wook", "Hallveig's husband"."""
    above = parsed.heads[head]
    if parsed.deps[head] == "pobj" and parsed.lowers[above] in ("to", "with", "by"):
        above = parsed.heads[above]
    elif parsed.deps[head] == "poss":
        return parsed.lemmas[above] in kin_nouns()
    elif parsed.deps[head] != "dobj":
        return False
    return parsed.lemmas[above] in words("speech_verbs", "done_to_people")


def _vote_of_form(m: NameMention, before: str, after: str) -> float:
    """What titles, lists of names and of places say, and the word right before."""
    low = [p.lower() for p in m.form.parts]
    known = low[0] in first_names()
    vote = 1.0 if known or m.written[:1] in QUOTES else 0.0
    if m.form.titles:
        return vote + (2 if set(m.form.titles) - _HOLY else 0.3)  # "St. Kitt", who may be an island
    if low[-1] in words("places", "words") or after in words("places", "words"):
        surname = low[-1] in words("places", "also_surnames") and len(low) > 1
        vote -= 2 if not surname else 0 if known else 1
    if len(low) == 1 and low[0] in words("places", "ambiguous"):
        vote -= 0.6
    if before in words("places", "prepositions_of_place"):
        vote -= 0.6
    if before in ("the", "a", "an"):
        vote -= 1
    if before == "with":
        vote += 0.2  # "in love with Ilka"
    return vote


def _vote_of_neighbours(parsed: Parsed, m: NameMention, before: str, after: str) -> float:
    """What the words around say: relational nouns, brackets, an age, a call."""
    vote = 0.0
    lemma = parsed.lemmas[m.first - 1] if m.first else ""
    follows = parsed.lowers[m.last + 1] if m.last + 1 < len(parsed) else ""
    apart = before in (",", "(", ":") and m.first > 1 and parsed.lowers[m.first - 2] in _called_before()
    if before in _called_before() or lemma in _called_before() or apart:
        vote += 1
    if after in ("'s", "’s"):
        vote += 0.3
    if after == "(" and _closes_soon(parsed, m.last):
        vote += 0.6
    if (after == "," and follows in ("a", "an", "the", "who", "whose", "his", "her")) or after == "who":
        vote += 0.2
    if follows in _called_before() and after in (",", "the"):
        vote += 0.6  # "Thora, sister of Snorri", "Thorolf the trader"
    if after in ("'s", "’s") and (follows in words("places", "words") or follows in _FEASTS):
        vote -= 3 * parsed.words[m.last + 1][0].isupper()  # "Saint Luke's Eve"
    compound = before.title() == parsed.words[m.first - 1] and before in words("places", "not_people")
    if compound and m.form.parts[0].lower() not in first_names() and before not in CALENDAR:
        vote -= 2
    if before in _BEFORE_CALL and after in _AFTER_CALL:
        vote += 0.6
    if _is_beside_a_person(parsed, m) or (after == "," and _is_age(parsed, m.last + 1)):
        vote += 0.5
    return vote


def _is_beside_a_person(parsed: Parsed, m: NameMention) -> bool:
    """Joined by "and" to a first name, or said to be who "you", "I" or "the man" is."""
    head = m.last - 1
    for t in (m.first - 2, m.last + 1):
        joined = 0 <= t < len(parsed) and parsed.lowers[t + 1 if t < m.first else t - 1] == "and"
        if joined and parsed.words[t].istitle() and parsed.lowers[t] in first_names():
            return True
    if parsed.deps[head] != "attr" or parsed.lemmas[parsed.heads[head]] != "be":
        return False
    subjects = [c for c in parsed.children(parsed.heads[head]) if parsed.deps[c] == "nsubj"]
    return any(parsed.lowers[c] in ("i", "you", "he", "she") or parsed.lemmas[c] in _called_before() for c in subjects)


def _closes_soon(parsed: Parsed, t: int) -> bool:
    """Whether a name stands in the brackets that open at ``t``: "Marie (Roe)"."""
    end = next((u for u in range(t + 1, min(len(parsed), t + 6)) if parsed.words[u] == ")"), 0)
    return end > t + 1 and all(parsed.words[u][0].isupper() for u in (t + 1, end - 1))


def _is_age(parsed: Parsed, t: int) -> bool:
    return t + 1 < len(parsed) and parsed.pos[t] == "NUM" and parsed.words[t + 1] in (",", "-", ".")


@cache
def kin_nouns() -> frozenset[str]:
    """Relational nouns ("wife")."""
    return frozenset(row["noun"] for row in table("kinship")["relation"])


@cache
def _called_before() -> frozenset[str]:
    """Words right before a name that make it a person's: "wife", "named"."""
    return frozenset(
        kin_nouns()
        | {"named", "called", "dear", "name", "call"}
        | words("person_nouns", "female")
        | words("person_nouns", "male")
        | words("person_nouns", "any")
    )


def _is_credit(parsed: Parsed, m: NameMention, *, usual: bool = False) -> bool:
    """A performer's name: "Marie (Jane Roe)", "played by Jane Roe" or "Jane Roe as Marie".

    ``usual``: the text credits performers, so a name alone in brackets is one, whatever stands before it.
    """
    before = parsed.words[m.first - 1] if m.first else ""
    after = parsed.words[m.last] if m.last < len(parsed) else ""
    if before == "by" and m.first > 2 and parsed.lowers[m.first - 2] in _PLAYED:
        return True
    alone = before == "(" and after == ")" and not m.form.titles and m.first > 1
    if alone and usual and parsed.lowers[m.first - 2] not in _PLAYED:
        return True
    if alone and len(m.form.parts) > 1 and parsed.pos[m.first - 2] == "NOUN":
        return parsed.lowers[m.first - 2] not in kin_nouns()  # "a jewel thief (Will Powers)"
    if before in ("(", "by") and after in (")", ",", "/", "and") and m.first > 1:
        opened = m.first - 1 if before == "(" else m.first - 3
        named = opened > 0 and parsed.words[opened] == "(" and parsed.words[opened - 1][0].isupper()
        return named and parsed.words[opened - 1][-1:].isalpha()
    if after == "as" and m.last + 1 < len(parsed) and parsed.words[m.last + 1][0].isupper():
        return len(m.form.parts) > 1
    return False
