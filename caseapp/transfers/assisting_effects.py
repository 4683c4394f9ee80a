"""What helping each other brings about: whose time runs, what is put off, what of the answer enters the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from mimetypes import guess_type
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.cases.actions.serving import ServiceGiven, serve_paper
from caseapp.cases.models import CaseFile
from caseapp.deadlines import actions as deadlines
from caseapp.deadlines.models import Deadline
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import ItemGiven
from caseapp.transfers import item_queries
from caseapp.transfers.actions.clocks import begin, open_limits
from caseapp.transfers.agreements import agreed_until
from caseapp.transfers.asked import Made, effect
from caseapp.transfers.assisting_facts import papers_to_serve, service_told
from caseapp.transfers.queries import moves_made

# 程序规定第四十五条只约束市场监督管理部门之间的协助调查。
MARKET_SIDE = "市场监督管理"
INQUIRIES = ("inquiry_out", "entrust_out", "identify_out", "inquiry_in", "identify_in")
OURS, THEIRS = "CF-10", "CF-33"
OURS_AGREED, THEIRS_AGREED = "ST-24", "ST-25"
BY_LETTER = ("ST-20", "ST-23")
BY_OTHERS = "委托"
LEFT = "left"
# Which things an act entered, by their ids.
ENTERED = "entered_items"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of an item; its bytes lie in the store already."""

    filename: str
    sha256: str
    size: int
    media_type: str


def _type_of(filename: str) -> str:
    return guess_type(filename)[0] or "application/octet-stream"


@effect
def our_time_runs(made: Made) -> None:
    """Let our time run from the day of receipt: the article's between market bureaus, else what was agreed."""
    _run(made, OURS, OURS_AGREED, on=made.asked.transfer.received_on)


@effect
def our_time_runs_anew(made: Made) -> None:
    """Let our time run again from the day more was asked for."""
    _run(made, OURS, OURS_AGREED, on=made.asked.given.on)


@effect
def their_time_runs(made: Made) -> None:
    """Let their time run from the day they signed for it; a day named in our letter runs already."""
    _run(made, THEIRS, THEIRS_AGREED, on=made.asked.given.on)


def _run(made: Made, law: str, agreed: str, *, on: date) -> None:
    asked, transfer = made.asked, made.asked.transfer
    body = bodies.body(transfer.body_id)
    if transfer.kind in INQUIRIES and body is not None and MARKET_SIDE in body.name:
        begin(asked, law, on=on)
    until = agreed_until(transfer, unit_id=asked.matter.unit_id, on=on)
    # 函件逐件写明了日期的，按函件。
    is_named = any(one.family in BY_LETTER for one in open_limits(transfer.id))
    if until is not None and not is_named:
        begin(asked, agreed, on=on, until=until)


@effect
def time_runs_longer(made: Made) -> None:
    """Move what runs to the day that was told in time; the article lets it be put off once."""
    until = made.asked.given.values.get("late_until")
    if not isinstance(until, date):
        return
    for one in open_limits(made.asked.transfer.id):
        if one.due_on is None or one.due_on >= until:
            continue
        _extend(made, one, until=until)
    if made.asked.transfer.answer_due_on is not None:
        made.asked.transfer.answer_due_on = max(made.asked.transfer.answer_due_on, until)


def _extend(made: Made, limit: Deadline, *, until: date) -> None:
    given, calendar = made.asked.given, accounts.office_calendar()
    is_open = limit.unit == "open"
    deadlines.extend(
        by=made.asked.by,
        deadline_id=limit.id,
        on=given.on,
        approver=str(given.values.get("their_who") or made.asked.by.name),
        why=given.reason,
        length=0 if is_open else _working_days(limit, until),
        until=until if is_open else None,
        calendar=None if is_open else calendar,
    )


def _working_days(limit: Deadline, until: date) -> int:
    """Count the working days from the end of a limit to the day that was told."""
    calendar = accounts.office_calendar().in_area(limit.area)
    day, found = limit.due_on or until, 0
    while day < until:
        day += ONE_DAY
        found += calendar.is_working(day)
    return found


@effect
def record_service(made: Made) -> None:
    """Enter what the other side told as the service of the papers on the case; nobody types it again."""
    asked = made.asked
    case = db.session.get_one(CaseFile, asked.matter.case_id)
    told = service_told(asked.transfer.id)
    helper = bodies.names_of([asked.transfer.body_id])[asked.transfer.body_id]
    left = "，留置送达" if told.get("served") == LEFT else ""
    given = ServiceGiven(
        mode=BY_OTHERS,
        on=date.fromisoformat(str(told["served_on"])),
        place=str(told.get("served_place") or ""),
        receiver=str(told.get("receiver") or ""),
        relation=str(told.get("relation") or ""),
        servers=(),
        served_by=(str(told.get("servers") or told.get("their_who") or helper),),
        witness=str(told.get("witness") or ""),
        note=f"受{asked.matter.number}委托，由{helper}送达{left}。",
        part=str(asked.given.values.get("part") or ""),
    )
    for one in papers_to_serve(asked.transfer.id):
        serve_paper(by=asked.by, case=case, paper_id=one.paper_id, given=given)


@effect
def into_evidence(made: Made) -> None:
    """Enter what came with the answer as evidence of the case, with where it came from; the bytes are the same."""
    asked = made.asked
    if asked.matter.case_id is None:
        raise Refused(f"不能{asked.row.name}：{asked.matter.number}没有对应的案件。")
    came = _not_entered(asked.transfer.id)
    if not came:
        raise Refused(
            f"不能{asked.row.name}：对方没有提交文件，或者提交的文件都已经转为证据。",
            remedy="请先把来文扫描后，随答复登记为附件。",
        )
    helper = bodies.names_of([asked.transfer.body_id])[asked.transfer.body_id]
    entered = [
        evidence.add_item(
            by=asked.by,
            case_id=asked.matter.case_id,
            given=ItemGiven(
                kind="written",
                title=one.name,
                proves=str(asked.given.values.get("proves") or ""),
                source=f"{helper}（{asked.matter.number}）",
                form="copy",
                taken_on=asked.given.on,
                taken_by=asked.by.name,
                pages=one.pages,
            ),
            file=_File(one.filename, one.sha256, one.size or 0, _type_of(one.filename)),
        )
        for one in came
    ]
    given = {**made.move.given, "entered": len(entered)}
    made.move.given = given | {ENTERED: [one.id for one in came]}


def _not_entered(transfer_id: int) -> list[Any]:
    """Return what came from the other side and is no evidence of the case yet."""
    entered = {number for one in moves_made(transfer_id) for number in one.given.get(ENTERED, ())}
    return [
        one
        for one in item_queries.all_items(transfer_id)
        if one.side == "body"
        and one.sha256
        and one.category not in ("receipt", "package")
        and one.id not in entered
    ]
