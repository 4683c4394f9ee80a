"""假冒专利案件, 2021 edition: the market bureau's penalty procedure under the Penalty Law of 2021."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.gates.closing import (
    collector_is_not_decider,
    decision_is_published,
    demand_waited,
    fully_paid,
    goods_disposed,
    payment_is_sound,
    payment_overdue,
    pays_the_rest,
    publicity_decided,
    remedy_lapse_is_new,
    remedy_period_over,
)
from caseapp.law.procedures.gates.dates import (
    lookup_not_in_future,
    not_before_decision,
    not_before_filing,
    not_before_notice,
    not_before_notice_served,
    not_before_receipt,
    not_before_start,
    not_in_future,
    record_times_in_order,
)
from caseapp.law.procedures.gates.decision import (
    decision_awaits_signature,
    decision_is_served,
    inside_case_limit,
    publicity_told,
)
from caseapp.law.procedures.gates.evidence import (
    registration_approved,
    registration_is_open,
    registration_is_over,
)
from caseapp.law.procedures.gates.filing import four_tests_met, verification_recorded
from caseapp.law.procedures.gates.notice import (
    defence_period_over,
    defence_unrecorded,
    hearing_day_far_enough,
    hearing_may_be_asked,
    hearing_notice_in_time,
    hearing_officer_is_independent,
    hearing_right_kept,
    hearing_right_told,
    not_heavier,
    notice_awaits_signature,
    notice_is_served,
    party_was_heard,
)
from caseapp.law.procedures.gates.officers import (
    actor_not_recused,
    certificate_shown,
    certificates_valid,
    nobody_recused,
    two_officers,
)
from caseapp.law.procedures.gates.report import (
    act_dates_in_order,
    confiscation_in_range,
    criminal_check_answered,
    fine_in_range,
    gains_method_stored,
    not_a_crime,
    not_fined_before,
    penalty_is_proposed,
    penalty_not_proposed,
)
from caseapp.law.procedures.gates.review import (
    collective_when_needed,
    review_passed,
    reviewed_after_hearing,
    reviewer_is_independent,
    reviewer_is_qualified,
)
from caseapp.law.procedures.gates.seizure import (
    counterfeit_shown,
    extension_told,
    goods_may_be_seized,
    seizure_approved,
    seizure_extendable,
    seizure_is_open,
    seizure_record_complete,
    time_of_test_told,
    urgent_seizure_is_open,
    urgent_seizure_reported,
)
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Procedure, State, Step

CHIEF, HEARING, LEGAL, OFFICER = (Role.CHIEF,), (Role.HEARING,), (Role.LEGAL,), (Role.OFFICER,)
BY_TIME = (Role.CLOCK, Role.OFFICER)
SERVERS = (Role.OFFICER, Role.REGISTRAR)
PUBLISHERS = (Role.PUBLICITY, Role.OFFICER)
COLLECTORS = (Role.FINANCE, Role.OFFICER)
CLOSERS = (Role.UNIT_HEAD, Role.CHIEF)

# Acts of inquiry: two officers with certificates of that day, shown and noted, nobody recused.
NAMED = (two_officers, certificates_valid, nobody_recused)
ON_SITE = (not_before_filing, *NAMED, certificate_shown)
RECORDED = (*ON_SITE, record_times_in_order)
SEIZING = (*ON_SITE, counterfeit_shown, goods_may_be_seized, seizure_record_complete)
AMOUNT = (gains_method_stored, fine_in_range, confiscation_in_range, not_fined_before)
REVIEWING = (not_before_start, reviewer_is_independent, reviewer_is_qualified)
DECIDING = (
    *(not_before_start, party_was_heard, not_heavier, hearing_right_kept, review_passed),
    *(reviewed_after_hearing, collective_when_needed, criminal_check_answered, not_a_crime),
    *AMOUNT,
)
SPARING = (not_before_start, penalty_not_proposed, review_passed)

INQUIRY = ("filed", "investigate")
UNDECIDED = (*INQUIRY, "report", "review", "notice", "defence", "collective", "deciding")
OWING = ("served", "published", "perform", "overdue")
LATER = ("perform", "overdue", "court", "remedy")
IN_FORCE = ("served", "published", *LATER)
HOLDING = (
    *(*UNDECIDED, "suspended", "hearing", "decided", *IN_FORCE),
    *("not_punished", "withdrawn", "with_police"),
)

# A row of the table is read as a row.
# fmt: off
STATES = (
    State("lead", "C0", "线索登记", "已登记"),
    State("verify", "C1", "核查", "核查中"),
    State("filing", "C1b", "待批准立案", "核查中", beside="verify"),
    State("not_filed", "C2a", "不予立案", "不予立案", is_open=False, beside="filed", ends=True),
    State("filed", "C2b", "立案", "已立案"),
    State("moved", "C2c", "移送管辖", "已移送", is_open=False, beside="filed", ends=True),
    State("investigate", "C3", "调查取证", "调查中"),
    State("suspended", "C3x", "中止调查", "调查中", beside="investigate"),
    State("report", "C4", "调查终结", "调查中"),
    State("review", "C5", "审核", "审核中"),
    State("notice", "C6", "告知", "审核中"),
    State("defence", "C7", "陈述申辩", "听取意见中"),
    State("hearing", "C7b", "听证", "听取意见中", beside="defence"),
    State("collective", "C8", "集体讨论", "待决定", beside="deciding"),
    State("deciding", "C8b", "待决定", "待决定"),
    State("decided", "C9", "作出决定", "已决定"),
    State("not_punished", "C9a", "不予处罚", "不予处罚", beside="decided", ends=True),
    State("withdrawn", "C9b", "撤销案件", "已撤销", beside="decided", ends=True),
    State("with_police", "C9c", "移送公安机关", "已移送", beside="decided", ends=True),
    State("served", "C10", "送达", "已决定"),
    State("published", "C11", "公示", "已决定", beside="served"),
    State("perform", "C12", "履行", "履行中"),
    State("overdue", "C12x", "逾期未履行", "履行中", beside="perform"),
    State("court", "C13", "申请强制执行", "强制执行中", beside="perform"),
    State("remedy", "C14", "复议诉讼", "复议诉讼中", beside="perform"),
    State("closed", "C15", "结案", "已结案", is_open=False),
)

FILING_STEPS = (
    Step("verify", "记录核查", ("lead", "verify"), "verify", by=OFFICER,
         gates=(lookup_not_in_future,), fields=ask.VERIFICATION),
    Step("inspect", "现场检查", "verify", by=OFFICER, gates=RECORDED,
         fields=ask.INSPECTION, papers=("site_record",)),
    Step("question", "询问", "verify", by=OFFICER, gates=RECORDED,
         fields=ask.QUESTIONING, papers=("questioning_record",)),
    Step("extend_filing", "延长立案期限", ("verify", "filing"), by=CHIEF, extends=("CF-03",),
         needs_reason=True),
    Step("ask_filing", "报请立案", "verify", "filing", by=OFFICER,
         gates=(not_before_start, verification_recorded), fields=ask.ASK_FILING),
    Step("file", "立案", "filing", "filed", by=CHIEF,
         gates=(not_before_start, verification_recorded, four_tests_met, *NAMED),
         fields=ask.FILING, papers=("filing_approval",), numbers="case",
         stops=("CF-03",), starts=("CF-12",), starts_for_reporter=("CF-04",)),
    Step("return_filing", "退回补充核查", "filing", "verify", by=CHIEF,
         gates=(not_before_start,), needs_reason=True),
    Step("refuse_filing", "不予立案", "filing", "not_filed", by=CHIEF,
         gates=(not_before_start, verification_recorded), fields=ask.REFUSAL, needs_reason=True,
         stops=("CF-03",), starts_for_reporter=("CF-04",), later_papers=("不予立案审批表",)),
    Step("tell_reporter", "告知举报人", ("not_filed", "filed", "investigate"),
         by=(Role.INFORMANT_DESK, Role.OFFICER), fields=ask.REPLY, stops=("CF-04",),
         later_papers=("举报处理结果告知书",)),
    Step("transfer", "移送管辖", ("lead", "verify", "filing", *INQUIRY), "moved", by=CHIEF,
         gates=(not_before_start, goods_disposed), fields=ask.TRANSFER, needs_reason=True,
         stops=("CF-03", "CF-12"), later_papers=("案件移送函",)),
)

INQUIRY_STEPS = (
    Step("inspect", "现场检查", INQUIRY, "investigate", by=OFFICER, gates=RECORDED,
         fields=ask.INSPECTION, papers=("site_record",)),
    Step("question", "询问", INQUIRY, "investigate", by=OFFICER, gates=RECORDED,
         fields=ask.QUESTIONING, papers=("questioning_record",)),
    Step("register_evidence", "先行登记保存", INQUIRY, "investigate", by=OFFICER,
         gates=(*ON_SITE, registration_approved), fields=ask.REGISTRATION,
         papers=("evidence_registration",), signs="evidence_registration", starts=("CF-08",)),
    Step("dispose_evidence", "处理登记保存的证据", HOLDING, by=OFFICER,
         gates=(not_before_filing, registration_is_open), fields=ask.DISPOSAL, stops=("CF-08",),
         later_papers=("先行登记保存证据处理通知书",)),
    Step("lapse_evidence", "登记保存自动解除", HOLDING, by=BY_TIME,
         gates=(not_before_filing, registration_is_open, registration_is_over),
         stops=("CF-08",)),
    Step("seize", "查封扣押", INQUIRY, "investigate", by=OFFICER,
         gates=(*SEIZING, seizure_approved), fields=(*ask.SEIZURE, *ask.APPROVAL),
         starts=("CF-07",), later_papers=("实施行政强制措施决定书", "场所、设施、财物清单")),
    Step("seize_urgent", "紧急查封扣押", INQUIRY, "investigate", by=OFFICER, gates=SEIZING,
         fields=ask.SEIZURE, starts=("CF-06", "CF-07"),
         later_papers=("实施行政强制措施决定书", "场所、设施、财物清单")),
    Step("approve_seizure", "补办查封扣押批准", ("investigate", "suspended"), by=CHIEF,
         gates=(not_before_filing, urgent_seizure_is_open, urgent_seizure_reported),
         fields=ask.URGENT_APPROVAL, stops=("CF-06",)),
    Step("extend_seizure", "延长查封扣押", HOLDING, by=CHIEF,
         gates=(not_before_filing, seizure_is_open, seizure_extendable, extension_told),
         fields=ask.EXTENSION_TOLD, needs_reason=True, extends=("CF-07",),
         later_papers=("延长行政强制措施期限决定书",)),
    Step("pause_seizure", "扣除检测鉴定时间", HOLDING, by=OFFICER,
         gates=(not_before_filing, seizure_is_open, time_of_test_told), fields=ask.TESTING,
         pauses=("CF-07",), later_papers=("检测、鉴定期间告知书",)),
    Step("release", "解除查封扣押", HOLDING, by=OFFICER,
         gates=(not_before_filing, seizure_is_open), fields=ask.RELEASE, stops=("CF-06", "CF-07"),
         later_papers=("解除行政强制措施决定书",)),
    Step("suspend", "中止调查", INQUIRY, "suspended", by=CHIEF, gates=(not_before_start,),
         needs_reason=True, pauses=("CF-12",), later_papers=("中止调查审批表",)),
    Step("resume", "恢复调查", "suspended", "investigate", by=CHIEF, gates=(not_before_start,),
         needs_reason=True, resumes=("CF-12",), later_papers=("恢复调查审批表",)),
    Step("extend_case", "延长办案期限", (*UNDECIDED, "hearing"), by=CHIEF, needs_reason=True,
         fields=ask.LIMIT_DAY, extends=("CF-12",), later_papers=("延长办案期限审批表",)),
)

REVIEW_STEPS = (
    Step("report", "提交调查终结报告", ("investigate", "report"), "report", by=OFFICER,
         gates=(not_before_start, act_dates_in_order, *AMOUNT),
         fields=(*ask.ACT,
                 *ask.gains(ask.METHOD_71, ask.METHOD_28, ask.METHOD_SAIC, ask.METHOD_118),
                 *ask.PROPOSAL),
         papers=("final_report",)),
    Step("send_review", "送审核", "report", "review", by=OFFICER, gates=(not_before_start,),
         starts=("CF-11",)),
    Step("pass_review", "审核通过", "review", "notice", by=LEGAL,
         gates=(*REVIEWING, penalty_is_proposed, not_a_crime), fields=ask.REVIEW_OPINION,
         papers=("legal_review", "penalty_notice"), stops=("CF-11",)),
    Step("pass_without_penalty", "审核通过（不作处罚）", "review", "deciding", by=LEGAL,
         gates=(*REVIEWING, penalty_not_proposed), fields=ask.REVIEW_OPINION,
         papers=("legal_review",), stops=("CF-11",)),
    Step("return_review", "退回补正", "review", "report", by=LEGAL, gates=REVIEWING,
         needs_reason=True, stops=("CF-11",)),
    Step("investigate_more", "补充调查", ("report", "notice", "defence", "collective"),
         "investigate", by=(Role.OFFICER, Role.CHIEF), gates=(not_before_start,),
         needs_reason=True),
)

NOTICE_STEPS = (
    Step("sign_notice", "签发告知书", "notice", by=CHIEF,
         gates=(not_before_start, notice_awaits_signature, hearing_right_told),
         fields=ask.HEARING_OFFER, signs="penalty_notice"),
    Step("notify", "送达告知书", "notice", "defence", by=SERVERS,
         gates=(not_before_notice, notice_is_served), on_served="penalty_notice",
         papers=("service_receipt",), starts=("CF-13", "CF-14")),
    Step("record_defence", "记录陈述申辩", "defence", by=OFFICER,
         gates=(not_before_notice_served,), fields=ask.DEFENCE, stops=("CF-13",),
         later_papers=("陈述申辩笔录",)),
    Step("waive_defence", "记录放弃陈述申辩", "defence", by=OFFICER,
         gates=(not_before_notice_served,), fields=ask.WAIVER, stops=("CF-13",)),
    Step("deem_waived", "期满视为放弃", "defence", by=BY_TIME,
         gates=(not_before_notice_served, defence_unrecorded, defence_period_over), stops=("CF-13",)),
    Step("ask_hearing", "登记听证申请", "defence", "hearing", by=(Role.OFFICER, Role.CHIEF),
         gates=(not_before_notice_served, hearing_may_be_asked), override=True,
         stops=("CF-13", "CF-14"), pauses=("CF-12",)),
    Step("drop_hearing", "撤回听证申请", "hearing", "defence", by=OFFICER,
         gates=(not_before_start,), needs_reason=True, resumes=("CF-12",)),
    Step("notify_hearing", "通知听证", "hearing", by=OFFICER,
         gates=(not_before_start, hearing_day_far_enough, hearing_officer_is_independent),
         fields=ask.HEARING_NOTICE, later_papers=("听证通知书",)),
    Step("hold_hearing", "举行听证", "hearing", "collective", by=HEARING,
         gates=(not_before_start, hearing_notice_in_time, hearing_officer_is_independent),
         fields=ask.HEARING, resumes=("CF-12",), later_papers=("听证笔录", "听证报告")),
    Step("review_hearing", "听证后审核", "collective", by=LEGAL, gates=REVIEWING,
         fields=ask.REVIEW_OPINION, papers=("legal_review",)),
    Step("send_collective", "提交集体讨论", "defence", "collective", by=OFFICER,
         gates=(not_before_start, party_was_heard), stops=("CF-13", "CF-14")),
    Step("collective", "记录集体讨论", "collective", by=CHIEF, gates=(not_before_start,),
         fields=ask.MEETING, later_papers=("集体讨论记录",)),
)

DECISION_STEPS = (
    Step("ask_decision", "报请决定", ("defence", "collective"), "deciding", by=OFFICER,
         gates=DECIDING, fields=ask.PENALTY, papers=("penalty_decision",),
         stops=("CF-13", "CF-14")),
    Step("return_decision", "退回", "deciding", "collective", by=CHIEF, gates=(not_before_start,),
         needs_reason=True),
    Step("decide", "作出处罚决定", "deciding", "decided", by=CHIEF, override=True,
         gates=(*DECIDING, decision_awaits_signature, inside_case_limit, publicity_told),
         fields=ask.PUBLICITY_NOTICE, signs="penalty_decision",
         stops=("CF-12",), starts=("CF-16", "CF-20", "CF-21")),
    Step("spare", "不予处罚", "deciding", "not_punished", by=CHIEF, gates=(*SPARING, not_a_crime),
         fields=ask.OUTCOME, stops=("CF-12",), starts=("CF-28",),
         later_papers=("不予行政处罚决定书",)),
    Step("withdraw", "撤销案件", (*INQUIRY, "suspended", "deciding"), "withdrawn", by=CHIEF,
         gates=(not_before_start,), needs_reason=True, stops=("CF-12",), starts=("CF-28",),
         later_papers=("撤销案件审批表",)),
    Step("transfer_crime", "移送公安机关", UNDECIDED, "with_police", by=CHIEF,
         gates=(not_before_start,), fields=ask.TRANSFER, needs_reason=True, pauses=("CF-12",),
         later_papers=("涉嫌犯罪案件移送书",)),
    Step("police_returned", "公安机关退回", "with_police", "investigate", by=OFFICER,
         gates=(not_before_start,), needs_reason=True, resumes=("CF-12",)),
    Step("serve_decision", "送达决定书", "decided", "served", by=SERVERS,
         gates=(not_before_decision, decision_is_served), on_served="penalty_decision",
         papers=("service_receipt",), stops=("CF-16",), starts=("CF-18", "CF-26", "CF-27")),
)

PERFORMANCE_STEPS = (
    Step("publish", "公示", "served", "published", by=PUBLISHERS, gates=(not_before_decision,),
         fields=ask.PUBLICATION, stops=("CF-20", "CF-21"), later_papers=("行政处罚信息摘要",)),
    Step("publish", "公示", LATER, by=PUBLISHERS, gates=(not_before_decision,),
         fields=ask.PUBLICATION, stops=("CF-20", "CF-21"), later_papers=("行政处罚信息摘要",)),
    Step("not_publish", "不予公示", ("served", *LATER), by=PUBLISHERS,
         gates=(not_before_decision,), needs_reason=True, stops=("CF-20", "CF-21")),
    Step("withdraw_publicity", "撤下公示", ("withdrawn", "investigate"), by=PUBLISHERS,
         gates=(decision_is_published,), needs_reason=True, stops=("CF-23",)),
    Step("defer_payment", "准予延期或者分期缴纳", OWING, by=CHIEF, gates=(not_before_decision,),
         fields=ask.DEFERRAL, needs_reason=True, extends=("CF-18",),
         later_papers=("延期（分期）缴纳罚款通知书",)),
    Step("pay_part", "登记部分缴款", IN_FORCE, by=COLLECTORS,
         gates=(not_before_decision, collector_is_not_decider, payment_is_sound),
         fields=ask.PAYMENT),
    Step("perform", "登记履行完毕", OWING, "perform", by=COLLECTORS,
         gates=(not_before_decision, collector_is_not_decider, payment_is_sound, pays_the_rest),
         fields=ask.PERFORMANCE, stops=("CF-18", "CF-19", "CF-24"), starts=("CF-28",)),
    Step("mark_overdue", "转为逾期", ("served", "published", "perform"), "overdue", by=BY_TIME,
         gates=(not_before_decision, payment_overdue), stops=("CF-18",), starts=("CF-24",)),
    Step("demand", "送达催告书", "overdue", by=OFFICER, gates=(not_before_decision,),
         starts=("CF-19",), later_papers=("行政处罚决定履行催告书",)),
    Step("remedy_lapsed", "复议诉讼期满", "overdue", by=BY_TIME,
         gates=(not_before_decision, remedy_period_over, remedy_lapse_is_new),
         stops=("CF-26", "CF-27"), starts=("CF-25",)),
    Step("apply_court", "申请强制执行", "overdue", "court", by=CHIEF,
         gates=(not_before_decision, remedy_period_over, demand_waited), fields=ask.COURT,
         stops=("CF-19", "CF-25"), later_papers=("强制执行申请书",)),
    Step("court_refused", "法院不予受理或者不予执行", "court", "overdue", by=OFFICER,
         gates=(not_before_decision,), needs_reason=True, starts=("CF-25b",)),
    Step("court_enforced", "法院执行完毕", "court", "perform", by=OFFICER,
         gates=(not_before_decision, payment_is_sound, pays_the_rest), fields=ask.PAYMENT,
         stops=("CF-24",), starts=("CF-28",)),
    Step("reconsideration", "登记行政复议", (*OWING, "court", "closed"), "remedy", by=LEGAL,
         gates=(not_before_decision,), fields=ask.REMEDY, pauses=("CF-24",),
         starts=("CF-26b", "CF-26c"), later_papers=("行政复议答复书",)),
    Step("suit", "登记行政诉讼", (*OWING, "court", "closed"), "remedy", by=LEGAL,
         gates=(not_before_decision,), fields=ask.REMEDY, pauses=("CF-24",),
         starts=("CF-27d",), later_papers=("行政诉讼答辩状", "证据清单")),
    Step("answer_remedy", "提交答复或者答辩", "remedy", by=LEGAL, gates=(not_before_decision,),
         stops=("CF-26b", "CF-26c", "CF-27d")),
    Step("remedy_upheld", "决定获维持", "remedy", "perform", by=LEGAL,
         gates=(not_before_decision,), fields=ask.REMEDY_RESULT, resumes=("CF-24",)),
    Step("remedy_annulled", "决定被撤销", "remedy", "withdrawn", by=LEGAL,
         gates=(not_before_decision,), fields=ask.REMEDY_RESULT,
         stops=("CF-18", "CF-24"), starts=("CF-23", "CF-28")),
    Step("remedy_redo", "责令重新处理", "remedy", "investigate", by=LEGAL,
         gates=(not_before_decision,), fields=ask.REMEDY_RESULT,
         stops=("CF-18", "CF-24"), starts=("CF-23",)),
    Step("close", "结案", "perform", "closed", by=CLOSERS,
         gates=(not_before_start, fully_paid, goods_disposed, publicity_decided),
         papers=("closing_approval",), stops=("CF-28",)),
    Step("close", "结案", "court", "closed", by=CLOSERS, needs_reason=True,
         gates=(not_before_start, goods_disposed, publicity_decided),
         papers=("closing_approval",), stops=("CF-28",)),
    Step("close", "结案", ("not_punished", "withdrawn", "with_police"), "closed",
         by=CLOSERS, gates=(not_before_start, goods_disposed),
         papers=("closing_approval",), stops=("CF-12", "CF-28")),
)
# fmt: on

COUNTERFEIT_2021 = Procedure(
    key="counterfeit-2021",
    track="counterfeit",
    name="假冒专利案件",
    edition="市场监督管理行政处罚程序（2021年版）",
    basis="行政处罚法（2021）、市场监督管理行政处罚程序规定",
    authority="market_bureau",
    valid_from=date(2021, 7, 15),
    valid_to=None,
    first="lead",
    main_line=(
        *("lead", "verify", "filed", "investigate", "report", "review", "notice", "defence"),
        *("deciding", "decided", "served", "perform", "closed"),
    ),
    states=STATES,
    opening_limits=dict.fromkeys(Source, ("CF-03",)),
    opening_papers=("case_source",),
    always=(not_in_future, not_before_receipt, actor_not_recused),
    steps=(
        *(*FILING_STEPS, *INQUIRY_STEPS, *REVIEW_STEPS),
        *(*NOTICE_STEPS, *DECISION_STEPS, *PERFORMANCE_STEPS),
    ),
)
