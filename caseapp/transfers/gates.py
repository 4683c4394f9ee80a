"""Rules that may speak against a move, by the names the tables of lives use."""

from __future__ import annotations

from caseapp.base.errors import Refused
from caseapp.transfers.articles import DISPUTED
from caseapp.transfers.asked import Asked, gate

DESIGNATIONS = ("designate_theirs", "designate_ours", "designate_other")


@gate
def was_not_designated(asked: Asked) -> Refused | None:
    """Let nobody refuse, return or dispute what the common superior designated."""
    if not set(DESIGNATIONS) & set(asked.done):
        return None
    return Refused(
        f"不能{asked.row.name}：{asked.matter.number}的管辖已经由上一级机关指定，不得再退回或者争议。",
        article=DISPUTED,
        remedy="请按指定管辖的通知办理。",
    )


@gate
def by_superior(asked: Asked) -> Refused | None:
    """Let only the superior designate: by its own account, or as its notice is taken down here."""
    if asked.by.body_id is not None or asked.given.body:
        return None
    return Refused(
        f"不能{asked.row.name}：指定管辖由上一级机关作出，本机关只登记收到的通知。",
        remedy="请选“代对方登记”，填写通知的文号和经办人。",
    )


@gate
def has_no_case(asked: Asked) -> Refused | None:
    """Let what has a case already get no second one."""
    if asked.matter.case_id is None:
        return None
    return Refused(
        f"不能{asked.row.name}：{asked.matter.number}已经有对应的案件。",
        remedy="请在该案件中办理。",
    )


@gate
def has_case(asked: Asked) -> Refused | None:
    """Let work begin without a new lead only where the case is here."""
    if asked.matter.case_id is not None:
        return None
    return Refused(
        f"不能{asked.row.name}：{asked.matter.number}还没有对应的案件。",
        remedy="已有案件的，请先登记对应的案件；没有的，请登记线索。",
    )


@gate
def is_no_designation(asked: Asked) -> Refused | None:
    """Let nobody object to being designated: the superior has decided who is competent."""
    if asked.transfer.kind != "designation_in":
        return None
    return Refused(
        f"不能{asked.row.name}：管辖已经由上一级机关指定。",
        article=DISPUTED,
        remedy="请按指定管辖的通知办理。",
    )
