"""What the commands about the law read and say: dates, sums and lengths as people type them."""

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


def read_beside(text: str) -> tuple[str, date]:
    """Read the id of a limit that runs beside, and the day of its own start event."""
    name, sign, day = plain(text).partition("=")
    if not sign:
        raise NoAnswer(f"并行期限“{text}”请写成INF-14b=2026-01-05的样子。")
    return read_rule(name), read_day(day, "并行期限的起算日")


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


def read_extension(text: str) -> tuple[int, date | None]:
    """Read how much a limit was prolonged, with the day it was approved if it is given."""
    length, at, day = plain(text).partition("@")
    return read_length(length), read_day(day, "批准延长的日期") if at else None


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


def read_act(text: str) -> str:
    """Read the kind of breach a fine is for."""
    from caseapp.law.penalties import penalty_rows

    acts = dict.fromkeys(row.act for row in penalty_rows())
    if plain(text) not in acts:
        *others, last = acts
        raise NoAnswer(f"违法行为的类别“{text}”应当是{'、'.join(others)}或者{last}。")
    return plain(text)


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
