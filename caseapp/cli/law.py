"""`caseapp law`: limits and fines reckoned for a clerk without a case at hand."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click

from caseapp.base.chinese import parse_amount, parse_date
from caseapp.law.errors import NoAnswer

RULE = re.compile(r"([A-Za-z]+)-?(\d+)([A-Za-z]?)")
NO_GAINS = {
    "无": "没有违法所得",
    "没有": "没有违法所得",
    "none": "没有违法所得",
    "无法计算": "违法所得无法计算",
}


class Spoken(click.ClickException):
    """A refusal said in one Chinese sentence on the error stream."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Say the sentence and nothing around it."""
        click.echo(self.message, file=file, err=True)


class PlainCommand(click.Command):
    """A command whose own complaints about its arguments are Chinese sentences too."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments."""
        with spoken_usage():
            return super().make_context(*args, **kwargs)


class PlainGroup(click.Group):
    """A group of such commands."""

    command_class = PlainCommand

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments before the command's name."""
        with spoken_usage():
            return super().make_context(*args, **kwargs)

    def resolve_command(self, *args: Any) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command."""
        with spoken_usage():
            return super().resolve_command(*args)


@contextmanager
def spoken_usage() -> Iterator[None]:
    """Turn click's complaints into sentences; a bare group still shows its help."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as fault:
        raise Spoken(_usage_words(fault)) from None


@contextmanager
def spoken() -> Iterator[None]:
    """Turn a question without an answer into a sentence and exit code 2."""
    try:
        yield
    except NoAnswer as refusal:
        raise Spoken(refusal.sentence) from None


@click.group(cls=PlainGroup)
def law() -> None:
    """期限计算、罚款测算，以及所依据的规则和日历。"""


@law.command()
@click.argument("rule")
@click.option(
    "--start", required=True, help="起算事件的日期；按小时计算的写时刻；倒算的写后一事件的日期"
)
@click.option("--pause", "pauses", multiple=True, help="不计入的期间：首日..末日，可以重复")
@click.option(
    "--extend", "extensions", multiple=True, help="延长的长度，按该规则延长的单位，可以重复"
)
@click.option(
    "--authority", help="办案机关：ip_office、market_bureau 或者 patent_affairs，不写则按日期"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def due(
    *,
    rule: str,
    start: str,
    pauses: tuple[str, ...],
    extensions: tuple[str, ...],
    authority: str | None,
    as_json: bool,
) -> None:
    """计算一条期限何时届满，例如：due CF-12b --start 2020-03-03 --extend 30"""
    from caseapp.law import time_limits

    with spoken():
        answer = time_limits.load().due(
            read_rule(rule),
            read_start(start),
            authority=read_authority(authority),
            pauses=[time_limits.Pause(*read_pause(text)) for text in pauses],
            extensions=[time_limits.Extension(read_length(text)) for text in extensions],
            local=time_limits.load_local(),
        )
    if not as_json:
        click.echo(f"{shown(answer.due)}\n{answer.text}")
        return
    say_json(
        {
            "rule": answer.rule,
            "due": shown(answer.due),
            "first_day": shown(answer.first_day),
            "skipped": [{"day": shown(skip.day), "name": skip.name} for skip in answer.skipped],
            "rolled": answer.rolled,
            "provisional": answer.provisional,
            "basis": answer.basis,
            "text": answer.text,
        }
    )


@law.command()
@click.option("--gains", required=True, help="违法所得（元）；没有或者无法计算的写：无")
@click.option("--act-end", required=True, help="违法行为终了的日期")
@click.option("--decided", help="作出决定的日期，不写为今天")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def fine(*, gains: str, act_end: str, decided: str | None, as_json: bool) -> None:
    """测算假冒专利的罚款上限，例如：fine --gains 30000 --act-end 2020-05-01"""
    from caseapp.base import clock
    from caseapp.law import penalties

    with spoken():
        amount = read_gains(gains)
        answer = penalties.fine_range(
            amount,
            read_day(act_end, "违法行为终了的日期"),
            read_day(decided, "作出决定的日期") if decided else clock.today(),
            reason=NO_GAINS.get(plain(gains).lower(), ""),
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


def read_rule(text: str) -> str:
    """Read an id as people type it: full-width, lower case, without its zero."""
    found = RULE.fullmatch(plain(text))
    if not found:
        return plain(text)
    return f"{found[1].upper()}-{found[2].zfill(2)}{found[3].lower()}"


def read_start(text: str) -> date | datetime:
    """Read a day, or an instant of the office's wall clock."""
    given = plain(text)
    if ":" not in given and "T" not in given:
        return read_day(given, "起算日期")
    try:
        return datetime.fromisoformat(given)
    except ValueError:
        raise NoAnswer(f"“{text}”不是时刻，请写成2015-10-01T09:30的样子。") from None


def read_day(text: str, what: str) -> date:
    """Read a day in any usual spelling."""
    day = parse_date(plain(text))
    if day is None:
        raise NoAnswer(f"{what}“{text}”不是有效的日期，请写成2015-09-01的样子。")
    return day


def read_pause(text: str) -> tuple[date, date]:
    """Read the first and the last day of a pause."""
    first, dots, last = plain(text).partition("..")
    if not dots:
        raise NoAnswer(f"不计入的期间“{text}”请写成2015-09-10..2015-09-20的样子，首尾两日在内。")
    return read_day(first, "中止首日"), read_day(last, "中止末日")


def read_length(text: str) -> int:
    """Read the length of an extension."""
    if not re.fullmatch(r"[0-9]{1,6}", plain(text)):
        raise NoAnswer(f"延长的长度“{text}”应当是正整数。")
    return int(plain(text))


def read_gains(text: str) -> Decimal | None:
    """Read gains; a word for none gives None."""
    if plain(text).lower() in NO_GAINS:
        return None
    amount = parse_amount(plain(text))
    if amount is None:
        raise NoAnswer(f"违法所得“{text}”应当是零或者正数，最小到分；没有或者无法计算的写：无。")
    return amount


def read_authority(text: str | None) -> str | None:
    """Read the authority that handles the case."""
    from caseapp.law.wording import AUTHORITIES

    if text is not None and text not in AUTHORITIES:
        *others, last = AUTHORITIES
        raise NoAnswer(f"办案机关“{text}”应当是{'、'.join(others)}或者{last}。")
    return text


def plain(text: str) -> str:
    """Bring full-width signs to their plain form."""
    return unicodedata.normalize("NFKC", text).strip()


def shown(end: date | datetime) -> str:
    """Write a day or an instant of the office's wall clock as it was asked."""
    if not isinstance(end, datetime):
        return end.isoformat()
    exact = "seconds" if end.second or end.microsecond else "minutes"
    return end.replace(tzinfo=None).isoformat(timespec=exact)


def number(amount: Decimal) -> int | float:
    """Give a sum as a number of yuan."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def say_json(value: Any) -> None:
    """Print a value as one line of JSON that keeps its Chinese readable."""
    click.echo(json.dumps(value, ensure_ascii=False))


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


def _usage_words(fault: click.UsageError) -> str:
    words: dict[type[click.UsageError], Callable[[Any], str]] = {
        click.MissingParameter: lambda one: f"缺少{_parameter(one.param)}。",
        click.NoSuchOption: lambda one: f"没有{one.option_name}这个选项。",
        click.BadOptionUsage: lambda one: f"选项{one.option_name}后面要有一个值。",
        click.BadParameter: lambda one: f"{_parameter(one.param)}的值不对。",
    }
    for kind, say in words.items():
        if isinstance(fault, kind):
            return say(fault)
    return "命令写得不对，加 --help 查看写法。"


def _parameter(given: click.Parameter | None) -> str:
    if given is None:
        return "参数"
    names: Iterable[str] = given.opts if isinstance(given, click.Option) else [given.name or ""]
    return f"参数{next(iter(names)).upper() if isinstance(given, click.Argument) else next(iter(names))}"
