"""The page in a real browser: headless Chromium by its command line alone."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from readings import all_readings, example, example_story, hostile
from shiten.outputs.html import page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
READINGS = all_readings()
TEXTS = {"example": example_story().text, "hostile": hostile().evidence[0].quote}
# Says which inline code was refused; each page must run ours and nothing else.
COMPLAINTS = re.compile(r"CONSOLE.*|Refused to .*|Uncaught .*")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    probe = tmp_path_factory.mktemp("probe")
    try:
        run(found, probe, "<!doctype html><p>probe", "--dump-dom")
    except (AssertionError, OSError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"the browser does not start here: {error}")
    return found


def run(browser: str, folder: Path, html: str, *options: str) -> tuple[str, str]:
    """Open a page in a fresh profile; return what the browser printed and what it complained about."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--no-first-run",
        "--hide-scrollbars",
        "--enable-logging=stderr",
        f"--user-data-dir={folder / 'profile'}",
        *options,
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr.strip()[-200:]
    return done.stdout, done.stderr


@pytest.mark.parametrize("name", sorted(READINGS))
def test_page_renders_without_complaint_and_with_its_layers_closed(browser: str, tmp_path: Path, name: str):
    dom, log = run(browser, tmp_path, page(READINGS[name], TEXTS.get(name)), "--dump-dom")
    assert "Before you read" in dom
    assert not re.search(r"<details[^>]* open", dom)
    assert not re.search(r"(src|href)=\"?(https?:)?//", dom)
    assert COMPLAINTS.findall(log) == []


def test_script_makes_the_arc_a_slider(browser: str, tmp_path: Path):
    dom, _ = run(browser, tmp_path, page(example(), TEXTS["example"]), "--dump-dom")
    sliders = re.findall(r'<div class="slider"[^>]*role="slider"[^>]*>', dom)
    assert len(sliders) == 4  # wide and narrow, in each of the two layers
    assert all('tabindex="0"' in s and "aria-valuetext=" in s for s in sliders)


def test_keys_move_along_the_arc_and_enter_shows_the_passage(browser: str, tmp_path: Path):
    drive = """
    document.querySelector("#course").open = true;
    const slider = document.querySelector("#course .plot.wide .slider");
    const press = (key) => slider.dispatchEvent(new KeyboardEvent("keydown", { key }));
    slider.focus();
    press("End"); press("Home");
    for (let i = 0; i < 23; i++) press("ArrowRight");
    press("Enter");
    """
    html = page(example(), TEXTS["example"]).replace("</body>", f"<script>{drive}</script></body>")
    html = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", html)
    dom, log = run(browser, tmp_path, html, "--dump-dom")
    assert COMPLAINTS.findall(log) == []
    assert re.search(r'class="slider"[^>]*aria-valuenow="24"[^>]*aria-valuetext="At 59 %', dom)
    assert re.search(r'<figure id="p6"[^>]*class="found"', dom)
    assert not re.search(r'<details class="layer" id="verdict" open', dom)


def test_the_policy_stops_foreign_code(browser: str, tmp_path: Path):
    html = page(example()).replace("</body>", "<script>document.title = 'owned'</script></body>")
    dom, log = run(browser, tmp_path, html, "--dump-dom")
    assert "<title>owned" not in dom
    assert COMPLAINTS.findall(log)  # and so we know that complaints are seen


@pytest.mark.parametrize("size", ["1100,800", "500,800"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_can_be_seen(browser: str, tmp_path: Path, size: str, scheme: str):
    picture = tmp_path / "page.png"
    options = [f"--screenshot={picture}", f"--window-size={size}"]
    if scheme == "dark":
        options.append("--blink-settings=preferredColorScheme=0")
    run(browser, tmp_path, page(example(), TEXTS["example"]), *options)
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == tuple(int(n) for n in size.split(","))
    assert len(data) > 10_000  # an empty page of that size is far smaller
