"""A browser without a screen that talks to a real server: one line, its cookies, its forms."""

from __future__ import annotations

import http.client
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|version|idem)"[^>]*value="([^"]*)"')
Fields = Mapping[str, str | Sequence[str]]
GONE = (OSError, http.client.HTTPException)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    location: str


class Browser:
    """Somebody signed in, on a server that may die at any moment."""

    def __init__(self, port: int, cookie: str = "", *, timeout: float = 60) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        parts = (one.split("=", 1) for one in cookie.split("; ") if one)
        self._cookies = dict(parts)

    def __enter__(self) -> Browser:
        """Lend the line."""
        return self

    def __exit__(self, *_fault: object) -> None:
        """Hang up behind."""
        self.close()

    @property
    def cookies(self) -> str:
        """Give what this browser shows at each request."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path)

    def drawn(self, path: str) -> dict[str, str]:
        """Open a form and give its hidden fields."""
        page = self.get(path)
        assert page.status == 200, f"{path}: {page.status} {page.text[:600]}"
        hidden = dict(HIDDEN.findall(page.text))
        assert "csrf_token" in hidden, f"{path} has no form"
        return hidden

    def post(self, path: str, fields: Fields, *, file: tuple[str, bytes] | None = None) -> Answer:
        """Send a form, with a file if one is given."""
        if file is None:
            form = "application/x-www-form-urlencoded"
            return self._ask("POST", path, urlencode(fields, doseq=True).encode(), form=form)
        mark = secrets.token_hex(16)
        body = _multipart(mark, fields, file)
        return self._ask("POST", path, body, form=f"multipart/form-data; boundary={mark}")

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _ask(self, method: str, path: str, body: bytes | None = None, *, form: str = "") -> Answer:
        headers = {"Cookie": self.cookies}
        if form:
            headers["Content-Type"] = form
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";", 1)[0].partition("=")
            self._cookies[name] = value
        return Answer(answer.status, text, answer.headers.get("Location", ""))


def _multipart(mark: str, fields: Fields, file: tuple[str, bytes]) -> bytes:
    parts = []
    for name, given in fields.items():
        for value in [given] if isinstance(given, str) else given:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
            parts.append(head.encode() + value.encode() + b"\r\n")
    name, content = file
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return b"".join([*parts, head.encode(), content, f"\r\n--{mark}--\r\n".encode()])
