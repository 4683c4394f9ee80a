"""`caseapp extracts`: how far the texts of attachments are, and what is done when they are to be read anew."""

from __future__ import annotations

import json

import click

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.cli.office import opened
from caseapp.extracts import actions, jobs, ocr, queries
from caseapp.extracts.words import REASONS, STATES


@click.command()
@click.option("--old", is_flag=True, help="把从未提取过的旧附件全部列入。")
@click.option("--again", is_flag=True, help="未提取的重新提取（安装识别程序或者放宽上限之后）。")
@click.option("--now", "at_once", is_flag=True, help="当场提取完毕，不等后台。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def extracts(*, old: bool, again: bool, at_once: bool, as_json: bool) -> None:
    """附件文字的提取情况：待提取、已提取、未提取及其原因。"""
    with opened() as app:
        asked = jobs.want_all() if old else 0
        if again:
            with writing():
                asked += actions.again(by=Person.system())
        done = jobs.extract_all(app.extensions["store"], ocr.installed()) if at_once else 0
        counts = queries.counts()
    if as_json:
        rows = [{"state": s, "reason": r, "files": n} for (s, r), n in sorted(counts.items())]
        click.echo(json.dumps({"asked": asked, "done": done, "counts": rows}, ensure_ascii=False))
        return
    if old or again:
        click.echo(f"列入 {asked:,} 个文件。")
    for (state, reason), count in sorted(counts.items()):
        why = f"（{REASONS[reason]}）" if reason in REASONS else ""
        click.echo(f"{STATES[state]}{why}\t{count:,}")
    if not counts:
        click.echo("还没有附件。")
