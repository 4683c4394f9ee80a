"""`caseapp likeness rebuild`: keeps anew by what the tickets of the office are found like each other."""

from __future__ import annotations

from collections.abc import Callable

import click

from caseapp.cli.office import opened
from caseapp.cli.progress import Progress

_PART = 200


@click.group()
def likeness() -> None:
    """重复工单比对：caseapp likeness rebuild。"""


@likeness.command()
def rebuild() -> None:
    """重新提取全部工单的比对特征；升级以后运行一次，期间照常可以接电话。"""
    tell = Progress()
    with opened():
        count = read_all(tell)
    tell.end()
    click.echo(f"已重新提取：{count:,} 张工单。")


def read_all(tell: Callable[[str, int, int], object]) -> int:
    """Keep anew by what every ticket is found, in parts, so that no call waits for the whole."""
    from caseapp.accounts.person import Person  # needs the tables
    from caseapp.base.db import writing
    from caseapp.hotline import actions, queries

    ids = queries.all_ids()
    for start in range(0, len(ids), _PART):
        with writing():
            actions.note_likeness(by=Person.system(), ticket_ids=ids[start : start + _PART])
        tell("提取特征", min(start + _PART, len(ids)), len(ids))
    return len(ids)
