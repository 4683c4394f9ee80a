"""Whose a packed hand-over file is: which office sent it, and which one it is addressed to."""

from __future__ import annotations

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.cases.paper_values.shared import office_of_unit
from caseapp.transfers.manifest import Head


def own_names(unit_id: int) -> frozenset[str]:
    """Return the names of a unit's office: of today, and as its letters call it."""
    unit = accounts.unit_by_id(unit_id)
    if unit is None:
        return frozenset()
    return frozenset((str(unit.agency_name), office_of_unit(unit_id, today())))


def is_for(head: Head, unit_id: int) -> bool:
    """Say whether the list names the office of a unit as its receiver."""
    return _is_own(head.receiver, head.receiver_key, own_names(unit_id))


def refuse_address(head: Head, unit_id: int, *, in_spite: bool) -> None:
    """Refuse what this office itself sent, and unasked what is addressed to another one."""
    if _is_own(head.sender, head.sender_key, own_names(unit_id)):
        raise Refused(
            f"不能登记：清单写明的移送机关是{head.sender}，这是本机关自己送出的材料。",
            remedy=f"本机关移出的事项登记在“{head.number}”，请在该件中继续办理。",
        )
    if not in_spite and not is_for(head, unit_id):
        raise Refused(
            f"不能登记：清单写明的接收机关是{head.receiver or '（没有写）'}，不是本机关。",
            remedy="送错的，请与移送机关联系退回；确实应当由本机关接收的，请勾选确认后再登记。",
        )


def _is_own(name: str, key: str, own: frozenset[str]) -> bool:
    known = bodies.with_key(key) if key else None
    return name in own or (known is not None and known.name in own)
