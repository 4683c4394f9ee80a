"""Every address, every way of asking, every role, every relation: as the kept table says."""

from collections import Counter, defaultdict

import pytest

from tests.matrix import table
from tests.matrix.cells import Answer, Desk
from tests.matrix.sight import readable
from tests.matrix.table import ACTORS, Cell
from tests.matrix.world import CANARY

pytestmark = (
    pytest.mark.sqlite
)  # each cell is undone by copying the file; rights are asked in Python and SQL alike
CELLS = [cell for block in table.blocks() for cell in block.cells()]
PARTS = 8
# What is done there concerns signing in, text not yet saved, or the background's own list.
CHANGES_NOTHING = {
    *("accounts.leave", "accounts.enter", "accounts.end_my_session", "accounts.end_sessions"),
    *("accounts.verify_audit", "accounts.retry_outbox", "accounts.begin_again", "parties.look"),
    *("revisions.keep", "revisions.drop"),
}


def met(cell: Cell, answer: Answer) -> bool:
    """Whether the office answered as the table says and changed nothing it should not."""
    if cell.method == "GET":
        return answer.status == int(cell.answer.replace("ok", "200")) and not answer.changed
    if cell.answer == "303":
        return answer.status == 303 and not answer.changed
    if cell.answer == "ok":
        done = answer.changed or cell.endpoint in CHANGES_NOTHING
        return answer.status in (200, 303) and done
    return answer.status == int(cell.answer) and not answer.changed


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_gets_what_the_table_says(*, desk: Desk, part: int, figure, caplog):
    mine = [cell for cell in CELLS if ACTORS.index(cell.actor) % PARTS == part]
    may = {actor: readable(desk.world, actor) for actor in {cell.actor for cell in mine}}
    seen: dict[str, set[str]] = defaultdict(set)
    wrong = []
    for cell in mine:
        answer = desk.ask(cell)
        seen[cell.actor] |= answer.canaries
        leaks = {desk.world.canaries[one] for one in answer.canaries - may[cell.actor]}
        if leaks:
            wrong.append(f"{cell}; it told {sorted(leaks)}")
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
    assert not CANARY.findall(caplog.text)
    unseen = {actor: len(may[actor] - seen[actor]) for actor in may if len(may[actor]) > 20}
    assert all(count < len(may[actor]) / 2 for actor, count in unseen.items()), unseen


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
