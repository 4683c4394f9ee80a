"""Fairs of the demo office: one told to its end, one that runs today with two officers, one to come."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.cli.demo.days import Days, at
from caseapp.cli.demo.fair_complaints import Story, complain
from caseapp.cli.demo.matter_papers import sign_paper
from caseapp.cli.demo.names import Inventor
from caseapp.cli.demo.people import Staff
from caseapp.cli.demo.photos import photo
from caseapp.exhibitions import exhibitor_queries, patrol_queries
from caseapp.exhibitions.actions import counting, duty, exhibitors, fairs, patrol, setting_up
from caseapp.exhibitions.actions.photos import add_photo
from caseapp.exhibitions.exhibitor_given import ExhibitGiven, ExhibitorGiven
from caseapp.exhibitions.fair_given import ContactGiven, DutyGiven, FairGiven, MandateGiven
from caseapp.exhibitions.mandates import mandate_kinds
from caseapp.exhibitions.patrol_given import LookUpGiven, PatrolGiven
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.spot_given import PhotoGiven

ORGANISER, PHONE = "鞍山钢都会展服务有限公司", "0412-5550180"
ON_DUTY = ("duxiaoran", "hejiali")
HALLS = ("一号馆", "二号馆")
TRADES = ("家电", "五金", "百货", "机械", "科技")
GOODS = (
    "电热水壶",
    "折叠台灯",
    "电动螺丝刀",
    "保温杯",
    "空气炸锅",
    "儿童滑板车",
    "榨汁机",
    "电动牙刷",
)
EXHIBITORS, ONE_IN = 40, 3
LONG, LONG_AGO, TO_COME = 3, 40, 12
ONE_DAY = timedelta(days=1)
PAST = (
    Story("removed", kind="design"),
    Story("not_found", kind="utility"),
    Story("promised", kind="design"),
    Story("withdrawn", kind="invention"),
)
TODAY = (
    Story("received", kind="design"),
    Story("incomplete", kind="utility"),
    Story("notified", kind="design"),
    Story("decided", kind="design"),
)


def show(staff: Staff, days: Days, inventor: Inventor) -> None:
    """Tell a fair to its report, open the one of today, register the next."""
    on_duty = tuple(one for login in ON_DUTY for one in staff.officers if one.login == login)
    first = days.ago(LONG_AGO)
    past = _fair("秋季家居用品展览会", first, staff=staff, on_duty=on_duty, session="第八届")
    # Registered in time, as every fair is: what happened there is told of its own days.
    past.row.opened_at = at(first - ONE_DAY, 9)
    _fill(past, on_duty[0], inventor, many=EXHIBITORS // 4)
    _open(past, on_duty[0])
    for turn, story in enumerate(PAST):
        complain(past, story, turn, on_duty=on_duty, inventor=inventor, day=first + ONE_DAY)
    _go_round(past, on_duty, inventor, when=at(first + ONE_DAY, 10))
    _report(past, staff, on_duty[0])
    running = _fair(
        "冬季小家电博览会", days.today, staff=staff, on_duty=on_duty, session="第十二届"
    )
    _fill(running, on_duty[0], inventor, many=EXHIBITORS)
    _open(running, on_duty[0])
    for turn, story in enumerate(TODAY):
        complain(running, story, turn, on_duty=on_duty, inventor=inventor, day=days.today)
    _go_round(running, on_duty, inventor, when=now())
    counting.count(by=on_duty[0], opened=running, more={"inquiries": 26, "leaflets": 120})
    _fair(
        "迎春年货展销会",
        days.after(days.today, TO_COME),
        staff=staff,
        on_duty=on_duty,
        session="",
        approve=False,
    )


def _fair(
    name: str,
    first: date,
    *,
    staff: Staff,
    on_duty: tuple[Person, ...],
    session: str,
    approve: bool = True,
) -> Opened:
    last = first + (LONG - 1) * ONE_DAY
    opened = fairs.register(
        by=staff.head,
        given=FairGiven(
            name=f"{session}鞍山{name}",
            unit_id=staff.unit_id,
            organiser=ORGANISER,
            venue="鞍山钢都会展中心",
            first_on=first,
            last_on=last,
            presence="station",
            session=session,
            series=f"鞍山{name}",
            area="210302",
            opens_at="09:00",
            closes_at="16:30",
            station_place=f"{HALLS[0]}服务台东侧",
            station_phone="0412-5550188",
            products="小家电、家居用品、五金工具",
            scale=f"{EXHIBITORS} 家参展商",
            measures="参展合同约定：被投诉侵权又不能举证的展品应当撤展。",
        ),
    )
    _man(opened, staff, on_duty)
    if approve:
        mandate = MandateGiven(on_duty[0].id, tuple(mandate_kinds()), first, last)
        duty.give_mandate(by=staff.chiefs[0], opened=opened, given=mandate)
        fairs.move_fair(by=staff.chiefs[0], opened=opened, key="approve", given={})
    return opened


def _man(opened: Opened, staff: Staff, on_duty: tuple[Person, ...]) -> None:
    first = opened.fair.first_on
    for hall in HALLS:
        setting_up.add_hall(by=staff.head, opened=opened, name=hall)
    given = ContactGiven("organiser", ORGANISER, "贾会展", post="现场经理", phone=PHONE)
    setting_up.add_contact(by=staff.head, opened=opened, given=given)
    for number in range(LONG):
        for one in on_duty:
            told = DutyGiven(
                first + number * ONE_DAY, "officer", person_id=one.id, starts="08:30", ends="16:30"
            )
            duty.add_duty(by=staff.head, opened=opened, given=told)


def _open(opened: Opened, by: Person) -> None:
    fairs.move_fair(by=by, opened=opened, key="open", given={})


def _fill(opened: Opened, by: Person, inventor: Inventor, *, many: int) -> None:
    for turn in range(many):
        trader = inventor.trader("210302", TRADES[turn % len(TRADES)])
        mark = "" if turn % ONE_IN else inventor.patent_number(3, before=opened.fair.first_on.year)
        given = ExhibitorGiven(
            booth=f"{'AB'[turn % len(HALLS)]}{turn // len(HALLS) + 1:02d}",
            name=trader.name,
            hall=HALLS[turn % len(HALLS)],
            credit_code=trader.credit_code,
            address=trader.address,
            contact=trader.boss,
            phone=trader.phone,
            exhibits=(
                ExhibitGiven(GOODS[turn % len(GOODS)], f"D-{turn + 10}", mark),
                ExhibitGiven(GOODS[(turn + 3) % len(GOODS)]),
            ),
        )
        exhibitors.add_exhibitor(by=by, opened=opened, given=given)


def _go_round(
    opened: Opened, on_duty: tuple[Person, ...], inventor: Inventor, *, when: datetime
) -> None:
    """Look at marks in two teams: one number is wrong, one was never granted, one waits."""
    year, dice = opened.fair.first_on.year, Random(opened.id)  # noqa: S311 - drawn photographs are no secrets
    booths = exhibitor_queries.search(opened.id, "", most=6)
    for turn, stand in enumerate(booths):
        number = inventor.patent_number(2, before=year, is_right=turn != 1)
        (row,) = patrol.check_marks(
            by=on_duty[turn % len(on_duty)],
            opened=opened,
            given=PatrolGiven(
                text=number,
                device=f"demo-tablet-{opened.id}",
                device_serial=turn + 1,
                team=("第一组", "第二组")[turn % len(on_duty)],
                exhibitor_id=stand.id,
                booth=stand.booth,
                product=GOODS[turn % len(GOODS)],
                happened_at=when,
            ),
        )
        said = {0: "fine", 2: "never_granted", 3: "fine"}.get(turn)
        if said or opened.fair.last_on < when.date() + ONE_DAY:
            given = LookUpGiven(said or "fine", when.date(), "专利检索系统")
            if row.is_formed:
                patrol.look_up(by=on_duty[0], opened=opened, check_id=row.id, given=given)
        if turn in (1, 2):
            shot = PhotoGiven(
                f"demo-tablet-{opened.id}", turn, when, f"{stand.booth} 展品标识", check_id=row.id
            )
            add_photo(by=on_duty[0], opened=opened, given=shot, file=photo(f"标识{turn}.png", dice))
    wrong = patrol_queries.page_of_checks(opened.id, "never_granted", "").rows[0]
    patrol.open_lead(by=on_duty[0], opened=opened, check_id=wrong.id, unit_id=opened.row.unit_id)


def _report(opened: Opened, staff: Staff, by: Person) -> None:
    fairs.move_fair(by=by, opened=opened, key="close", given={})
    sign_paper(opened.id, "E15-report", by=by, on=opened.fair.last_on + 5 * ONE_DAY, staff=staff)
    fairs.move_fair(by=staff.head, opened=opened, key="report", given={})
