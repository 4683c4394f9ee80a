"""Every address, every way of asking, every role, every relation: as the kept table says."""

from collections import Counter, defaultdict

import pytest

from tests.matrix import table
from tests.matrix.cells import Answer, Desk
from tests.matrix.sight import given_back, readable
from tests.matrix.table import ACTORS, Cell
from tests.matrix.world import CANARY

pytestmark = (
    pytest.mark.sqlite
)  # each cell is undone by copying the file; rights are asked in Python and SQL alike
CELLS = [cell for block in table.blocks() for cell in block.cells()]
PARTS = 8
ALIKE = ("ok", "401", "403")
ALIKE_BEFORE_A_PUSH = 2
# What is done there concerns signing in, text not yet saved, or the background's own list.
CHANGES_NOTHING = {
    *("accounts.leave", "accounts.enter", "accounts.end_my_session", "accounts.end_sessions"),
    *("accounts.verify_audit", "accounts.retry_outbox", "accounts.begin_again", "parties.look"),
    *("revisions.keep", "revisions.drop", "cases.preview_paper"),
    "search.forget_recent",
    "hotline.hints",
    *("hotline.typed_caller", "exhibitions.complaint_numbers"),
    # They lead on to the file.
    *("cases.bind_contents", "cases.print_papers"),
}


def chosen(*, every: bool) -> list[Cell]:
    """Return the cells to run: before a push all that hangs on the relation, and two of what does not.

    401 and 403 are answered before anybody looks for the object; each 404, 409 and 422 is its own.
    """
    met_so_far: Counter[tuple[str, ...]] = Counter()
    kept = []
    for cell in CELLS:
        alike = (cell.method, cell.endpoint, cell.actor, cell.answer)
        met_so_far[alike] += 1
        enough = 1 if cell.actor in table.FOREIGN else ALIKE_BEFORE_A_PUSH
        if every or cell.answer not in ALIKE or met_so_far[alike] <= enough:
            kept.append(cell)
    return kept


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
def test_everybody_gets_what_the_table_says(
    *, desk: Desk, part: int, full_size: bool, figure, caplog
):
    mine = [cell for cell in chosen(every=full_size) if ACTORS.index(cell.actor) % PARTS == part]
    may = {actor: readable(desk.world, actor) for actor in {cell.actor for cell in mine}}
    seen: dict[str, set[str]] = defaultdict(set)
    wrong = []
    for cell in mine:
        answer = desk.ask(cell)
        seen[cell.actor] |= answer.canaries
        told = answer.canaries - may[cell.actor] - given_back(desk.world, cell)
        leaks = {desk.world.canaries[one] for one in told}
        if leaks:
            wrong.append(f"{cell}; it told {sorted(leaks)}")
        if not met(cell, answer):
            wrong.append(
                f"{cell}; it was {answer.status}{' and changed' if answer.changed else ''}"
            )
    total = sum(ACTORS.index(cell.actor) % PARTS == part for cell in CELLS)
    figure(
        "A1",
        f"cells of part {part + 1}",
        reached=f"{len(mine)}, {len(wrong)} differ",
        asked=f"{total}, 0 differ",
    )
    assert not wrong, "\n".join(wrong)
    assert not CANARY.findall(caplog.text)
    blind = [
        actor for actor, tokens in may.items() if len(tokens) > 20 and not seen[actor] & tokens
    ]
    assert blind == [], "no canary was met where there are many"


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
