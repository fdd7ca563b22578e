"""``shiten completion``: the script by which a shell completes commands, options and terms."""

from __future__ import annotations

import click
from click.shell_completion import ShellComplete, get_completion_class

from shiten.cli import stories


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    For instance, in ~/.bashrc: eval "$(shiten completion bash)"
    """
    complete = get_completion_class(shell)
    if complete is None:
        raise click.UsageError(f"no completion for {shell}")
    # The base class's method: bash's own would start bash to ask for its version.
    script = ShellComplete.source(complete(ctx.find_root().command, {}, "shiten", "_SHITEN_COMPLETE"))
    stories.put(script + "\n")
