"""Commands for the keys: list them with their age, bring all identities under a new master key."""

from __future__ import annotations

import dataclasses
import json
import sys

import click

from caseapp.accounts.person import Person
from caseapp.base import keys as folder
from caseapp.base.crypto import Locked
from caseapp.base.db import writing
from caseapp.base.words import moment
from caseapp.cli.office import opened
from caseapp.hotline import actions as hotline
from caseapp.parties import actions, queries
from caseapp.search import actions as search

ROWS_A_STEP = 200


@click.group()
def keys() -> None:
    """密钥：清单与更换。"""


@keys.command("list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def list_keys(*, as_json: bool) -> None:
    """列出密钥：用途、版本、启用时间、天数、用它封存的记录数；不显示密钥本身。"""
    with opened():
        used = queries.versions_in_use()
        rows = [
            (one, used.get(one.version, 0) if one.purpose == "seal" else 0)
            for one in folder.inventory()
        ]
    if as_json:
        told = [
            dataclasses.asdict(one) | {"made_at": one.made_at.isoformat(), "rows": sealed}
            for one, sealed in rows
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for one, sealed in rows:
        count = f"，封存 {sealed} 条" if one.purpose == "seal" else ""
        click.echo(
            f"{one.words}\t第 {one.version} 版\t{one.file}\t"
            f"{moment(one.made_at)} 启用，{one.age_days} 天{count}"
        )


@keys.command()
def rotate() -> None:
    """更换封存身份的主密钥：新建下一版并逐批改封；中断后再次执行会接着做。"""
    with opened():
        try:
            _rotate()
        except folder.KeyMissing as fault:
            click.echo(f"不能更换：{fault}请先从备份恢复密钥目录。", err=True)
            sys.exit(1)
        except Locked as fault:
            click.echo(f"更换没有完成：{fault}已改封的保持不变，请查明后再次执行。", err=True)
            sys.exit(1)


def _rotate() -> None:
    with writing():
        version, is_new = actions.begin_rotation(by=Person.system())
    click.echo(f"{'启用' if is_new else '接着改用'}第 {version} 版主密钥。")
    done = 0
    while True:
        with writing():
            step = actions.rewrap_some(by=Person.system(), limit=ROWS_A_STEP)
        if not step:
            break
        done += step
        click.echo(f"已改封 {done} 条")
    with writing():
        calls = hotline.reseal_calls(by=Person.system())
    click.echo(f"已改封未登记的来电和话务号码 {calls} 条")
    with writing():
        asked = search.reseal_recent(by=Person.system())
    click.echo(f"已改封最近检索 {asked} 条")
    click.echo("全部身份已由新主密钥封存，旧版密钥可以移走（旧备份仍需要它，请另行封存保管）。")
