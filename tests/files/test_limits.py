"""Bodies over the limit are refused at once, in little memory, and nothing of them stays (U1)."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from caseapp.accounts import actions
from caseapp.base.db import writing
from caseapp.config import ROOT
from tests.people import COOKIE
from tests.stories import walked

MEBIBYTE = 1024 * 1024
GIBIBYTE = 1024 * MEBIBYTE
BOUNDARY = "----limit"
ROOM = 64 * MEBIBYTE
SOON, ON_A_BUSY_MACHINE = 2.0, 20.0
PIECE = b"x" * MEBIBYTE

pytestmark = pytest.mark.sqlite


class Server:
    """A served office, its memory and what it keeps on the disk."""

    def __init__(self, people, settings, place: Path) -> None:
        self.settings, self.temporary = settings, place / "temporary"
        self.temporary.mkdir()
        self.path = f"{walked(people, 'file').path}/evidence/new"
        with writing():
            self.token = actions.start_session(by=people.wang, address="127.0.0.1")
        environ = os.environ | {
            "CASEAPP_DATA": str(settings.data_dir),
            "CASEAPP_KEYS": str(settings.keys_dir),
            "CASEAPP_INDEX": str(settings.index_dir),
            "TMPDIR": str(self.temporary),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.files.served"],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        self.send(b"GET /keys HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")

    def head(self, *lines: str) -> bytes:
        """Write the head of a posted form as this person's browser would."""
        told = (
            f"POST {self.path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {COOKIE}={self.token}",
            "Connection: close",
            *lines,
        )
        return "\r\n".join(told).encode() + b"\r\n\r\n"

    def send(self, head: bytes, body: Iterable[bytes] = ()) -> tuple[str, str, float, int]:
        """Send until the server has had enough: its status, its words, the wait, the bytes sent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as line:
            sent, last = 0, time.monotonic()
            try:
                line.sendall(head)
                for piece in body:
                    line.sendall(piece)
                    sent, last = sent + len(piece), time.monotonic()
            except (BrokenPipeError, ConnectionResetError):
                pass
            answer = b""
            while True:
                try:
                    part = line.recv(65536)
                except ConnectionResetError:
                    break
                if not part:
                    break
                answer += part
            took = time.monotonic() - last
        text = answer.decode(errors="replace")
        return text.partition("\r\n")[0], text.partition("\r\n\r\n")[2], took, sent

    def memory(self, name: str) -> int:
        """Ask the system how much memory the server holds, or held at most."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(one.split()[1]) for one in lines if one.startswith(name)) * 1024

    def forget_peak(self) -> int:
        """Begin to measure the peak anew."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")
        return self.memory("VmRSS")

    def left_over(self) -> list[str]:
        """List what lies in the folders for temporary files, deleted but open ones too."""
        held = Path(f"/proc/{self.process.pid}/fd").iterdir()
        open_files = [str(one.readlink()) for one in held]
        folders = (self.temporary, self.settings.files_dir / "incoming")
        lying = [str(path) for folder in folders for path in folder.rglob("*")]
        return lying + [one for one in open_files if str(self.temporary) in one]


@pytest.fixture
def server(people, settings, tmp_path) -> Iterator[Server]:
    """Serve an office with a case."""
    mine = Server(people, settings, tmp_path)
    yield mine
    mine.process.kill()
    mine.process.wait(timeout=20)
    mine.process.stdout.close()


def form(*parts: tuple[str, Iterable[bytes]]) -> Iterator[bytes]:
    """Write a form of several parts."""
    for head, content in parts:
        yield f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
        yield from content
        yield b"\r\n"
    yield f"--{BOUNDARY}--\r\n".encode()


def chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Write pieces without saying before how many will come."""
    for piece in pieces:
        yield b"%x\r\n%s\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"


FORM = f"Content-Type: multipart/form-data; boundary={BOUNDARY}"
FILE = 'name="file"; filename="big.bin"'


def test_a_body_over_the_limit_is_refused_at_once_in_little_memory(
    server, figure, full_size
) -> None:
    soon = SOON if full_size else ON_A_BUSY_MACHINE
    limit = server.settings.upload_limit + MEBIBYTE
    before = server.forget_peak()
    cases = {
        "2 GB told beforehand": (
            server.head(FORM, f"Content-Length: {2 * GIBIBYTE}"),
            form((FILE, (PIECE for _ in range(2048)))),
            4 * MEBIBYTE,
        ),
        "2 GB not told": (
            server.head(FORM, "Transfer-Encoding: chunked"),
            chunked(form((FILE, (PIECE for _ in range(2048))))),
            limit + 32 * MEBIBYTE,
        ),
        "1 GB of text not told": (
            server.head(
                "Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked"
            ),
            chunked(piece for _ in range(1024) for piece in (b"proves=", PIECE)),
            limit + 32 * MEBIBYTE,
        ),
    }
    for name, (head, body, most) in cases.items():
        status, words, took, sent = server.send(head, body)
        # A line that is cut before the answer is read is a refusal too, only a rude one.
        assert status in {"HTTP/1.1 413 Request Entity Too Large", ""}, (name, status)
        assert "文件太大" in words or not status
        assert took <= soon
        assert sent <= most, (name, sent)
        figure("U1", f"{name}: seconds after the last byte", reached=f"{took:.2f}", asked="<= 2")
    status, words, took, _ = server.send(server.head(FORM, f"Content-Length: {2 * GIBIBYTE}"))
    assert status == "HTTP/1.1 413 Request Entity Too Large"
    assert "<h1>文件太大</h1>" in words
    assert "waitress" not in words
    assert server.left_over() == []
    grown = server.memory("VmHWM") - before
    figure("U1", "memory grown, MiB", reached=f"{grown / MEBIBYTE:.0f}", asked="<= 64")
    assert grown <= ROOM


def test_too_many_parts_or_too_long_a_text_is_refused_and_a_file_within_the_limit_read(
    server, figure, full_size
) -> None:
    soon = SOON if full_size else ON_A_BUSY_MACHINE
    before = server.forget_peak()
    many = b"".join(form(*((f'name="f{n}"', [b"1"]) for n in range(100_000))))
    text = b"".join(form(('name="proves"', [PIECE * 150])))
    for name, body in (("100,000 parts", many), ("150 MB of text in a part", text)):
        began = time.monotonic()
        status, words, took, _sent = server.send(
            server.head(FORM, f"Content-Length: {len(body)}"), [body]
        )
        assert status.startswith("HTTP/1.1 413"), (name, status)
        assert "<h1" in words
        assert took <= soon, (name, time.monotonic() - began)
        figure("U1", f"{name}: seconds after the last byte", reached=f"{took:.2f}", asked="<= 2")
    # A file within the limit is read by the same server; only the token of a page is missing.
    body = b"".join(form((FILE, [PIECE * 60])))
    status, _, _, sent = server.send(server.head(FORM, f"Content-Length: {len(body)}"), [body])
    assert (status, sent) == ("HTTP/1.1 400 BAD REQUEST", len(body))
    assert server.left_over() == []
    grown = server.memory("VmHWM") - before
    figure("U1", "memory grown by forms, MiB", reached=f"{grown / MEBIBYTE:.0f}", asked="<= 64")
    assert grown <= ROOM
