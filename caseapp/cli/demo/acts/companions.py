"""What runs beside a case: samples, seizure, rest, longer limits, instalments; notes, reckonings, corrections."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import CorrectionGiven
from caseapp.cli.demo.days import at
from caseapp.cli.demo.walk import Walk
from caseapp.law.penalty_desk import PenaltyFacts

INSTALMENT = Decimal(2000)
DEFERRED_FOR = timedelta(days=25)


def sample(walk: Walk) -> None:
    """Take two pieces as samples and leave the list."""
    walk.step(
        "sample",
        walk.officer,
        **_shown(walk, 11),
        place=walk.trader.address,
        samples=f"{walk.goods.name}（{walk.goods.spec}）2{walk.goods.unit}，封存于本局物证室。",
        list_handed=True,
        signature="signed",
    )


def seize(walk: Walk) -> None:
    """Seize what is left, approved on the same morning."""
    ticked = ("counterfeit_shown", "goods_related", "no_necessities", "not_sealed_elsewhere")
    heard = ("party_called", "reasons_told", "party_heard")
    walk.step(
        "seize",
        walk.officer,
        **_shown(walk, 13),
        measure="seize",
        measure_at=at(walk.day, 13, 30),
        place=f"{walk.trader.address}库房",
        **dict.fromkeys((*ticked, *heard), True),
        signature="signed",
        approved_by=walk.chief.id,
        approved_at=at(walk.day, 11),
    )


def pause_seizure(walk: Walk) -> None:
    """Have it tested: those days do not count."""
    first = walk.days.after(walk.day, 1)
    walk.step(
        "pause_seizure",
        walk.officer,
        pause_first=first,
        pause_last=first + timedelta(days=4),
        told_on=walk.day,
    )


def extend_seizure(walk: Walk) -> None:
    """Keep it longer."""
    walk.step("extend_seizure", walk.chief, party_told=True, reason="涉案物品型号较多，尚需比对。")


def release(walk: Walk) -> None:
    """Give back what is not needed any more."""
    walk.step("release", walk.officer, release="no_need")


def resume(walk: Walk) -> None:
    """Go on with the case."""
    walk.step("resume", walk.chief, reason="相关民事案件已有生效裁判。")


def extend_case(walk: Walk) -> None:
    """Let the case take longer."""
    walk.step("extend_case", walk.chief, reason="涉及多个型号，案情复杂。")


def defer(walk: Walk) -> None:
    """Let the party pay by instalments."""
    until = walk.days.after(walk.day + DEFERRED_FOR, 1)
    walk.step("defer_payment", walk.chief, pay_until=until, reason="当事人资金周转困难，申请分期。")


def pay_part(walk: Walk) -> None:
    """Take the first instalment."""
    reference = f"演示缴款{walk.day:%Y%m%d}{walk.turn:02d}"
    walk.step("pay_part", walk.staff.finance, paid=INSTALMENT, pay_reference=reference)


def correct(walk: Walk) -> None:
    """Put the number of a receipt right that was keyed wrongly."""
    paid = [one for one in queries.history_as_keyed(walk.case_id) if one.step == "pay_part"][-1]
    values = {"pay_reference": f"{paid.given['pay_reference']}-1"}
    given = CorrectionGiven("step", paid.id, values, "凭证号漏录末位，以缴款凭证原件为准。")
    cases.correct(by=walk.staff.head, case=walk.seen_by(walk.staff.head), given=given)


def note(walk: Walk) -> None:
    """Write down what is in no paper."""
    words = f"电话联系{walk.trader.boss}，约定次日上午到局接受询问。"
    cases.write_note(by=walk.officer, case=walk.case, words=words)


def reckon(walk: Walk) -> None:
    """Put a reckoning of the penalty into the file."""
    reported = [one for one in queries.history_as_keyed(walk.case_id) if one.step == "report"][-1]
    facts = PenaltyFacts(
        party_kind="entity" if walk.trader.kind == "company" else "person",
        act_kinds=tuple(reported.given["act_kinds"]),
        act_start=walk.day - timedelta(days=60),
        act_end=walk.day - timedelta(days=30),
        decided=walk.day,
        gains_kind="known",
        gross=walk.gains,
        method=str(reported.given["gains_method"]),
        method_reason="按查明的销售单据计算。",
        fine=Decimal(walk.plan.fine),
        confiscation=walk.gains,
    )
    words = [
        {"label": "违法所得（元）", "value": f"{walk.gains:,.2f} 元"},
        {"label": "拟罚款（元）", "value": f"{Decimal(walk.plan.fine):,.2f} 元"},
    ]
    cases.keep_reckoning(by=walk.officer, case=walk.case, facts=facts, in_words=words)


def _shown(walk: Walk, hour: int) -> dict[str, object]:
    return {
        "officers": walk.officer_ids,
        "certificate_shown": True,
        "certificate_shown_at": at(walk.day, hour),
    }


ACTS = {
    one.__name__: one
    for one in (
        *(sample, seize, pause_seizure, extend_seizure, release, resume, extend_case),
        *(defer, pay_part, correct, note, reckon),
    )
}
