"""The command line as a user meets it: what is printed where, and the exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import shiten
from fakes import FALSE_ALARM, STORY, fake_reading
from shiten.cli import main
from shiten.formats import open_story

ROOT = Path(__file__).parents[1]
SAMPLE = str(ROOT / "src" / "shiten" / "samples" / "the_tide_table.txt")
ODD_NAMES = (
    "a b.txt",
    "-rf.txt",
    "new\nline.txt",
    "\x1b[31mred.txt",
    "寝取られ.txt",
    "[bold]x.txt",
    "%s{0}.txt",
)


@pytest.fixture(autouse=True)
def _fake(monkeypatch):
    monkeypatch.setattr("shiten.pipeline.read_story", fake_reading)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def run(*args, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in args], input=stdin)


def one_line(result, code=2):
    """The failure is one line on standard error, and nothing on standard output."""
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("shiten: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_read_shows_the_verdict(story):
    result = run("read", story)
    assert result.exit_code == 0
    assert "netorare" in result.stdout
    assert result.stderr == ""


def test_json_is_the_reading(story):
    result = run("read", "--json", story)
    reading = shiten.Reading.from_dict(json.loads(result.stdout))
    assert reading.id == "plain"
    assert run("read", "--json", "--spoilers", "0", story).stdout.count('"withheld": 0') == 1


def test_json_of_several_is_one_line_each(story, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text(STORY, encoding="utf-8")
    lines = run("read", "--json", story, other).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["plain", "other"]


def test_form_is_passed_on(story):
    assert json.loads(run("read", "--json", "--form", "synopsis", story).stdout)["story"]["form"] == "synopsis"


def test_standard_input():
    result = run("read", "--json", "-", stdin=STORY)
    assert json.loads(result.stdout)["id"] == "story"
    assert "only once" in one_line(run("read", "-", "-", stdin=STORY))
    assert "standard input" in one_line(run("read", "-", stdin=""))


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (lambda _: None, "no such file"),
        (lambda p: p.mkdir(), "folder"),
        (lambda p: p.write_bytes(b""), "empty"),
        (lambda p: p.write_bytes(bytes(range(256)) * 8), "bad.txt"),
        (lambda p: p.write_text("She sat. ", encoding="utf-8"), "too short"),
        (
            lambda p: p.write_text("彼は彼女の手を取って、海を見ていました。" * 20, encoding="utf-8"),
            "Japanese",
        ),
    ],
    ids=["missing", "folder", "empty", "binary", "short", "japanese"],
)
@pytest.mark.parametrize(
    "command", [("read",), ("read", "--json"), ("check", "--avoid", "netori"), ("compare", SAMPLE)]
)
def test_what_cannot_be_read_is_one_line(make, cause, command, tmp_path):
    path = tmp_path / "bad.txt"
    make(path)
    message = one_line(run(*command, path))
    assert cause in message
    assert "bad.txt" in message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(story):
    story.chmod(0)
    assert "permission" in one_line(run("read", story))


def test_the_others_are_still_read(story, tmp_path):
    result = run("read", "--json", tmp_path / "missing.txt", story, tmp_path)
    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["plain"]
    assert result.stderr.count("shiten: ") == 2


def test_internal_errors_are_one_line_unless_debugging(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text(STORY + FALSE_ALARM, encoding="utf-8")
    message = one_line(run("read", path))
    assert "internal error in" in message
    assert "x.txt" in message
    assert "Traceback" in run("--debug", "read", path).stderr
    assert run("check", "--avoid", "netori", path).exit_code == 2


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(STORY, encoding="utf-8")
    assert json.loads(run("read", "--json", "--", name).stdout)["id"] == Path(name).stem
    checked = run("check", "--avoid", "netori", "--", name)
    assert checked.stdout.count("\n") == 1
    assert "\x1b" not in checked.stdout + run("read", "--", name).stdout
    Path(name).write_bytes(b"")
    assert "\x1b" not in one_line(run("read", "--", name))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse the name")
def test_a_name_that_is_not_utf8(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as stream:
        stream.write(STORY.encode())
    result = run("read", "--json", os.fsdecode(path))
    assert json.loads(result.stdout)["id"] == "caf\\xe9"
    assert run("read", os.fsdecode(path)).exit_code == 0


def test_colour(story, monkeypatch):
    assert "\x1b[" not in run("read", story).stdout
    assert "\x1b[" in run("read", "--color", "always", story).stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("read", story).stdout
    assert "\x1b[" not in run("read", "--color", "never", story).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("read", story).stdout


def test_width(story):
    for width in (40, 72):
        assert max(map(len, run("read", "--width", width, story).stdout.splitlines())) <= width
    one_line(run("read", "--width", "3", story))


def test_html(story, tmp_path):
    page = tmp_path / "page.html"
    result = run("read", "--html", page, story)
    assert result.exit_code == 0
    assert "netorare" in result.stdout
    assert "<html" in page.read_text(encoding="utf-8")


def test_html_of_several_goes_into_a_folder(story, tmp_path):
    other = tmp_path / "b" / "plain.txt"
    other.parent.mkdir()
    other.write_text(STORY, encoding="utf-8")
    folder = tmp_path / "pages"
    assert "folder" in one_line(run("read", "--html", folder, story, other))
    folder.mkdir()
    assert run("read", "--html", folder, story, other).exit_code == 0
    assert sorted(p.name for p in folder.iterdir()) == ["shiten-plain-2.html", "shiten-plain.html"]


def test_html_is_refused_before_reading(story, tmp_path):
    assert "no folder" in one_line(run("read", "--html", tmp_path / "nowhere" / "x.html", story))
    assert "overwrite" in one_line(run("read", "--html", story, story))
    assert story.read_text(encoding="utf-8") == STORY


def test_a_page_that_cannot_be_written_leaves_the_old_one(story, tmp_path, monkeypatch):
    page = tmp_path / "page.html"
    page.write_text("old", encoding="utf-8")

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    message = one_line(run("read", "--html", page, story))
    assert "No space left" in message
    assert "page.html" in message
    assert page.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["page.html", "plain.txt"]


def test_avoid_says_whether_it_holds(story):
    result = run("read", "--avoid", "victim", "--avoid", "netori", "--avoid", "both", story)
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "avoid victim: holds what you avoid (86%)\navoid netori: fits (7%)\navoid both: fits (4%)\n"
    )
    result = run("read", "--json", "--avoid", "victim", story)
    assert json.loads(result.stdout)
    assert result.stderr == "avoid victim: holds what you avoid (86%)\n"
    assert "violence" in one_line(run("read", "--avoid", "violense", story))


@pytest.mark.parametrize(
    ("avoided", "said", "code"),
    [
        ("netorare", "holds what you avoid", 1),
        ("netori", "fits", 0),
        ("strayer", "not sure", 3),
        ("betrayal", "holds", 1),
    ],
)
def test_check(story, avoided, said, code):
    result = run("check", story, "--avoid", avoided)
    assert result.exit_code == code
    assert result.stdout.startswith(f"{story}: {said}")
    assert result.stdout.count("\n") == 1


def test_check_is_not_sure(story, monkeypatch):
    monkeypatch.setattr("shiten.avoid.HOLD", 0.9)
    result = run("check", story, "--avoid", "netorare")
    assert (result.exit_code, result.stdout) == (3, f"{story}: not sure\n")


def test_check_gives_the_worst_code(story, tmp_path):
    result = run("check", story, tmp_path / "missing.txt", story, "--avoid", "netorare")
    assert result.exit_code == 2
    assert result.stdout.count("holds") == 2
    assert run("check", story, "--avoid", "netori", "--avoid", "netorare").exit_code == 1


def test_check_says_what_may_be_avoided(story):
    message = one_line(run("check", story))
    for word in ("netorare", "taken_from", "humiliation"):
        assert word in message


def test_people_out_can_be_given_back(story, tmp_path):
    people = tmp_path / "people.toml"
    assert run("read", "--people-out", people, story).exit_code == 0
    assert "Tomas Arkwell" in people.read_text(encoding="utf-8")
    assert run("read", "--people", people, story).exit_code == 0
    people.write_text("same = 3", encoding="utf-8")
    assert "same" in one_line(run("read", "--people", people, story))
    assert "one story" in one_line(run("read", "--people", people, story, story))


def test_text_is_exact(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes("Café.\r\n\r\n“Yes,” she said.\n\n\n".encode())
    assert run("text", path).stdout_bytes == open_story(path).text.encode()


def test_schema_accepts_a_reading(story):
    import jsonschema

    schema = json.loads(run("schema").stdout)
    plain = json.loads(run("read", "--json", story).stdout)
    assert jsonschema.Draft202012Validator(schema).is_valid(plain)


def test_explain():
    assert "betrayed" in run("explain", "netorare").stdout
    assert run("explain", "discovery", "of", "betrayal").exit_code == 0
    assert "netorare" in run("explain").stdout
    one_line(run("explain", "netorarre"))


def test_compare(story):
    result = run("compare", story, SAMPLE, "--width", "80")
    assert result.exit_code == 0
    assert "warnings" in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_SHITEN_COMPLETE" in result.stdout


def test_version():
    assert run("--version").stdout == f"shiten {shiten.__version__}\n"


@pytest.mark.parametrize("args", [("raed", "x"), ("read",), ("read", "--foo", "x"), ("explain", "--width", "a")])
def test_misuse_is_one_line(args):
    assert "--help" in one_line(run(*args))


def test_interrupt(story, monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("shiten.pipeline.read_story", interrupted)
    result = run("read", story)
    assert result.exit_code == 130
    assert result.stdout == ""


def _shiten(*args, **options):
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "shiten", *args], capture_output=True, check=False, timeout=120, **options
    )


def test_nobody_reads_the_output():
    command = f"{sys.executable} -m shiten schema | head -n 1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)  # noqa: S603, S607
    assert result.returncode in (0, 141)
    assert result.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_is_one_line():
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "shiten", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert result.returncode == 2
    assert result.stderr.startswith(b"shiten: ")
    assert result.stderr.count(b"\n") == 1


def test_output_is_utf8_where_it_must_be_and_never_fails():
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    assert _shiten("text", SAMPLE, env=env).stdout == open_story(SAMPLE).text.encode()
    explained = _shiten("explain", "netorare", env=env)
    assert (explained.returncode, explained.stderr) == (0, b"")


def test_progress_only_on_a_terminal(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    from shiten.cli.progress import counter, spinner

    for quiet, shows in ((True, False), (False, True)):
        terminal = Terminal()
        monkeypatch.setattr("sys.stderr", terminal)
        with spinner("Reading [x]\x1b[2J", quiet=quiet):
            pass
        with counter(quiet=quiet) as progress:
            progress(1, 2, "id")
        assert bool(terminal.getvalue()) is shows
        assert "\x1b[2J" not in terminal.getvalue()


def test_every_command_and_option_is_documented():
    import click

    manual = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert f"## shiten {name}" in manual
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert f"`{option}" in manual or f", {option}" in manual, f"{name} {option}"
