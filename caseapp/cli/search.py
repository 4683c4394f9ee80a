"""`caseapp search`: finds what a person may see, and builds the index anew."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import click
from flask import Flask

from caseapp.cli.office import opened

if TYPE_CHECKING:
    from caseapp.accounts.person import Person
    from caseapp.search.finder import Finder
    from caseapp.search.results import Result

_EVERY = 0.2
_PER_PAGE = 20


class SearchGroup(click.Group):
    """A group whose first word is a subcommand or, if it is none, what is looked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden subcommand before a question."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["find", *args]
        return super().parse_args(ctx, args)


@click.group(cls=SearchGroup, options_metavar="词语 --as 登录名 | rebuild")
def search() -> None:
    """检索：caseapp search 电热水壶 --as 登录名；重建索引：caseapp search rebuild。"""


@search.command(hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("text", nargs=-1, required=True)
@click.option("--as", "login", required=True, help="以谁的权限检索：登录名。")
@click.option("--page", default=1, type=click.IntRange(1, 50), help="第几页。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def find(text: tuple[str, ...], *, login: str, page: int, as_json: bool) -> None:
    """检索案件、工单和文书；只得到此人可见的内容。"""
    with opened() as app:
        result = _finder(app).find(" ".join(text), by=_person(login), page=page, per_page=_PER_PAGE)
    if as_json:
        click.echo(json.dumps(_as_json(result), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(result)))


@search.command()
def rebuild() -> None:
    """重建检索索引；重建期间照常可以检索。"""
    from caseapp.search.feed import rate_line  # slow import, as below
    from caseapp.search.folder import Busy

    started = time.monotonic()
    told = 0.0
    on_terminal = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        nonlocal told
        now = time.monotonic()
        if now - told < _EVERY and done < total:
            return
        told = now
        line = rate_line(done, total, started)
        click.echo(f"\r{line}　" if on_terminal else line, err=True, nl=not on_terminal)

    with opened() as app:
        try:
            count = _finder(app).feed.rebuild(tell)
        except Busy:
            click.echo("另一个进程正在重建索引，请等它结束。", err=True)
            sys.exit(2)
    if on_terminal:
        click.echo(err=True)
    click.echo(f"索引已重建：{count:,} 项。")


def _finder(app: Flask) -> Finder:
    finder: Finder = app.extensions["search"]
    return finder


def _person(login: str) -> Person:
    from caseapp.accounts import queries  # needs the tables

    found = list(queries.named(login))
    if not found:
        click.echo(f"没有登录名为 {login} 的人员。caseapp people 可列出人员。", err=True)
        sys.exit(2)
    person: Person = found[0]
    return person


def _as_json(result: Result) -> dict[str, object]:
    return {
        "total": result.total,
        "total_is_exact": result.total_is_exact,
        "hits": [{"kind": hit.kind, "key": hit.key, "title": hit.title} for hit in result.hits],
        "recognised": result.recognised,
        "notices": list(result.notices),
    }


def _lines(result: Result) -> list[str]:
    said = [line for line in (result.recognised, *result.notices) if line]
    hits = [f"{hit.kind_name}\t{hit.key}\t{hit.title}" for hit in result.hits]
    return [*said, *([result.words] if result.was_asked else []), *hits]
