"""Rules on the bodies a move names: who is above both sides, and whom it may designate."""

from __future__ import annotations

from collections.abc import Collection

from caseapp.accounts import queries as accounts
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.areas import area_name, around
from caseapp.bodies.models import Body
from caseapp.transfers.articles import DISPUTED
from caseapp.transfers.asked import Asked, gate

# Of a district and its neighbour the city's own departments are above both.
ABOVE = ("superior", "department")
# 管辖只能指定给行政机关：部门、县区、外市和上级机关。
OFFICES = ("department", "county", "partner_city", "superior")


@gate
def names_superior(asked: Asked) -> Refused | None:
    """Bring a dispute only before a body above both sides that is there on the day."""
    return _refuse_named(asked, "superior", ABOVE, what="上一级机关") or _refuse_not_common(asked)


@gate
def names_third_office(asked: Asked) -> Refused | None:
    """Designate as another body only an office that is neither side, there on the day."""
    return _refuse_named(asked, "designated", OFFICES, what="可以指定管辖的行政机关")


def _refuse_named(asked: Asked, key: str, kinds: Collection[str], *, what: str) -> Refused | None:
    named = asked.given.values.get(key)
    body = bodies.body(int(str(named))) if named not in (None, "") else None
    if body is None:
        return None
    no = f"不能{asked.row.name}：{body.name}"
    if body.kind not in kinds:
        return Refused(f"{no}不是{what}。", article=DISPUTED, remedy=f"请选择{what}。")
    if not bodies.is_in_force(body, asked.given.on):
        heir = bodies.successor_on(body.key, asked.given.on)
        told = f"请改选{heir.name}。" if heir is not None and heir.id != body.id else "请另选。"
        return Refused(f"{no}在 {asked.given.on} 不存在或者已经撤销。", remedy=told)
    if _is_party(asked, body, key):
        return Refused(
            f"{no}是本件的一方，不能由它决定，也不能作为其他机关。",
            article=DISPUTED,
            remedy="请另选机关。",
        )
    return None


def _refuse_not_common(asked: Asked) -> Refused | None:
    """Refuse a body whose area does not hold both sides, or is no wider than that of one of them."""
    body = bodies.body(int(str(asked.given.values.get("superior") or 0)))
    other = bodies.body(asked.transfer.body_id)
    if body is None or other is None:
        return None
    ours, theirs = around(accounts.area_of(asked.matter.unit_id)), _around_body(other.area)
    common = [code for code in ours[1:] if code in theirs[1:]]
    if body.area in common:
        return None
    unit = accounts.unit_by_id(asked.matter.unit_id)
    return Refused(
        f"不能{asked.row.name}：{body.name}不是{unit.agency_name if unit else '本机关'}和{other.name}"
        "共同的上一级机关。",
        article=DISPUTED,
        remedy=f"请选择{area_name(common[0])}一级的机关。"
        if common
        else "对方已经是国家一级的机关，请与其协商。",
    )


def _around_body(area: str) -> tuple[str, ...]:
    """Return the area of a body and those it lies in; a national body lies in none."""
    return around(area) if area else ("",)


def _is_party(asked: Asked, body: Body, key: str) -> bool:
    unit = accounts.unit_by_id(asked.matter.unit_id)
    if unit is not None and body.name == unit.agency_name:
        return True
    # 没有“指定对方管辖”一步的（移入、请示），指定对方也登记为指定其他机关。
    if key == "designated" and "designate_theirs" not in asked.life.moves:
        return False
    return body.id in bodies.line_after(asked.transfer.body_id, by_day=asked.given.on)
