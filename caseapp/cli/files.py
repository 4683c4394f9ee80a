"""`caseapp files`: compare the stored files with the database both ways, and sweep what is nobody's."""

from __future__ import annotations

import dataclasses
import json
import sys

import click

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.cli.office import opened
from caseapp.cli.progress import Progress
from caseapp.ledger import kept_files
from caseapp.ledger.store import StoreBusy

SHOWN = 20


@click.group()
def files() -> None:
    """核对与清理已保存的文件。"""


@files.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def check(*, as_json: bool) -> None:
    """逐个核对校验值：缺失或者被改动的报警（以 1 退出）；一天以上无记录的列出。"""
    tell = Progress()
    with opened() as app:
        found = kept_files.check(
            app.extensions["store"], tell=lambda done, total: tell("核对文件", done, total)
        )
        tell.end()
        with writing():
            kept_files.note_check(found, by=Person.system())
    if as_json:
        click.echo(json.dumps(dataclasses.asdict(found) | {"ok": found.ok}, ensure_ascii=False))
    else:
        _say(found)
    sys.exit(0 if found.ok else 1)


@files.command()
def gc() -> None:
    """删除一天以上无记录的文件；有记录的文件从不删除，备份进行中不清理。"""
    with opened() as app:
        try:
            gone = kept_files.sweep(app.extensions["store"], by=Person.system())
        except StoreBusy:
            click.echo("正在备份或者有文件正在上传，请稍后再清理。", err=True)
            sys.exit(1)
    click.echo(f"已删除 {len(gone)} 个无记录的文件。")


def _say(found: kept_files.Findings) -> None:
    click.echo(found.words)
    for word, hashes in (("缺失", found.missing), ("被改动", found.altered)):
        for sha256 in hashes[:SHOWN]:
            click.echo(f"  {word}　{sha256}")
    if not found.ok:
        click.echo(
            "怎么办：不要改动数据目录，从最近一次核验过的备份恢复这些文件，并报告单位负责人。"
        )
    if found.orphans:
        click.echo(
            f"另有 {len(found.orphans)} 个一天以上无记录的文件，可用 caseapp files gc 删除。"
        )
