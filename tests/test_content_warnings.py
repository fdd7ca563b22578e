"""Content warnings: a passage, else silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from invented import TALES
from shiten.content_warnings import find_warnings, warning_grounds
from shiten.pipeline import Understanding
from shiten.terms import Genre, Level, NeitherReason, WarningKind
from shiten.weights import Threshold, load

Read = Callable[[str], Understanding]
EAGER = {f"warning_{kind}": Threshold({"constant": 9.0}, 0.5, 0.0) for kind in WarningKind}


def counted(understood: Read, text: str, kind: WarningKind) -> int:
    return len(understood(text).warning_grounds.hits.get(kind, ()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Paul hanged himself in the barn. The rain fell.", WarningKind.DEATH_OR_SUICIDE),
        ("Rupert struck Paul and beat him. The rain fell.", WarningKind.VIOLENCE),
        ("Rupert blackmailed Mary for a year. The rain fell.", WarningKind.MANIPULATION),
    ],
)
def test_words_of_a_warning(understood: Read, text: str, kind: WarningKind) -> None:
    assert counted(understood, text, kind) > 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Paul never hanged himself. The rain fell.", WarningKind.DEATH_OR_SUICIDE),
        ("Rupert did not blackmail Mary. The rain fell.", WarningKind.MANIPULATION),
        ("Paul walked to the mill with Mary. The rain fell.", WarningKind.VIOLENCE),
        ("Paul walked to the mill with Mary. The rain fell.", WarningKind.QUESTIONABLE_CONSENT),
    ],
)
def test_what_is_denied_or_absent(understood: Read, text: str, kind: WarningKind) -> None:
    assert counted(understood, text, kind) == 0


def test_no_passage_no_warning(understood: Read) -> None:
    text = "The mill stood by the road. In the spring the grass grew over the wall, and the bees came."
    assert find_warnings(understood(text).warning_grounds, EAGER) == ()


@pytest.mark.parametrize("tale", ["left", "taker", "strayer"])
def test_warnings_keep_the_rules(understood: Read, tale: str) -> None:
    found = understood(TALES[tale])
    eager = find_warnings(found.warning_grounds, EAGER)
    assert {w.kind for w in found.warnings} <= {w.kind for w in eager}
    for w in (*eager, *found.warnings):
        assert 1 <= len(w.places) <= 3
        assert all(0 <= a < b <= len(found.parsed) for a, b in w.places)
        assert w.level in Level
        assert 0 <= w.score <= 1
    scores = [w.score for w in found.warnings]
    assert scores == sorted(scores, reverse=True)
    assert all(w.score >= round(load().yes_no[f"warning_{w.kind}"].at, 3) for w in found.warnings)


def test_a_threshold_that_is_not_reached_gives_nothing(understood: Read) -> None:
    never = {name: Threshold({}, 0.51, 0.0) for name in EAGER}
    assert find_warnings(understood(TALES["left"]).warning_grounds, never) == ()


def test_the_verdict_is_among_the_features(understood: Read) -> None:
    found = understood(TALES["left"])
    grounds = warning_grounds(found.parsed, found.events, found.feelings, found.verdict)
    features = grounds.features[WarningKind.BETRAYAL]
    assert features["is_netorare"] == found.verdict.probabilities[Genre.NETORARE]
    assert f"for_{NeitherReason.NO_TRIANGLE}" in features
    assert grounds == found.warning_grounds


def test_more_of_it_is_stronger(understood: Read) -> None:
    little = understood("Rupert struck Paul. " + "The rain fell on the mill and on the road. " * 60)
    much = understood("Rupert struck Paul, beat him, stabbed him and strangled him. Blood ran from the wound. " * 20)
    levels = list(Level)
    found = [
        next(w for w in find_warnings(u.warning_grounds, EAGER) if w.kind is WarningKind.VIOLENCE)
        for u in (little, much)
    ]
    assert levels.index(found[0].level) < levels.index(found[1].level)
