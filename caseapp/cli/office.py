"""Commands that run an office: set up, serve, demo, people, login links."""

from __future__ import annotations

import contextlib
import errno
import json
import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator

import click
import sqlalchemy as sa
from flask import Flask, current_app

from caseapp.app import create_app
from caseapp.base.db import db
from caseapp.config import ROOT, Settings, UnsafeSetting, load_settings, mark_demo

HOST = "127.0.0.1"
PORTS_TRIED = 50


@contextlib.contextmanager
def opened(*, demo: bool | None = None) -> Iterator[Flask]:
    """Open the office in CASEAPP_DATA with its tables up to date."""
    try:
        app = create_app(load_settings(os.environ, demo=demo))
    except UnsafeSetting as unsafe:
        click.echo(f"不能启动：{unsafe}", err=True)
        sys.exit(2)
    with app.app_context():
        bring_up_to_date()
        yield app


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
        click.echo("数据表已是最新。")


@click.command()
def demo() -> None:
    """在 CASEAPP_DATA 建立演示办公室后退出。"""
    with opened(demo=True) as app:
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
    with opened():
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


@click.command()
@click.option("--demo", "as_demo", is_flag=True, help="演示办公室")
@click.option("--host", default=HOST)
@click.option("--port", default=8000, type=int)
def serve(as_demo: bool, host: str, port: int) -> None:  # noqa: FBT001 - click hands it over by name
    """启动服务。"""
    with opened(demo=True if as_demo else None) as app:
        if as_demo:
            build_demo(app)
        settings: Settings = app.extensions["settings"]
        if settings.demo and host != HOST:
            click.echo("演示办公室只在本机开放。", err=True)
            sys.exit(2)
        listener = _listen(host, port)
        address = f"http://{host}:{listener.getsockname()[1]}"
        if settings.demo:
            click.echo("\n一次性登录链接（10 分钟内有效，各用一次；caseapp links 可重新生成）：")
            print_links(address)
    _run(app, listener, address)


def _run(app: Flask, listener: socket.socket, address: str) -> None:
    import waitress  # slow import, only the server needs it

    from caseapp.cli.worker import start_thread

    settings: Settings = app.extensions["settings"]
    stop = threading.Event()
    thread = start_thread(app, stop) if settings.worker else None
    click.echo(f"\n专利执法办案系统已启动：{address}/  （Ctrl+C 结束）", nl=True)
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        waitress.serve(
            app,
            sockets=[listener],
            threads=8,
            ident=None,
            max_request_body_size=_body_limit(settings),
        )
    stop.set()
    if thread is not None:
        thread.join(timeout=10)


def _body_limit(settings: Settings) -> int:
    return settings.upload_limit * 2  # Flask answers first, with a page people can read


def _listen(host: str, port: int) -> socket.socket:
    """Take the wished port or the next free one."""
    for candidate in range(port, port + PORTS_TRIED):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            listener.listen(128)
            return listener
    click.echo(f"{port}–{port + PORTS_TRIED - 1} 端口都被占用，请用 --port 指定。", err=True)
    sys.exit(2)
