"""One office whose every text field holds a given value, and everything it then shows."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from flask import Flask
from flask.testing import FlaskClient

from caseapp.documents import queries as documents
from caseapp.evidence import queries as evidence
from caseapp.parties import queries as parties
from tests.looking import parse, text_of
from tests.pages import HOST, Reader, form_values
from tests.people import People, sign_in
from tests.stories import Story, reported

BASE = f"http://{HOST}:8000"
UNTIL = "sign_notice"
# Read by the office as numbers: whatever else is typed there is kept apart or refused.
SHAPED = ("patent_number", "patent_as_printed")
ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "data", "srcdoc", "background")
NOT_TYPED = re.compile(
    r"version|idem|csrf_token|quantity|unit_price|pages|.*_on|on|phone|caller_phone"
    r"|credit_code|org_code|registration_no|id_number|hours|kept_of|page"
)
Value = Callable[[str], str]


class Words(dict[str, str]):
    """The words of a story, each field asked of one function."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self.value = value

    def __bool__(self) -> bool:
        """Stand where a story asks whether it was given words."""
        return True

    def get(self, name: str, usual: str | None = None) -> str:  # type: ignore[override]  # stories ask with a text
        """Return the value of a field."""
        return (usual or "") if name == "*" or name in SHAPED else self.value(name)


class Shop:
    """The office, filled through its own acts and through its own forms."""

    def __init__(self, app: Flask, people: People, value: Value) -> None:
        self.app = app
        self.value = value
        self.story: Story = reported(people, words=Words(value)).walk(UNTIL)
        self.answers: list[tuple[str, int, bytes]] = []
        self._browsers: dict[str, FlaskClient] = {}

    def browser(self, login: str) -> FlaskClient:
        """Return the browser of one of the cast."""
        if login not in self._browsers:
            self._browsers[login] = sign_in(Reader(self.app), login).browser
        return self._browsers[login]

    def get(self, login: str, address: str) -> bytes:
        """Open a page and keep what it shows."""
        answer = self.browser(login).get(address, base_url=BASE)
        self.answers.append(
            (f"{login} GET {address.split('?', maxsplit=1)[0]}", answer.status_code, answer.data)
        )
        return answer.data

    def send_forms(self, login: str, page: str) -> None:
        """Type the value into every text field of a page's forms and send them."""
        for place, form in enumerate(_posting(parse(self.get(login, page).decode()))):
            fields = form_values(form)
            fields |= {name: self.value(name) for name in _typed(form)}
            action = form.get("action") or page
            answer = self.browser(login).post(action, base_url=BASE, data=fields)
            name = f"{login} POST {action} {place}"
            self.answers.append((name, answer.status_code, answer.data))

    def walk_through(self) -> None:
        """Send every form of the case, then look at every page that shows it."""
        for login, page in self.forms():
            self.send_forms(login, page)
        for login, page in self.pages():
            self.get(login, page)

    def forms(self) -> Iterator[tuple[str, str]]:
        """Name the pages whose forms are sent."""
        path = self.story.path
        for end in ("goods/new", "parties/new", "evidence/new", "recusals"):
            yield "wang", f"{path}/{end}"
        yield "wang", f"{path}/steps/investigate_more"
        yield "wang", f"{path}/papers/{self.draft()}"
        yield "wang", "/cases/new"
        yield "liu", "/hotline/new"
        yield "zhang", "/emergencies"
        yield "jiang", "/admin/units/new"
        yield "jiang", "/admin/people/new"
        yield "shen", "/admin/delegations"
        yield "chen", f"{path}/sight"

    def pages(self) -> Iterator[tuple[str, str]]:
        """Name the pages that show what was typed."""
        path, case_id = self.story.path, self.story.case_id
        yield from (
            ("wang", one) for one in (path, "/cases?openness=all", "/desk", f"{path}/recusals")
        )
        yield from (("wang", f"{path}/{one}") for one in ("steps/investigate_more", "goods/new"))
        for row in documents.papers_of_case(case_id):
            yield "wang", f"{path}/papers/{row.id}"
        for row in parties.parties_of_case(case_id):
            yield "wang", f"{path}/parties/{row.id}"
        for row in evidence.items_of_case(case_id):
            yield "wang", f"{path}/evidence/{row.id}"
        yield "wang", f"{path}/goods/{self.story.goods().id}"
        yield "liu", f"/hotline/{self.story.case.ticket_id}"
        yield "liu", "/hotline"
        yield "chen", f"{path}/sight"
        yield "yang", "/admin/audit"
        yield "jiang", "/admin/units"
        yield "jiang", "/admin/people"

    def draft(self) -> int:
        """Return the id of a draft."""
        rows = documents.papers_of_case(self.story.case_id)
        return int(next(row.id for row in rows if row.kind == "site_record"))


def _posting(page: Element) -> Iterator[Element]:
    for form in page.iter("form"):
        is_out = (form.get("action") or "").endswith(("/leave", "/drop", "/withdraw", "/serve"))
        if (form.get("method") or "").lower() == "post" and not is_out:
            yield form


def _typed(form: Element) -> Iterator[str]:
    for field in form.iter():
        is_line = field.tag == "input" and (field.get("type") or "text") in ("text", "search")
        name = field.get("name") or ""
        if (is_line or field.tag == "textarea") and not NOT_TYPED.fullmatch(name):
            yield name


def skeleton(page: Element) -> list[str]:
    """Return the elements of a page with the names of their attributes and where their links go."""
    return [
        f"{element.tag} {sorted(map(str, element.attrib))} "
        f"{[_scheme(element.get(name) or '') for name in ADDRESSES if name in element.attrib]}"
        for element in page.iter()
        if isinstance(element.tag, str)
    ]


def _scheme(address: str) -> str:
    """Return where an address leads: nowhere outside, or by which scheme."""
    found = re.match(r"\s*([a-zA-Z][\w+.-]*:|[/\\]{2})", address)
    return found[1].lower() if found else ""


def words_of(page: Element) -> str:
    """Return what is read on a page, and what its fields and names hold."""
    held = [
        element.get(name) or ""
        for element in page.iter()
        for name in ("value", "title", "aria-label", "placeholder", "alt")
        if name in element.attrib and element.get("type") != "hidden"
    ]
    return " ".join([text_of(page), *(" ".join(one.split()) for one in held)])
