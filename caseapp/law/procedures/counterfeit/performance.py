"""After the decision: publicity, payment, the court, review and suit, closing."""

from __future__ import annotations

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.conditions import PUBLISHED, REMEDY_END, REVIEWED
from caseapp.law.procedures.counterfeit.duties import (
    BY_TIME,
    CHIEF,
    CLOSERS,
    COLLECTORS,
    LEGAL,
    OFFICER,
    PUBLISHERS,
)
from caseapp.law.procedures.counterfeit.fields import ACCEPTED, CHANGED, CREDIT, PUSH, SHOWN_THERE
from caseapp.law.procedures.counterfeit.states import IN_FORCE, LATER, OWING
from caseapp.law.procedures.gates.closing import (
    collector_is_not_decider,
    decision_is_published,
    demand_waited,
    fully_paid,
    goods_disposed,
    payment_is_sound,
    payment_overdue,
    payment_term_runs,
    pays_the_rest,
    publicity_decided,
    remedy_lapse_is_new,
    remedy_period_over,
)
from caseapp.law.procedures.gates.dates import not_before_decision, not_before_start
from caseapp.law.procedures.gates.filing import was_filed, was_not_filed
from caseapp.law.procedures.gates.on_spot import cash_handed_in, decision_is_shown
from caseapp.law.procedures.gates.publicity import (
    credit_report_is_due,
    old_sums_are_shown,
    push_is_due,
    push_is_shown_next,
    push_is_under_way,
)
from caseapp.law.procedures.gates.remedy import (
    change_is_sound,
    review_is_overdue,
    review_is_pending,
)
from caseapp.law.procedures.gates.terms import (
    court_term_open,
    defence_term_open,
    higher_court_term_open,
    refusal_is_open,
)
from caseapp.law.procedures.table import Step

Limits = tuple[str, ...]
ON_SPOT = ("on_spot",)


# A row of the table is read as a row.
# fmt: off
def publicity(limits: Limits) -> tuple[Step, ...]:
    """Rows that show the decision, decide not to, or take it down again."""
    return (
        Step("publish", "公示", "served", "published", by=PUBLISHERS,
             gates=(not_before_decision, decision_is_shown), fields=ask.PUBLICATION, stops=limits,
             later_papers=("行政处罚信息摘要",)),
        Step("publish", "公示", (*ON_SPOT, *LATER), by=PUBLISHERS,
             gates=(not_before_decision, decision_is_shown),
             fields=ask.PUBLICATION, stops=limits, later_papers=("行政处罚信息摘要",)),
        Step("not_publish", "不予公示", ("served", *ON_SPOT, *LATER), by=PUBLISHERS,
             gates=(not_before_decision, decision_is_shown), needs_reason=True,
             stops=(*limits, "CF-31")),
        Step("report_credit", "报送“双公示”信息", ("decided", *IN_FORCE), by=PUBLISHERS,
             gates=(not_before_decision, credit_report_is_due), fields=CREDIT, stops=("CF-31",)),
        Step("withdraw_publicity", "撤下公示", ("withdrawn", "investigate", "verify"),
             by=PUBLISHERS, gates=(decision_is_published,), needs_reason=True, stops=("CF-23",)),
        Step("withdraw_publicity", "撤下公示", IN_FORCE, by=PUBLISHERS,
             gates=(not_before_decision, old_sums_are_shown), needs_reason=True,
             stops=("CF-23",)),
    )


# A party registered in another province is shown there, once its bureau got what was pushed.
PUSHING = (
    Step("push_publicity", "推送外省公示", ("decided", *IN_FORCE), by=PUBLISHERS,
         gates=(not_before_decision, push_is_due), fields=PUSH, stops=("CF-22",)),
    Step("push_received", "登记外省收到推送", ("decided", *IN_FORCE), by=PUBLISHERS,
         gates=(not_before_decision, push_is_under_way), starts=("CF-22b",)),
    Step("shown_elsewhere", "登记外省已公示", ("decided", *IN_FORCE), by=PUBLISHERS,
         gates=(not_before_decision, push_is_shown_next), fields=SHOWN_THERE, stops=("CF-22b",)),
)


def payment(*, closing: Limits = ()) -> tuple[Step, ...]:
    """Rows of the money, paid by the party, demanded from it, or taken by the court."""
    return (
        Step("defer_payment", "准予延期或者分期缴纳", OWING, by=CHIEF,
             gates=(not_before_decision, payment_term_runs), fields=ask.DEFERRAL,
             needs_reason=True,
             extends=("CF-18",), later_papers=("延期（分期）缴纳罚款通知书",)),
        Step("pay_part", "登记部分缴款", IN_FORCE, by=COLLECTORS,
             gates=(not_before_decision, collector_is_not_decider, payment_is_sound),
             fields=ask.PAYMENT),
        Step("perform", "登记履行完毕", OWING, "perform", by=COLLECTORS,
             gates=(not_before_decision, collector_is_not_decider, payment_is_sound,
                    pays_the_rest),
             fields=ask.PERFORMANCE, stops=("CF-18", "CF-19", "CF-24", "CF-25"),
             starts=closing),
        Step("mark_overdue", "转为逾期", ("served", *ON_SPOT, "published", "perform"), "overdue",
             by=BY_TIME, gates=(not_before_decision, payment_overdue), stops=("CF-18",),
             starts=("CF-24",), starts_after="CF-18"),
        Step("demand", "送达催告书", "overdue", by=OFFICER, gates=(not_before_decision,),
             starts=("CF-19",), later_papers=("行政处罚决定履行催告书",)),
        Step("remedy_lapsed", "登记复议诉讼期满", "overdue", by=BY_TIME,
             gates=(not_before_decision, remedy_period_over, remedy_lapse_is_new),
             stops=("CF-26", "CF-27"), starts=("CF-25",), starts_after=REMEDY_END),
        *_court(closing),
    )


def _court(closing: Limits) -> tuple[Step, ...]:
    return (
        Step("apply_court", "申请强制执行", "overdue", "court", by=(*CHIEF, *LEGAL),
             gates=(not_before_decision, remedy_period_over, demand_waited, court_term_open),
             fields=ask.COURT, stops=("CF-19", "CF-25"), later_papers=("强制执行申请书",)),
        Step("court_refused", "登记法院不予受理或者不予执行", "court", "overdue", by=OFFICER,
             gates=(not_before_decision,), needs_reason=True, starts=("CF-25b",)),
        Step("ask_higher_court", "向上一级法院申请复议", "overdue", "court", by=(*CHIEF, *LEGAL),
             gates=(not_before_decision, refusal_is_open, higher_court_term_open),
             fields=ask.COURT, needs_reason=True, stops=("CF-25b",)),
        Step("court_enforced", "登记法院执行完毕", "court", "perform", by=OFFICER,
             gates=(not_before_decision, payment_is_sound, pays_the_rest), fields=ask.PAYMENT,
             stops=("CF-24",), starts=closing),
    )


def remedies(
    *, tolled: Limits = (), closing: Limits = (), again: Limits = (), shown: Limits = ()
) -> tuple[Step, ...]:
    """Rows of review and suit; `tolled` waits while they are pending, `again` is the time for filing.

    `shown` are the limits for showing a decision, which fall away with it.
    """
    ended = ("CF-18", "CF-24", "CF-25", "CF-26d", "CF-31", *shown)
    return (
        Step("reconsideration", "登记行政复议", (*OWING, "court", "closed"), "remedy", by=LEGAL,
             gates=(not_before_decision,), fields=(*ask.REMEDY, *ACCEPTED), pauses=tolled,
             starts=("CF-26b", "CF-26c"), starts_from=(("accepted_on", ("CF-26d",)),),
             later_papers=("行政复议答复书",)),
        Step("suit", "登记行政诉讼", (*OWING, "court", "closed"), "remedy", by=LEGAL,
             gates=(not_before_decision,), fields=ask.REMEDY, pauses=tolled, stops=("CF-27c",),
             starts=("CF-27d",), later_papers=("行政诉讼答辩状", "证据清单")),
        Step("extend_review", "登记复议延期", "remedy", by=LEGAL, needs_reason=True,
             gates=(not_before_decision, review_is_pending), extends=("CF-26d",)),
        Step("review_silent", "登记复议逾期未作决定", "remedy", by=LEGAL,
             gates=(not_before_decision, review_is_overdue),
             starts=("CF-27c",), starts_after="CF-26d"),
        Step("answer_remedy", "提交答复或者答辩", "remedy", by=(*LEGAL, *CHIEF), override=True,
             gates=(not_before_decision, defence_term_open),
             stops=("CF-26b", "CF-26c", "CF-27d")),
        *_outcomes(tolled=tolled, closing=closing, again=again, ended=ended),
    )


def _outcomes(
    *, tolled: Limits, closing: Limits, again: Limits, ended: Limits
) -> tuple[Step, ...]:
    # What is shown to the public must come down, where it was shown at all (行政处罚法第四十八条).
    taken_down = ((PUBLISHED, ("CF-23",)),)
    return (
        Step("remedy_upheld", "登记决定获维持", "remedy", "perform", by=LEGAL,
             gates=(not_before_decision,), fields=ask.REMEDY_RESULT, resumes=tolled,
             stops=("CF-26d",), starts_if=((REVIEWED, ("CF-27c",)),)),
        Step("remedy_changed", "登记决定被变更", "remedy", "perform", by=LEGAL,
             gates=(not_before_decision, change_is_sound), fields=(*ask.REMEDY_RESULT, *CHANGED),
             resumes=tolled, stops=("CF-26d",),
             starts_if=((REVIEWED, ("CF-27c",)), *taken_down)),
        Step("remedy_annulled", "登记决定被撤销", "remedy", "withdrawn", by=LEGAL,
             gates=(not_before_decision,), fields=ask.REMEDY_RESULT,
             stops=ended, starts=closing, starts_if=taken_down),
        Step("remedy_redo", "登记责令重新处理", "remedy", "investigate", by=LEGAL,
             gates=(not_before_decision, was_filed), fields=ask.REMEDY_RESULT,
             stops=ended, starts_if=taken_down),
        # What was punished on the spot was never filed: it is looked into from the beginning.
        Step("remedy_reopen", "登记责令重新处理当场处罚", "remedy", "verify", by=LEGAL,
             gates=(not_before_decision, was_not_filed), fields=ask.REMEDY_RESULT,
             stops=ended, starts=again, starts_if=taken_down),
    )


def closing_rows(*, closing: Limits = ()) -> tuple[Step, ...]:
    """Rows that close the case, paid, given up by the court, or ended without a penalty."""
    return (
        Step("close", "结案", "perform", "closed", by=CLOSERS,
             gates=(not_before_start, fully_paid, cash_handed_in, goods_disposed,
                    publicity_decided),
             papers=("closing_approval",), stops=closing),
        Step("close", "结案", "court", "closed", by=CLOSERS, needs_reason=True,
             gates=(not_before_start, goods_disposed, publicity_decided),
             papers=("closing_approval",), stops=closing),
        Step("close", "结案", ("not_punished", "withdrawn", "with_police"), "closed",
             by=CLOSERS, gates=(not_before_start, goods_disposed),
             papers=("closing_approval",), stops=("CF-12", *closing)),
    )




def office_performance(*, again: Limits = ()) -> tuple[Step, ...]:
    """Rows after a decision of the patent office; `again` is the time for filing anew."""
    shown = ("CF-20",)
    return (*publicity(shown), *payment(), *remedies(again=again, shown=shown), *closing_rows())


BUREAU_SHOWN = ("CF-20", "CF-21", "CF-22")
BUREAU_PERFORMANCE = (
    *(*publicity(BUREAU_SHOWN), *PUSHING),
    *payment(closing=("CF-28",)),
    *remedies(tolled=("CF-24",), closing=("CF-28",), again=("CF-03",), shown=BUREAU_SHOWN),
    *closing_rows(closing=("CF-28",)),
)
# fmt: on
