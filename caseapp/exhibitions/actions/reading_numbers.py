"""The numbers of the people of a complaint shown whole: who read them is kept before they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.exhibitions import private_numbers, queries
from caseapp.exhibitions.actions.complaint_writing import WORK
from caseapp.exhibitions.queries import Complained
from caseapp.ledger import actions as ledger


def read_numbers(*, by: Person, complained: Complained) -> Mapping[str, str]:
    """Show who works at the fair the whole numbers; that they looked is written down."""
    if not queries.may(by, WORK, complained.at):
        raise Refused(
            f"不能查看全部号码：您对这次展会没有“{PERMISSIONS[WORK]}”的权限。",
            remedy="需要联系投诉人的，请由本展会的进驻人员办理。",
        )
    shown = private_numbers.whole(complained.complaint)
    # Which were read, never what they say.
    ledger.record(
        by=by,
        action="fair_complaint.numbers_read",
        object_kind="fair_complaint",
        object_id=complained.id,
        object_key=complained.complaint.number,
        details={"fair": complained.at.id, "shown": list(shown)},
    )
    return shown
