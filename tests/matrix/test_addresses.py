"""H5: no address the office gives or is sent to names a person, a number of theirs, or a word of a case."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest

from tests.figures import Figure
from tests.looking import parse
from tests.matrix import table
from tests.matrix.cells import Answer, Desk
from tests.matrix.table import Cell
from tests.matrix.world import CANARY, LOGINS

pytestmark = [pytest.mark.sqlite, pytest.mark.timeout(900)]
LINKS = ("href", "src", "action", "formaction", "data", "poster", "content")
SENSITIVE = {
    "number of an identity card": re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"),
    "mobile telephone": re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"),
    "telephone": re.compile(r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)"),
    "credit code": re.compile(r"(?<![0-9A-Z])9[1-3][0-9A-HJ-NPQRTUWXY]{16}(?![0-9A-Z])"),
    "word of a case": CANARY,
    "name": re.compile(r"[\u3400-\u9fff]"),
}
# What a form may put into an address: words to look for and sums, never what a case is told.
ASKED_BY_ADDRESS = {
    *(
        "q",
        "after",
        "state",
        "openness",
        "edition",
        "login",
        "action",
        "word",
        "words",
        "number",
        "extend",
        "start",
        *("since", "until"),  # days of a search, kept as typed so that a slip can be put right
        "booth",  # where somebody stands at a fair, looked for in the organiser's list
    ),
    *("gains", "business", "confiscation", "criminal_gains", "earlier_business", "earlier_gains"),
    *("fine", "gross", "loss", "d1_amount", "d2_amount", "d3_amount", "d4_amount"),
}
# The reckoning without a case is an address that can be kept: its reasons are about no case of ours.
OF_NO_CASE = {
    *("gains_reason", "hearing_reason", "method_reason"),
    *("d1_evidence", "d2_evidence", "d3_evidence", "d4_evidence"),
}
OF_EACH = 2


def told(address: str) -> list[str]:
    """Name what an address tells that it should not."""
    plain = unquote(unquote(address))
    return [what for what, shape in SENSITIVE.items() if shape.search(plain)]


def addresses(answer: Answer) -> Iterator[str]:
    """Give every address an answer leads to."""
    for line in answer.headers.splitlines():
        name, _, value = line.partition(": ")
        if name in ("Location", "Refresh", "Link", "Content-Location"):
            yield value
    if b"<html" in answer.body[:500]:
        for element in parse(answer.body.decode()).iter():
            yield from (element.get(one) or "" for one in LINKS if one != "content")
            if element.tag == "meta" and element.get("http-equiv"):
                yield element.get("content") or ""


def texts_of_addresses(answer: Answer) -> Iterator[str]:
    """Give the names of the free texts a form would put into an address."""
    if b"<html" not in answer.body[:500]:
        return
    for form in parse(answer.body.decode()).iter("form"):
        if (form.get("method") or "get").lower() == "get":
            yield from (one.get("name") or "" for one in form.iter() if is_free(one))


def is_free(field: Element) -> bool:
    """Whether anything may be typed into a field: no number, no day, nothing to be chosen."""
    kind = field.get("type") or "text"
    is_line = field.tag == "input" and kind in ("text", "search", "tel", "email", "password")
    is_number = field.get("inputmode") in ("numeric", "decimal")
    return field.tag == "textarea" or (is_line and not is_number)


def chosen(method: str, *, every: bool) -> list[Cell]:
    """Return what somebody gets; before a push two of each address."""
    met: Counter[str] = Counter()
    kept = []
    for cell in (cell for block in table.blocks() for cell in block.cells()):
        if (cell.method, cell.answer) == (method, "ok") and cell.actor in LOGINS:
            met[cell.endpoint] += 1
            if every or met[cell.endpoint] <= OF_EACH:
                kept.append(cell)
    return kept


def test_no_address_tells_what_is_to_be_kept(desk: Desk, figure: Figure, *, full_size: bool):
    looked, seen, wrong = 0, 0, set()
    for cell in (*chosen("GET", every=full_size), *chosen("POST", every=False)):
        answer = desk.ask(cell)
        looked += 1
        for address in addresses(answer):
            seen += bool(address)
            wrong |= {f"{cell.method} {cell.endpoint}: {one}: {address}" for one in told(address)}
        may = ASKED_BY_ADDRESS | (OF_NO_CASE if cell.endpoint == "desk.penalty" else set())
        strange = set(texts_of_addresses(answer)) - may
        wrong |= {f"{cell.endpoint}: a form puts {one} into an address" for one in strange}
    figure("H5", "answers, addresses in them, addresses that tell something",
           reached=f"{looked}, {seen}, {len(wrong)}", asked="all, all, 0")  # fmt: skip
    assert seen > 10 * looked
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=13898012345",
        "/search?q=0412-5550199",
        "/informants?id=210302199003078515",
        "/parties/91210302MA0QWE123X",
        "/cases/1?name=%E8%B5%B5%E5%85%B4%E6%97%BA",
        "/cases/1?name=%25E8%25B5%25B5",
        "/cases/1#kn0123456789ab",
    ],
)
def test_an_address_that_tells_something_is_seen(address: str):
    assert told(address)


def test_a_plain_address_is_let_pass():
    assert told("/cases/17/papers/4/pages/1?after=2024-03-08&state=open") == []
