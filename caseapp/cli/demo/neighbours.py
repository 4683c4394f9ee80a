"""Other bodies in the demo office: an agreement, what is handed over and asked for, an opinion and its answer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.db import db
from caseapp.bodies import queries as bodies
from caseapp.bodies.models import Body
from caseapp.cases.models import CaseFile
from caseapp.cli.demo.days import Days, at
from caseapp.cli.demo.matter_papers import sign_paper
from caseapp.cli.demo.names import Inventor
from caseapp.cli.demo.people import Staff, liaison
from caseapp.cli.demo.photos import photo
from caseapp.transfers import queries
from caseapp.transfers.actions import items
from caseapp.transfers.actions.agreements import open_agreement
from caseapp.transfers.actions.moving import move
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.agreement_given import AgreementGiven
from caseapp.transfers.given import MoveGiven, TransferGiven
from caseapp.transfers.item_given import Chosen, UploadGiven
from caseapp.transfers.models import Transfer

ROWS = Path(__file__).with_name("neighbours.toml")
THEIRS = {"their_who": "来文经办人", "their_number": "无文号，当面送达"}
Row = Mapping[str, Any]


def deal_with_others(staff: Staff, days: Days, inventor: Inventor) -> None:
    """Enter the agreement, then every matter of the table with its paper, its scans and its moves."""
    told = tomllib.loads(ROWS.read_text("utf-8"))
    agreement_id = _agree(told["agreement"], staff, days)
    dice = Random(2)  # noqa: S311 - drawn scans are no secrets
    for row in told["matter"]:
        opened = _open(row, staff, days, agreement_id=agreement_id, inventor=inventor)
        _pack(opened, row, staff, on=days.ago(row["ago"]), dice=dice)
        for made in row["moves"]:
            _move(opened, made, by=_who(made, staff), on=days.ago(made["ago"]))


def _agree(row: Row, staff: Staff, days: Days) -> int:
    signed_on = days.ago(row["signed_ago"])
    given = AgreementGiven(
        title=row["title"],
        unit_id=staff.unit_id,
        bodies=tuple(_body(key).id for key in row["bodies"]),
        scope=tuple(row["scope"]),
        signed_on=signed_on,
        since=signed_on,
        answer_days=row["answer_days"],
        text=row["text"],
    )
    return open_agreement(by=liaison(), given=given).id


def _open(row: Row, staff: Staff, days: Days, *, agreement_id: int, inventor: Inventor) -> Transfer:
    body = _body(row["body"])
    facts = dict(row["facts"])
    if "patent" in row:
        before = days.today.year
        facts["patent_as_printed"] = inventor.patent_number(row["patent"], before=before)
    given = TransferGiven(
        kind=row["kind"],
        body_id=body.id,
        unit_id=staff.unit_id,
        title=row["title"],
        content=row["content"],
        received_on=days.ago(row["ago"]),
        case_id=_case(row["case_state"], staff) if "case_state" in row else None,
        right_kind=row.get("right", ""),
        area=body.area if "right" in row else "",
        reason_key=row.get("reason_key", ""),
        reason=row.get("reason", ""),
        answer_due_on=days.after(days.today, row["due"]) if "due" in row else None,
        their_number=row.get("their_number", ""),
        facts=facts,
        agreement_id=agreement_id if row.get("agreed") else None,
    )
    return open_transfer(by=liaison(), given=given)


def _pack(opened: Transfer, row: Row, staff: Staff, *, on: date, dice: Random) -> None:
    """Put the scans with it first: the letter prints the code of the list they stand on."""
    by = liaison()
    for category, name in row.get("scans", ()):
        given = UploadGiven(category, name, photo(f"{name}.png", dice), pages=1)
        items.add_upload(by=by, transfer=opened, given=given)
    if "paper" in row:
        number = sign_paper(opened.id, row["paper"], by=by, on=on, staff=staff)
        items.add(by=by, transfer=opened, chosen=Chosen((number,), category="letter"))


def _who(row: Row, staff: Staff) -> Person:
    return staff.chiefs[0] if row.get("by") == "chief" else liaison()


def _move(opened: Transfer, row: Row, *, by: Person, on: date) -> None:
    moments = {"@day": on, "@at": at(on, 10)}
    values = {key: moments.get(text, text) for key, text in row.get("values", {}).items()}
    theirs = row.get("theirs", False)
    given = MoveGiven(
        on=on,
        reason=row.get("reason", ""),
        values=(THEIRS if theirs else {}) | values,
        body=theirs,
    )
    move(by=by, transfer=queries.visible_transfer(opened.id, by=by), key=row["key"], given=given)


def _case(state: str, staff: Staff) -> int:
    """Return a counterfeit case of this office that stands at a state."""
    wanted = sa.select(CaseFile.id).where(
        CaseFile.state == state,
        CaseFile.track == "counterfeit",
        CaseFile.unit_id == staff.unit_id,
    )
    return db.session.scalars(wanted.order_by(CaseFile.id).limit(1)).one()


def _body(key: str) -> Body:
    found = bodies.with_key(key)
    if found is None:
        raise LookupError(key)
    return found
