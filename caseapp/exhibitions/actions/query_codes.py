"""The query code of a complaint: given once with the slip, kept only as a hash, asked for from outside."""

from __future__ import annotations

import hashlib
import hmac
import secrets

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.exhibitions import queries
from caseapp.exhibitions.complaint_models import FairCodeTry, FairComplaint
from caseapp.exhibitions.queries import Complained
from caseapp.ledger import actions as ledger
from caseapp.parties.opening_rules import number, span

CODE_DIGITS = 16
LONGEST_ADDRESS = 60


def give_code(*, by: Person, complained: Complained) -> str:
    """Give the complainant a code; one given before no longer opens anything."""
    if not queries.may(by, "fair.work", complained.at):
        raise Refused(
            "不能生成查询码：您不办理这次展会的投诉。", remedy="请由本展会的进驻人员打印回执。"
        )
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    complaint = complained.complaint
    db.session.refresh(complaint, with_for_update=True)
    is_first = not complaint.query_code_hash
    # The page of a colleague stays good: a code changes nothing that was written.
    complaint.query_code_hash = hash_code(code)
    db.session.flush()
    ledger.record(
        by=by,
        action="fair_complaint.code",
        object_kind="fair_complaint",
        object_id=complaint.id,
        object_key=complaint.number,
        details={"again": not is_first},
    )
    return code


def find_by_code(*, by: Person, typed: str, code: str, address: str) -> FairComplaint | None:
    """Return the complaint of a number and its code; what does not fit is counted by its computer.

    A wrong number and a wrong code are answered alike: who asks learns of no complaint.
    """
    _refuse_guessing(address)
    digits = "".join(one for one in code if one in "0123456789")
    number_typed = typed.strip()
    spelt = {number_typed, number_typed.upper()}
    wanted = sa.select(FairComplaint).where(FairComplaint.number.in_(spelt)).limit(1)
    found = db.session.scalars(wanted).first()
    held = found.query_code_hash if found is not None else ""
    if held and len(digits) == CODE_DIGITS and hmac.compare_digest(held, hash_code(digits)):
        return found
    db.session.add(FairCodeTry(address=address[:LONGEST_ADDRESS], at=now()))
    ledger.record(
        by=by,
        action="fair_complaint.code_wrong",
        object_kind="fair_complaint",
        object_id="",
        result="denied",
    )
    return None


def hash_code(code: str) -> str:
    """Hash a query code; as many random digits need no salt against guessing by list."""
    return hashlib.sha256(f"caseapp fair query code {code}".encode()).hexdigest()


def _refuse_guessing(address: str) -> None:
    """Let nobody find a code by trying; a computer that tries too often waits."""
    wait, most = span("code_wait", today()), number("code_tries", today())
    tried = sa.select(sa.func.count()).where(
        FairCodeTry.address == address[:LONGEST_ADDRESS], FairCodeTry.at > now() - wait
    )
    if (db.session.scalar(tried) or 0) < most:
        return
    minutes = int(wait.total_seconds() // 60)
    raise Refused(
        f"投诉编号和查询码已连续 {most} 次不符，{minutes} 分钟内不能再查。",
        remedy="请核对回执；回执遗失的，请到工作站或者按回执上的电话询问。",
    )
