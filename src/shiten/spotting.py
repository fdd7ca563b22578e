"""Where personal names stand: runs of capital letters, by lists of names and titles and by how the text itself
writes each word; which of them are people is voted on (votes.py)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from shiten.forms import Form, NameMention, title_genders
from shiten.lexicon import words
from shiten.parse import Parsed
from shiten.votes import CALENDAR, QUOTES, first_names, kin_nouns, persons_only

# Initials that stand so often are a person's name.
LEAST_INITIALS = 3
# Letters of the longest syllable that is written with a hyphen in a name.
LONGEST_SYLLABLE = 6
# Words that follow a capital letter without being part of a name.
_FUNCTION_WORDS = """
    i o oh ah god lord heaven christ x he she him her his it we you they them us me my the and but or not no yes
    this that who what when where why how is are was were in on at to of for a an if so all one two new adieu dieu
    mon ma pshaw alas hush bravo hallo hello hullo halloa farewell nay ay aye yea eh ha hurrah heavens goodness
    gracious dear please thank thanks come well now then here there look listen indeed ach domine oho goodbye bye
    senor monsieur madam sir amen begone fie lo hark behold welcome good bon ciao mein gott mio dio sirrah marry
    prithee meanwhile later eventually however soon finally suddenly unfortunately afterwards although though while
    after before since because once until unless despite during also still yet again even only just both either
    neither each every some many most several other another instead therefore thus moreover nevertheless perhaps
    maybe together otherwise whereas upon with from by as their our your its these those such more there's
    enter exit exeunt re-enter manet
"""
# What of the calendar people are named for, and what shows that the time is meant.
_NAMED_FOR = frozenset({"april", "may", "june", "august", "sunday", "christmas"})
_BEFORE_DATE = frozenset({"in", "on", "of", "last", "next", "early", "late", "by", "until", "since", "this", "every"})
# "Charles X." is a Charles: an initial that closes a name is no surname.
_INITIAL = re.compile(r"[A-Z]\.?|[IVX]+\.?")
_STOP = frozenset(_FUNCTION_WORDS.split())


def spot_names(parsed: Parsed) -> list[NameMention]:
    """Every place where a person is named, in text order."""
    return persons_only(parsed, _Spotter(parsed).candidates())


class _Spotter:
    """Runs of capitalised words that may be names, by how the text itself writes each word."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._lower = Counter(w for w in parsed.words if w.islower())
        self._within = _capitals_within_sentences(parsed)
        capitals = (i for i, w in enumerate(parsed.words) if w[0].isupper() and not w.isupper())
        self._capital = Counter(parsed.lowers[i] for i in capitals)
        self._titles = title_genders()
        self._initials = _names_of_initials(parsed)
        self._month_names = frozenset(parsed.lowers[i] for i in range(len(parsed) - 1) if self._is_month_for_name(i))
        self._surnames = frozenset(parsed.lowers[i] for i in range(1, len(parsed) - 1) if self._is_title_for_surname(i))
        self._particled = frozenset(parsed.lowers[i] for i in range(2, len(parsed)) if self._is_after_particle(i))
        self._placenames_for_people = frozenset(
            parsed.lowers[i] for i in range(len(parsed)) if self._is_said_to_be_a_person(i)
        )

    def candidates(self) -> list[NameMention]:
        """Every run, titles included."""
        found: list[NameMention] = []
        i = 0
        while i < len(self._parsed):
            core, end = self._run(i)
            if end > core:
                found += _mentions(self._parsed, i, core, end)
            i = max(i + 1, end)
        return found

    def _run(self, i: int) -> tuple[int, int]:
        """Where the name proper begins and ends in the run that begins at token ``i``."""
        parsed, n, first = self._parsed, len(self._parsed), i
        while i + 1 < n and i - first < 3 and self._is_title(i) and parsed.words[i + 1][0].isupper():
            i += 1
        if i == first and self._is_occupation(i):
            i += 1
        core = i
        nick = _nickname(parsed, i)
        if nick and nick < n and parsed.words[nick][0].isupper() and parsed.lowers[nick] not in _STOP:
            i = nick + 1  # '"Buster" Moran', however the model tags the surname
        while i < n and (self._is_name(i) or (i > core and _joins(parsed, i, words("titles", "noble_particles")))):
            if i > core and (_new_sentence(parsed, i) or _new_line(parsed, i)):
                break
            i += 1
            if (nick := _nickname(parsed, i)) and nick < n and self._is_name(nick):
                i = nick
        return core, i

    def _is_occupation(self, i: int) -> bool:
        """ "Dentist Agda Norrby", where only the sentence's start makes the noun a capital."""
        parsed, low = self._parsed, self._parsed.lowers[i]
        known = any(low in words("person_nouns", kind) for kind in ("any", "male", "female"))
        follows = i + 1 < len(parsed) and self._is_name(i + 1) and parsed.words[i + 1].istitle()
        return known and follows and _opens_sentence(parsed, i) and low not in first_names()

    def _is_title(self, i: int) -> bool:
        word, low = self._parsed.words[i], self._parsed.lowers[i].rstrip(".")
        return word[0].isupper() and low in self._titles and low not in self._surnames

    def _is_title_for_surname(self, i: int) -> bool:
        """ "Jonas Pope", "navigator Pope": a title that closes a name is its surname."""
        parsed = self._parsed
        before, after = parsed.words[i - 1], parsed.words[i + 1]
        named = before.istitle() and parsed.lowers[i - 1] in first_names()
        called = before in words("person_nouns", "any")
        return (
            (named or called)
            and parsed.lowers[i] in self._titles
            and parsed.words[i].istitle()
            and not after[0].isupper()
            and parsed.pos[i] == "PROPN"
        )

    def _is_name(self, i: int) -> bool:
        """Whether the word at token ``i`` may be part of a name."""
        parsed, low = self._parsed, self._parsed.lowers[i]
        word, names = parsed.words[i], first_names()
        if _is_hyphened(parsed, i):
            return True
        if not word[:1].isupper() or low in _STOP or low[:2] in ("i'", "i’") or not word[-1:].isalpha():
            return len(word) == 2 and word[0].isupper() and word[1] == "." and word != "I."
        if low in self._surnames:
            return True
        if low in self._titles:
            return low in names and parsed.lowers[i - 1] not in ("the", "an", "a") and not self._lower[low]
        if low in self._particled and parsed.lowers[i - 1] in words("titles", "noble_particles"):
            return True
        if low in words("places", "not_people") and low not in self._placenames_for_people:
            surname = self._is_surname(i) or _is_hyphened(parsed, i + 1)  # "Hong Seo-jun"
            return (low in self._month_names and not self._is_date(i)) or surname
        if low == "eve" and i and parsed.lowers[i - 1] in (*CALENDAR, "'s", "’s", "new", "year"):
            return False
        if word.isupper() and len(word) > 1:
            return low in names or self._capital[low] > 0 or word in self._initials
        if low in names:
            return parsed.pos[i] == "PROPN" or self._within[low] > 0 or not self._lower[low]
        if _opens_sentence(parsed, i):
            known = self._within[low] > 0 and not self._lower[low] and parsed.pos[i] in ("NOUN", "ADJ", "VERB")
            return known or (parsed.pos[i] == "PROPN" and self._is_known_at_start(i))
        return parsed.pos[i] == "PROPN" or self._within[low] > 2 * self._lower[low]

    def _is_after_particle(self, i: int) -> bool:
        """ "Ludwig von Basel": what follows first name and particle is a surname, though a city's too."""
        parsed = self._parsed
        particle = parsed.lowers[i - 1] in words("titles", "noble_particles") and parsed.words[i - 1].islower()
        return particle and parsed.words[i].istitle() and parsed.lowers[i - 2] in first_names()

    def _is_said_to_be_a_person(self, i: int) -> bool:
        """ "Paris is a clerk": a place's word that is somebody's name in this text."""
        parsed, verb = self._parsed, self._parsed.heads[i]
        if parsed.deps[i] != "nsubj" or parsed.lemmas[verb] != "be" or not parsed.words[i].istitle():
            return False
        said = [parsed.lemmas[c] for c in parsed.children(verb) if parsed.deps[c] == "attr"]
        return any(noun in words("person_nouns", kind) for noun in said for kind in ("any", "male", "female"))

    def _is_month_for_name(self, i: int) -> bool:
        """ "June Harmer": a month before a surname is a first name."""
        parsed = self._parsed
        follows = parsed.words[i + 1].istitle() and parsed.pos[i + 1] == "PROPN" and parsed.deps[i] == "compound"
        return follows and parsed.lowers[i] in _NAMED_FOR and not self._is_date(i)

    def _is_date(self, i: int) -> bool:
        before = self._parsed.lowers[i - 1] if i else ""
        after = self._parsed.words[i + 1] if i + 1 < len(self._parsed) else ""
        return before in _BEFORE_DATE or before.isdigit() or after[:1].isdigit()

    def _is_surname(self, i: int) -> bool:
        """A word that is no person's alone ("Dane", "London") may be one's surname: after a first name."""
        before = self._parsed.lowers[i - 1] if i else ""
        named = before in first_names() and self._parsed.words[i - 1][0].isupper()
        return named and self._parsed.lowers[i] not in CALENDAR

    def _is_known_at_start(self, i: int) -> bool:
        """At a sentence's start a capital says nothing: the word must be known, or act as a person would."""
        parsed, low = self._parsed, self._parsed.lowers[i]
        if self._within[low] > 0 or (self._capital[low] > 1 and not self._lower[low]):
            return True
        before_name = i + 1 < len(parsed) and parsed.words[i + 1][0].isupper() and parsed.lowers[i + 1] in first_names()
        if before_name and not self._lower[low]:  # not "Sweet Nell"
            return True
        acts = parsed.deps[i] == "nsubj" and parsed.pos[parsed.heads[i]] in ("VERB", "AUX")
        kin = parsed.deps[i] == "poss" and parsed.lemmas[parsed.heads[i]] in kin_nouns()
        before_surname = parsed.deps[i] == "compound" and parsed.pos[i + 1 : i + 2] == ["PROPN"]
        return (acts or kin or before_surname) and not self._lower[low]


def _names_of_initials(parsed: Parsed) -> frozenset[str]:
    """People called by initials only ("KT"): often, never with an article, and once at least as one who acts."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(parsed.words):
        if 2 <= len(word) <= 3 and word.isupper() and word.isalpha() and parsed.pos[i] == "PROPN":
            places[word].append(i)
    return frozenset(
        word for word, where in places.items()
        if len(where) >= LEAST_INITIALS
        and not any(parsed.lowers[i - 1] in ("the", "a", "an") for i in where if i)
        and any(parsed.deps[i] == "nsubj" and parsed.tags[parsed.heads[i]] in ("VBZ", "VBD") for i in where)
    )  # fmt: skip


def _new_line(parsed: Parsed, i: int) -> bool:
    return "\n" in parsed.story.text[parsed.starts[i - 1] : parsed.starts[i]]


def _nickname(parsed: Parsed, i: int) -> int:
    """Where a quoted nickname that begins at token ``i`` ends ('Tobias "Toby" Marsh'), or 0."""
    if i + 2 >= len(parsed) or parsed.words[i] not in QUOTES or not parsed.words[i + 1][0].isupper():
        return 0
    for end in (i + 2, i + 3):
        if end < len(parsed) and parsed.words[end] in QUOTES:
            line = parsed.story.text[parsed.starts[i] : parsed.end(end)]
            return end + 1 if all(parsed.words[t].isalpha() for t in range(i + 1, end)) and "\n" not in line else 0
    return 0


def _opens_sentence(parsed: Parsed, i: int) -> bool:
    """Whether a capital is due at token ``i`` whatever the word: a sentence or a line of verse begins."""
    first = parsed.sentences[parsed.sentence_of[i]][0]
    return i == first or parsed.words[i - 1] in "“\"‘'—:(*-–…" or _new_line(parsed, i)


def _new_sentence(parsed: Parsed, i: int) -> bool:
    return parsed.sentence_of[i] != parsed.sentence_of[i - 1] and parsed.words[i - 1][-1:] in ".!?"


def _joins(parsed: Parsed, i: int, particles: frozenset[str]) -> bool:
    """A particle ("de", "von") or a hyphen between two name words, or what follows such a hyphen."""
    if i + 1 >= len(parsed):
        return False
    if parsed.words[i] == "-" and parsed.starts[i] == parsed.end(i - 1) and parsed.starts[i + 1] == parsed.end(i):
        return parsed.words[i + 1][0].isupper() or parsed.pos[i + 1] == "PROPN" or _is_hyphened(parsed, i - 1)
    if parsed.words[i - 1] == "-" and parsed.starts[i] == parsed.end(i - 1):
        return True
    return parsed.lowers[i] in particles and parsed.words[i + 1][0].isupper() and parsed.pos[i + 1] == "PROPN"


def _is_hyphened(parsed: Parsed, i: int) -> bool:
    """ "Ha-rin", "Jae-won": two syllables of which only the first has a capital, whatever the model takes them for."""
    if parsed.words[i + 1 : i + 2] != ["-"] or i + 2 >= len(parsed):
        return False
    first, second = parsed.words[i], parsed.words[i + 2]
    whole = parsed.end(i) == parsed.starts[i + 1] and parsed.end(i + 1) == parsed.starts[i + 2]
    short = first.istitle() and second.islower() and max(len(first), len(second)) <= LONGEST_SYLLABLE
    english = first.lower() in words("titles", "no_syllables") or second in words("titles", "no_last_syllables")
    return whole and short and second.isalpha() and not english


def _capitals_within_sentences(parsed: Parsed) -> Counter[str]:
    """How often a word stands capitalised where no sentence begins and its neighbours are not all capitals."""
    seen: Counter[str] = Counter()
    for i in range(1, len(parsed)):
        word = parsed.words[i]
        if word[0].isupper() and not word.isupper() and not _opens_sentence(parsed, i):
            seen[parsed.lowers[i]] += 1
    return seen


def _mentions(parsed: Parsed, first: int, core: int, last: int) -> list[NameMention]:
    """The mention of tokens ``first..last``; "Mr. and Mrs. X" gives two."""
    titles = tuple(parsed.lowers[k].rstrip(".") for k in range(first, core))
    text = parsed.story.text[parsed.starts[core] : parsed.end(last - 1)]
    parts = tuple(_spell(bare) for word in text.split() if (bare := word.strip("“”\"‘’'")))
    if len(parts) > 1 and _INITIAL.fullmatch(parts[-1]):
        parts = parts[:-1]
    written = parsed.story.text[parsed.starts[first] : parsed.end(last - 1)].replace("\n", " ")
    found = [NameMention(first, last, Form(titles, parts), written)]
    if titles and first >= 2 and parsed.lowers[first - 1] in ("and", "&"):
        before = parsed.lowers[first - 2].rstrip(".")
        if before in title_genders() and parsed.words[first - 2][0].isupper():
            other = f"{parsed.words[first - 2]} {' '.join(parts)}"
            found.insert(0, NameMention(first - 2, first - 1, Form((before,), parts), other))
    return found


def _spell(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 2 else word
