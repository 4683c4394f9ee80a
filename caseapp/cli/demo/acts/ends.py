"""Other ends: on the spot, a wrong mark put right, sent elsewhere, a hearing held, review and suit."""

from __future__ import annotations

from decimal import Decimal

from caseapp.cli.demo.days import at
from caseapp.cli.demo.walk import Walk
from caseapp.law.procedures.registry import PROCEDURES

ELSEWHERE = "营口市知识产权局"
REVIEWER, COURT = "鞍山市人民政府", "鞍山市中级人民法院"


def punish_on_spot(walk: Walk) -> None:
    """Fine a little on the spot: a leaflet calls an application a patent."""
    ticked = ("facts_clear", "no_gains", "rights_told", "party_heard", "handed_over")
    walk.step(
        "punish_on_spot",
        walk.officer,
        officers=walk.officer_ids,
        certificate_shown=True,
        certificate_shown_at=at(walk.day, 9),
        decision_no=f"演示当罚{walk.day:%Y%m%d}{walk.turn:02d}",
        act_kinds=("CFA-3b",),
        act_end=walk.day,
        act_facts=f"{walk.trader.name}散发的{walk.goods.name}说明书将专利申请称为专利，尚未售出。",
        spot_party="entity" if walk.trader.kind == "company" else "person",
        fine=Decimal(walk.plan.fine),
        correction="停止散发并更正说明书。",
        **dict.fromkeys(ticked, True),
        remedy_told="reconsideration_first",
        criminal_check="none",
        criminal_reason="不涉及他人专利号，没有销售。",
    )


def collect_cash(walk: Walk) -> None:
    """Take the fine on the spot, as it could hardly be had later."""
    walk.step(
        "collect_cash",
        walk.officer,
        cash_ground="hard_later",
        paid=Decimal(walk.plan.fine),
        pay_reference=f"演示票据{walk.day:%Y%m%d}{walk.turn:02d}",
        corrected="当场收回并更正说明书。",
    )


def hand_in_cash(walk: Walk) -> None:
    """Hand the cash in."""
    walk.step("hand_in_cash", walk.officer, handed_in_no=f"演示缴存{walk.day:%Y%m%d}")


def bank_cash(walk: Walk) -> None:
    """Pay it into the bank."""
    walk.step("bank_cash", walk.staff.finance, banked_no=f"演示银行回单{walk.day:%Y%m%d}")


def order_correction(walk: Walk) -> None:
    """Order the holder to mark the patent as the rules want it."""
    walk.step(
        "order_correction",
        walk.chief,
        marked_by_holder=True,
        defects=("kind", "number"),
        correction="在专利号前标明专利权的类别，补全专利号。",
        correct_by=walk.days.after(walk.day, 15),
    )


def check_correction(walk: Walk) -> None:
    """Look again and find it put right."""
    walk.step(
        "check_correction",
        walk.officer,
        correction_result="corrected",
        correction_note="包装已全部更换，标注规范。",
    )


def transfer(walk: Walk) -> None:
    """Pass the lead on to whose place it is."""
    walk.step("transfer", walk.chief, receiver=ELSEWHERE, reason="违法行为发生地在营口市。")


def lead_returned(walk: Walk) -> None:
    """Take it back: the common superior says that it is ours."""
    walk.step("lead_returned", walk.officer, reason="上级机关指定由本机关管辖。")


def hold_hearing(walk: Walk) -> None:
    """Hear the party."""
    if walk.staff.hearing is None:
        raise LookupError("only the city office has a hearing officer")
    walk.step(
        "hold_hearing",
        walk.staff.hearing,
        hearing_officer=walk.staff.hearing.id,
        hearing_record=f"{walk.trader.boss}对数额提出异议，调查人员出示账目并答复。",
        hearing_opinion="事实清楚，建议维持拟作出的处罚。",
    )


def review_hearing(walk: Walk) -> None:
    """Review what the hearing brought."""
    walk.step("review_hearing", walk.staff.legal[0], review_opinion="听证程序合法，同意。")


def collective(walk: Walk) -> None:
    """Discuss a case that was heard."""
    walk.step(
        "collective",
        walk.chief,
        members="、".join(one.name for one in walk.staff.chiefs),
        discussion="逐项讨论事实、证据、裁量。",
        conclusion="一致同意拟作出的处罚。",
    )


def reconsideration(walk: Walk) -> None:
    """Note that the party asked for reconsideration."""
    number = f"演示复〔{walk.day.year}〕{walk.turn}号"
    walk.step("reconsideration", walk.staff.legal[0], remedy_body=REVIEWER, remedy_no=number)


def suit(walk: Walk) -> None:
    """Note that the party sued."""
    number = f"演示行初〔{walk.day.year}〕{walk.turn}号"
    walk.step("suit", walk.staff.legal[0], remedy_body=COURT, remedy_no=number)


def answer_remedy(walk: Walk) -> None:
    """Hand in the answer and the evidence."""
    walk.step("answer_remedy", walk.staff.legal[0])


def remedy_upheld(walk: Walk) -> None:
    """The decision stands."""
    walk.step("remedy_upheld", walk.staff.legal[0], remedy_result="维持原处罚决定。")


def remedy_annulled(walk: Walk) -> None:
    """The decision falls, and what was shown is taken down."""
    said = "主要证据不足，撤销原处罚决定。"
    walk.step("remedy_annulled", walk.staff.legal[0], remedy_result=said)
    walk.step("withdraw_publicity", walk.staff.publicity, reason="原处罚决定已被撤销。")


def is_of_office(walk: Walk) -> bool:
    """Say whether the case runs by the measures of the patent office."""
    return PROCEDURES[walk.case.edition].authority == "ip_office"


ACTS = {
    one.__name__: one
    for one in (
        *(punish_on_spot, collect_cash, hand_in_cash, bank_cash, order_correction),
        *(
            check_correction,
            transfer,
            lead_returned,
            hold_hearing,
            review_hearing,
            collective,
            reconsideration,
        ),
        *(suit, answer_remedy, remedy_upheld, remedy_annulled),
    )
}
