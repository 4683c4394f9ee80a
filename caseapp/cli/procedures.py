"""`caseapp procedures`: which editions of which procedure are built, and when each applies."""

from __future__ import annotations

from typing import Any

import click

from caseapp.cli.law_words import PlainCommand, say_json


@click.command(cls=PlainCommand)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def procedures(*, as_json: bool) -> None:
    """列出办案程序的各个版本：编号、适用日期、步骤数和依据。"""
    from caseapp.law.procedures.registry import PROCEDURES

    rows = [_row(procedure) for procedure in PROCEDURES.values()]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        years = f"{row['valid_from']}—{row['valid_to'] or '…'}"
        click.echo(
            f"{row['key']:22}{years:24}{row['name']}  {row['steps']}个步骤、"
            f"{row['states']}个状态  {row['basis']}"
        )


def _row(procedure: Any) -> dict[str, Any]:
    return {
        "key": procedure.key,
        "track": procedure.track,
        "name": procedure.name,
        "edition": procedure.edition,
        "basis": procedure.basis,
        "authority": procedure.authority,
        "valid_from": procedure.valid_from.isoformat(),
        "valid_to": procedure.valid_to.isoformat() if procedure.valid_to else None,
        "states": len(procedure.states),
        "steps": len(procedure.steps),
    }
