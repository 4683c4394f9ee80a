"""Finding a ticket by the caller's query code; codes that do not fit are counted and slowed."""

from __future__ import annotations

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline.actions.calls import CODE_DIGITS
from caseapp.hotline.models import Ticket
from caseapp.hotline.queries import hash_code
from caseapp.hotline.telling_models import CodeTry
from caseapp.ledger import actions as ledger
from caseapp.parties.opening_rules import number, span


def find_by_code(*, by: Person, code: str) -> Ticket | None:
    """Return the ticket of a code, or count a wrong one; both are in the trail, the code is not."""
    digits = "".join(one for one in code if one.isdecimal())
    if len(digits) != CODE_DIGITS or not digits.isascii():
        raise Refused(
            f"查询码不完整：查询码是{CODE_DIGITS}位数字，登记工单时读给来电人，可以分四段念。",
            remedy="请与来电人逐段核对。",
        )
    _refuse_guessing(by)
    # A ticket opened anew keeps the code of the first; the caller asks how it stands now.
    of_code = sa.select(Ticket).where(Ticket.query_code_hash == hash_code(digits))
    wanted = of_code.order_by(Ticket.id.desc()).limit(1)
    found = db.session.scalars(wanted).first()
    if found is None:
        db.session.add(CodeTry(person_id=by.id, at=now()))
        ledger.record(
            by=by, action="ticket.code_wrong", object_kind="ticket", object_id="", result="denied"
        )
        return None
    ledger.record(
        by=by,
        action="ticket.asked_by_code",
        object_kind="ticket",
        object_id=found.id,
        object_key=found.number,
    )
    return found


def _refuse_guessing(by: Person) -> None:
    """Let nobody find a code by trying; who tries too often waits, and the auditor is told."""
    wait, most = span("code_wait", today()), number("code_tries", today())
    tried = sa.select(sa.func.count()).where(CodeTry.person_id == by.id, CodeTry.at > now() - wait)
    if (db.session.scalar(tried) or 0) < most:
        return
    minutes = int(wait.total_seconds() // 60)
    raise Refused(
        f"查询码已连续 {most} 次不符，{minutes} 分钟内不能再查。这次尝试已报告安全审计员。",
        remedy="请来电人核对查询码；忘记查询码的，按工单号由承办单位另行核实。",
        note={
            "action": "ticket.codes_tried",
            "object_kind": "ticket",
            "object_id": "",
            "result": "alarm",
            "reason": f"{minutes} 分钟内 {most} 次查询码不符",
        },
    )
