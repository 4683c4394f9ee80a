"""The office's own command in a process of its own, as an administrator types it."""

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ADDRESS = re.compile(r"已启动：(https?)://([^:/]+):(\d+)/")
PROGRAM = Path(sys.executable).with_name("caseapp")
THREE = (
    "--system-admin=jiang:蒋系统",
    "--security-admin=shen:沈保密",
    "--audit-admin=yang:杨审计",
)
READY_WITHIN = 180


def environ(place: Path, **more: str) -> Mapping[str, str]:
    """Settings of an office below a folder."""
    own = {
        "CASEAPP_DATA": str(place / "data"),
        "CASEAPP_KEYS": str(place / "keys"),
        "CASEAPP_INDEX": str(place / "index"),
        "PYTHONUNBUFFERED": "1",
    }
    return {**os.environ, **own, **more}


def say(place: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Type a command and wait for its end."""
    return subprocess.run(
        [PROGRAM, *words],
        env=environ(place, **more),
        capture_output=True,
        text=True,
        timeout=READY_WITHIN,
        check=False,
    )


@dataclass
class Started:
    """A server that said it is ready."""

    process: subprocess.Popen[str]
    scheme: str
    port: int
    printed: str


@contextlib.contextmanager
def serving(place: Path, *words: str, **more: str) -> Iterator[Started]:
    """Serve until the block ends."""
    with subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", *words],
        env=environ(place, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        overdue = threading.Timer(READY_WITHIN, process.kill)
        overdue.start()
        try:
            yield _ready(process)
        finally:
            overdue.cancel()
            process.kill()


def _ready(process: subprocess.Popen[str]) -> Started:
    printed = []
    for line in process.stdout or ():
        printed.append(line)
        if found := ADDRESS.search(line):
            threading.Thread(target=process.stdout.read, daemon=True).start()
            return Started(process, found[1], int(found[3]), "".join(printed))
    raise AssertionError(f"it did not start:\n{''.join(printed)}")
