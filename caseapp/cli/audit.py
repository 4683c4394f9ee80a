"""Commands for the auditor: verify the trail, print its head, hand it out, go on from a backup."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base import crypto
from caseapp.base.clock import local
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.base.storage import written_whole
from caseapp.cli.office import opened
from caseapp.cli.progress import Progress
from caseapp.ledger import actions, exporting, queries, witnessing
from caseapp.ledger.checkpoints import Witness, public_halves

SHOWN_OF_HEAD = 16
MOST_TOLD = 50


@click.group()
def audit() -> None:
    """审计日志。"""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify(*, as_json: bool) -> None:
    """核验审计链：逐条重算，核对签名检查点和锚点，指出问题所在；有问题时以 1 退出。"""
    tell = Progress()
    with opened() as app:
        verdict = queries.verify_chain(
            _witness(app), tell=lambda done, total: tell("核验审计链", done, total)
        )
    tell.end()
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(verdict), ensure_ascii=False))
    elif verdict.ok:
        head = verdict.head[:SHOWN_OF_HEAD]
        click.echo(f"审计链完整：共 {verdict.rows} 条，链头 {head}。")
        click.echo(f"签名检查点担保到第 {verdict.vouched} 条。")
    else:
        click.echo(f"审计链有 {len(verdict.problems)} 处问题，共 {verdict.rows} 条：")
        for problem in verdict.problems[:MOST_TOLD]:
            click.echo(f"  {problem.text}")
    sys.exit(0 if verdict.ok else 1)


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def head(*, as_json: bool) -> None:
    """打印链头，供每日登记：日期、条数、链头前 16 位、签名前 16 位。"""
    with opened() as app:
        witnessing.witness_trail(_witness(app), at_once=True)
        last = queries.last_checkpoint()
    if last is None:
        click.echo("还没有审计记录。")
        return
    told: dict[str, Any] = {
        "date": f"{local(last.at):%Y-%m-%d %H:%M}",
        "number": last.number,
        "seq": last.seq,
        "count": last.row_count,
        "head": last.short_head,
        "signature": last.short_signature,
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{told['date']}　检查点 {last.number}　第 {last.seq} 条　共 {last.row_count} 条")
    click.echo(f"链头 {last.short_head}　签名 {last.short_signature}")


@audit.command()
def key() -> None:
    """打印检查点签名的公钥，供抄录在外：独立核验时用它，不用导出文件里自带的。"""
    with opened() as app:
        halves = public_halves(_witness(app).keys)
    for version, public in halves.items():
        click.echo(f"第 {version} 版　{public.hex()}　指纹 {crypto.digest(public)}")
    if not halves:
        click.echo("还没有签名密钥：第一个检查点签署时自动生成。")


@audit.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export(file: Path) -> None:
    """导出全部审计记录（每行一条 JSON，含链值和签名），可用 docs/audit/verify_audit.py 独立核验。"""
    if file.exists():
        click.echo(f"{file} 已存在，没有覆盖。请另写一个文件名。", err=True)
        sys.exit(2)
    with opened() as app:
        with writing():
            actions.record(
                by=Person.system(), action="audit.exported", object_kind="audit", object_id=0
            )
        written = 0
        with written_whole(file) as begun, begun.open("w", encoding="ascii", newline="\n") as out:
            begun.chmod(0o600)
            for line in exporting.lines(_witness(app)):
                out.write(line)
                written += 1
    click.echo(f"已导出 {written} 行到 {file}。")


@audit.command("accept-restored")
@click.option("--reason", required=True, help="何时、为何恢复备份，由谁批准")
def accept_restored(reason: str) -> None:
    """恢复备份之后确认：锚点中晚于备份的检查点不再比对；理由记入审计日志和锚点文件。"""
    with opened() as app:
        try:
            witnessing.accept_restored(_witness(app), by=Person.system(), reason=reason)
        except Refused as no:
            click.echo("\n".join(no.sentences), err=True)
            sys.exit(2)
    click.echo("已确认，并记入审计日志和锚点文件。")


def _witness(app: Flask) -> Witness:
    return Witness.of(app.extensions["settings"])
