"""`caseapp backup` and `caseapp restore`: the whole office in one sealed file, and back again."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import click
import sqlalchemy.exc as sa_errors
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.backup import keeping, making, restoring
from caseapp.backup.opening import Damaged
from caseapp.backup.restoring import Proven
from caseapp.base.errors import Refused
from caseapp.base.storage import order_of, unless_the_disk_is_in_trouble
from caseapp.cli.inspecting import inspect_with
from caseapp.cli.office import opened
from caseapp.cli.progress import Progress
from caseapp.config import UnsafeSetting, keys_folder, program_version

WORK = "backup-work"
FAULTS = (Damaged, Refused, OSError, sqlite3.Error, sa_errors.DBAPIError)


class BackupGroup(click.Group):
    """A group whose first word is a subcommand or, if it is none, the folder to write into."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden subcommand before a folder."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group(cls=BackupGroup, options_metavar="目录 | verify 文件")
def backup() -> None:
    """备份：caseapp backup 目录；核验：caseapp backup verify 文件。办案不中断。"""


@backup.command(hidden=True)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--no-verify", is_flag=True, help="写完后不核验（不推荐）。")
@click.option("--rotate", is_flag=True, help="只留最近 7 天、4 周、12 个月的备份。")
def make(folder: Path, *, no_verify: bool, rotate: bool) -> None:
    """把数据库和全部文件加密写成一个备份文件，并随即核验。"""
    tell, proven = Progress(), None
    with opened() as app:
        try:
            made, proven = _make(folder.resolve(), app, tell, prove=not no_verify)
        except FAULTS as fault:
            tell.end()
            with unless_the_disk_is_in_trouble():
                keeping.note_failed(folder, by=Person.system(), why=order_of(fault) or str(fault))
            _stop("备份没有成功", fault)
        tell.end()
        with unless_the_disk_is_in_trouble():  # the backup is whole, whether this is kept or not
            keeping.note_made(made, by=Person.system(), verified=proven is not None)
    click.echo(f"备份已写好：{made.path}（{made.path.stat().st_size / 1e6:,.1f} MB）")
    click.echo(proven.words if proven else "没有核验。请执行 caseapp backup verify 核验。")
    if rotate and proven:
        for path in keeping.rotate(made.path.parent, keep=made.path):
            click.echo(f"按保留规则删除旧备份：{path.name}")
    if made.contents.damaged:
        click.echo(
            f"注意：有 {len(made.contents.damaged)} 个文件在备份前就已损坏或缺失，没有写入备份。"
            "请执行 caseapp files check 查看。",
            err=True,
        )
        sys.exit(1)


@backup.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def verify(file: Path, *, as_json: bool) -> None:
    """核验一个备份：解开全部内容，逐项比对；有问题时指出是哪一项，以 1 退出。"""
    tell, keys_dir = Progress(), _keys()
    with tempfile.TemporaryDirectory(prefix="caseapp-") as work:
        try:
            look = inspect_with(keys_dir, tell)
            proven = restoring.verify(file, keys_dir, work=Path(work), inspect=look, tell=tell)
        except FAULTS as fault:
            tell.end()
            _stop("备份不能使用", fault)
    tell.end()
    if not as_json:
        _say(proven)
        return
    told = proven.contents
    click.echo(
        json.dumps(
            {
                "made_at": told.made_at,
                "schema": told.schema,
                "files": len(told.files),
                "audit_rows": told.audit_rows,
                "audit_head": told.audit_head,
                "counts": dict(told.counts),
                "damaged": list(told.damaged),
                "signature": proven.signature,
            },
            ensure_ascii=False,
        )
    )


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
def restore(file: Path, folder: Path) -> None:
    """从备份恢复到一个空目录；核验不通过就什么也不留下。"""
    tell, keys_dir, target = Progress(), _keys(), folder.resolve()
    try:
        look = inspect_with(keys_dir, tell, os.environ.get("CASEAPP_DATABASE", ""))
        proven = restoring.restore(file, target, keys_dir=keys_dir, inspect=look, tell=tell)
    except FAULTS as fault:
        tell.end()
        _stop("没有恢复", fault)
    tell.end()
    _say(proven)
    click.echo(f"已恢复到 {target}。启动前请设置 CASEAPP_DATA={target}、CASEAPP_KEYS={keys_dir}。")
    click.echo("检索索引不在备份中，启动后自动重建。")


def _make(
    folder: Path, app: Flask, tell: Progress, *, prove: bool
) -> tuple[making.Made, Proven | None]:
    settings = app.extensions["settings"]
    _refuse_inside(folder, settings.data_dir)
    with restoring.scratch(settings.data_dir / WORK) as work:
        office = making.Office(
            name=settings.office,
            program=program_version(),
            data_dir=settings.data_dir,
            keys_dir=settings.keys_dir,
            store=app.extensions["store"],
            work=work,
        )
        made = making.make(folder, office, tell)
        if not prove:
            return made, None
        look = inspect_with(settings.keys_dir, tell)
        proven = restoring.verify(made.path, settings.keys_dir, work=work, inspect=look, tell=tell)
        return made, proven


def _refuse_inside(folder: Path, data_dir: Path) -> None:
    if folder == data_dir or data_dir in folder.parents:
        raise Refused(
            "备份不能放在数据目录之内：数据丢失时会一起丢失。",
            remedy="请另指一个目录，最好在另一块磁盘或者另一台机器上。",
        )


def _keys() -> Path:
    try:
        return keys_folder(os.environ)
    except UnsafeSetting as unsafe:
        _stop("不能启动", unsafe)


def _say(proven: Proven) -> None:
    click.echo(proven.words)
    if proven.signature != "genuine":
        click.echo("密钥目录中没有审计签名密钥，未能核对清单的签名；内容已全部核对。")
    if proven.contents.damaged:
        click.echo(f"其中 {len(proven.contents.damaged)} 个文件在备份前就已损坏，不在备份中。")


def _stop(what: str, fault: Exception) -> NoReturn:
    if isinstance(fault, Damaged | Refused):
        sentences = fault.sentences
    else:
        sentences = (order_of(fault) or str(fault),)
    click.echo(f"{what}：", err=True)
    for sentence in sentences:
        click.echo(f"  {sentence}", err=True)
    if isinstance(fault, Refused) and fault.remedy:
        click.echo(f"  {fault.remedy}", err=True)
    sys.exit(1)
