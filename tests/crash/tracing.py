"""A server under strace: what the kernel was told, in its order, and flushes that fail."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.crash.place import Place
from tests.crash.serving import Cold, started

WATCHED = "fsync,fdatasync,rename,renameat,renameat2,pwrite64,sendto,recvfrom,recv,send"
CALL = re.compile(r"^(\d+) +(\w+)\((.*)$")  # a short number is padded
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>.*= (-?\d+)")
PATH = re.compile(r"^\d+<([^>]*)>")


@dataclass(frozen=True)
class Told:
    """One thing the kernel was told and had done."""

    call: str
    path: str
    text: str
    thread: str = ""


@contextlib.contextmanager
def traced(place: Place, notes: Path, *more: str) -> Iterator[Cold]:
    """Start a server under strace, and end the server, not its watcher."""
    assert shutil.which("strace"), "this proof needs strace: sudo apt install strace"
    watcher = ("strace", "-f", "-qq", "-y", "-s", "64", "-o", str(notes), *more)
    with started(place, before=watcher) as cold:
        try:
            yield cold
        finally:
            end_children(cold.process.pid)
            cold.process.wait(timeout=30)


def end_children(pid: int) -> None:
    """Kill what a process has started."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(child), signal.SIGKILL)


def told(notes: Path) -> list[Told]:
    """Read what was done, in the order in which it was done: a flush counts when it has ended."""
    found: list[Told] = []
    waiting: dict[str, Told] = {}
    for line in notes.read_text(encoding="utf-8", errors="replace").splitlines():
        if (resumed := RESUMED.match(line)) is not None:
            begun = waiting.pop(resumed.group(1), None)
            if begun is not None and int(resumed.group(3)) >= 0:
                found.append(begun)
        elif (call := CALL.match(line)) is not None:
            path = PATH.match(call.group(3))
            one = Told(call.group(2), path.group(1) if path else "", call.group(3), call.group(1))
            # An answer counts when it begins to leave, all else when it is done.
            if "<unfinished" in line and one.call not in {"sendto", "send"}:
                waiting[call.group(1)] = one
            elif "= -1" not in line:
                found.append(one)
    return found
