"""Every act leaves its row in the trail, in the same transaction; without the row there is no act."""

import json
from collections.abc import Iterator

import pytest

from tests.audit_faults import REFUSING
from tests.figures import Figure
from tests.matrix import table
from tests.matrix.cells import Desk
from tests.matrix.table import Cell

pytestmark = [pytest.mark.sqlite, pytest.mark.timeout(600)]
# Addresses whose POST changes nothing of the office's business, each with its reason.
NO_ACT: dict[str, str] = {
    "revisions.keep": "own unsaved text; the act comes when the form is sent",
    "revisions.drop": "own unsaved text",
    "cases.preview_paper": "draws what is typed; nothing is saved",
    "hotline.hints": "says what is known of what is typed; a look for a number has its own row",
    "cases.bind_contents": "leads on to the file, whose sending is written down",
    "cases.print_papers": "leads on to the file, whose sending is written down",
    "accounts.begin_again": "leaves the half-way sign-in of this browser; nobody is signed in yet",
    "hotline.keep_call": "own unsaved call, kept under seal; the act comes when it is registered",
    "hotline.drop_call": "own unsaved call",
}
# Where such an address keeps or drops what its own writer typed; all else is business there too.
UNSENT = {
    "hotline.keep_call": frozenset({"call_draft"}),
    "hotline.drop_call": frozenset({"call_draft"}),
}
# What a page is asked, so that it has something protected to show.
ASKED = {"cases.asked_sight": "?person=1"}
REACHED = (200, 303)


def acts() -> list[Cell]:
    """One way of taking each act that is allowed: the first one the table names."""
    found: dict[str, Cell] = {}
    for block in table.blocks():
        for cell in block.cells():
            if cell.method == "POST" and cell.answer == "ok":
                found.setdefault(cell.endpoint, cell)
    return list(found.values())


def protected(desk: Desk) -> list[Cell]:
    """One way of seeing each thing that is only shown to whoever is written down."""
    found: dict[str, Cell] = {}
    for block in table.blocks():
        for cell in block.cells():
            view = desk.app.view_functions[cell.endpoint]
            is_marked = getattr(view, "reads_protected", False)
            if cell.method == "GET" and cell.answer == "ok" and is_marked:
                found.setdefault(cell.endpoint, cell)
    return list(found.values())


@pytest.fixture
def quiet(desk: Desk) -> Iterator[Desk]:
    """Let a fault end in a page, as in a real office."""
    desk.app.config["TESTING"] = False
    yield desk
    desk.app.config["TESTING"] = True


def send(desk: Desk, cell: Cell, *, faulty: bool) -> tuple[int, bytes, int, bool]:
    """Send a cell; tell status, answer, how many rows the trail gained, and whether the office changed."""
    eye = desk.watch._eye
    target = desk.world.targets[cell.target]
    browser, token = desk.browser(cell.actor)
    before = eye.execute("SELECT count(*) FROM audit_row").fetchone()[0]
    if faulty:
        eye.execute(REFUSING)
        eye.commit()
    fields = None
    if cell.method == "POST":
        from tests.matrix.filled import fields_for  # a file of another piece, asked when needed

        fields = {"csrf_token": token, **fields_for(desk.world, cell.endpoint, target)}
    address = desk.address(cell, target) + ASKED.get(cell.endpoint, "")
    answer = desk.open(browser, address, method=cell.method, data=fields)
    gained = eye.execute("SELECT count(*) FROM audit_row").fetchone()[0] - before
    desk._browsers.pop(cell.actor, None)
    rows = desk.watch.differs_beside(UNSENT.get(cell.endpoint, frozenset()))
    desk.watch.undo()
    return answer.status_code, answer.data, gained, rows


def test_every_act_leaves_a_row(quiet: Desk, figure: Figure) -> None:  # T4
    silent = []
    cells = acts()
    for cell in cells:
        status, _data, gained, changed = send(quiet, cell, faulty=False)
        if status not in REACHED:
            silent.append(f"{cell}; it was {status}")
        elif gained == 0 and (changed or cell.endpoint not in NO_ACT):
            silent.append(cell.endpoint)
    figure(
        "T4",
        "acts that leave a row",
        reached=f"{len(cells) - len(silent)} of {len(cells)}",
        asked="all",
    )
    assert silent == []


def test_no_act_is_kept_whose_row_cannot_be(quiet: Desk, figure: Figure) -> None:  # T4
    kept = []
    cells = [cell for cell in acts() if cell.endpoint not in NO_ACT]
    for cell in cells:
        status, _data, gained, changed = send(quiet, cell, faulty=True)
        if changed or gained or status < 400:
            kept.append(f"{cell.endpoint}: {status}{' and changed' if changed else ''}")
    reached = f"{len(cells) - len(kept)} of {len(cells)}"
    figure("T4", "acts undone when the row is refused", reached=reached, asked="all")
    assert kept == []


def test_nothing_protected_is_shown_whose_row_cannot_be_kept(  # T4
    quiet: Desk, figure: Figure
) -> None:
    shown = []
    cells = protected(quiet)
    assert {"cases.paper_file", "accounts.export_audit"} <= {cell.endpoint for cell in cells}
    for cell in cells:
        status, data, gained, _changed = send(quiet, cell, faulty=True)
        whole = send(quiet, cell, faulty=False)
        if status < 500 or gained or len(data) > len(whole[1]) + 10_000:
            shown.append(f"{cell.endpoint}: {status}")
        if whole[0] != 200 or whole[2] < 1:
            shown.append(f"{cell.endpoint} leaves no row: {json.dumps(whole[0])}")
    figure("T4", "protected readings refused", reached=f"{len(cells)}", asked="all")
    assert shown == []
