"""Notice, defence, hearing and collective meeting: nobody is punished unheard."""

from __future__ import annotations

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.counterfeit.duties import (
    BY_TIME,
    CHIEF,
    HEARING,
    LEGAL,
    OFFICER,
    REVIEWING,
    SERVERS,
)
from caseapp.law.procedures.gates.dates import (
    not_before_notice,
    not_before_notice_served,
    not_before_start,
)
from caseapp.law.procedures.gates.notice import (
    defence_period_over,
    defence_unrecorded,
    hearing_day_far_enough,
    hearing_day_reached,
    hearing_may_be_asked,
    hearing_notice_in_time,
    hearing_officer_is_independent,
    hearing_right_told,
    notice_awaits_signature,
    notice_is_served,
    party_was_heard,
    stated_period_over,
)
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Step

# A row of the table is read as a row.
# fmt: off
DEFENCE = (
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
)
# The patent office's rules read silence as nothing: recorded after the day the notice itself named.
OFFICE_SILENCE = Step("deem_waived", "记录期满未陈述申辩", "defence", by=OFFICER,
                      gates=(not_before_notice_served, defence_unrecorded, stated_period_over),
                      fields=ask.SILENCE, stops=("CF-13",))
BUREAU_SILENCE = Step("deem_waived", "登记期满视为放弃", "defence", by=BY_TIME,
                      gates=(not_before_notice_served, defence_unrecorded, defence_period_over),
                      stops=("CF-13",))
HEARINGS = (
    Step("ask_hearing", "登记听证申请", "defence", "hearing", by=(Role.OFFICER, Role.CHIEF),
         gates=(not_before_notice_served, hearing_may_be_asked), override=True,
         stops=("CF-13", "CF-14"), pauses=("CF-12",)),
    Step("drop_hearing", "撤回听证申请", "hearing", "defence", by=OFFICER,
         gates=(not_before_start,), needs_reason=True, resumes=("CF-12",)),
    Step("notify_hearing", "通知听证", "hearing", by=OFFICER,
         gates=(not_before_start, hearing_day_far_enough, hearing_officer_is_independent),
         fields=ask.HEARING_NOTICE, later_papers=("听证通知书",)),
    Step("hold_hearing", "举行听证", "hearing", "collective", by=HEARING,
         gates=(not_before_start, hearing_notice_in_time, hearing_day_reached,
                hearing_officer_is_independent),
         fields=ask.HEARING, resumes=("CF-12",), later_papers=("听证笔录", "听证报告")),
    Step("review_hearing", "听证后审核", "collective", by=LEGAL, gates=REVIEWING,
         fields=ask.REVIEW_OPINION, papers=("legal_review",)),
    Step("send_collective", "提交集体讨论", "defence", "collective", by=OFFICER,
         gates=(not_before_start, party_was_heard), stops=("CF-13", "CF-14")),
    Step("collective", "记录集体讨论", "collective", by=CHIEF, gates=(not_before_start,),
         fields=ask.MEETING, later_papers=("集体讨论记录",)),
)
OFFICE_NOTICE = (*DEFENCE, OFFICE_SILENCE, *HEARINGS)
BUREAU_NOTICE = (*DEFENCE, BUREAU_SILENCE, *HEARINGS)
# fmt: on
