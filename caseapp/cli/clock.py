"""The command for a clock that went back: look at it, and confirm that it is right now."""

from __future__ import annotations

import sys

import click

from caseapp.accounts.person import Person
from caseapp.base.clock import local, now
from caseapp.base.db import writing
from caseapp.cli.office import opened
from caseapp.ledger import actions, clock_check


@click.command()
@click.option("--confirm", is_flag=True, help="确认服务器时间无误，恢复办理（记入审计日志）")
def clock(*, confirm: bool) -> None:
    """核对服务器时间与最近一次操作的时间；时间倒退时系统暂停办理，由此确认恢复。"""
    with opened():
        late = clock_check.behind()
        shown = f"{local(now()):%Y-%m-%d %H:%M:%S}"
        if late <= clock_check.MOST_BEHIND:
            click.echo(f"服务器时间 {shown}，正常。")
            return
        minutes = int(late.total_seconds() // 60)
        click.echo(f"服务器时间 {shown}，早于最近一次操作 {minutes} 分钟，系统已暂停办理。")
        if not confirm:
            click.echo("请先校准服务器时间；时间确实无误的，加 --confirm 确认。")
            sys.exit(1)
        with writing():
            actions.record(
                by=Person.system(),
                action="clock.confirm",
                object_kind="clock",
                object_id=0,
                details={"behind_minutes": minutes},
            )
        click.echo("已确认并记入审计日志，恢复办理。")
