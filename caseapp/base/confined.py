"""Programs that read what others made: without network, without our surroundings, ended whole when they take too much."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).resolve().parents[2]
_PIECE = 64 * 1024
# The kernel ends what has used up its time by one of these; Python and others by the first.
OUT_OF_TIME = (getattr(signal, "SIGXCPU", 0), getattr(signal, "SIGKILL", 0))
_SEES_TIME = getattr(os, "wait4", None)


@dataclass(frozen=True)
class Ended:
    """How a program ended: what it wrote, whether in time, what it used."""

    output: bytes
    code: int
    why: str = ""  # seconds, output: it was ended by us
    cpu: float = 0.0
    memory: int = 0  # bytes at its most


@cache
def without_network() -> tuple[str, ...]:
    """Give the words that start a program cut off from every network, where the system allows it."""
    cut = ("unshare", "--map-root-user", "--net", "--")
    if not shutil.which(cut[0]):
        return ()
    tried = subprocess.run([*cut, "true"], capture_output=True, check=False)  # noqa: S603 - our own fixed words
    return cut if tried.returncode == 0 else ()


def python(module: str, *words: str) -> list[str]:
    """Give the words that run a module of ours in a Python that sees nothing of the caller's surroundings."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from {module} import main; main()"
    return [sys.executable, "-I", "-X", "utf8", "-c", code, *words]


def run(
    command: Sequence[str],
    *,
    given: BinaryIO,
    seconds: float,
    most: int,
    more: Mapping[str, str] | None = None,
) -> Ended:
    """Run a program on an open file as its input, for so long and for so many bytes of answer."""
    surroundings = {"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", **(more or {})}
    with tempfile.TemporaryDirectory(prefix="caseapp-read-") as folder:
        process = subprocess.Popen(  # noqa: S603 - our own words; the file is only its input
            [*without_network(), *command],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings,
            cwd=folder,
            start_new_session=True,
        )
        return _awaited(process, seconds, most)


def _awaited(process: subprocess.Popen[bytes], seconds: float, most: int) -> Ended:
    heard = _Heard(process, most)
    listener = threading.Thread(target=heard.listen, daemon=True)
    listener.start()
    listener.join(seconds)
    why = "output" if heard.is_too_much else "seconds" if listener.is_alive() else ""
    if not why:
        # What closed its mouth may still be there.
        with contextlib.suppress(subprocess.TimeoutExpired):
            why = "" if _gone(process, seconds) else "seconds"
    code, cpu, memory = _end(process)
    listener.join()
    if process.stdout is not None:
        process.stdout.close()
    return Ended(b"".join(heard.pieces), code, why, cpu, memory)


class _Heard:
    """What a program has written so far; no more is kept than it may write."""

    def __init__(self, process: subprocess.Popen[bytes], most: int) -> None:
        self._process, self._left = process, most
        self.pieces: list[bytes] = []
        self.is_too_much = False

    def listen(self) -> None:
        """Read until the end, or until it is too much."""
        out = self._process.stdout
        while out is not None and (piece := out.read1(_PIECE)):  # type: ignore[attr-defined]  # a pipe is buffered
            self._left -= len(piece)
            if self._left < 0:
                self.is_too_much = True
                return
            self.pieces.append(piece)


def _gone(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for the end without taking it away: what it used is asked for with it."""
    if _SEES_TIME is None:
        process.wait(seconds)
        return True
    waited = threading.Event()
    for _ in range(int(seconds * 100)):
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        waited.wait(0.01)
    return False


def _end(process: subprocess.Popen[bytes]) -> tuple[int, float, int]:
    """End a program with everything it started; return how it ended and what it used."""
    with contextlib.suppress(ProcessLookupError, PermissionError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    if _SEES_TIME is None:
        process.kill()
        return process.wait(), 0.0, 0
    _, status, used = _SEES_TIME(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
