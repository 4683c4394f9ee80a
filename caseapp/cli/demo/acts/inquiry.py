"""On the spot: records, goods, photographs, registered evidence."""

from __future__ import annotations

from decimal import Decimal

from caseapp.cli.demo.acts.ends import is_of_office
from caseapp.cli.demo.days import at
from caseapp.cli.demo.photos import photo
from caseapp.cli.demo.walk import Walk
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import GoodsGiven, ItemGiven

SHOTS = (
    ("门头和营业执照", "当事人的经营场所和主体资格"),
    ("货架陈列", "涉案商品正在销售"),
    ("专利标注特写", "商品上标注的专利号"),
)


def inspect(walk: Walk) -> None:
    """Make the on-site record."""
    walk.inspected_on = walk.day
    walk.step(
        "inspect",
        walk.officer,
        **_shown(walk, 9),
        started_at=at(walk.day, 9, 10),
        ended_at=at(walk.day, 10, 40),
        place=walk.trader.address,
        present=walk.trader.boss,
        scene=walk.say("scene", _shop(walk)),
        party_opinion="无异议。" if walk.turn % 3 else "标注是厂家印的，本人不知情。",
        signature="refused" if walk.turn % 7 == 6 else "signed",
    )


def look(walk: Walk) -> None:
    """List the goods found and keep the photographs."""
    goods, plan = walk.goods, walk.plan
    given = GoodsGiven(
        list_kind="found",
        name=goods.name,
        spec=goods.spec,
        quantity=Decimal(plan.stock),
        unit=goods.unit,
        unit_price=Decimal(goods.price),
        place="店内货架、库房" if _shop(walk) == "shop" else "成品库",
        patent_as_printed=walk.number,
    )
    evidence.add_goods(by=walk.officer, case_id=walk.case_id, given=given)
    for title, proves in SHOTS[walk.turn % 2 :]:
        _keep(walk, title, proves)


def _keep(walk: Walk, title: str, proves: str) -> None:
    given = ItemGiven(
        kind="photo",
        title=title,
        proves=proves,
        source=f"现场拍摄，{walk.trader.address}",
        form="original",
        taken_on=walk.day,
        taken_by="、".join(one.name for one in walk.officers),
        taken_at=walk.trader.address,
    )
    evidence.add_item(
        by=walk.officer, case_id=walk.case_id, given=given, file=photo(f"{title}.png", walk.dice)
    )


def register(walk: Walk) -> None:
    """Register the goods as evidence that may vanish."""
    is_old = is_of_office(walk)
    walk.step(
        "register_evidence",
        walk.officer,
        **_shown(walk, 10),
        approved_by=walk.chief.id,
        approved_on=walk.day,
        registration_reason=walk.say("registration", "reasons"),
        keeping_place=f"{walk.trader.address}库房",
        keeper=walk.trader.boss,
        **({"sampling_impossible": True} if is_old else {}),
    )


def serve_registration(walk: Walk) -> None:
    """Hand the notice of registration over."""
    walk.serve("evidence_registration")


def dispose(walk: Walk) -> None:
    """Give the goods back after they are photographed and counted."""
    note = "已拍照、清点并提取样品一件，其余物品清除标注后返还。"
    walk.step("dispose_evidence", walk.officer, disposal="returned", disposal_note=note)


def question(walk: Walk) -> None:
    """Ask the owner."""
    walk.step(
        "question",
        walk.officer,
        **_shown(walk, 14),
        started_at=at(walk.day, 14, 5),
        ended_at=at(walk.day, 15, 20),
        place="本局询问室" if walk.turn % 2 else walk.trader.address,
        person_asked=walk.trader.boss,
        person_position="法定代表人" if walk.trader.kind == "company" else "经营者",
        rights_told=True,
        answers=walk.say("answers", _shop(walk)),
        signature="signed",
    )


def suspend(walk: Walk) -> None:
    """Wait for a suit."""
    walk.step(
        "suspend",
        walk.chief,
        suspension_ground="other_decision",
        end_event="法院对相关民事案件作出生效裁判",
        reason=walk.say("suspend", "reasons"),
    )


def withdraw(walk: Walk) -> None:
    """Drop the case: somebody else did it."""
    walk.step("withdraw", walk.chief, reason=walk.say("withdraw", "reasons"))


def _shown(walk: Walk, hour: int) -> dict[str, object]:
    return {
        "officers": walk.officer_ids,
        "certificate_shown": True,
        "certificate_shown_at": at(walk.day, hour),
    }


def _shop(walk: Walk) -> str:
    return "factory" if walk.trader.kind == "company" else "shop"


ACTS = {
    one.__name__: one
    for one in (
        *(inspect, look, register, serve_registration),
        *(dispose, question, suspend, withdraw),
    )
}
