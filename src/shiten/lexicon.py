"""Word lists of a language, from ``data/<language>/*.toml``, and the small language of cues.

A cue is written ``pos:lemma [+ words] | agent > patient [~]`` and says: where this lemma stands with
this part of speech, followed by these words, the person in slot *agent* does it to the person in slot
*patient*. Slots are ``subject``, ``object``, ``poss``, a preposition, or ``-``; several joined by ``/``.
A trailing ``~`` marks a cue that means little alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_CUE = re.compile(
    r"(?P<pos>[vna]):(?P<lemma>[^\s|+]+(?: [^\s|+]+)*)(?:\s*\+\s*(?P<words>[^|]+?))?"
    r"\s*(?:\|\s*(?P<agent>[^\s>=~]+)(?:\s*[>=]\s*(?P<patient>[^\s~]+))?)?\s*(?P<weak>~)?\s*"
)
_POS = {"v": ("VERB", "AUX"), "n": ("NOUN", "PROPN"), "a": ("ADJ", "VERB", "ADV", "NOUN")}


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue; ``words`` is a sequence of alternatives, each of which must follow in order."""

    source: str
    pos: tuple[str, ...]
    lemma: str
    words: tuple[tuple[str, ...], ...]
    agent: tuple[str, ...]
    patient: tuple[str, ...]
    weak: bool


def parse_cue(source: str) -> Cue:
    """Parse one cue; raises ``ValueError`` naming the cue when it is malformed."""
    found = _CUE.fullmatch(source)
    if not found:
        raise ValueError(f"not a cue: {source!r}")
    words = tuple(tuple(w.split("/")) for w in (found["words"] or "").split())
    return Cue(
        source=source,
        pos=_POS[found["pos"]],
        lemma=found["lemma"],
        words=words,
        agent=_slots(found["agent"]),
        patient=_slots(found["patient"]),
        weak=bool(found["weak"]),
    )


def _slots(text: str | None) -> tuple[str, ...]:
    return tuple(s for s in (text or "-").split("/") if s != "-")


@cache
def table(name: str, language: str = "en") -> Mapping[str, Any]:
    """The TOML file ``data/<language>/<name>.toml`` as a mapping."""
    path = files("shiten") / "data" / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str, key: str, language: str = "en") -> frozenset[str]:
    """One flat list of a table as a set."""
    return frozenset(table(name, language)[key])


def by_lemma(cues: Iterable[tuple[Any, Cue]]) -> dict[str, list[tuple[Any, Cue]]]:
    """Index labelled cues by their lemma's first word, in the order given."""
    index: dict[str, list[tuple[Any, Cue]]] = {}
    for label, cue in cues:
        index.setdefault(cue.lemma.split()[0], []).append((label, cue))
    return index


@cache
def inner_verbs(language: str = "en") -> frozenset[str]:
    """Lemmas of verbs of perception, thought and feeling."""
    return frozenset().union(*(words("inner_life", kind, language) for kind in ("perception", "thought", "feeling")))
