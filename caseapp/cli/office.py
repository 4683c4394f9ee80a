"""Commands that run an office: set up, serve, demo, people, login links."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click
import sqlalchemy as sa
from flask import Flask, current_app

from caseapp.app import create_app
from caseapp.base.db import db
from caseapp.cli.registers import take_registers
from caseapp.config import ROOT, Settings, UnsafeSetting, load_settings, mark_demo

ONLY_MINE = 0o077  # whatever an office writes is nobody else's to read


@contextlib.contextmanager
def opened(
    *, demo: bool | None = None, changes: Mapping[str, Any] | None = None
) -> Iterator[Flask]:
    """Open the office in CASEAPP_DATA with its tables up to date."""
    os.umask(ONLY_MINE)
    try:
        settings = load_settings(os.environ, demo=demo)
        app = create_app(dataclasses.replace(settings, **(changes or {})))
    except UnsafeSetting as unsafe:
        click.echo(f"不能启动：{unsafe}", err=True)
        sys.exit(2)
    with app.app_context():
        try:
            bring_up_to_date()
            yield app
        finally:  # a connection left open would be the database server's to clear away
            db.session.remove()
            db.engine.dispose()


def bring_up_to_date() -> None:
    """Create or migrate the tables; quiet unless something is wrong."""
    head = (ROOT / "migrations" / "current-head").read_text(encoding="ascii").strip()
    if _version_of_tables() == head:
        return  # the usual start: the migration machinery is slow to import

    know_migrations(current_app)
    from flask_migrate import upgrade  # slow import, only a change of tables needs it

    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()


def know_migrations(app: Flask) -> None:
    """Join the migration machinery, which takes a second to import and is rarely needed."""
    from flask_migrate import Migrate  # slow import

    if "migrate" not in app.extensions:
        Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)


def _version_of_tables() -> str:
    tables = sa.inspect(db.engine)
    if not tables.has_table("alembic_version"):
        return ""
    version = db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    db.session.rollback()
    return str(version or "")


@click.command()
def migrate() -> None:
    """建立或升级数据表。"""
    with opened():
        take_registers()
        click.echo("数据表已是最新，随系统提供的名录和知识库已读入。")


@click.command()
def demo() -> None:
    """在 CASEAPP_DATA 建立演示办公室后退出。"""
    from caseapp.cli.serving import load_or_refuse, refuse_other_kind, refuse_real_people

    refuse_other_kind(load_or_refuse(demo=True), as_demo=True)
    with opened(demo=True) as app:
        refuse_real_people(as_demo=True)
        build_demo(app)


def build_demo(app: Flask) -> None:
    """Fill an empty data folder with the demo office; leave a filled one alone."""
    from caseapp.cli.demo import build  # slow import, only the demo needs it

    settings: Settings = app.extensions["settings"]
    if build(settings, tell=click.echo):
        mark_demo(settings.data_dir)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def people(as_json: bool) -> None:  # noqa: FBT001 - click hands it over by name
    """列出人员：登录名、姓名、单位、角色。"""
    from caseapp.accounts import queries  # needs the tables

    with opened():
        rows = [
            {"login": p.login, "name": p.name, "unit": p.unit_name, "roles": list(p.roles)}
            for p in queries.everybody()
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        click.echo(f"{row['login']}\t{row['name']}\t{row['unit']}\t{'、'.join(row['roles'])}")


@click.command()
@click.argument("login", required=False)
@click.option("--base", default="http://127.0.0.1:8000", help="网址前部")
def links(login: str | None, base: str) -> None:
    """打印一次性登录链接（演示：每个角色一条；或指定登录名）。"""
    with opened() as app:
        if app.extensions["settings"].is_real:
            click.echo("正式办公室不用登录链接。请在人员页生成激活码。", err=True)
            sys.exit(2)
        print_links(base.rstrip("/"), login)


def print_links(base: str, login: str | None = None) -> None:
    """Print fresh one-time links, ten minutes each."""
    from caseapp.accounts import actions, queries  # needs the tables
    from caseapp.base.db import writing

    with writing():
        for person in queries.first_of_each_role() if login is None else queries.named(login):
            token = actions.make_login_link(by=person.system(), person_id=person.id)
            words = "、".join(queries.role_words(person.roles))
            click.echo(f"  {words}  {person.name}（{person.unit_name}）\n    {base}/enter/{token}")
