"""Genre and all that goes with it: what is scored, beside floors and simple readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarking.baselines import Labelled, bag_of_words, keyword_tagger, viewpoint_readings
from benchmarking.places import Group, NothingToMeasureError, Plain, groups, settings
from benchmarking.readings import readings_only
from benchmarking.scoring import labels_without_stated_side, score, sides_stated
from benchmarking.tables import Cell, shown
from benchmarking.texts import Text, gold

# The scorer's keys, with how they are called here.
FIGURES = (
    ("genre_macro_f1", "genre, macro F1"),
    ("genre_macro_f1_or_alternative", "genre, macro F1, or a defensible alternative"),
    ("genre_accuracy", "genre, accuracy"),
    ("netori_present_f1", "netori present, F1"),
    ("netorare_present_f1", "netorare present, F1"),
    ("contrast_sets_all_right", "contrast sets all right"),
    ("neither_reason_accuracy", "reason for neither"),
    ("narration_accuracy", "narration"),
    ("narrator_accuracy", "narrator"),
    ("viewpoint_accuracy", "viewpoint"),
    ("couple_accuracy", "couple"),
    ("taker_accuracy", "taker"),
    ("role_accuracy", "roles"),
    ("outcome_accuracy", "outcome"),
    ("resolution_accuracy", "resolution"),
    ("warnings_micro_f1", "warnings, micro F1"),
    ("stage_f1", "stages, F1"),
    ("stage_within_0.1", "stage within a tenth of the text"),
    ("brier", "Brier score (less is better)"),
    ("calibration_error", "calibration error (less is better)"),
    ("accuracy_on_surest_half", "genre, accuracy on the surest half"),
)
# What the constant reader gets for those keys that the scorer gives under another name.
CONSTANT = {
    "stage_f1": "stage_f1_knowing_the_genre",
    "stage_within_0.1": "stage_within_0.1_knowing_the_genre",
}
GENRE_ONLY = (
    "genre_macro_f1", "genre_macro_f1_or_alternative", "genre_accuracy", "netori_present_f1",
    "netorare_present_f1", "contrast_sets_all_right", "brier", "calibration_error", "accuracy_on_surest_half",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """One group's figures: Shiten's in three selections, and the simple readers'."""

    group: Group
    strict: Plain
    sure: Plain
    unstated: Plain | None
    keywords: Plain
    words: Plain
    most_named: float | None
    first_named: float | None

    def met(self, key: str) -> bool | None:
        """Whether a figure reaches its floor; None where it has none."""
        floor = self.group.floors.get(key)
        value = self.strict[key]
        return None if floor is None else value is not None and value >= floor


def measure(group: Group, results: Mapping[str, Plain], baselines: Mapping[str, list[Plain]]) -> Measured:
    """Score a group's readings and the baselines (``keywords``, ``words``) on it."""
    readings = readings_only(results.values())

    def rule(key: str) -> float | None:
        found: float | None = score(viewpoint_readings(results, key), group.only, name=f"{group.id}-{key}")[
            "viewpoint_accuracy"
        ]
        return found

    return Measured(
        group=group,
        strict=score(readings, group.only, name=group.id),
        sure=score(readings, group.only, name=group.id, min_confidence=0.6),
        unstated=score(readings, group.only, name=group.id, labels=labels_without_stated_side())
        if sides_stated(group)
        else None,
        keywords=score(baselines["keywords"], group.only, name=f"{group.id}-keywords"),
        words=score(baselines["words"], group.only, name=f"{group.id}-words"),
        most_named=rule("most_named"),
        first_named=rule("first_named"),
    )


def fit_baselines(texts: Mapping[str, Text]) -> dict[str, list[Plain]]:
    """The two fitted taggers on all the labelled English stories given, out of fold."""
    cases = [
        Labelled(r["id"], texts[r["id"]].content().decode("utf-8", "replace"), r["genre"], r["fold"])
        for r in gold()
        if r["id"] in texts
    ]
    return {"keywords": keyword_tagger(cases), "words": bag_of_words(cases)}


def table(measured: Measured) -> tuple[list[str], list[list[Cell]]]:
    """Head and body: a figure a line; Shiten, then simple readers, then the floor."""
    head = [
        "",
        "Shiten",
        "95 %",
        "sure rows",
        "keywords",
        "bag of words",
        "sentence vectors",
        "constant",
        "floor",
        "",
    ]
    body: list[list[Cell]] = [
        [
            "stories",
            measured.strict["stories"],
            None,
            measured.sure["stories"],
            None,
            None,
            None,
            None,
            None,
            None,
        ]
    ]
    for key, name in FIGURES:
        if measured.strict[key] is None:
            continue
        tagger = key in GENRE_ONLY
        floor = measured.group.floors.get(key)
        met = measured.met(key)
        body.append(
            [
                name,
                measured.strict[key],
                shown(measured.strict["genre_macro_f1_95"]) if key == "genre_macro_f1" else None,
                measured.sure[key],
                measured.keywords[key] if tagger else None,
                measured.words[key] if tagger else None,
                settings()["sentence_vectors"][measured.group.id] if key == "genre_macro_f1" else None,
                measured.strict["baseline"].get(CONSTANT.get(key, key)),
                floor,
                None if met is None else "met" if met else "**not met**",
            ]
        )
    return head, [[("" if c is None and k > 1 else c) for k, c in enumerate(line)] for line in body]


def brief(measured: Measured) -> list[Cell]:
    """One line for the terminal."""
    strict = measured.strict
    keys = [
        "genre_macro_f1", "netori_present_f1", "netorare_present_f1", "viewpoint_accuracy", "couple_accuracy",
        "taker_accuracy", "role_accuracy", "outcome_accuracy", "narration_accuracy", "warnings_micro_f1",
        "stage_f1", "brier",
    ]  # fmt: skip
    return [measured.group.id, strict["stories"], *(strict[k] for k in keys)]


BRIEF = (
    "", "stories", "genre F1", "netori", "netorare", "view", "couple", "taker", "roles", "outcome",
    "narration", "warnings", "stages", "brier",
)  # fmt: skip


def narration(results: Mapping[str, Plain]) -> tuple[float | None, float]:
    """Narration on full texts and contrast stories together, and its floor."""
    row = settings()["narration"]
    found: float | None = score(readings_only(results.values()), row["only"], name="narration")["narration_accuracy"]
    return found, row["at_least"]


def headline(measured: list[Measured]) -> Plain:
    """The few figures that the history keeps."""
    keys = (
        "genre_macro_f1",
        "netori_present_f1",
        "netorare_present_f1",
        "viewpoint_accuracy",
        "role_accuracy",
    )
    return {m.group.id: {k: m.strict[k] for k in keys} for m in measured}


def all_groups(ids: frozenset[str]) -> list[Group]:
    """The groups asked for, in order; raises NothingToMeasureError for an id that is none."""
    if unknown := ids - {g.id for g in groups()}:
        known = ", ".join(g.id for g in groups())
        raise NothingToMeasureError(f"no group is called {', '.join(sorted(unknown))}; known are {known}")
    return [g for g in groups() if g.id in ids]
