"""Invented cases that show every record beside a case, open and ended."""

from __future__ import annotations

from datetime import date

from caseapp.cli.demo.plans import SEARCHED, Plan

HELD = f"{SEARCHED} sample seize note 1:question 1:pause_seizure"
RESTED = f"{HELD} 2:suspend 4:resume 2:extend_seizure 3:release"
HEARD = (
    f"{RESTED} 2:report extend_case reckon 1:send_review 3:pass_review 1:sign_notice 1:serve_notice"
    " 1:record_defence 1:ask_hearing 1:notify_hearing 9:hold_hearing 2:review_hearing 2:collective"
)
INSTALMENTS = (
    f"{HEARD} 2:ask_decision 1:decide 1:serve_decision 2:publish 1:defer 6:pay_part 1:correct"
)
PLANS_OF_COMPANIONS = (
    Plan("足浴盆", HELD, "investigate", 1, area="210304", stock=36),
    Plan("智能门锁", f"{INSTALMENTS} 20:mark_overdue 3:demand", "overdue", 2,
         stock=20, sold=60, fine=110000, hearing=True),
    Plan("护眼台灯", f"{INSTALMENTS} 20:mark_overdue 3:suit 6:answer_remedy", "remedy",
         date(2026, 9, 25), stock=15, sold=80, fine=105000, hearing=True),
)  # fmt: skip
