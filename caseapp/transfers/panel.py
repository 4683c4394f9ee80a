"""The transfers of a case as its page shows them."""

from __future__ import annotations

from flask import url_for

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.cases.panels import Panel, PanelRow
from caseapp.transfers import lists
from caseapp.transfers.kinds import KINDS, life_of

MOST_SHOWN = 10


def case_panel(case_id: int, by: Person) -> Panel | None:
    """Return what went to other bodies and came from them about a case."""
    if not decide(by, "cooperation.read"):
        return None
    rows = lists.of_case(case_id, by=by, most=MOST_SHOWN + 1)
    may_open = bool(decide(by, "cooperation.work"))
    return Panel(
        key="transfers",
        title="移送与协作",
        rows=[
            PanelRow(
                number=row.number,
                what=f"{KINDS[row.kind].name}，{row.body_name}",
                state=life_of(row.kind).stages[row.state].name,
                note=lists.turn_words(row, life_of(row.kind).stages[row.state]),
                url=url_for("transfers.transfer", transfer_id=row.id),
            )
            for row in rows[:MOST_SHOWN]
        ],
        empty="没有移送或者协作。",
        new_url=url_for("transfers.new", case=case_id) if may_open else "",
        new_words="登记移送、协查、通报",
        more_url=url_for("transfers.transfers", case=case_id) if len(rows) > MOST_SHOWN else "",
    )
