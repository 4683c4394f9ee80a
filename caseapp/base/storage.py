"""The disk and the database: what to say when it does not take what is written, and to warn before it is full."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy.exc as sa_errors

GIBIBYTE = 1024**3
LEAST_SHARE = 0.10
LOOK_EVERY = 10.0  # seconds; each page asks
_log = logging.getLogger("caseapp")


@dataclass(frozen=True)
class Trouble:
    """Why nothing could be written, in the words of the page and of a command."""

    title: str
    text: str
    order: str


FULL = Trouble(
    "磁盘空间不足",
    "服务器磁盘已满，本次操作没有保存，以前保存的内容都在，仍可查阅。"
    "请告诉系统管理员腾出空间；腾出后重新提交即可，不必重新启动。",
    "以前保存的内容都在。请腾出空间，然后重新执行这个命令。",
)
READ_ONLY = Trouble(
    "数据目录不能写入",
    "服务器的数据目录现在只能读取，本次操作没有保存，以前保存的内容都在，仍可查阅。"
    "请告诉系统管理员恢复写入权限；恢复后重新提交即可。",
    "没有写入权限，或者磁盘只能读取；以前保存的内容都在。请恢复写入权限，然后重新执行这个命令。",
)
FAILING = Trouble(
    "磁盘读写出错",
    "服务器磁盘读写出错，本次操作没有保存。请立即告诉系统管理员检查磁盘，检查之前不要继续录入。",
    "请先检查磁盘，再重新执行这个命令。",
)
AWAY = Trouble(
    "数据库没有应答",
    "数据库服务器没有应答，不能确定本次操作是否已经保存；以前保存的内容都在。"
    "请过一会儿把同一张表单重新提交，已经保存的不会办两次；一直这样时请告诉系统管理员检查数据库服务。",
    "请检查数据库服务，然后重新执行这个命令。",
)
_OF_ERRNO = {
    **dict.fromkeys((errno.ENOSPC, errno.EFBIG, errno.EDQUOT), FULL),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), READ_ONLY),
    errno.EIO: FAILING,
}
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: READ_ONLY,
    sqlite3.SQLITE_IOERR: FAILING,
}
# PostgreSQL: disk_full, io_error, read_only_sql_transaction; shut down, crashed, not up yet.
_OF_POSTGRES = {"53100": FULL, "58030": FAILING, "25006": READ_ONLY}
_OF_POSTGRES |= dict.fromkeys(("57P01", "57P02", "57P03"), AWAY)


def trouble_of(error: BaseException) -> Trouble | None:
    """Return what the disk did, if that is what an error is about."""
    cause = error.orig if isinstance(error, sa_errors.DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        # The last byte says what happened, the ones before where.
        return _OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(cause, OSError):
        return _OF_ERRNO.get(cause.errno or 0)
    state = getattr(cause, "sqlstate", None)
    # A line that was cut, or never came about, has no state of its own.
    is_cut = isinstance(error, sa_errors.OperationalError | sa_errors.InterfaceError) and not state
    return AWAY if is_cut else _OF_POSTGRES.get(state or "")


def order_of(error: BaseException) -> str:
    """Return what to tell whoever typed a command the disk stopped; nothing if it was not the disk."""
    trouble = trouble_of(error)
    if trouble is None:
        return ""
    place = f"（{error.filename}）" if isinstance(error, OSError) and error.filename else ""
    return f"{trouble.title}{place}。{trouble.order}"


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Lend a name beside the wished one, which it gets once it is written; a full disk leaves none."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def unless_the_disk_is_in_trouble() -> Iterator[None]:
    """Leave out a note that may be missing, so that reading goes on while nothing can be written."""
    try:
        yield
    except (OSError, sqlite3.Error, sa_errors.DBAPIError) as error:
        if trouble_of(error) in (None, AWAY):
            raise
        _log.warning("a note was not kept: %s", type(error).__name__)


@contextlib.contextmanager
def unless_the_line_is_cut() -> Iterator[None]:
    """Leave out the farewell to a database that is gone: what it is told, it has done by itself."""
    try:
        yield
    except sa_errors.DBAPIError as error:
        if trouble_of(error) is not AWAY:
            raise
        _log.warning("the line to the database was cut: %s", type(error).__name__)


@dataclass
class Disk:
    """The disk of the data folder, looked at now and then."""

    folder: Path
    _said: tuple[str, str] = ("", "")
    _looked: float = field(default=-LOOK_EVERY)

    def notice(self, *, early: bool = False) -> str:
        """Return what everybody should know of the disk, or `early` what an administrator should."""
        if time.monotonic() - self._looked >= LOOK_EVERY:
            self._said, self._looked = self._look(), time.monotonic()
        return self._said[early]

    def _look(self) -> tuple[str, str]:
        if not os.access(self.folder, os.W_OK):
            return ("数据目录只能读取 · 可以查阅，不能保存，请系统管理员恢复写入权限",) * 2
        try:
            space = shutil.disk_usage(self.folder)
        except OSError:
            return ("读不到数据目录所在的磁盘，请系统管理员检查",) * 2
        words = f"磁盘空间将满 · 还剩 {space.free / GIBIBYTE:.1f} GB，请系统管理员尽快腾出空间"
        is_little = space.free < GIBIBYTE
        is_less = is_little or space.free < space.total * LEAST_SHARE
        return (words if is_little else "", words if is_less else "")
