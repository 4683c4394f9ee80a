"""`caseapp search`: finds what a person may see, and builds the index anew."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click
from flask import Flask

from caseapp.cli.office import opened

if TYPE_CHECKING:
    from flask.ctx import RequestContext

    from caseapp.accounts.person import Person
    from caseapp.search.drift import Drift
    from caseapp.search.finder import Finder, Narrow
    from caseapp.search.offers import Recognised
    from caseapp.search.results import Hit, Result

_EVERY = 0.2
_PER_PAGE = 20
_MOST_IDS = 50
_ORDERS = ("best", "newest", "oldest")
_DAY = click.DateTime(["%Y-%m-%d"])


class SearchGroup(click.Group):
    """A group whose first word is a subcommand or, if it is none, what is looked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden subcommand before a question."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["find", *args]
        return super().parse_args(ctx, args)


@click.group(cls=SearchGroup, options_metavar="词语 --as 登录名 | rebuild | check")
def search() -> None:
    """检索：caseapp search 电热水壶 --as 登录名；重建索引：caseapp search rebuild；比对：caseapp search check。"""


@search.command(hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("text", nargs=-1, required=True)
@click.option("--as", "login", required=True, help="以谁的权限检索：登录名。")
@click.option("--page", default=1, type=click.IntRange(1), help="第几页。")
@click.option("--kind", "kinds", multiple=True, help="只要这一类，如 case、ticket；可重复。")
@click.option("--since", default=None, type=_DAY, help="不早于这一天，如 2015-06-01。")
@click.option("--until", default=None, type=_DAY, help="不晚于这一天。")
@click.option("--order", default="best", type=click.Choice(_ORDERS), help="排列次序。")
@click.option("--choose", multiple=True, help="只要这个值，如 state=filed；可重复。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出。")
def find(
    text: tuple[str, ...], *, login: str, page: int, choose: tuple[str, ...], **given: Any
) -> None:
    """检索案件、工单和文书；只得到此人可见的内容。"""
    as_json, typed = given["as_json"], " ".join(text)
    with opened() as app, _addresses(app):
        by = _person(login)
        _refuse_who_may_not_search(by)
        result = _finder(app).find(
            typed,
            by=by,
            kinds=_kinds(app, given["kinds"]),
            narrow=_narrow(choose, given),
            page=page,
            per_page=_PER_PAGE,
        )
        known = _recognised(app, result.question, by)
    if as_json:
        click.echo(json.dumps(_as_json(result, known), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(result, known)))


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


@search.command()
@click.option("--mend", is_flag=True, help="把不同的逐项重新编入；索引不可用时重建。")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，列出全部编号。")
def check(*, mend: bool, as_json: bool) -> None:
    """比对索引与数据库：缺少、多余、旧版；有不同时以 1 结束，除非已补齐。"""
    from caseapp.search.folder import Busy  # slow import, as below
    from caseapp.search.index import Unusable

    with opened() as app:
        finder = _finder(app)
        try:
            if mend:
                finder.feed.mend()
            drift = _compared(finder)
        except (Unusable, Busy):
            click.echo("没有可用的索引，无法比对。请执行 caseapp search rebuild。", err=True)
            sys.exit(1)
        found = left = len(drift.pairs)
        if mend and found:
            finder.feed.settle(drift.pairs)
            # What stays different was not mended, whatever was tried.
            left = len(_compared(finder).pairs)
        names = finder.sources.names()
    if as_json:
        click.echo(json.dumps(_drift_as_json(drift, left), ensure_ascii=False))
    else:
        click.echo("\n".join(_drift_lines(drift, names)))
        if left < found:
            click.echo(f"已补齐 {found - left:,} 项，仍不同 {left:,} 项。")
    sys.exit(1 if left else 0)


def _compared(finder: Finder) -> Drift:
    """Compare; what the worker has yet to bring in is no difference, before or meanwhile."""
    finder.feed.renew()
    waiting = set(finder.waiting())
    drift = finder.feed.compare()
    finder.feed.renew()
    return drift.apart_from(waiting | set(finder.waiting()))


def _drift_as_json(drift: Drift, left: int) -> dict[str, object]:
    kinds = [
        {
            "kind": one.kind,
            "objects": one.rows,
            "missing": list(one.missing),
            "too_many": list(one.too_many),
            "old": list(one.old),
        }
        for one in drift.kinds
    ]
    return {
        "objects": drift.rows,
        "different": len(drift.pairs),
        "left": left,
        "kinds": kinds,
    }


def _drift_lines(drift: Drift, names: Mapping[str, str]) -> list[str]:
    if not drift.pairs:
        return [f"索引与数据库一致，共 {drift.rows:,} 项。"]
    lines = [f"索引与数据库不同：{len(drift.pairs):,} 项，共比对 {drift.rows:,} 项。"]
    for one in drift.kinds:
        if one.ids:
            lines.append(
                f"{names[one.kind]}（{one.kind}）：{len(one.ids):,} 项，共 {one.rows:,} 项"
            )
            sets = (("缺少", one.missing), ("多余", one.too_many), ("旧版", one.old))
            lines += [f"　{word} {_numbers(ids)}" for word, ids in sets if ids]
    return lines


def _numbers(ids: Sequence[int]) -> str:
    said = f"{len(ids):,} 项：{'、'.join(map(str, ids[:_MOST_IDS]))}"
    if len(ids) <= _MOST_IDS:
        return said
    return f"{said}……（列出 {_MOST_IDS} 项，共 {len(ids):,} 项；--json 列出全部）"


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


def _refuse_who_may_not_search(by: Person) -> None:
    from caseapp.accounts.permissions import decide  # only a question needs it

    if not decide(by, "search.use"):
        click.echo(f"{by.name}没有检索的权限，与页面上相同。请以有检索权限的人员检索。", err=True)
        sys.exit(2)


def _addresses(app: Flask) -> RequestContext:
    """Let addresses be made as the pages make them, though nobody asks from a browser."""
    return app.test_request_context(base_url=f"http://{app.extensions['settings'].hosts[0]}")


def _narrow(choose: tuple[str, ...], given: dict[str, Any]) -> Narrow:
    from caseapp.search.ask import Order  # slow import, as below
    from caseapp.search.finder import Narrow  # slow import, as below

    pairs = [one.partition("=") for one in choose]
    if any(not name or not value for name, _, value in pairs):
        raise click.BadParameter("写成 名称=值，如 state=filed。", param_hint="--choose")
    return Narrow(
        chosen=frozenset((name, value) for name, _, value in pairs),
        since=given["since"] and given["since"].date(),
        until=given["until"] and given["until"].date(),
        order=Order(given["order"]),
    )


def _kinds(app: Flask, kinds: tuple[str, ...]) -> tuple[str, ...]:
    names = _finder(app).sources.names()
    if unknown := [one for one in kinds if one not in names]:
        known = "、".join(f"{kind}（{name}）" for kind, name in names.items())
        raise click.BadParameter(f"没有这一类：{unknown[0]}。可以写 {known}。", param_hint="--kind")
    return kinds


def _recognised(app: Flask, typed: str, by: Person) -> Sequence[Recognised]:
    from caseapp.base.clock import today  # only a question needs it

    return _finder(app).offers.of(typed, by=by, today=today())


def _as_json(result: Result, known: Sequence[Recognised]) -> dict[str, object]:
    return {
        "total": result.total,
        "total_is_exact": result.total_is_exact,
        "page": result.page,
        "has_next": result.has_next,
        "hits": [_hit(hit) for hit in result.hits],
        "facets": [
            {"kind": one.kind, "total": one.total, "words": one.words} for one in result.facets
        ],
        "lists": [
            {
                "name": one.name,
                "title": one.title,
                "choices": [
                    {"value": c.value, "words": c.words, "total": c.total, "chosen": c.is_chosen}
                    for c in one.choices
                ],
            }
            for one in result.lists
        ],
        "recognised": "".join(one.reading.words for one in known),
        "readings": [_reading(one) for one in known],
        "notices": list(result.notices),
    }


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "kind": hit.kind,
        "key": hit.key,
        "title": hit.title,
        "url": hit.url,
        "snippet": "".join(text for text, _ in hit.snippet),
        "on": hit.on.isoformat() if hit.on else None,
    }


def _reading(one: Recognised) -> dict[str, object]:
    return {
        "kind": one.reading.kind,
        "normal": one.reading.normal,
        "valid": one.reading.valid,
        "words": one.reading.words,
        "offers": [{"words": o.words, "why": o.why, "url": o.url} for o in one.offers],
    }


def _lines(result: Result, known: Sequence[Recognised]) -> list[str]:
    said = [*(one.reading.words for one in known), *result.notices]
    hits = [f"{hit.kind_name}\t{hit.key}\t{hit.title}" for hit in result.hits]
    return [*said, *([result.words] if result.was_asked else []), *hits]
