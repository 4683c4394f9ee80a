"""What a form says is weighed anew: foreign ids, foreign tokens, fields it does not have."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from caseapp.base.db import db
from tests.figures import Figure
from tests.matrix.cells import TOKEN, Desk
from tests.matrix.crawl import Found, cells_ok, forms_of
from tests.matrix.filled import fields_for
from tests.matrix.table import Cell, blocks
from tests.matrix.world import ABSENT, LOGINS
from tests.pages import HOST
from tests.people import COOKIE

pytestmark = [
    pytest.mark.sqlite,
    pytest.mark.timeout(900),
]  # the world is undone by copying the file
WRITERS = ("officer", "chief", "operator", "informants", "d-officer", "system", "security")
# Signing out or in takes the browser along; what is asked here is what others lose.
LEAVES = ("accounts.leave", "accounts.enter", "accounts.begin_again", "accounts.end_my_session")
# A call that was refused is kept under seal for the operator who typed it; nothing else may be.
KEPT_AS_TYPED = {"/hotline/new": frozenset({"call_draft"})}
REFUSED = (400, 401, 403, 404, 405, 409, 410, 415, 422)


def foreign(offered: set[str]) -> list[str]:
    """Give values of the same shape that the form does not offer."""
    numbers = {one for one in offered if one.isdecimal()}
    if not numbers and not any(one.startswith("/") for one in offered):
        return []
    if any(one.startswith("/") for one in offered):
        return [one for one in ("/210302/", "/210300/ZF/", "/", "/999999/") if one not in offered]
    others = [str(n) for n in range(1, 24) if str(n) not in numbers]
    return [*others[:2], str(ABSENT)]


def swapped(found: Found) -> Iterator[tuple[str, str]]:
    """Give each id of a form with each foreign value for it."""
    for name, offered in found.offered.items():
        for value in foreign(offered):
            yield name, value


@pytest.mark.parametrize("actor", WRITERS)
def test_a_foreign_id_in_a_form_changes_nothing(desk: Desk, actor: str, figure: Figure):
    tried, wrong = 0, []
    valid = {
        desk.address(cell, desk.world.targets[cell.target]): cell
        for cell in cells_ok(actor, "POST")
    }
    for found in list(forms_of(desk, actor)):
        cell = valid.get(found.action)
        good = found.values
        if cell is not None:
            good |= fields_for(desk.world, cell.endpoint, desk.world.targets[cell.target])
        for name, value in swapped(found):
            fields = {**_fresh(desk, cell, good), name: value}
            apart = KEPT_AS_TYPED.get(found.action, frozenset())
            answer = desk.send(actor, "POST", found.action, fields=fields, apart=apart)
            tried += 1
            if answer.changed:
                wrong.append(f"{actor}: {found.action} took {name}={value} ({answer.status})")
    figure("A4", f"foreign ids by {actor}", reached=f"{tried}, {len(wrong)} taken", asked="0 taken")
    assert not wrong, "\n".join(wrong)


def _fresh(desk: Desk, cell: Cell | None, good: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with files that were not read yet, whatever they are called."""
    files = {name for name, value in good.items() if isinstance(value, tuple)}
    if cell is None or not files:
        return {name: value for name, value in good.items() if name not in files}
    return good | fields_for(desk.world, cell.endpoint, desk.world.targets[cell.target])


def doors() -> list[Cell]:
    """One allowed way of sending something to each address that takes anything."""
    found: dict[str, Cell] = {}
    for block in blocks():
        for cell in block.cells():
            if cell.method == "POST" and cell.answer == "ok" and cell.actor in LOGINS:
                found.setdefault(cell.endpoint, cell)
    return list(found.values())


def another_token(desk: Desk, actor: str) -> str:
    """Return a token that was given to somebody else's browser."""
    other = next(one for one in ("liaison", "finance") if one != actor)
    browser = desk.app.test_client()
    browser.set_cookie(COOKIE, desk.world.tokens[other], domain=HOST)
    found = TOKEN.search(desk.open(browser, "/me").get_data(as_text=True))
    assert found is not None
    return found[1]


FORGED = ("no token", "a token of another", "a made-up token", "another origin", "as JSON")


@pytest.mark.parametrize("how", FORGED)
def test_what_was_not_sent_from_our_own_page_changes_nothing(desk: Desk, how: str, figure: Figure):
    wrong = []
    for cell in doors():
        target = desk.world.targets[cell.target]
        browser, token = desk.browser(cell.actor)
        fields = fields_for(desk.world, cell.endpoint, target)
        sent: dict[str, Any] = {"data": fields}
        if how == "a token of another":
            fields["csrf_token"] = another_token(desk, cell.actor)
        elif how == "a made-up token":
            fields["csrf_token"] = "x" * 90
        elif how == "another origin":
            fields["csrf_token"] = token
            sent["headers"] = {
                "Origin": "http://boese.example",
                "Referer": "http://boese.example/x",
            }
        elif how == "as JSON":
            plain = {k: v for k, v in fields.items() if isinstance(v, str | list)}
            sent = {"json": plain | {"csrf_token": token}}
        answer = desk.open(browser, desk.address(cell, target), method="POST", **sent)
        changed = desk.watch.changed()
        if changed or answer.status_code not in REFUSED:
            wrong.append(
                f"{cell.endpoint}: {answer.status_code}{' and changed' if changed else ''}"
            )
    figure(
        "A7",
        f"forged: {how}",
        reached=f"{len(doors())}, {len(wrong)} let in",
        asked="all, 0 let in",
    )
    assert not wrong, "\n".join(wrong)


def test_what_changes_something_cannot_be_reached_by_a_link(desk: Desk):
    for cell in doors():
        target = desk.world.targets[cell.target]
        answer = desk.send(cell.actor, "GET", desk.address(cell, target))
        assert not answer.changed, cell


@pytest.mark.parametrize("actor", ["officer", "chief", "system", "security", "audit", "operator"])
def test_a_look_at_the_head_changes_nothing(desk: Desk, actor: str):
    for cell in cells_ok(actor, "GET"):
        address = desk.address(cell, desk.world.targets[cell.target])
        browser, _token = desk.browser(actor)
        answer = desk.open(browser, address, method="HEAD")
        assert answer.status_code == 200, cell
        assert answer.data == b"", cell
        assert not desk.watch.changed(read_only=True), cell


# Hashes, sealed texts, aliases, the key of a body the office entered itself.
DRAWN = re.compile(r"'[^' ]{32,}'|(?<=-)[A-Z]\d{1,3}(?=')|(?<='own_)[0-9a-f]{12}(?=')")
ODD = {
    "is_sealed": "1",
    "level": "0",
    "state": "closed",
    "is_open": "0",
    "is_active": "",
    "id": "1",
}


def columns() -> dict[str, str]:
    """Give every column of every table a value of its own."""
    found = {}
    for table in db.metadata.tables.values():
        for column in table.columns:
            found[column.name] = ODD.get(column.name, "4711")
    return found


def gained(before: dict[str, set[Any]], after: dict[str, set[Any]]) -> dict[str, set[str]]:
    """Return the rows an act left, without what is drawn by chance."""
    new = {name: rows - before.get(name, set()) for name, rows in after.items()}
    return {name: {_calm(row) for row in rows} for name, rows in new.items() if rows}


def _calm(row: tuple[Any, ...]) -> str:
    """Write a row without the values that differ each time: hashes, sealed texts, codes."""
    return DRAWN.sub("…", repr(row))


def declared(desk: Desk) -> dict[str, set[str]]:
    """Return the names of all fields by the address their form is sent to."""
    found: dict[str, set[str]] = {}
    for actor in sorted({cell.actor for cell in doors()}):
        for form in forms_of(desk, actor):
            found.setdefault(form.action, set()).update(form.names)
    return found


def left_by(desk: Desk, cell: Cell, extra: dict[str, str]) -> dict[str, set[str]]:
    """Send a form with fields added; return the rows it left, and undo them."""
    target = desk.world.targets[cell.target]
    before = desk.watch.rows()
    browser, token = desk.browser(cell.actor)
    fields = extra | fields_for(desk.world, cell.endpoint, target) | {"csrf_token": token}
    desk.open(browser, desk.address(cell, target), method="POST", data=fields)
    after = desk.watch.rows()
    desk.watch.undo()
    return gained(before, after)


def test_fields_a_form_does_not_have_are_never_taken(desk: Desk, figure: Figure):
    known, tried, wrong = declared(desk), 0, []
    for cell in doors():
        names = known.get(desk.address(cell, desk.world.targets[cell.target]))
        if names is None or cell.endpoint in LEAVES:
            continue
        plain = left_by(desk, cell, {})
        more = left_by(desk, cell, {k: v for k, v in columns().items() if k not in names})
        tried += 1
        if plain != more:
            wrong.append(f"{cell.endpoint}: {plain} became {more}")
    figure(
        "A10",
        "forms with all columns added",
        reached=f"{tried}, {len(wrong)} differ",
        asked="0 differ",
    )
    assert tried > 30
    assert not wrong, "\n".join(wrong)
