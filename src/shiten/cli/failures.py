"""What goes wrong becomes one line on standard error and an exit code; no traceback unless asked for.

0 fine, 2 an error, 130 interrupted, 141 nobody reads the output any more; ``shiten check`` adds 1 and 3.
"""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from shiten.errors import ShitenError

FAILED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141

Result = TypeVar("Result")


def shown(name: object) -> str:
    """Return a file name or message on one line, without what a terminal would obey."""
    text = "".join(c if c.isprintable() else " " if c.isspace() else "?" for c in str(name))
    return " ".join(text.split())


def complain(message: object) -> None:
    """Print one line to standard error, after the program's name."""
    line = f"shiten: {shown(message)}"
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with contextlib.suppress(OSError):  # nobody to tell
        click.echo(line.encode(encoding, "replace").decode(encoding), err=True)


def attempt(name: str, task: Callable[[], Result]) -> Result | None:
    """Return what ``task`` does; if it fails, say so in one line about ``name`` and return None."""
    try:
        return task()
    except (BrokenPipeError, click.ClickException, click.exceptions.Exit):
        raise
    except Exception as cause:
        report(name, cause)
        return None


def report(name: str, cause: Exception) -> None:
    """Say in one line what went wrong with ``name``."""
    if isinstance(cause, ShitenError):
        complain(cause)
    elif isinstance(cause, OSError):
        place = cause.filename if cause.filename is not None else name
        complain(f"{os.fspath(place) if isinstance(place, os.PathLike) else place}: {cause.strerror or cause}")
    else:
        what = f"{type(cause).__name__}: {cause}"
        complain(f"internal error in {name}: {what} (please report; --debug shows the traceback)")
        if _debugging():
            import traceback

            click.echo("".join(traceback.format_exception(cause)), err=True, nl=False)


def _debugging() -> bool:
    ctx = click.get_current_context(silent=True)
    return bool(ctx and isinstance(ctx.obj, dict) and ctx.obj.get("debug"))


class Guarded(click.Group):
    """A group that ends every run with an exit code, and every failure with one line."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run and exit with the command's code (returned instead unless ``standalone_mode``)."""
        code = self._code(args, prog_name or "shiten", complete_var, windows_expand_args, **extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _code(
        self,
        args: Sequence[str] | None,
        prog_name: str,
        complete_var: str | None,
        expand: bool,
        **extra: Any,
    ) -> int:
        try:
            code = super().main(
                args, prog_name, complete_var, standalone_mode=False, windows_expand_args=expand, **extra
            )
        except click.exceptions.NoArgsIsHelpError as cause:
            cause.show()
            return FAILED
        except click.UsageError as cause:
            where = cause.ctx.command_path if cause.ctx else prog_name
            _complain_of_usage(where, cause.format_message())
            return FAILED
        except click.ClickException as cause:
            complain(cause.format_message())
            return FAILED
        except (click.Abort, KeyboardInterrupt):
            complain("interrupted")
            return INTERRUPTED
        return code if isinstance(code, int) else 0

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it does not handle itself ends here."""
        try:
            with warnings.catch_warnings():
                if not ctx.params.get("debug"):
                    warnings.simplefilter("ignore")
                code = super().invoke(ctx)
                if sys.stdout is not None:
                    sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered must not be written, and complained of, when Python ends.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return BROKEN_PIPE
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as cause:
            report(ctx.invoked_subcommand or "shiten", cause)
            return FAILED
        return code


def _complain_of_usage(where: str, message: str) -> None:
    text = message[:1].lower() + message[1:].rstrip(".")
    complain(f"{where.removeprefix('shiten').strip()}: {text} (see {where} --help)".removeprefix(": "))
