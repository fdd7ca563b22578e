"""``shiten schema``: the JSON Schema of a reading."""

from __future__ import annotations

import click

from shiten.cli import stories


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from shiten.reading import json_schema

    stories.put(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
