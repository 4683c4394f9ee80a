"""The strict reader: a test client that looks at every page as a careful person would."""

import contextvars
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caseapp.base.db import db, is_writing
from tests.looking import look_at, parse, text_of
from tests.statements import Statements

HOST = "127.0.0.1"
READING_BUDGET = 26
ACTING_BUDGET = 132
# A search while the index knows nothing yet: every kind is read from the database.
UNBUILT = 160
CLICK_KEY = re.compile(r'(?<=name="idem" value=")[\w-]+')


class Page:
    """One answer, already looked at, and ways to ask what is on it."""

    def __init__(self, answer: TestResponse, statements: list[str]) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.statements = statements
        self.is_html = answer.mimetype == "text/html" and bool(answer.data)
        self.source = answer.get_data(as_text=True) if self.is_html else ""
        self.tree = parse(self.source) if self.is_html else None

    @property
    def data(self) -> bytes:
        """The bytes as they were sent."""
        return self.answer.data

    @property
    def json(self) -> Any:
        """The answer of an address for programs."""
        return self.answer.get_json()

    @property
    def location(self) -> str:
        """Where the browser is sent on to."""
        return self.answer.headers.get("Location", "")

    @property
    def told(self) -> str:
        """What the page tells: its source without the key that each form gets anew."""
        return CLICK_KEY.sub("", self.source)

    @property
    def heading(self) -> str:
        """The one first heading."""
        return text_of(self._tree.find(".//h1"))

    @property
    def text(self) -> str:
        """All that can be read, blanks drawn together."""
        return text_of(self._tree.find("body"))

    @property
    def _tree(self) -> Element:
        assert self.tree is not None, f"not a page: {self.status} {self.answer.mimetype}"
        return self.tree

    def all(self, path: str) -> list[Element]:
        """Elements by ElementTree's path, such as `.//table[@id='cases']//tr`."""
        return self._tree.findall(path)

    def by_id(self, name: str) -> Element:
        """The element of this id, which must be there."""
        found = self._tree.find(f".//*[@id='{name}']")
        assert found is not None, f"nothing on the page has the id {name}"
        return found

    def texts(self, path: str) -> list[str]:
        """What stands in each element of a path."""
        return [text_of(element) for element in self.all(path)]

    def links(self) -> dict[str, str]:
        """Words of a link to where it leads."""
        return {text_of(a): a.get("href", "") for a in self.all(".//a")}

    def forms(self) -> list[Element]:
        """All forms of the page."""
        return self.all(".//form")

    def form(self, wanted: str = "") -> Element:
        """The form whose id or action ends so; without a word the only posting one."""
        posting = [f for f in self.forms() if (f.get("method") or "").lower() == "post"]
        if not wanted:
            own = [
                f
                for f in posting
                if "data-aside" not in f.attrib and f in self.all(".//main//form")
            ]
            posting = own or posting
        else:
            ends = [f for f in self.forms() if f.get("id") == wanted]
            posting = ends or [f for f in self.forms() if (f.get("action") or "").endswith(wanted)]
        assert len(posting) == 1, f"{len(posting)} forms answer to {wanted!r}"
        return posting[0]


class Browser(FlaskClient):
    """A browser each request of which stands alone."""

    def open(self, *given: Any, **named: Any) -> TestResponse:
        """Ask in an empty context: inside the test's own, everybody would be who asked first."""
        whole = {"buffered": True, **named}
        return contextvars.Context().run(super().open, *given, **whole)


class Reader:
    """One person's browser without a screen: keeps cookies, reads every page strictly."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = Browser(app, app.response_class)
        self.last: Page | None = None

    def get(self, address: str, *, budget: int = READING_BUDGET, **given: Any) -> Page:
        """Open an address."""
        return self._open("GET", address, budget=budget, given=given)

    def post(
        self,
        address: str,
        data: dict[str, Any] | None = None,
        *,
        token: bool = True,
        budget: int = ACTING_BUDGET,
        **given: Any,
    ) -> Page:
        """Send fields as they are, with the token of the last page unless `token` is off."""
        fields = dict(data or {})
        if token and "csrf_token" not in fields:
            fields["csrf_token"] = self._token()
        return self._open("POST", address, budget=budget, given={"data": fields, **given})

    def submit(
        self, wanted: str = "", *, press: str = "", budget: int = ACTING_BUDGET, **typed: Any
    ) -> Page:
        """Fill in a form of the last page and send it; a name the form lacks is a fault."""
        assert self.last is not None, "no page is open"
        form = self.last.form(wanted)
        fields = form_values(form, press=press)
        names = {field.get("name") for field in form.iter() if field.tag in FIELD_TAGS}
        missing = set(typed) - names
        assert not missing, (
            f"the form has no field {sorted(missing)}; it has {sorted(filter(None, names))}"
        )
        fields |= typed
        address = form.get("action") or self.last.answer.request.path
        if (form.get("method") or "get").lower() == "get":
            return self._open("GET", address, budget=budget, given={"query_string": fields})
        return self._open("POST", address, budget=budget, given={"data": fields})

    def follow(self, *, budget: int = READING_BUDGET) -> Page:
        """Go where the last answer sent the browser, and show a page that is there."""
        assert self.last is not None
        assert self.last.status in {302, 303}, (
            f"not sent on: {self.last.status} {self.last.source and self.last.text[:600]}"
        )
        return self.get(self.last.location, budget=budget)

    def _token(self) -> str:
        fields = (
            self.last.all(".//input[@name='csrf_token']") if self.last and self.last.is_html else []
        )
        return (fields[0].get("value") or "") if fields else ""

    def _open(self, method: str, address: str, *, budget: int, given: dict[str, Any]) -> Page:
        assert not is_writing(), "finish your own act before the browser is used"
        given.setdefault("base_url", f"http://{HOST}:8000")
        where = f"{method} {address}"
        with Statements(self.app) as seen:
            answer = self.browser.open(address, method=method, **given)
        db.session.rollback()  # so that the test sees what was done
        db.session.expire_all()
        page = Page(answer, seen.statements)
        look_at(answer, page.tree, where=where)
        seen.refuse_unfinished(where, page.status)
        assert len(seen.statements) <= budget, _too_many(where, seen.statements, budget)
        if page.is_html or page.location:
            self.last = page
        return page


FIELD_TAGS = ("input", "select", "textarea", "button")


def form_values(form: Element, *, press: str = "") -> dict[str, Any]:
    """What a browser would send if nothing were typed; `press` names the button."""
    values: dict[str, Any] = {}
    for field in form.iter():
        name = field.get("name")
        if name and field.tag in FIELD_TAGS and "disabled" not in field.attrib:
            for value in _values(field, press):
                values.setdefault(name, []).append(value)
    return {name: many[0] if len(many) == 1 else many for name, many in values.items()}


def _values(field: Element, press: str) -> Iterator[str]:
    kind = (field.get("type") or "text").lower()
    if field.tag == "select":
        yield from _chosen(field)
    elif field.tag == "textarea":
        yield "".join(field.itertext()).removeprefix("\n")
    elif field.tag == "button" or kind in {"submit", "image"}:
        if press and press in {field.get("value"), text_of(field), field.get("id")}:
            yield field.get("value") or ""
    elif kind in {"checkbox", "radio"}:
        if "checked" in field.attrib:
            yield field.get("value") or "on"
    elif kind not in {"file", "button", "reset"}:
        yield field.get("value") or ""


def _chosen(select: Element) -> Iterator[str]:
    options = list(select.iter("option"))
    chosen = [o for o in options if "selected" in o.attrib]
    if not chosen and "multiple" not in select.attrib:
        chosen = options[:1]
    yield from (o.get("value", text_of(o)) for o in chosen)


def _too_many(where: str, statements: list[str], budget: int) -> str:
    lines = "\n  ".join(" ".join(s.split())[:160] for s in statements)
    return f"{where} took {len(statements)} statements, {budget} were allowed:\n  {lines}"
