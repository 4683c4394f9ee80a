"""The command `serve`: what may be served to whom, by one server only, with TLS or on this machine."""

from __future__ import annotations

import _thread
import contextlib
import errno
import ipaddress
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import click
from flask import Flask

from caseapp.cli.office import ONLY_MINE, build_demo, opened, print_links
from caseapp.cli.registers import take_what_is_new
from caseapp.cli.tls import Certificate, certificate_for, given_certificate
from caseapp.config import (
    DEMO_MARK,
    MEBIBYTE,
    REAL_MARK,
    Settings,
    UnsafeSetting,
    load_settings,
    mark_demo,
)

try:
    import fcntl
except ImportError:  # Windows: the port alone keeps a second server away
    fcntl = None  # type: ignore[assignment]  # the lock file is skipped there

HOST = "127.0.0.1"
PORTS_TRIED = 50
THREADS = 8
SAID_AGAIN_AFTER = 10.0  # seconds; the server itself takes up to five to end
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what is asked for, not what is bound by default


class NotServed(click.ClickException):
    """Why nothing is served, with what to do."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Say it in one line."""
        click.echo(f"不能启动：{self.message}", file=file, err=True)


@dataclass(frozen=True)
class Wish:
    """What somebody typed after `serve`."""

    demo: bool
    host: str
    port: int
    names: tuple[str, ...]
    certificate: Certificate | None
    without_tls: bool


@click.command()
@click.option("--demo", "as_demo", is_flag=True, help="演示办公室")
@click.option("--host", default=HOST, help="监听的地址；本机之外须启用加密")
@click.option("--port", default=8000, type=int)
@click.option("--name", "names", multiple=True, help="浏览器里输入的主机名，可写多个")
@click.option("--tls", type=click.Choice(["auto"]), help="auto：用本系统自建的办公室证书加密")
@click.option("--tls-cert", type=click.Path(exists=True, path_type=Path), help="证书（PEM）")
@click.option("--tls-key", type=click.Path(exists=True, path_type=Path), help="证书的私钥（PEM）")
@click.option("--without-tls", is_flag=True, help="明知不加密也向其他电脑开放（每页显示警告）")
def serve(**typed: Any) -> None:
    """启动服务。"""
    # Keys and marks are looked at before anything is opened or written.
    settings = load_or_refuse(demo=True if typed["as_demo"] else None)
    refuse_other_kind(settings, as_demo=typed["as_demo"])
    wish = _wish(settings, typed)
    with only_server(settings.data_dir, wish):
        if wish.demo:
            mark_demo(
                settings.data_dir
            )  # before the first table, so that no kill leaves it unmarked
        changes = {
            "hosts": settings.hosts + _hosts(wish),
            "is_exposed": not is_loopback(wish.host) and wish.certificate is None,
        }
        with opened(demo=True if wish.demo else None, changes=changes) as app:
            take_what_is_new()
            _serve(app, wish)


def load_or_refuse(*, demo: bool | None = None) -> Settings:
    """Read the settings; an unsafe one is said in a sentence."""
    os.umask(ONLY_MINE)
    try:
        return load_settings(os.environ, demo=demo)
    except UnsafeSetting as unsafe:
        raise NotServed(str(unsafe)) from None


def refuse_other_kind(settings: Settings, *, as_demo: bool) -> None:
    """Keep the demo away from a real office's data, and the real command away from the demo's."""
    data = settings.data_dir
    is_demo, is_real = ((data / mark).exists() for mark in (DEMO_MARK, REAL_MARK))
    has_data = (data / "caseapp.sqlite3").exists()
    if as_demo and (is_real or (has_data and not is_demo)):
        raise NotServed(
            f"{data} 不是演示数据目录，演示命令不打开它。请用 CASEAPP_DATA 另指一个空目录。"
        )
    if not as_demo and is_demo:
        raise NotServed(f"{data} 是演示数据目录，正式命令不打开它。看演示请加 --demo。")
    if not as_demo and not is_real:
        raise NotServed(
            f"{data} 还没有初始化。请先运行 caseapp init；看演示请用 caseapp serve --demo。"
        )


def is_loopback(host: str) -> bool:
    """Say whether an address is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _wish(settings: Settings, typed: dict[str, Any]) -> Wish:
    host, names = typed["host"], tuple(typed["names"])
    if typed["as_demo"] and not is_loopback(host):
        raise NotServed("演示办公室只在本机开放。")
    if (host in EVERYWHERE or ":" in host) and not names:
        raise NotServed(f"向 {host} 开放时，请用 --name 写明浏览器里输入的主机名或地址。")
    if bool(typed["tls_cert"]) != bool(typed["tls_key"]):
        raise NotServed("--tls-cert 和 --tls-key 须一起给出。")
    certificate = None
    if typed["tls_cert"]:
        certificate = given_certificate(typed["tls_cert"], typed["tls_key"])
    elif typed["tls"]:
        certificate = certificate_for(settings.keys_dir, [*names, *_own(host)])
    if not is_loopback(host) and certificate is None and not typed["without_tls"]:
        raise NotServed(
            f"{host} 不是本机地址，不加密会被同一网络上的人看到。请加 --tls auto，"
            "或用 --tls-cert、--tls-key 给出证书。"
        )
    return Wish(
        demo=typed["as_demo"],
        host=host,
        port=typed["port"],
        names=names,
        certificate=certificate,
        without_tls=typed["without_tls"],
    )


def _own(host: str) -> list[str]:
    return [] if host in EVERYWHERE else [host]


def _hosts(wish: Wish) -> tuple[str, ...]:
    """Return the names a browser may ask for."""
    return tuple(name for name in (*wish.names, *_own(wish.host)) if ":" not in name)


@contextlib.contextmanager
def only_server(data: Path, wish: Wish) -> Iterator[None]:
    """Hold the folder's lock while serving; a second server is told who holds it."""
    path = data / "server.lock"
    with path.open("a+", encoding="utf-8") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise NotServed(_holder(path)) from None
        file.truncate(0)
        scheme = "http" if wish.certificate is None else "https"
        json.dump({"pid": os.getpid(), "host": wish.host, "scheme": scheme}, file)
        file.flush()
        yield
        file.truncate(0)


def _holder(path: Path) -> str:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        who = f"进程 {told['pid']}（{told['scheme']}://{told['host']}）"
    except (ValueError, KeyError):
        who = "另一个进程"
    return f"{who}正在使用 {path.parent}。一个数据目录只能有一个服务；请先结束它，或另指一个目录。"


def _serve(app: Flask, wish: Wish) -> None:
    refuse_real_people(as_demo=wish.demo)
    if wish.demo:
        build_demo(app)
    scheme = "http" if wish.certificate is None else "https"
    listener = _listen(wish)
    address = f"{scheme}://{_shown(wish)}:{listener.getsockname()[1]}"
    if wish.demo:
        click.echo("\n一次性登录链接（10 分钟内有效，各用一次；caseapp links 可重新生成）：")
        print_links(address)
    if wish.certificate is not None:
        click.echo(f"\n办公室证书指纹（SHA-256）：\n  {wish.certificate.fingerprint}")
    _run(app, listener, address=address, wish=wish)


def refuse_real_people(*, as_demo: bool) -> None:
    """Keep the demo away from a real office's database, wherever a setting says it lies."""
    from caseapp.accounts.queries.credentials import anybody_has_password

    if as_demo and anybody_has_password():
        raise NotServed("数据库里有正式办公室的账号，演示命令不打开它。请检查 CASEAPP_DATABASE。")


def say_again_until(stop: threading.Event, *, after: float = SAID_AGAIN_AFTER) -> None:
    """Let Ctrl+C end the server even where it falls into a callback that swallows it: it is said again."""
    asked = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()
        raise KeyboardInterrupt

    def again() -> None:
        asked.wait()
        while not stop.wait(after):
            _thread.interrupt_main()

    signal.signal(signal.SIGINT, ask)
    threading.Thread(target=again, name="ctrl-c", daemon=True).start()


def _shown(wish: Wish) -> str:
    host = wish.names[0] if wish.names else wish.host
    return f"[{host}]" if ":" in host else host


def _run(app: Flask, listener: socket.socket, *, address: str, wish: Wish) -> None:
    from caseapp.cli.worker import start_thread

    settings: Settings = app.extensions["settings"]
    stop = threading.Event()
    say_again_until(stop)
    thread = start_thread(app, stop) if settings.worker else None
    click.echo(f"\n专利执法办案系统已启动：{address}/  （Ctrl+C 结束）", nl=True)
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        if wish.certificate is None:
            _serve_plain(app, listener, settings)
        else:
            _serve_tls(app, listener, wish.certificate)
    stop.set()
    if thread is not None:
        thread.join(timeout=10)


def _serve_plain(app: Flask, listener: socket.socket, settings: Settings) -> None:
    from caseapp.cli.plain_server import plain_server  # slow import, only the server needs it

    limit = _body_limit(settings)
    plain_server(app, listener, threads=THREADS, body_limit=limit).run()


def _serve_tls(app: Flask, listener: socket.socket, certificate: Certificate) -> None:
    from caseapp.cli.secure_server import SecureServer  # slow import, only an office with TLS

    server = SecureServer(listener, app, certificate=certificate, threads=THREADS)
    server.max_request_body_size = _body_limit(app.extensions["settings"])
    server.safe_start()


def _body_limit(settings: Settings) -> int:
    return settings.upload_limit + MEBIBYTE  # the fields of the form beside the file


def _listen(wish: Wish) -> socket.socket:
    """Take the wished port; the demo takes the next free one, a real office keeps its address."""
    family = socket.AF_INET6 if ":" in wish.host else socket.AF_INET
    tried = PORTS_TRIED if wish.demo else 1
    for candidate in range(wish.port, wish.port + tried):
        listener = socket.socket(family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((wish.host, candidate))
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE:
                raise NotServed(f"不能监听 {wish.host}:{candidate}：{error.strerror}。") from None
        else:
            listener.listen(128)
            return listener
    raise NotServed(f"从 {wish.port} 起 {tried} 个端口都被占用，请用 --port 指定。")
