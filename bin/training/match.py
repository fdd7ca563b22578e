"""Which of the people that Shiten found a label means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shiten.cast import Cast
from shiten.forms import title_genders

# "Anna's late husband": no name, though a name is in it.
_SOMEBODYS = re.compile(r"(.+?)['’]s? (?:[\w-]+ )*?([\w-]+)")
_WORD = re.compile(r"[^\W_]+")
_WEAK = {"the", "a", "an", "of", "de", "s", "her", "his", "my", "wife", "husband"}


def _words(name: str) -> set[str]:
    found = {w.lower() for w in _WORD.findall(name)}
    return found - set(title_genders()) - _WEAK or found


def fit(a: str, b: str) -> float:
    """How well two names fit one person, 0 to 1."""
    if a.lower() == b.lower():
        return 1.0
    x, y = _words(a), _words(b)
    return 0.9 * len(x & y) / len(x | y) if x | y else 0.0


def person_for(name: str | None, aliases: Mapping[str, Sequence[str]], cast: Cast) -> int | None:
    """The person of ``cast`` whom a label's ``name`` (with its aliases) means, or None."""
    if not name:
        return None
    if name.lower() in ("narrator", "the narrator", "i"):
        return cast.narrator
    somebodys = _SOMEBODYS.fullmatch(name)
    if somebodys is not None:
        return _related(somebodys[1], somebodys[2].lower(), aliases, cast)
    wanted = [name, *aliases.get(name, ())]
    best, best_score = None, 0.3
    for p in cast.people:
        forms = (p.name, *p.aliases[:8])
        score = max(fit(f, w) for f in forms for w in wanted) + 0.05 * fit(p.name, name) + 0.0001 * min(p.mentions, 100)
        if score > best_score:
            best, best_score = p.id, score
    return best


def _related(owner: str, noun: str, aliases: Mapping[str, Sequence[str]], cast: Cast) -> int | None:
    """The ``noun`` of the person whom ``owner`` means, or None where the cast knows of none."""
    person = person_for(owner, aliases, cast)
    return next((r.other for r in cast.relations if r.owner == person and r.noun == noun.removeprefix("ex-")), None)
