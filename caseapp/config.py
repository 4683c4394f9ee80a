"""Typed settings, read from the environment once; unsafe ones stop the start."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
MEBIBYTE = 1024 * 1024
LOOPBACK_HOSTS = ("127.0.0.1", "localhost")
DEMO_MARK, REAL_MARK = "DEMO", "OFFICE"
PROFILES = ("dengbao", "asvs")
ENGINES = ("whoosh", "postgres")


MAIL_PORTS = {"tls": 465, "starttls": 587, "plain": 25}
MAIL_KEY_FILE = "mail.password"


class UnsafeSetting(Exception):
    """A setting the program refuses to start with; the text says what to do."""


@dataclass(frozen=True)
class MailServer:
    """The office's own mail server; the password lies in the key folder."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """Where things lie and how the office runs."""

    data_dir: Path
    keys_dir: Path
    index_dir: Path
    database_url: str
    secret_key: str
    demo: bool = False
    office: str = "鞍山市知识产权局"
    upload_limit: int = 200 * MEBIBYTE
    # Names by which browsers may ask for the office; any other is somebody's invention.
    hosts: tuple[str, ...] = LOOPBACK_HOSTS
    crypto: str = "international"  # the family of algorithms, a name of base/crypto.py
    profile: str = PROFILES[0]  # what is asked of passwords, a name of accounts/sign_in.toml
    is_real: bool = False
    is_exposed: bool = False  # served to other machines without TLS, at somebody's word
    worker: bool = True
    testing: bool = False
    mail: MailServer | None = None  # without one no reminder is sent, only shown
    fonts_dir: Path | None = None  # the office's own faces (仿宋_GB2312 …), for its papers as PDF
    search_engine: str = ENGINES[0]  # where the search index lies: in files or in PostgreSQL
    anchor_dir: Path | None = None  # where the audit anchors lie; beside the keys if nowhere else

    @property
    def files_dir(self) -> Path:
        """The content-addressed store lies beside the database."""
        return self.data_dir / "files"

    def __repr__(self) -> str:
        """Leave the key out, so that no log or traceback ever shows it."""
        return f"Settings(data_dir={str(self.data_dir)!r}, demo={self.demo})"


def load_settings(environ: Mapping[str, str], *, demo: bool | None = None) -> Settings:
    """Read the environment; make missing folders and keys; refuse unsafe ones."""
    data, keys = _data_folder(environ), keys_folder(environ)
    if keys == data or data in keys.parents:
        raise UnsafeSetting(
            f"密钥目录 {keys} 不能放在数据目录 {data} 之内：备份数据时会把密钥一起带走。"
            "请用 CASEAPP_KEYS 另指一个目录。"
        )
    data.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    for held in sorted(keys.glob("*.key")):
        read_key(keys, held.name)  # any key that is open or weak stops the start, not its first use
    database = environ.get("CASEAPP_DATABASE", f"sqlite:///{data / 'caseapp.sqlite3'}")
    return Settings(
        data_dir=data,
        keys_dir=keys,
        index_dir=_index_folder(data, environ),
        database_url=database,
        search_engine=_engine(environ, database),
        secret_key=read_key(keys, "session.key"),
        demo=_is_demo(data) if demo is None else demo,
        worker=environ.get("CASEAPP_WORKER", "thread") == "thread",
        hosts=LOOPBACK_HOSTS + tuple(environ.get("CASEAPP_HOSTS", "").replace(",", " ").split()),
        crypto=environ.get("CASEAPP_CRYPTO", "international"),
        profile=_profile(environ),
        is_real=(data / REAL_MARK).exists(),
        mail=_mail(environ, keys),
        fonts_dir=fonts_folder(environ),
        anchor_dir=Path(environ["CASEAPP_ANCHORS"]) if "CASEAPP_ANCHORS" in environ else None,
    )


def keys_folder(environ: Mapping[str, str]) -> Path:
    """Name the key folder without opening the office: for what is done to a backup."""
    data = _data_folder(environ)
    return Path(environ.get("CASEAPP_KEYS", _keys_beside(data, environ))).resolve()


def fonts_folder(environ: Mapping[str, str]) -> Path | None:
    """Name the folder of the office's own faces; one that is not there stops the start."""
    told = environ.get("CASEAPP_FONTS", "")
    if not told:
        return None
    folder = Path(told).resolve()
    if not folder.is_dir():
        raise UnsafeSetting(
            f"CASEAPP_FONTS 写的字体目录 {folder} 不存在。请建好目录，或者去掉这一项。"
        )
    return folder


def mark_real(data_dir: Path) -> None:
    """Mark a data folder as a real office, which no demo is ever built into."""
    (data_dir / REAL_MARK).write_text("正式数据\n", encoding="utf-8")


def program_version() -> str:
    """Return the version as pyproject.toml names it: the program runs from its checkout, not installed."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return str(told["project"]["version"])


def mark_demo(data_dir: Path) -> None:
    """Mark a data folder as a demo office, so that nobody takes it for a real one."""
    (data_dir / DEMO_MARK).write_text("演示数据，不得用于办案\n", encoding="utf-8")


def read_key(folder: Path, name: str) -> str:
    """Read a key of 256 bits as hex, making it on the first start; refuse a readable one."""
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    _refuse_open(folder, PRIVATE_FOLDER)
    path = folder / name
    if not path.exists():
        _write_private(path, secrets.token_hex(32))
    _refuse_open(path, PRIVATE_FILE)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 64 or len(set(key)) < 8 or _is_known(key):
        raise UnsafeSetting(
            f"密钥 {path} 太短或太简单，或者人所共知。请删除它（新装时）或从备份恢复。"
        )
    return key


def _is_known(key: str) -> bool:
    """Say whether a key is a pattern anybody could type: one part over and over, digits counted up."""
    parts = (key[:size] for size in (1, 2, 4, 8, 16, 32))
    counted = "".join(f"{number:02x}" for number in range(256)) * 2
    return any(part * (len(key) // len(part)) == key for part in parts) or key in counted


def _data_folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("CASEAPP_DATA", ROOT / "data")).resolve()


def _keys_beside(data: Path, environ: Mapping[str, str]) -> Path:
    """Keep the keys of a data folder elsewhere on the disk beside it, never inside."""
    return data.with_name(data.name + "-keys") if "CASEAPP_DATA" in environ else ROOT / "keys"


def _index_folder(data: Path, environ: Mapping[str, str]) -> Path:
    if "CASEAPP_INDEX" in environ:
        return Path(environ["CASEAPP_INDEX"]).resolve()
    # One office, one index: two data folders on one machine must not share a cache.
    office = data / "office.id"
    if not office.exists():
        _write_private(office, secrets.token_hex(8))
    return ROOT / "search_index" / office.read_text(encoding="ascii").strip()


def _is_demo(data: Path) -> bool:
    return (data / DEMO_MARK).exists()


def _profile(environ: Mapping[str, str]) -> str:
    chosen = environ.get("CASEAPP_PASSWORDS", PROFILES[0])
    if chosen not in PROFILES:
        raise UnsafeSetting(f"CASEAPP_PASSWORDS 只能是 {'、'.join(PROFILES)}，不能是“{chosen}”。")
    return chosen


def _engine(environ: Mapping[str, str], database: str) -> str:
    chosen = environ.get("SEARCH_ENGINE", ENGINES[0])
    if chosen not in ENGINES:
        raise UnsafeSetting(f"SEARCH_ENGINE 只能是 {'、'.join(ENGINES)}，不能是“{chosen}”。")
    if chosen == "postgres" and not database.startswith("postgresql"):
        raise UnsafeSetting(
            "SEARCH_ENGINE=postgres 把检索索引放在 PostgreSQL 里，但本机关的数据库是 SQLite。"
            "请用 CASEAPP_DATABASE 指明 PostgreSQL 数据库，或者去掉 SEARCH_ENGINE。"
        )
    return chosen


def _mail(environ: Mapping[str, str], keys: Path) -> MailServer | None:
    """Read where mail goes out; half a setting stops the start."""
    host = environ.get("CASEAPP_MAIL_HOST", "")
    if not host:
        return None
    security = environ.get("CASEAPP_MAIL_SECURITY", "starttls")
    if security not in MAIL_PORTS:
        raise UnsafeSetting(f"CASEAPP_MAIL_SECURITY 只能是 {'、'.join(MAIL_PORTS)}。")
    port, sender = environ.get("CASEAPP_MAIL_PORT", ""), environ.get("CASEAPP_MAIL_FROM", "")
    if "@" not in sender or (port and not port.isdecimal()):
        raise UnsafeSetting("请用 CASEAPP_MAIL_FROM 写明发件地址，CASEAPP_MAIL_PORT 写端口号。")
    user = environ.get("CASEAPP_MAIL_USER", "")
    if user and security == "plain":
        raise UnsafeSetting("未加密的邮件服务器不能用密码登录：密码会在网络上明文传送。")
    return MailServer(
        host=host,
        port=int(port) if port else MAIL_PORTS[security],
        sender=sender,
        security=security,
        user=user,
        password=_mail_password(keys) if user else "",
    )


def _mail_password(keys: Path) -> str:
    path = keys / MAIL_KEY_FILE
    if not path.is_file():
        raise UnsafeSetting(f"请把邮件账号的密码写入 {path}，并执行 chmod 600 {path}。")
    _refuse_open(path, PRIVATE_FILE)
    return path.read_text(encoding="utf-8").strip()


def _write_private(path: Path, text: str) -> None:
    """Write a key whole or not at all, and to the disk: what is sealed under it is lost with it."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(file, "w", encoding="ascii") as writing:
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        with contextlib.suppress(FileExistsError):  # two starts at once: the first key stays
            os.link(unfinished, path)
    finally:
        unfinished.unlink()
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _refuse_open(path: Path, mode: int) -> None:
    open_bits = stat.S_IMODE(path.stat().st_mode) & ~mode & 0o077
    if open_bits:
        raise UnsafeSetting(f"{path} 可被他人读取。请执行 chmod {mode:o} {path}。")
