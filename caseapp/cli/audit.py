"""Commands for the auditor: verify the chain of the audit trail."""

from __future__ import annotations

import dataclasses
import json
import sys

import click

from caseapp.cli.office import opened
from caseapp.ledger import queries

SHOWN_OF_HEAD = 16


@click.group()
def audit() -> None:
    """审计日志。"""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify(*, as_json: bool) -> None:
    """核验审计链：逐条重算，指出被改动或者缺少的记录；有问题时以 1 退出。"""
    with opened():
        verdict = queries.verify_chain()
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(verdict), ensure_ascii=False))
    elif verdict.ok:
        head = verdict.head[:SHOWN_OF_HEAD]
        click.echo(f"审计链完整：共 {verdict.rows} 条，链头 {head}。")
    else:
        click.echo(f"审计链有 {len(verdict.problems)} 处问题，共 {verdict.rows} 条：")
        for problem in verdict.problems:
            click.echo(f"  {problem.text}")
    sys.exit(0 if verdict.ok else 1)
