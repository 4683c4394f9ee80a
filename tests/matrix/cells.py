"""Sends what a cell says, as its person, and tells how the office answered."""

import contextvars
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.matrix.filled import fields_for
from tests.matrix.table import Cell
from tests.matrix.watching import Watch
from tests.matrix.world import CANARY, LOGINS, Target, World
from tests.pages import HOST
from tests.people import COOKIE

BASE = f"http://{HOST}:8000"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# Addresses about a paper that has to be signed already.
SIGNED = (
    *("cases.serve_paper", "cases.paper_file", "cases.paper_page", "cases.paper"),
    *("cases.prove_service", "cases.service_proof"),
)
FIXED = {
    "mark": "x",
    "name": "x.css",
    "filename": "caseapp.css",
    "form": "word",
    "number": 1,
    "proof_id": 2_000_000,
    "job_id": 2_000_000,
    "volume": "main",
    "kind_key": "penalty_decision",
}


@dataclass(frozen=True)
class Answer:
    """What came back and whether the office's business changed."""

    status: int
    body: bytes
    headers: str
    changed: bool
    typed: frozenset[str] = frozenset()

    @property
    def canaries(self) -> set[str]:
        """All canaries the answer tells, unpacked if it is a packed file; what was typed is only given back."""
        text = self.headers + self.body.decode("utf-8", errors="replace")
        return set(CANARY.findall(text + unpacked(self.body))) - self.typed


def unpacked(body: bytes) -> str:
    """Return the text of all members of a packed file such as a Word document."""
    if not body.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


class Desk:
    """Browsers of everybody, kept through the whole run, and the watch over the database."""

    def __init__(self, world: World, watch: Watch) -> None:
        self.world = world
        self.watch = watch
        self._browsers: dict[str, tuple[FlaskClient, str]] = {}

    @property
    def app(self) -> Flask:
        """The application."""
        return self.world.app

    def ask(self, cell: Cell) -> Answer:
        """Send what the cell says."""
        target = self.world.targets[cell.target]
        fields = fields_for(self.world, cell.endpoint, target) if cell.method == "POST" else None
        return self.send(cell.actor, cell.method, self.address(cell, target), fields=fields)

    def ask_of(self, cell: Cell, ids: dict[str, Any]) -> Answer:
        """Send the same with other ids in the address."""
        target = self.world.targets[cell.target]
        fields = fields_for(self.world, cell.endpoint, target) if cell.method == "POST" else None
        rule = rule_of(self.app, cell.endpoint, cell.method)
        address = built(rule, cell.actor, Target(cell.target, ids))
        return self.send(cell.actor, cell.method, address, fields=fields)

    def send(
        self,
        actor: str,
        method: str,
        address: str,
        *,
        fields: dict[str, Any] | None = None,
        apart: frozenset[str] = frozenset(),
    ) -> Answer:
        """Send fields with a good token as somebody; what was changed is put back afterwards."""
        browser, token = self.browser(actor)
        data = None if fields is None else {"csrf_token": token, **fields}
        answer = self.open(browser, address, method=method, data=data)
        changed = self.watch.changed(read_only=method == "GET", apart=apart)
        if method != "GET" and 300 <= answer.status_code < 400:
            self._browsers.pop(actor)  # it may have signed out
        headers = "\n".join(f"{name}: {value}" for name, value in answer.headers)
        typed = frozenset(CANARY.findall(str(fields)))
        return Answer(answer.status_code, answer.data, headers, changed, typed)

    def open(self, browser: FlaskClient, address: str, **given: Any) -> TestResponse:
        """Send something in a context of its own."""
        return contextvars.Context().run(
            browser.open, address, base_url=BASE, buffered=True, **given
        )

    def browser(self, actor: str) -> tuple[FlaskClient, str]:
        """Return somebody's browser, signed in, with a token of a page."""
        if actor not in self._browsers:
            browser = self.app.test_client()
            if actor in self.world.tokens:
                browser.set_cookie(COOKIE, self.world.tokens[actor], domain=HOST)
            # Who is nobody finds a token on the page that lets somebody in.
            has_page = actor in LOGINS and actor != "disabled"
            page = "/me" if has_page else f"/enter/{self.world.targets['there'].ids['token']}"
            found = TOKEN.search(self.open(browser, page).get_data(as_text=True))
            self._browsers[actor] = (browser, found[1] if found else "")
        return self._browsers[actor]

    def address(self, cell: Cell, target: Target) -> str:
        """Fill in the address of a cell."""
        rule = rule_of(self.app, cell.endpoint, cell.method)
        return built(rule, cell.actor, target)


def rule_of(app: Flask, endpoint: str, method: str) -> Rule:
    """Return the rule of an endpoint that takes this method."""
    rules = app.url_map.iter_rules(endpoint)
    return next(rule for rule in rules if method in (rule.methods or ()))


def built(rule: Rule, actor: str, target: Target) -> str:
    """Fill the ids of a target into a rule."""
    values: dict[str, Any] = {}
    for name in rule.arguments:
        if name == "paper_id":
            values[name] = target.ids["signed" if rule.endpoint in SIGNED else "draft"]
        elif name == "session_id" and name not in target.ids:
            values[name] = target.ids.get(f"session of {actor}", 2_000_000)
        else:
            values[name] = target.ids[name] if name in target.ids else FIXED[name]
    built_of = rule.build(values)
    assert built_of is not None, (rule, values)
    return str(built_of[1])
