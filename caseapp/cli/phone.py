"""Commands for the telephone system: the token it proves itself by when it tells of calls."""

from __future__ import annotations

import click

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.cli.office import opened
from caseapp.hotline import actions


@click.group()
def phone() -> None:
    """话务接口：话务系统向本系统通知来电。"""


@phone.command()
def token() -> None:
    """发放新的话务接口令牌；只显示这一次，原来的令牌随即失效。"""
    with opened(), writing():
        made = actions.make_phone_token(by=Person.system())
    click.echo("话务接口令牌（只显示这一次，系统只存它的摘要）：")
    click.echo(made)
    click.echo("话务系统在请求头中写：Authorization: Bearer 令牌；通知地址：/hotline/phone/events")
