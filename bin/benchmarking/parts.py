"""The reader's parts, each on a set of its own: people, quotations, couples; in the scorers' formats."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarking.align import align
from benchmarking.places import CACHE, Plain, shared
from benchmarking.readings import write_rows
from benchmarking.scoring import printed_values, run_scorer
from benchmarking.texts import Text

SET = "six_theme"
ROMANTIC = {"married": "husband/wife", "engaged": "lovers", "couple": "lovers", "lovers": "lovers"}
# From this probability on a triangle of the trace is put forward as one.
PUT_FORWARD = 0.05


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of one part: a row a system, ours first."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    note: str = ""


# ---------------------------------------------------------------- from readings to the scorers' lines


def people_lines(key: str, text_id: str, reading: Plain) -> Iterator[Plain]:
    """The named people of a reading; those whom only a noun means ("the surgeon", "Ann's friend") are left out."""
    for person in reading["cast"]:
        if re.search(r"\b[^\W\d_a-z]", person["name"]) and not re.search(r"^the |['’]s [a-z]", person["name"]):
            yield {
                key: text_id,
                "name": person["name"],
                "names": [person["name"], *person["aliases"]],
                "gender": person["gender"] if person["gender"] in ("male", "female") else "unknown",
                "mentions": person["mentions"],
            }


def quote_lines(novel: str, result: Plain, raw: str) -> Iterator[Plain]:
    """Every quotation with its speaker, at offsets of the raw file."""
    places = align(result["text"], raw)
    for start, end, speaker in result["quotes"]:
        yield {
            "novel": novel,
            "start": places.back(start),
            "end": places.back(end - 1) + 1,
            "speaker": speaker,
        }


def relation_lines(work: str, result: Plain) -> Iterator[Plain]:
    """Couples by their ties, wooers by attempted triangles, and everyone who stands between two."""
    partners: dict[str, set[str]] = defaultdict(set)
    for tie in result["reading"]["ties"]:
        if tie["kind"] in ROMANTIC:
            partners[tie["a"]].add(tie["b"])
            partners[tie["b"]].add(tie["a"])
            yield {"work": work, "pair": [tie["a"], tie["b"]], "fine": ROMANTIC[tie["kind"]]}
    for triangle in result["trace"]["triangles"]:
        if triangle["probability"] >= PUT_FORWARD:
            left, taken, taker = triangle["left"], triangle["taken"], triangle["taker"]
            partners[taken] |= {left, taker}
            fine = "lovers" if triangle["outcome"] == "taken" else "unrequited love interest"
            yield {"work": work, "pair": [left, taken], "fine": "lovers"}
            yield {"work": work, "pair": [taken, taker], "fine": fine}
    for person, others in partners.items():
        if len(others) > 1:
            yield {"work": work, "person": person, "partners": sorted(others)}


# ---------------------------------------------------------------- the scorers


def _bench() -> Path:
    return shared() / "bench"


def _kept(name: str, found: Iterator[Plain]) -> str:
    return str(write_rows(CACHE / "scored" / name, found))


def extracts_part(results: Mapping[str, Plain]) -> Part:
    """People in the hundred extracts."""
    own = _kept(
        "extract-people.jsonl",
        (line for k, r in results.items() if "reading" in r for line in people_lines("id", k, r["reading"])),
    )
    keys = ("found", "precision", "F1", "clusters per found", "gender right")
    rows = []
    for system, path in (
        ("Shiten", own),
        ("spaCy small, names merged by spelling", _peer("spacy_sm_litbank_people")),
    ):
        figures = printed_values(run_scorer("score_litbank_people.py", [str(_bench()), path]))[0]
        # The peer says nothing of gender: the scorer's 0 would look like a result.
        says = system == "Shiten"
        rows.append((system, *(figures[k] if says or k != "gender right" else None for k in keys)))
    return Part("People in 100 extracts (LitBank)", ("", *keys), tuple(rows))


def _peer(name: str) -> str:
    return str(_bench() / "peers" / f"{name}.jsonl")


def quotes_parts(texts: list[Text], results: Mapping[str, Plain]) -> tuple[Part, Part]:
    """Quotations with their speakers, and the speakers as people, in six whole novels."""
    raw = {t.id: t.content().decode("utf-8") for t in texts}
    good = {k: r for k, r in results.items() if "reading" in r}
    own = (
        _kept("quotes.jsonl", (line for k, r in good.items() for line in quote_lines(k, r, raw[k]))),
        _kept(
            "quote-people.jsonl",
            (line for k, r in good.items() for line in people_lines("novel", k, r["reading"])),
        ),
    )
    systems = (
        ("Shiten", *own),
        ("BookNLP big", _peer("booknlp_quotes"), _peer("booknlp_people")),
        ("GutenTag 0.1.5 (rules)", _peer("gutentag_quotes"), _peer("gutentag_people")),
        ("nearest name before, names given", _peer("floor_nearest_name_quotes"), None),
    )
    quote_keys = ("found", "accuracy", "explicit", "anaphoric", "implicit", "macro", "oracle")
    people_keys = ("recall", "clusters per found character", "matched to a gold character", "gender right")
    quote_rows: list[tuple[str | float | None, ...]] = []
    people_rows: list[tuple[str | float | None, ...]] = []
    for system, quotes, people in systems:
        given = [str(_bench()), quotes, "--set", SET, "--json", *(["--people", people] if people else [])]
        figures = json.loads(run_scorer("score_quotes.py", given))
        whole = {**figures["quotes"]["ALL"], "macro": figures["quotes"]["MACRO_accuracy"]}
        quote_rows.append((system, *(whole[k] for k in quote_keys)))
        if people:
            people_rows.append((system, *(figures["people"]["ALL"][k] for k in people_keys)))
    return (
        Part(
            "Quotations in six novels (PDNC): is the right person named as the speaker",
            ("", "found", "all right", "explicit", "anaphoric", "implicit", "macro over novels", "oracle"),
            tuple(quote_rows),
            "Oracle: every name replaced by the speaker whom it most often stands for.",
        ),
        Part(
            "People with ten or more quotations in the same novels",
            ("", "found", "clusters per found", "of ours in their list", "gender right"),
            tuple(people_rows),
        ),
    )


def relations_part(results: Mapping[str, Plain]) -> Part:
    """Couples and triangles in the works in reach."""
    own = _kept(
        "relations.jsonl",
        (line for k, r in results.items() if "reading" in r for line in relation_lines(k, r)),
    )
    pairs = printed_values(run_scorer("score_relations.py", [str(_bench()), own, "--works-here"]))
    triangles = printed_values(run_scorer("score_relations.py", [str(_bench()), own, "--works-here", "--triangles"]))[0]
    rows: list[tuple[str | float | None, ...]] = [
        (f"Shiten, {name}", f["gold pairs"], f["precision"], f["recall"], f["F1"])
        for name, f in zip(("romantic pairs", "couples"), pairs, strict=True)
    ]
    rows.append(("Shiten, triangle candidates", triangles["triangle candidates"], None, triangles["found"], None))
    rows.append(("one annotator against another, romantic pairs", None, None, None, 0.910))
    rows.append(("one annotator against another, couples", None, None, None, 0.882))
    return Part("Couples and triangles in whole works", ("", "labelled", "precision", "recall", "F1"), tuple(rows))
