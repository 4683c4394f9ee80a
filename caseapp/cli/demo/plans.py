"""The invented cases of the demo office: what each is about, where it stands, and the way there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from caseapp.law.procedures.sources import Source

# A way is the acts in order; a number before one is how many working days lie before it.
VERIFIED = "tip 3:verify"
ASKED = f"{VERIFIED} 2:ask_filing"
FILED = f"{ASKED} 1:file join"
SEARCHED = f"{FILED} 1:tell 1:inspect look"
HEARD = f"{SEARCHED} 1:question"
HELD = f"{SEARCHED} register serve_registration 1:question"
REPORTED = f"{HEARD} 4:report"
REVIEWING = f"{REPORTED} 1:send_review"
PASSED = f"{REVIEWING} 3:pass_review"
TOLD = f"{PASSED} 1:sign_notice 1:serve_notice"
ANSWERED = f"{TOLD} 2:record_defence"
SILENT = f"{TOLD} 1:waive_defence"
ASKED_DECISION = f"{ANSWERED} 5:ask_decision"
DECIDED = f"{ASKED_DECISION} 1:decide"
SERVED = f"{DECIDED} 1:serve_decision"
PUBLISHED = f"{SERVED} 2:publish"
PAID = f"{PUBLISHED} 3:perform"
CLOSED = f"{PAID} 2:close"
HELD_CLOSED = CLOSED.replace(HEARD, f"{HELD} 3:dispose")
BACK = f"{PUBLISHED} 2:copies".removeprefix(f"{HEARD} ")
SHORT_CLOSED = CLOSED.replace(ANSWERED, SILENT).replace("5:ask_decision", "1:ask_decision")


@dataclass(frozen=True)
class Plan:
    """One case: `ends` is the last act's day, or how many working days it lies before today."""

    goods: str
    way: str
    state: str
    ends: int | date
    office: str = "city"
    area: str = "210302"
    source: Source = Source.REPORT
    status: str = "ended"
    stock: int = 24
    sold: int = 30
    fine: int = 2000
    proposal: str = "penalty"
    hearing: bool = False
    is_major: bool = False
    wants_reply: bool = False

    @property
    def is_tidy(self) -> bool:
        """Say whether its records are frozen as they are made, as they must be before a case closes."""
        return self.state == "closed"


in_tiexi = partial(Plan, office="tiexi", area="210303")
in_haicheng = partial(Plan, office="haicheng", area="210381")


def quick(way: str) -> str:
    """Shorten a way so that it ends within the single month of the patent office's measures."""
    way = way.replace("4:report", "2:report").replace("3:pass_review", "1:pass_review")
    return way.replace("5:ask_decision", "4:ask_decision")


# Order 71: every day is long past, but one case still lies with the police.
OLD = (
    Plan(
        goods="电热水壶",
        way=quick(HELD_CLOSED),
        state="closed",
        ends=date(2015, 11, 27),
        area="210303",
        sold=22,
        fine=3000,
    ),
    in_tiexi(
        goods="防滑拖鞋",
        way=quick(SHORT_CLOSED),
        state="closed",
        ends=date(2016, 5, 27),
        sold=160,
        fine=2500,
    ),
    Plan(
        goods="节能灯",
        way=f"{VERIFIED} 1:ask_filing 1:refuse",
        state="not_filed",
        ends=date(2017, 3, 22),
        source=Source.COMPLAINT,
        status="in_force",
    ),
    in_haicheng(
        goods="耐火浇注料",
        way=quick(HELD_CLOSED),
        state="closed",
        ends=date(2017, 9, 15),
        sold=6,
        fine=20000,
    ),
    Plan(
        goods="智能门锁",
        way=f"{REPORTED} 1:transfer_crime 1:to_police 2:police_file",
        state="with_police",
        ends=date(2018, 6, 14),
        status="no_such_number",
        stock=60,
        sold=310,
        proposal="crime",
    ),
    Plan(
        goods="菱镁防火板",
        way=f"{quick(PUBLISHED)} 14:mark_overdue 130:demand 12:remedy_lapsed 2:apply_court 25:court_enforced 3:close",
        state="closed",
        ends=date(2018, 12, 28),
        source=Source.TRANSFER,
        sold=400,
        fine=30000,
    ),
)

# Leads and filing: overdue, due today, due soon, fresh.
LEADS = (
    Plan(goods="多功能削皮刀", way="tip", state="lead", ends=17, area="210304"),
    Plan(
        goods="净水器",
        way="tip",
        state="lead",
        ends=15,
        source=Source.COMPLAINT,
        wants_reply=True,
    ),
    Plan(goods="护眼台灯", way="tip", state="lead", ends=13, source=Source.ORDER),
    Plan(goods="儿童保温杯", way="tip", state="lead", ends=0, area="210303", wants_reply=True),
    in_haicheng(
        goods="南果梨包装箱",
        way="tip",
        state="lead",
        ends=14,
        source=Source.PLATFORM,
    ),
    Plan(
        goods="足浴盆",
        way=VERIFIED,
        state="verify",
        ends=9,
        source=Source.MEDIA,
        status="not_granted",
    ),
    Plan(
        goods="太阳能路灯",
        way="tip 4:verify 8:extend_filing",
        state="verify",
        ends=5,
        source=Source.TRANSFER,
    ),
    Plan(goods="空气炸锅", way=ASKED, state="filing", ends=1, area="210311", wants_reply=True),
    in_tiexi(goods="电动理发器", way=ASKED, state="filing", ends=8, status="invalid"),
    Plan(
        goods="蒸汽拖把",
        way=f"{ASKED} 2:refuse 3:tell",
        state="not_filed",
        ends=12,
        status="in_force",
        wants_reply=True,
    ),
)

# Inquiry, report, review, notice.
RUNNING = (
    Plan(
        goods="豆浆机",
        way=FILED,
        state="filed",
        ends=0,
        source=Source.COMPLAINT,
        wants_reply=True,
    ),
    Plan(goods="电热水壶", way=HELD, state="investigate", ends=4, area="210303", stock=40),
    in_tiexi(
        goods="中药煎药壶",
        way=HEARD,
        state="investigate",
        ends=11,
        status="no_such_number",
    ),
    Plan(
        goods="磨料砂轮",
        way=f"{HELD} 3:dispose 5:suspend",
        state="suspended",
        ends=6,
        area="210311",
    ),
    Plan(
        goods="油桶卸料车",
        way=REPORTED,
        state="report",
        ends=2,
        area="210311",
        stock=5,
        sold=9,
        fine=15000,
    ),
    Plan(
        goods="岫玉按摩梳",
        way=f"{REVIEWING} 2:return_review",
        state="report",
        ends=1,
        sold=75,
        fine=3000,
    ),
    Plan(
        goods="汽车脚垫",
        way=REVIEWING,
        state="review",
        ends=3,
        area="210304",
        sold=40,
        fine=4500,
    ),
    # The whole way: to the police, refused, asked again in vain, punished and told.
    Plan(
        goods="智能门锁",
        way=f"{REPORTED} 1:transfer_crime 1:to_police 2:police_refuse 2:police_uphold {BACK}",
        state="published",
        ends=2,
        status="no_such_number",
        stock=260,
        sold=5,
        fine=9000,
        proposal="crime",
    ),
    in_haicheng(goods="酸菜坛", way=PASSED, state="notice", ends=1, sold=90, fine=3000),
)

# From the notice to the end.
LATE = (
    Plan(
        goods="护眼台灯",
        way=TOLD,
        state="defence",
        ends=3,
        sold=35,
        fine=3500,
        status="not_granted",
    ),
    Plan(
        goods="智能门锁",
        way=f"{TOLD} 1:record_defence 1:ask_hearing 1:notify_hearing",
        state="hearing",
        ends=3,
        stock=11,
        sold=140,
        fine=120000,
        hearing=True,
    ),
    in_haicheng(
        goods="耐火浇注料",
        way=f"{ANSWERED} 5:send_collective",
        state="collective",
        ends=1,
        stock=18,
        sold=42,
        fine=50000,
        is_major=True,
    ),
    Plan(goods="空气炸锅", way=ASKED_DECISION, state="deciding", ends=0, sold=28, fine=6000),
    Plan(
        goods="儿童保温杯",
        way=DECIDED,
        state="decided",
        ends=2,
        area="210304",
        sold=55,
        fine=2600,
    ),
    Plan(
        goods="豆浆机",
        way=PUBLISHED,
        state="published",
        ends=6,
        sold=30,
        fine=5500,
        source=Source.INSPECTION,
    ),
    in_tiexi(
        goods="折叠晾衣架",
        way=f"{SERVED} 14:mark_overdue",
        state="overdue",
        ends=2,
        sold=38,
        fine=4800,
    ),
    Plan(
        goods="电动理发器",
        way=PAID,
        state="perform",
        ends=1,
        area="210311",
        sold=46,
        fine=3000,
    ),
    Plan(
        goods="防滑拖鞋",
        way=f"{REPORTED} 1:send_review 2:pass_free 2:spare",
        state="not_punished",
        ends=4,
        sold=12,
        proposal="no_penalty",
    ),
    in_tiexi(
        goods="节能灯",
        way=f"{SEARCHED} 6:withdraw",
        state="withdrawn",
        ends=5,
        sold=0,
    ),
    Plan(
        goods="太阳能路灯",
        way=CLOSED,
        state="closed",
        ends=date(2022, 6, 17),
        sold=12,
        fine=5000,
    ),
    in_tiexi(goods="蒸汽拖把", way=CLOSED, state="closed", ends=22, sold=25, fine=4000),
)
PLANS = (*OLD, *LEADS, *RUNNING, *LATE)
