"""The command line: ``shiten COMMAND …``; each command is a module here, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from shiten.cli.failures import Guarded

_COMMANDS = ("read", "check", "batch", "compare", "explain", "text", "schema", "completion")


class _Lazy(Guarded):
    """A group whose commands are found by name in the modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which a newcomer would want them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module and return its ``command``."""
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"shiten.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], _COMMANDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(_COMMANDS)}"
            ctx.fail(f"there is no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        import shiten

        click.echo(f"shiten {shiten.__version__}")
        ctx.exit()


@click.group(cls=_Lazy, name="shiten", context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
    help="Show the version and exit.",
)  # fmt: skip
@click.pass_context
def main(ctx: click.Context, debug: bool) -> None:
    """Say of a story whether a committed partner is taken from someone, and from whose side it is told.

    Reads plain text, Markdown, HTML and EPUB in English. Nothing leaves this machine.
    """
    ctx.ensure_object(dict)["debug"] = debug
