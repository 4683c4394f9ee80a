"""The command `doctor`: what is unsafe or unwell, each with what to do."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import Any

import click

from caseapp.cli.office import opened


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def doctor(*, as_json: bool) -> None:
    """检查办公室：哪里不安全、哪里有故障、怎么办；有问题时以 1 结束。"""
    from caseapp.accounts.doctor import BAD, findings
    from caseapp.desk import state

    with opened() as app:
        settings = app.extensions["settings"]
        found: list[Any] = [*findings(settings), *state.lines(settings)]
        is_ill = any(one.tone == BAD for one in found)
        if as_json:
            click.echo(json.dumps([_told(one) for one in found], ensure_ascii=False, indent=1))
        else:
            for one in found:
                click.echo(f"[{state.WORDS[one.tone]}] {one.name}：{one.value}")
                if one.advice:
                    click.echo(f"       怎么办：{one.advice}")
    sys.exit(1 if is_ill else 0)


def _told(one: Any) -> dict[str, str]:
    told = dataclasses.asdict(one)
    return {name: str(told[name]) for name in ("name", "tone", "value", "advice")}
