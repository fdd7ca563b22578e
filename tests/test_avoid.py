"""What may be avoided, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readings import all_readings, empty, example, neither
from shiten import avoid
from shiten.avoid import Kind, Side, judge, parse, worst
from shiten.errors import UnknownTerm
from shiten.reading import GenreVerdict
from shiten.terms import Genre, WarningKind
from shiten.weights import load


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("netorare", Genre.NETORARE),
        ("NTR", Genre.NETORARE),
        ("寝取られ", Genre.NETORARE),
        ("Taken-From", Side.TAKEN_FROM),
        ("taken from", Side.TAKEN_FROM),
        ("victim", Side.TAKEN_FROM),
        ("seducer", Side.TAKER),
        ("cheater", Side.STRAYER),
        ("questionable consent", WarningKind.QUESTIONABLE_CONSENT),
    ],
)
def test_words(word, meant):
    assert parse(word) is meant


def test_every_word_is_known():
    assert all(parse(word) is not None for word in avoid.words())


@pytest.mark.parametrize("word", ["", "netorre", "x" * 500, "\x1b[2J", "interloper"])
def test_unknown_words(word):
    with pytest.raises(UnknownTerm) as caught:
        parse(word)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("avoided", "probability", "kind"),
    [
        (Genre.NETORARE, 0.86, Kind.HOLDS),
        (Side.TAKEN_FROM, 0.86, Kind.HOLDS),
        (Genre.NETORI, 0.07, Kind.FITS),
        (Genre.BOTH, 0.04, Kind.FITS),
        (Genre.NEITHER, 0.11, Kind.UNSURE),
        (Side.STRAYER, 0.11, Kind.UNSURE),
        (WarningKind.BETRAYAL, 0.95, Kind.HOLDS),
    ],
)
def test_the_example(avoided, probability, kind):
    verdict = judge(example(), avoided)
    assert verdict.probability == pytest.approx(probability)
    assert verdict.kind is kind


@pytest.mark.parametrize(("missed", "kind"), [(0.01, Kind.FITS), (0.2, Kind.UNSURE)])
def test_a_warning_that_is_not_listed_keeps_the_chance_it_is_missed_with(monkeypatch, missed, kind):
    weights = load()
    known = {name: replace(threshold, unlisted=missed) for name, threshold in weights.yes_no.items()}
    monkeypatch.setattr("shiten.avoid.load", lambda: replace(weights, yes_no=known))
    assert WarningKind.VIOLENCE not in [w.kind for w in example().warnings]
    assert judge(example(), WarningKind.VIOLENCE) == avoid.Verdict(kind, missed)


def test_the_reason_for_neither_decides_between_strayer_and_observer():
    assert judge(neither(), Side.STRAYER).kind is Kind.HOLDS
    other = judge(neither(), Side.OBSERVER)
    assert other.kind is not Kind.HOLDS
    assert 0 < (other.probability or 0) < 0.1


def test_between_the_thresholds_it_is_not_sure():
    genre = GenreVerdict(
        label=Genre.NETORI, probabilities={"netori": 0.34, "netorare": 0.33, "both": 0.0, "neither": 0.33}
    )
    reading = example().model_copy(update={"genre": genre})
    for avoided in (Genre.NETORI, Genre.NETORARE, Side.OBSERVER):
        assert judge(reading, avoided).kind is Kind.UNSURE


def test_a_reading_without_a_verdict_is_not_sure():
    assert judge(empty(), Genre.NETORI) == avoid.Verdict(Kind.UNSURE, None)


def test_worst():
    verdicts = {kind: avoid.Verdict(kind, 0.5) for kind in Kind}
    assert worst([]) is Kind.FITS
    assert worst([verdicts[Kind.FITS], verdicts[Kind.UNSURE]]) is Kind.UNSURE
    assert worst(verdicts.values()) is Kind.HOLDS


@pytest.mark.parametrize("name", all_readings())
def test_everything_can_be_judged(name):
    for word in avoid.words():
        verdict = judge(all_readings()[name], parse(word))
        known = verdict.probability is not None
        assert 0 <= verdict.probability <= 1 if known else verdict.kind is Kind.UNSURE
