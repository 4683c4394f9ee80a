"""What stands against the moves of a fair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import kind_of
from caseapp.exhibitions import fair_queries, figures, report_rows
from caseapp.exhibitions.life import FAIR_MOVES
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import Opened
from caseapp.law import fairs as law
from caseapp.law import time_limits
from caseapp.law.procedures.articles import article_for
from caseapp.law.procedures.gates.officers import LEAST_OFFICERS
from caseapp.law.wording import long_date

ONE_DAY = timedelta(days=1)
MOST_NAMED = 5


def days(fair: Fair) -> Iterator[date]:
    """Go through the days of a fair."""
    day = fair.first_on
    while day <= fair.last_on:
        yield day
        day += ONE_DAY


def short_days(fair: Fair) -> list[date]:
    """Return the days on which fewer officers with a valid certificate are on duty than the law asks."""
    there = fair_queries.certified(fair.id)
    return [day for day in days(fair) if len(there.get(day, ())) < LEAST_OFFICERS]


def officers_article(day: date) -> str:
    """Cite what asks for two officers on a day."""
    authority = time_limits.load().authority_on(day)
    return article_for("two_officers", on=day, authority=authority) or ""


def _may_be_approved(opened: Opened, _reason: str) -> None:
    fair = opened.fair
    if fair.presence != law.STATION:
        raise Refused("不能批准进驻：本展会不设工作站。", remedy="不用批准，展会第一天直接开始。")
    if not fair.station_place:
        raise Refused("不能批准进驻：没有写明工作站的位置。", remedy="请先在展会信息中补填。")
    short = short_days(fair)
    if short:
        raise Refused(
            f"不能批准进驻：{_named(short)}持有效执法证件的值班人员不足 {LEAST_OFFICERS} 人。",
            article=officers_article(short[0]),
            remedy="请先安排值班，可以把一天的安排复制到其他天。",
        )


def _may_open(opened: Opened, _reason: str) -> None:
    fair = opened.fair
    if today() < fair.first_on:
        raise Refused(
            f"不能开始进驻：展会第一天是{long_date(fair.first_on)}。",
            remedy="日期有变的，请先修改展会。",
        )
    if fair.presence == law.STATION and fair.state == "registered":
        raise Refused("不能开始进驻：进驻还没有批准。", remedy="请负责人批准进驻。")
    if fair.presence == law.STATION and today() in short_days(fair):
        raise Refused(
            f"不能开始进驻：今天持有效执法证件的值班人员不足 {LEAST_OFFICERS} 人。",
            article=officers_article(today()),
            remedy="批准以后值班有变动，请先补足今天的值班。",
        )
    answer = law.presence(fair.first_on, fair.last_on)
    if fair.presence == law.CONTACTS and fair.posted_on is None:
        raise Refused(
            "不能开始进驻：没有登记联系方式已经公布。",
            article=answer.basis if answer else "",
            remedy="请先登记公布联系方式的日期。",
        )


def _may_close(opened: Opened, reason: str) -> None:
    if today() < opened.fair.last_on and not reason:
        raise Refused(
            f"不能登记闭幕：展会最后一天是{long_date(opened.fair.last_on)}。",
            remedy="提前闭幕的，请写明理由。",
        )


def _may_be_reported(opened: Opened, _reason: str) -> None:
    left = fair_queries.open_complaints(opened.id)
    if left:
        more = f"等 {len(left)} 件" if len(left) > MOST_NAMED else ""
        raise Refused(
            f"不能完成总结：还有投诉没有办完：{'、'.join(left[:MOST_NAMED])}{more}。",
            remedy="请办结、转立案，或者移交有权机关。",
        )
    for fault in report_rows.final_report(opened.id).faults:
        numbers = "、".join(figures.row_name(row) for row in fault.rows[:MOST_NAMED])
        raise Refused(
            f"不能完成总结：数字核对不平。{fault.words}涉及：{numbers}。",
            remedy="请在总结页点开这些记录更正。",
            link=f"/fairs/{opened.id}/report",
        )
    wanted = FAIR_MOVES["report"].paper
    has_report = any(
        row.kind == wanted and row.state == "signed"
        for row in papers.papers_of_cooperation(opened.id)
    )
    if not has_report:
        title = kind_of(wanted).title
        raise Refused(f"不能完成总结：《{title}》还没有签发。", remedy="请起草总结报告，报批签发。")


def _named(short: list[date]) -> str:
    words = "、".join(long_date(day) for day in short[:MOST_NAMED])
    return words if len(short) <= MOST_NAMED else f"{words}等 {len(short)} 天"


GATES: Mapping[str, Callable[[Opened, str], None]] = {
    "approve": _may_be_approved,
    "open": _may_open,
    "close": _may_close,
    "report": _may_be_reported,
}
