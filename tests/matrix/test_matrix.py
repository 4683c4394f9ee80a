"""Every address, every way of asking, every role, every relation: as the kept table says."""

from collections import Counter

import pytest

from tests.matrix import table
from tests.matrix.cells import Answer, Desk
from tests.matrix.table import Cell
from tests.matrix.world import ACTORS

pytestmark = (
    pytest.mark.sqlite
)  # each cell is undone by copying the file; rights are asked in Python and SQL alike
CELLS = [cell for block in table.blocks() for cell in block.cells()]
PARTS = 8


def met(cell: Cell, answer: Answer) -> bool:
    """Whether the office answered as the table says and changed nothing it should not."""
    if cell.method == "GET":
        return answer.status == int(cell.answer.replace("ok", "200")) and not answer.changed
    if cell.answer == "ok":
        return answer.status in (200, 303)
    return answer.status == int(cell.answer) and not answer.changed


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_gets_what_the_table_says(desk: Desk, part: int, figure):
    mine = [cell for cell in CELLS if ACTORS.index(cell.actor) % PARTS == part]
    wrong = []
    for cell in mine:
        answer = desk.ask(cell)
        if not met(cell, answer):
            wrong.append(
                f"{cell}; it was {answer.status}{' and changed' if answer.changed else ''}"
            )
    figure(
        "A1",
        f"cells of part {part + 1}",
        reached=f"{len(mine)}, {len(wrong)} differ",
        asked="all, 0 differ",
    )
    assert not wrong, "\n".join(wrong)


def asked_of(app) -> set[tuple[str, str]]:
    """Every way of asking an address that the program knows."""
    return {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def test_every_address_has_its_rows_and_no_row_is_left_over(office):
    known = {(cell.method, cell.endpoint) for cell in CELLS}
    assert known == asked_of(office.app)


def test_every_block_has_a_row_for_everybody():
    missing = {
        block.title: set(ACTORS) ^ set(block.rows)
        for block in table.blocks()
        if set(ACTORS) != set(block.rows)
    }
    assert missing == {}


def test_no_cell_stands_twice():
    twice = Counter((c.method, c.endpoint, c.actor, c.target) for c in CELLS)
    assert [key for key, times in twice.items() if times > 1] == []
