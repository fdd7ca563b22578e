"""Batches: order, refusals, going on after a stop, and one at a time."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

import fakes
from fakes import DEADLY, FALSE_ALARM, STORY, fake_reading
from shiten import batch
from shiten.batch_sources import gather
from shiten.cli import main
from shiten.errors import ShitenError
from shiten.lock import holding
from shiten.terms import Form


@pytest.fixture(autouse=True)
def _fake(monkeypatch):
    monkeypatch.setattr("shiten.pipeline.read_story", fake_reading)


@pytest.fixture
def folder(tmp_path):
    """Six stories, one of them deep down; what is no story, and what is hidden, is left alone."""
    top = tmp_path / "in"
    for name in ("b/c/deep.txt", "a.txt", "b/one.md", "b/two.txt", "z.txt", "a-1.txt"):
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{STORY}{name}", encoding="utf-8")
    (top / "picture.png").write_bytes(b"\x89PNG")
    (top / ".hidden.txt").write_text(STORY, encoding="utf-8")
    return top


def rows(path, *found):
    path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
    return path


def ids(path):
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def timeless(path):
    return re.sub(r'"seconds": [\d.e-]+', "", path.read_text(encoding="utf-8"))


def run(*args):
    return CliRunner().invoke(main, ["batch", *(str(a) for a in args)])


IDS = ["a-1", "a", "b/c/deep", "b/one", "b/two", "z"]


def test_folder_in_order_of_names(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    result = run(folder, "-o", out, "-j", "1")
    assert (result.exit_code, result.stdout) == (0, "")
    assert ids(out) == IDS
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out.jsonl"]


def test_workers_change_nothing(folder, tmp_path):
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    batch.run([folder], one, workers=1, read=fakes.slow_first)
    seen = []
    progress = lambda *told: seen.append(told[:2])  # noqa: E731
    batch.run([folder], two, workers=2, read=fakes.slow_first, progress=progress)
    assert timeless(one) == timeless(two)
    assert seen == [(n, 6) for n in range(1, 7)]


def test_rows_with_what_they_say_of_themselves(tmp_path):
    given = rows(
        tmp_path / "rows.jsonl",
        {"id": "x", "text": STORY, "title": "T", "author": "A", "medium": "novel", "form": "synopsis"},
        {"id": 7, "text": STORY, "language": "en-GB", "form": None},
    )
    out = tmp_path / "out.jsonl"
    assert run(given, "-o", out, "--form", "full_text", "-j", "1").exit_code == 0
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    facts = first["story"]
    assert [facts[k] for k in ("title", "author", "medium", "form")] == ["T", "A", "novel", "synopsis"]
    assert (second["id"], second["story"]["form"]) == ("7", "full_text")


def test_refusals_are_listed_and_the_others_read(tmp_path):
    given = tmp_path / "rows.jsonl"
    rows(
        given,
        {"id": "good", "text": STORY},
        {"id": "short", "text": "She sat."},
        {"id": "kana", "text": "彼は彼女の手を取って、海を見ていました。" * 20},
        {"id": "stated", "text": STORY, "language": "ja"},
        {"id": "none"},
        {"text": STORY},
        {"id": "formless", "text": STORY, "form": "poem"},
        {"id": "alarm", "text": STORY + FALSE_ALARM},
        {"id": "half\ud800", "text": STORY + "\ud800"},
        [1],
    )
    with given.open("ab") as stream:
        stream.write(b'\n{"id": "cut\n\xff\xfe\n')
    out = tmp_path / "out.jsonl"
    result = run(given, "-o", out, "-j", "1")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "10 of 12" in result.stderr
    assert ids(out) == ["good", "half\\ud800"]
    refused = (tmp_path / "out.jsonl.refused.jsonl").read_text(encoding="utf-8").splitlines()
    errors = {row["id"]: row["error"] for row in map(json.loads, refused)}
    assert list(errors)[:5] == ["short", "kana", "stated", "none", "rows.jsonl:6"]
    assert "Japanese is not supported yet" in errors["kana"]
    assert "Japanese is not supported yet" in errors["stated"]
    assert "no text" in errors["none"]
    assert "no id" in errors["rows.jsonl:6"]
    assert "form is none of" in errors["formless"]
    assert "internal error" in errors["alarm"]
    assert "not JSON" in errors["rows.jsonl:12"]
    assert "not UTF-8" in errors["rows.jsonl:13"]
    rows(given, {"id": "good", "text": STORY})
    assert run(given, "-o", out, "-j", "1").exit_code == 0
    assert not (tmp_path / "out.jsonl.refused.jsonl").exists()


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (lambda p: [p / "nowhere"], "no such file"),
        (lambda p: [p], "holds no files"),
        (lambda p: [rows(p / "r.jsonl", *[{"id": i, "text": "x"} for i in ("u", "v", "u")])], "'u'"),
        (lambda p: [rows(p / "out.jsonl", {"id": "u", "text": STORY})], "one of the inputs"),
    ],
    ids=["missing", "empty", "duplicates", "output"],
)
def test_no_batch_at_all(make, cause, tmp_path):
    inputs = make(tmp_path)
    before = sorted(tmp_path.iterdir())
    result = run(*inputs, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert cause in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(tmp_path.iterdir()) == before


def test_places_where_nothing_can_be_written(folder, tmp_path):
    assert "no folder" in run(folder, "-o", tmp_path / "nowhere" / "out.jsonl").stderr
    assert "not a file" in run(folder, "-o", tmp_path).stderr
    assert "not a file" in run(folder, "-o", os.devnull).stderr


def test_files_of_one_name_are_duplicates(folder):
    (folder / "a.md").write_text(STORY, encoding="utf-8")
    with pytest.raises(ShitenError, match="'a'"):
        gather([folder])


def _stopping_after(count):
    done = []

    def read(story, *, form=None):
        if len(done) == count:
            raise KeyboardInterrupt
        done.append(story.id)
        return fake_reading(story, form=form)

    return read, done


def test_going_on_after_a_stop(folder, tmp_path):
    out, part = tmp_path / "out.jsonl", tmp_path / "out.jsonl.part"
    read, _ = _stopping_after(3)
    with pytest.raises(KeyboardInterrupt):
        batch.run([folder], out, workers=1, read=read)
    assert not out.exists()
    with part.open("ab") as stream:
        stream.write(b'{"id": "half a li')
    read, done = _stopping_after(99)
    summary = batch.run([folder], out, workers=1, read=read)
    assert (summary.read, summary.resumed, done) == (6, 3, IDS[3:])
    assert ids(out) == IDS
    assert not part.exists()


def test_a_part_of_other_options_is_not_gone_on_from(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    read, _ = _stopping_after(2)
    with pytest.raises(KeyboardInterrupt):
        batch.run([folder], out, workers=1, read=read)
    result = run(folder, "-o", out, "--spoilers", "0", "-j", "1")
    assert result.exit_code == 2
    assert "--no-resume" in result.stderr
    assert run(folder, "-o", out, "--spoilers", "0", "-j", "1", "--no-resume").exit_code == 0
    assert ids(out) == IDS
    assert '"withheld": 0' in out.read_text(encoding="utf-8")


def test_a_part_of_the_same_options_with_a_form(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    options = batch.Options(form=Form.SYNOPSIS)
    for count in (2, 99):
        read, done = _stopping_after(count)
        with_stop = partial(batch.run, [folder], out, options=options, workers=1, read=read)
        if count == 2:
            with pytest.raises(KeyboardInterrupt):
                with_stop()
        else:
            assert with_stop().resumed == 2
    assert len(done) == 4


def test_only_one_at_a_time(folder, tmp_path):
    out = tmp_path / "out.jsonl"
    with holding(tmp_path / "out.jsonl.lock", "busy"):
        result = run(folder, "-o", out, "-j", "1")
    assert result.exit_code == 2
    assert f"another batch is writing it (process {os.getpid()})" in result.stderr
    assert not out.exists()
    (tmp_path / "out.jsonl.lock").write_text("999999\n", encoding="ascii")
    assert run(folder, "-o", out, "-j", "1").exit_code == 0
    assert not (tmp_path / "out.jsonl.lock").exists()


def test_a_worker_that_dies_takes_one_story_with_it(folder, tmp_path):
    (folder / "b" / "one.md").write_text(STORY + DEADLY, encoding="utf-8")
    out = tmp_path / "out.jsonl"
    summary = batch.run([folder], out, workers=2, read=fakes.fake_reading)
    assert (summary.read, summary.refused) == (5, 1)
    assert ids(out) == [i for i in IDS if i != "b/one"]
    assert "died" in summary.refused_path.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill"])
def test_stopped_workers_stop(folder, tmp_path, number):
    out = tmp_path / "out.jsonl"
    code = (
        "import sys; from shiten import batch; import fakes\n"
        "if __name__ == '__main__':\n"
        f"    batch.run([{str(folder)!r}], {str(out)!r}, workers=2, read=fakes.very_slow)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, str(script)], env=env, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(3)
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as a terminal does: to all of the group
    else:
        process.send_signal(number)
    _, errors = process.communicate(timeout=20)  # ends only when no worker holds standard error any more
    assert process.returncode != 0
    assert errors.count(b"Traceback") == (1 if number == signal.SIGINT else 0)  # the script's own
    with holding(tmp_path / "out.jsonl.lock", "busy"):
        pass


def test_samples_from_end_to_end(tmp_path, monkeypatch):
    monkeypatch.undo()
    samples = Path(batch.__file__).parent / "samples"
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    assert run(samples, "-o", one, "-j", "1", "-q").exit_code == 0
    assert run(samples, "-o", two, "-j", "2", "-q").exit_code == 0
    assert timeless(one) == timeless(two)
    assert ids(one) == ["the_regatta_supper", "the_tide_table", "the_understudy"]


def test_an_interrupted_batch_says_that_it_can_go_on(folder, tmp_path, monkeypatch):
    monkeypatch.setattr("shiten.pipeline.read_story", _stopping_after(2)[0])
    out = tmp_path / "out.jsonl"
    result = run(folder, "-o", out, "-j", "1")
    assert result.exit_code == 130
    assert "goes on" in result.stderr
    monkeypatch.setattr("shiten.pipeline.read_story", fake_reading)
    assert run(folder, "-o", out, "-j", "1").exit_code == 0
    assert ids(out) == IDS
