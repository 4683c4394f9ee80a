"""The real server of an office as a child process, and a client that keeps its connection."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from caseapp.config import mark_demo

PAGE = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
CHILDREN = Path(__file__).parent / "children"
STARTS_WITHIN = 60
FIRST_PORT = 18_700


@dataclass
class Server:
    """A running server: its process and port."""

    process: subprocess.Popen[str]
    port: int

    def kill(self) -> None:
        """End it as a power cut would: no signal it could answer."""
        self.process.kill()
        self.process.wait(timeout=20)

    def memory(self) -> float:
        """Give the memory of its processes in MiB, what is shared counted once."""
        kept = Path(f"/proc/{self.process.pid}/smaps_rollup").read_text(encoding="ascii")
        lines = (line.split() for line in kept.splitlines())
        return sum(int(words[1]) for words in lines if words[0] == "Pss:") / 1024


@contextmanager
def served(folder: Path | None, *, synchronous: str = "FULL") -> Iterator[Server]:
    """Serve the office of a folder, or the bare page where none is given; end the server behind."""
    environ = {**os.environ, "BENCH_SYNCHRONOUS": synchronous}
    if folder is not None:
        environ["CASEAPP_DATA"] = str(folder / "data")
        environ["CASEAPP_KEYS"] = str(folder / "keys")
        environ["CASEAPP_INDEX"] = str(folder / "index")
    child = [CHILDREN / "bare.py"]
    if folder is not None:
        mark_demo(folder / "data")  # only a demo office opens without its administrators
        child = [CHILDREN / "office.py", "serve", "--demo"]
    process = subprocess.Popen(
        [sys.executable, *map(str, child), "--port", str(FIRST_PORT)],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Server(process, _port(process))
    finally:
        process.kill()
        process.wait(timeout=20)


def _port(process: subprocess.Popen[str]) -> int:
    """Wait until the server says where it is; whatever it says later is thrown away."""
    assert process.stdout is not None
    overdue = threading.Timer(STARTS_WITHIN, process.kill)
    overdue.start()
    try:
        for line in process.stdout:
            if (found := ADDRESS.search(line)) is not None:
                threading.Thread(target=process.stdout.read, daemon=True).start()
                return int(found.group(1))
    finally:
        overdue.cancel()
    raise RuntimeError("the server ended before it was ready")


class Browser:
    """One kept connection of somebody signed in."""

    def __init__(self, port: int, cookie: str) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._cookie = cookie
        self._token = ""

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask for a page."""
        self._line.request("GET", path, headers={"Cookie": self._cookie})
        answer = self._line.getresponse()
        body = answer.read()
        self._keep(answer)
        return answer.status, body

    def open_form(self, path: str) -> None:
        """Draw a form, for the token that belongs to this browser."""
        status, body = self.get(path)
        found = PAGE.search(body)
        assert status == 200, f"{path}: {status}"
        assert found is not None, f"{path} has no form"
        self._token = found.group(1).decode()

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form; give the status and where the browser is sent on to."""
        body = urlencode({**fields, "csrf_token": self._token})
        headers = {
            "Cookie": self._cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self._line.request("POST", path, body, headers)
        answer = self._line.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location", "")

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookie += "; " + line.split(";", 1)[0]


@dataclass(frozen=True)
class Start:
    """Seconds until the first page, and the memory some pages later."""

    seconds: float
    memory: float


def ready_after(folder: Path | None) -> Start:
    """Start a server and ask for a page that needs no sign-in."""
    began = time.perf_counter()
    with served(folder) as server:
        browser = Browser(server.port, "")
        for number in range(10):
            status, _ = browser.get("/keys")
            assert status == 200, status
            if number == 0:
                ready = time.perf_counter() - began
        browser.close()
        return Start(ready, server.memory())
