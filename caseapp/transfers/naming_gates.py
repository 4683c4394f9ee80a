"""Rules on the bodies a move names: who is above both sides, and whom it may designate."""

from __future__ import annotations

from collections.abc import Collection

from caseapp.accounts import queries as accounts
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.transfers.articles import DISPUTED
from caseapp.transfers.asked import Asked, gate

ABOVE = ("superior",)
# 管辖只能指定给行政机关：部门、县区、外市和上级机关。
OFFICES = ("department", "county", "partner_city", "superior")


@gate
def names_superior(asked: Asked) -> Refused | None:
    """Bring a dispute only before a body above both sides that is there on the day."""
    return _refuse_named(asked, "superior", ABOVE, what="上一级机关")


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


def _is_party(asked: Asked, body: Body, key: str) -> bool:
    unit = accounts.unit_by_id(asked.matter.unit_id)
    if unit is not None and body.name == unit.agency_name:
        return True
    # 没有“指定对方管辖”一步的（移入、请示），指定对方也登记为指定其他机关。
    if key == "designated" and "designate_theirs" not in asked.life.moves:
        return False
    return body.id in bodies.line_after(asked.transfer.body_id, by_day=asked.given.on)
