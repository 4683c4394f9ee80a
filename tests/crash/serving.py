"""Servers from the test's side: a nursery that bears them fast, a cold one, and how each is killed."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import Any

from tests.crash.place import Place

ADDRESS = re.compile(r"https?://127\.0\.0\.1:(\d+)/")
WORKING = re.compile(r"后台处理已启动()")
READY_WITHIN = 60
COMMAND = "from caseapp.cli import main; main()"


@dataclass
class Life:
    """One server from its start to its death."""

    pid: int
    port: int
    seconds: float


class Nursery:
    """The process that bears servers; everything it and they say comes out of one pipe."""

    def __init__(self, place: Place) -> None:
        self._said: Queue[str] = Queue()
        self._alive: set[int] = set()
        self._noise = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed with the nursery
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"],
            env=dict(place.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def bear(self, **order: Any) -> Life:
        """Start a server and wait until it says where it is."""
        began = time.monotonic()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        pid = int(self._wait_for(re.compile(r"born (\d+)")))
        self._alive.add(pid)
        port = int(self._wait_for(WORKING if "worker" in order else ADDRESS) or 0)
        return Life(pid, port, time.monotonic() - began)

    def kill(self, life: Life) -> None:
        """Kill a server, if it has not died by itself, and see it dead."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(life.pid, signal.SIGKILL)
        self._wait_for(re.compile(f"dead ({life.pid})"))
        self._alive.discard(life.pid)

    def close(self) -> None:
        """End the nursery, and a server that a failed test has left at work."""
        for pid in self._alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait(timeout=20)
        self._listener.join(timeout=20)
        for pipe in (self._process.stdin, self._process.stdout, self._noise):
            if pipe is not None:
                pipe.close()

    def noise(self) -> str:
        """Give the end of what the servers complained about."""
        self._noise.seek(0)
        return self._noise.read()[-3000:]

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(line)

    def _wait_for(self, words: re.Pattern[str]) -> str:
        end = time.monotonic() + READY_WITHIN
        while time.monotonic() < end:
            with contextlib.suppress(Exception):
                line = self._said.get(timeout=1)
                if (found := words.search(line)) is not None:
                    return found.group(1)
        raise RuntimeError(f"no {words.pattern} within {READY_WITHIN} s:\n{self.noise()}")


@contextlib.contextmanager
def nursery(place: Place) -> Iterator[Nursery]:
    """Lend a nursery."""
    made = Nursery(place)
    try:
        yield made
    finally:
        made.close()


@dataclass
class Cold:
    """A server started from nothing, as an administrator starts it."""

    process: subprocess.Popen[str]
    port: int
    seconds: float
    work: float

    def kill(self) -> None:
        """Kill it."""
        self.process.kill()
        self.process.wait(timeout=20)


@contextlib.contextmanager
def started(
    place: Place,
    *,
    before: tuple[str, ...] = (),
    environ: Mapping[str, str] | None = None,
    **popen: Any,
) -> Iterator[Cold]:
    """Start the office's own command in a process of its own; kill it behind."""
    began = time.monotonic()
    command = [*before, sys.executable, "-c", COMMAND, "serve", "--demo", "--port", "0"]
    with subprocess.Popen(
        command,
        env={**place.environ, **(environ or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **popen,
    ) as process:
        try:
            port = _port_of(process)
            yield Cold(process, port, time.monotonic() - began, _work_of(process.pid))
        finally:
            process.kill()


def _work_of(pid: int) -> float:
    """Give the seconds of CPU a process has used: on a busy machine the clock says little."""
    words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _port_of(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    overdue = threading.Timer(READY_WITHIN, process.kill)
    overdue.start()
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if (found := ADDRESS.search(line)) is not None:
                threading.Thread(target=process.stdout.read, daemon=True).start()
                return int(found.group(1))
    finally:
        overdue.cancel()
    raise RuntimeError(f"the server ended before it was ready:\n{''.join(said)[-3000:]}")
