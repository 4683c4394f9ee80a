"""`caseapp law`: limits and fines reckoned for a clerk without a case at hand."""

from __future__ import annotations

import re
from typing import Any

import click

from caseapp.cli.law_words import (
    NO_GAINS,
    PlainGroup,
    Spoken,
    number,
    plain,
    read_act,
    read_authority,
    read_beside,
    read_day,
    read_extension,
    read_gains,
    read_pause,
    read_rule,
    read_start,
    say_json,
    shown,
    spoken,
    spoken_usage,
)
from caseapp.law.errors import NoAnswer

__all__ = ["Spoken", "law", "spoken_usage"]


@click.group(cls=PlainGroup)
def law() -> None:
    """期限计算、罚款测算，以及所依据的规则和日历。"""


@law.command()
@click.argument("rule")
@click.option("--start", help="起算事件的日期；按小时计算的写时刻；倒算的写后一事件的日期")
@click.option("--pause", "pauses", multiple=True, help="不计入的期间：首日..末日，可以重复")
@click.option(
    "--extend",
    "extensions",
    multiple=True,
    help="延长的长度，按该规则延长的单位，可以写批准日期（30@2020-05-01），可以重复",
)
@click.option(
    "--authority", help="办案机关：ip_office、market_bureau 或者 patent_affairs，不写则按日期"
)
@click.option(
    "--beside",
    multiple=True,
    help="并行期限自己的起算日，先届满的为准（INF-14b=2026-01-05），可以重复",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def due(
    *,
    rule: str,
    start: str | None,
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    authority: str | None,
    beside: tuple[str, ...],
    as_json: bool,
) -> None:
    """计算一条期限何时届满，例如：due CF-12b --start 2020-03-03 --extend 30"""
    from caseapp.law import time_limits

    with spoken():
        book, name = time_limits.load(), read_rule(rule)
        if start is None:
            raise book.start_unknown(name)
        answer = book.due(
            name,
            read_start(start),
            authority=read_authority(authority),
            pauses=[time_limits.Pause(*read_pause(text)) for text in pauses],
            extensions=[
                time_limits.Extension(length, approved_on=day)
                for length, day in map(read_extension, extensions)
            ],
            local=time_limits.load_local(),
            others=dict(map(read_beside, beside)),
        )
    if not as_json:
        click.echo(f"{shown(answer.due)}\n{answer.text}")
        return
    say_json(_due_row(answer))


@law.command()
@click.option("--gains", required=True, help="违法所得（元）；没有或者无法计算的写：无")
@click.option("--act-end", required=True, help="违法行为终了的日期")
@click.option("--decided", help="作出决定的日期，不写为今天")
@click.option("--act", default="counterfeit", help="违法行为的类别，不写为假冒专利（counterfeit）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def fine(*, gains: str, act_end: str, decided: str | None, act: str, as_json: bool) -> None:
    """测算罚款的上限，例如：fine --gains 30000 --act-end 2020-05-01"""
    from caseapp.base import clock
    from caseapp.law import penalties

    with spoken():
        amount = read_gains(gains)
        answer = penalties.fine_range(
            amount,
            read_day(act_end, "违法行为终了的日期"),
            read_day(decided, "作出决定的日期") if decided else clock.today(),
            reason=NO_GAINS.get(plain(gains).lower(), ""),
            act=read_act(act),
        )
    if not as_json:
        click.echo(f"{number(answer.ceiling)}\n{answer.text}")
        return
    say_json(
        {
            "law": answer.law,
            "ceiling": number(answer.ceiling),
            "confiscate": number(answer.confiscate),
            "basis": answer.basis,
            "text": answer.text,
        }
    )


@law.command()
@click.option("--on", help="只列这一天有效的标准，不写则列出各个时期的")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def thresholds(*, on: str | None, as_json: bool) -> None:
    """列出当场处罚、听证和移送公安机关的数额标准，例如：thresholds --on 2021-07-14"""
    from caseapp.cli.law_tables import threshold_rows

    with spoken():
        day = read_day(on, "日期") if on else None
        rows = threshold_rows(day)
        if not rows:
            raise NoAnswer(f"系统没有收录{on}有效的数额标准。")
    if as_json:
        say_json(rows)
        return
    for row in rows:
        years = f"{row['valid_from'] or '…'}—{row['valid_to'] or '…'}"
        click.echo(f"{row['rule']:5}  {years:24}{row['what']}：{row['amount']}  {row['basis']}")


@law.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def rules(*, as_json: bool) -> None:
    """列出收录的全部期限规则，停用的也列出。"""
    from caseapp.law import time_limits

    rows = [_rule_row(row) for row in time_limits.load().rows]
    if as_json:
        say_json(rows)
        return
    for row in rows:
        mark = "" if row["enabled"] else "  （未核实，停用）"
        years = f"{row['valid_from'] or '…'}—{row['valid_to'] or '…'}"
        click.echo(
            f"{row['rule']:8}{row['length']:8}  {years:24}{row['what']}  {row['basis']}{mark}"
        )


@law.command()
@click.argument("year")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def calendar(*, year: str, as_json: bool) -> None:
    """列出一年的放假日和调休上班日。"""
    from caseapp.law import working_days

    with spoken():
        known = working_days.load_calendar()
        wanted = int(plain(year)) if re.fullmatch(r"[0-9]{4}", plain(year)) else 0
        if not known.is_known(wanted):
            raise NoAnswer(f"系统没有“{year}”年的节假日安排。")
    rows = known.days(wanted)
    if as_json:
        say_json([{"day": shown(row.day), "kind": row.kind, "name": row.name} for row in rows])
        return
    for row in rows:
        click.echo(f"{shown(row.day)}  {'上班' if row.kind == 'work' else '放假'}  {row.name}")


def _rule_row(row: Any) -> dict[str, Any]:
    from caseapp.law.wording import span

    return {
        "rule": row.id,
        "what": row.what,
        "length": span(row.length, row.unit) if row.length else "未定",
        "authority": row.authority,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "start": row.start_words,
        "basis": "、".join(str(cite) for cite in row.citations),
        "confidence": row.confidence,
        "enabled": row.enabled,
        "note": row.note,
    }


def _due_row(answer: Any) -> dict[str, Any]:
    return {
        "rule": answer.rule,
        "due": shown(answer.due),
        "first_day": shown(answer.first_day),
        "skipped": [{"day": shown(skip.day), "name": skip.name} for skip in answer.skipped],
        "rolled": answer.rolled,
        "provisional": answer.provisional,
        "basis": answer.basis,
        "text": answer.text,
    }
