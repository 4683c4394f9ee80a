"""Invented counterfeit cases of 2013 to 2021 under the rules of their days, and rarer ends of today."""

from __future__ import annotations

from datetime import date

from caseapp.cli.demo.plans import (
    DECIDED,
    HELD_CLOSED,
    PASSED,
    PUBLISHED,
    REPORTED,
    SEARCHED,
    SERVED,
    SHORT_CLOSED,
    TOLD,
    VERIFIED,
    Plan,
    in_haicheng,
    in_tiexi,
    quick,
)
from caseapp.law.procedures.sources import Source

UNPAID = f"{PUBLISHED} 14:mark_overdue 130:demand 12:remedy_lapsed 2:apply_court"
# Until 2015-05-01 a suit had to be brought within three months, and the court asked within three more.
UNPAID_OF_OLD = UNPAID.replace("130:demand", "55:demand")
ON_SPOT = "tip 1:punish_on_spot collect_cash 1:hand_in_cash 1:bank_cash"
PUT_RIGHT = f"{VERIFIED} 2:order_correction 14:check_correction 2:close"
SPARED = f"{REPORTED} 1:send_review 2:pass_free 2:spare 2:close"

# Order 60: the first years of the office's records.
OF_2011 = (
    Plan("电热水壶", quick(HELD_CLOSED), "closed", date(2013, 6, 21), sold=15, fine=1500),
    in_tiexi("防滑拖鞋", quick(SHORT_CLOSED), "closed", date(2013, 11, 29), sold=90, fine=1200),
    Plan(
        "节能灯",
        f"{VERIFIED} 1:ask_filing 1:refuse",
        "not_filed",
        date(2014, 4, 18),
        source=Source.COMPLAINT,
        status="in_force",
    ),
    Plan("菱镁防火板", f"{quick(UNPAID_OF_OLD)} 25:court_enforced 3:close", "closed", date(2014, 12, 26),
         source=Source.TRANSFER, sold=260, fine=20000),
    in_haicheng("耐火浇注料", f"{SEARCHED} 6:withdraw 2:close", "closed", date(2014, 9, 12), sold=0),
    Plan("智能门锁", f"{REPORTED} 1:transfer_crime 1:to_police"
         " 2:police_file 20:close 40:convict", "closed", date(2015, 3, 27),
         status="no_such_number", stock=45, sold=290, proposal="crime"),
    Plan("净水器", PUT_RIGHT, "closed", date(2015, 5, 15), status="in_force",
         source=Source.INSPECTION),
)  # fmt: skip

# The first rules for market bureaus, under the old law on penalties.
OF_2019 = (
    Plan("豆浆机", HELD_CLOSED, "closed", date(2019, 11, 22), sold=33, fine=4000),
    in_tiexi("折叠晾衣架", f"{ON_SPOT} 2:publish 1:close", "closed", date(2020, 6, 12),
             source=Source.INSPECTION, fine=50),
    Plan("护眼台灯", f"{PUBLISHED} 10:reconsideration 5:answer_remedy 30:remedy_upheld"
         " 3:perform 2:close", "closed", date(2020, 9, 18), sold=41, fine=3600),
    Plan("空气炸锅", f"{PUBLISHED} 40:suit 8:answer_remedy 60:remedy_annulled 3:close", "closed",
         date(2021, 3, 26), sold=28, fine=6500),
    Plan("儿童保温杯", SPARED, "closed", date(2020, 12, 18), sold=6, proposal="no_penalty"),
    Plan("太阳能路灯", f"{TOLD} 1:record_defence 1:ask_hearing 1:notify_hearing 9:hold_hearing"
         " 2:review_hearing 2:collective 2:ask_decision 1:decide 1:serve_decision 2:publish"
         " 5:perform 2:close", "closed", date(2021, 6, 25), sold=36, fine=60000, hearing=True),
    in_haicheng("酸菜坛", "tip 2:transfer", "moved", date(2020, 5, 22), source=Source.PLATFORM),
    Plan("足浴盆", f"tip 2:transfer 12:lead_returned{SHORT_CLOSED[3:]}", "closed",
         date(2021, 1, 29), sold=19, fine=2400, source=Source.TRANSFER),
)  # fmt: skip

# Today's rules: ends and stops that the other cases do not show.
OF_TODAY = (
    Plan("多功能削皮刀", "tip 1:punish_on_spot", "on_spot", 3, source=Source.INSPECTION, fine=200),
    in_tiexi("南果梨包装箱", f"{ON_SPOT} 1:close", "closed", 15, source=Source.INSPECTION,
             fine=150),
    Plan("净水器", f"{VERIFIED} 2:order_correction", "correcting", 4, status="in_force"),
    Plan("电动理发器", PUT_RIGHT, "closed", 9, status="in_force", source=Source.INSPECTION),
    Plan("磨料砂轮", SERVED, "served", 1, area="210311", sold=22, fine=3300),
    Plan("蒸汽拖把", f"{PUBLISHED} 8:reconsideration", "remedy", 5, sold=27, fine=5200),
    Plan("岫玉按摩梳", UNPAID, "court", 6, sold=64, fine=7000),
    in_haicheng("油桶卸料车", DECIDED, "decided", 0, stock=4, sold=7, fine=9000),
    in_tiexi("中药煎药壶", PASSED, "notice", 2, sold=18, fine=2100),
)  # fmt: skip
# Dishonest filing: the rules of 2024, with a fine beside the warning and without one.
STATED = "passed_on 3:verify_filing 2:ask_filing 1:file join 1:question 4:report_filing"
WARNED = (
    f"{STATED} 1:send_review 3:pass_review 1:sign_notice 1:serve_notice 2:record_defence"
    " 5:ask_warning 1:decide_warning 1:serve_decision"
)
OF_STATEMENTS = (
    Plan("净水器", f"{WARNED} 2:publish 3:perform_warning 2:close", "closed", date(2025, 6, 20),
         source=Source.TRANSFER, status="not_granted", fine=6000),
    Plan("智能门锁", f"{WARNED} 3:perform_warning", "perform", 2, source=Source.TRANSFER,
         status="not_granted", fine=0),
)  # fmt: skip
PLANS_OF_EDITIONS = (*OF_2011, *OF_2019, *OF_TODAY, *OF_STATEMENTS)
