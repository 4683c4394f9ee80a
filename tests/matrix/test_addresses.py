"""H5: no address the office gives or is sent to names a person, a number of theirs, or a word of a case."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

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
# What a form may put into an address: choices and words to look for, never what a case is told.
ASKED_BY_ADDRESS = {
    *("q", "kind", "page", "after", "state", "openness", "edition", "mine", "month", "happened"),
    *("matter", "login", "action", "words", "year", "look", "person", "next", "restore"),
    *("unit", "role", "number", "pause_first", "pause_last", "gains_kind", "first", "last"),
    *("rule", "start", "extend", "area", "authority", "gains", "act_end", "decided", "reckon"),
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


def fields_of_addresses(answer: Answer) -> Iterator[str]:
    """Give the names a form would put into an address."""
    if b"<html" not in answer.body[:500]:
        return
    for form in parse(answer.body.decode()).iter("form"):
        if (form.get("method") or "get").lower() == "get":
            yield from (one.get("name") or "" for one in form.iter() if one.get("name"))


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
        strange = set(fields_of_addresses(answer)) - ASKED_BY_ADDRESS
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
