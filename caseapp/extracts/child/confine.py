"""The limits a reading process sets itself before it sees a byte of the file; none can be lifted again."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Mapping
from typing import Any

try:
    import resource
except ImportError:  # Windows: the watch of the caller over time and output is all there is
    resource = None  # type: ignore[assignment]  # the limits are skipped there
HAS_LIMITS = resource is not None

MEBIBYTE = 1024 * 1024
_OPEN_FILES = 32
_FORBIDDEN = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system"),
    *("ctypes.", "shutil.", "os.remove", "os.rename", "os.link", "os.symlink", "os.mkdir"),
    *("os.chmod", "os.chown", "os.truncate", "os.kill", "pty.", "urllib.", "http.", "ftplib."),
    *("webbrowser.", "sqlite3.", "os.listxattr", "os.setxattr", "tempfile.", "mmap."),
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit(limits: Mapping[str, int]) -> None:
    """Bound memory, time, files and processes of this process and of whatever it becomes."""
    if not HAS_LIMITS:
        return
    memory = limits["memory_mebibytes"] * MEBIBYTE
    _bound(resource.RLIMIT_AS, memory)
    _bound(resource.RLIMIT_CPU, limits["seconds"])
    _bound(resource.RLIMIT_FSIZE, 0)  # its answer goes through a pipe, no file is ever written
    _bound(resource.RLIMIT_NOFILE, _OPEN_FILES)
    _bound(resource.RLIMIT_NPROC, 0)
    _bound(resource.RLIMIT_CORE, 0)


def _bound(which: int, most: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard not in (resource.RLIM_INFINITY, -1):
        most = min(most, hard)
    resource.setrlimit(which, (most, most))


def confine() -> None:
    """Refuse from now on network, programs, and every file but the code this process runs."""
    code = tuple(
        os.path.realpath(path) + os.sep
        for path in {
            *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
            *(one for one in sys.path if one and os.path.isdir(one)),  # noqa: PTH112 - no pathlib here: it opens what it asks
        }
    )

    def watch(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            _refuse_file(args, code)
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(event)

    sys.addaudithook(watch)


def _refuse_file(args: tuple[Any, ...], code: tuple[str, ...]) -> None:
    path, mode, flags = (*args, None, None, None)[:3]
    if isinstance(path, int):
        return
    is_written = isinstance(mode, str) and not {"w", "a", "x", "+"}.isdisjoint(mode)
    is_written = is_written or (isinstance(flags, int) and bool(flags & _WRITES))
    if is_written or not os.path.realpath(os.fsdecode(path)).startswith(code):
        raise PermissionError("open")
