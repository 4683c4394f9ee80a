"""`caseapp extracts`: how far the texts of attachments are, and what is done when they are to be read anew."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.cli.office import opened
from caseapp.extracts import actions, holders, jobs, ocr, queries
from caseapp.extracts.words import DONE, NOTHING, REASONS, REFUSED, STATES, WAITING, said_of

NAMES = {"waiting": WAITING, "read": DONE, "unread": REFUSED, "empty": NOTHING}
Counts = Mapping[tuple[str, str], int]


@click.command()
@click.option("--old", is_flag=True, help="把从未提取过的旧附件全部列入。")
@click.option("--again", is_flag=True, help="未提取的重新提取（安装识别程序或者放宽上限之后）。")
@click.option("--now", "at_once", is_flag=True, help="当场提取完毕，不等后台。")
@click.option("--list", "listed", type=click.Choice(list(NAMES)), help="列出这种情形的文件。")
@click.option(
    "--most", default=50, show_default=True, type=click.IntRange(1), help="最多列出几个。"
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def extracts(
    *, old: bool, again: bool, at_once: bool, listed: str | None, most: int, as_json: bool
) -> None:
    """附件文字的提取情况：待提取、已提取、未提取及其原因。"""
    with opened() as app:
        asked = jobs.want_all() if old else 0
        if again:
            with writing():
                asked += actions.again(by=Person.system())
        done = jobs.extract_all(app.extensions["store"], ocr.installed()) if at_once else 0
        counts = queries.counts()
        files = files_of(app, NAMES[listed], most) if listed else []
    if as_json:
        told = {"asked": asked, "done": done, "counts": _counted(counts)}
        click.echo(json.dumps(told | ({"files": files} if listed else {}), ensure_ascii=False))
        return
    if listed:
        _print_files(files, sum(n for (of, _), n in counts.items() if of == NAMES[listed]))
        return
    if old or again:
        click.echo(f"列入 {asked:,} 个文件。")
    for (state, reason), count in sorted(counts.items()):
        why = f"（{REASONS[reason]}）" if reason in REASONS else ""
        click.echo(f"{STATES[state]}{why}\t{count:,}")
    if not counts:
        click.echo("还没有附件。")


def _counted(counts: Counts) -> list[dict[str, Any]]:
    return [{"state": s, "reason": r, "files": n} for (s, r), n in sorted(counts.items())]


def files_of(app: Flask, state: str, most: int) -> list[dict[str, str]]:
    """Return files with where they are held: kind and number, never a name that the case keeps."""
    rows = queries.listed(state, most)
    sources = app.extensions["search"].sources
    held: dict[str, list[str]] = {row.sha256: [] for row in rows}
    for one in holders.joined():
        for number, sha256 in one.holding(list(held)):
            held[sha256].append(f"{sources.get(one.kind).kind_name} {number}")
    return [
        {
            "sha256": row.sha256,
            "said": said_of(row.state, row.reason, row.cut),
            "held": "、".join(held[row.sha256]),
        }
        for row in rows
    ]


def _print_files(files: Sequence[Mapping[str, str]], total: int) -> None:
    for one in files:
        click.echo(f"{one['sha256'][:16]}\t{one['said']}\t{one['held']}")
    click.echo(f"共 {total:,} 个，列出 {len(files):,} 个。")
