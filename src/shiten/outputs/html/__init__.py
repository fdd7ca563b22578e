"""A reading as HTML: one self-contained page, and a fragment for notebooks.

The page needs no network and no script; where scripts run, one makes the arc answer to pointer and keys.
What spoils is folded into layers that the reader opens. The style and the script are admitted by their
hashes in a content security policy that forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

import jinja2
from markupsafe import Markup, escape

from shiten.outputs import wording
from shiten.outputs.html.view import page_view
from shiten.reading import Reading

__all__ = ["file_name", "fragment", "page"]

_LONGEST_NAME = 60


def page(reading: Reading, text: str | None = None) -> str:
    """Return the reading as one HTML file that opens without spoilers.

    ``text`` is the story's text, which passages are shown in; without it, or where a quote does not stand
    in it at its offsets, the quote is shown alone.
    """
    style, script = _asset("style.css"), _asset("script.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            view=page_view(reading, text),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def fragment(reading: Reading) -> str:
    """Return a small piece of HTML for notebooks: no script, spoilers folded away."""
    return _environment().get_template("fragment.html").render(view=page_view(reading, None))


def file_name(reading: Reading) -> str:
    """Return a name for the page's file: the story's title or id, nothing of the verdict."""
    words = re.findall(r"\w+", wording.title_of(reading).lower())
    return f"shiten-{'-'.join(words)[:_LONGEST_NAME].strip('-_') or 'reading'}.html"


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_clean,
    )
    environment.filters.update(
        words=wording.label,
        percent=wording.percent,
        person=_isolated_person,
        sentence=_isolated_sentence,
        capital=wording.capital,
    )
    return environment


def _clean(value: object) -> object:
    """Clean every string that a template puts out, so that no expression can be forgotten."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return wording.clean(value, lines=True)
    return value


def _isolated(words: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(words)


def _isolated_person(name: str | None) -> Markup:
    return _isolated(wording.person(name))


def _isolated_sentence(sentence: wording.Sentence) -> Markup:
    names = {key: _isolated(name) for key, name in sentence.names.items()}
    pattern = sentence.pattern.replace(" %", "\u00a0%")  # a number and its sign stay on one line
    return Markup(str(escape(pattern))).format(**names)  # noqa: S704 - escaped just here
