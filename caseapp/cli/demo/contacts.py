"""Contacts of the 12330 desk that become no case: advice given, aid asked for, calls still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.cli.demo.days import Days
from caseapp.cli.demo.names import Inventor
from caseapp.cli.demo.people import Staff
from caseapp.cli.demo.ticket_ways import follow
from caseapp.hotline import actions as hotline
from caseapp.hotline.actions import CallGiven


def contact(
    row: Mapping[str, Any], *, by: Person, staff: Staff, days: Days, inventor: Inventor
) -> Iterator[date]:
    """Take one contact down, give the answer where there is one, and let the ticket go its way."""
    day = days.ago(row["ago"])
    yield day
    wants_reply = bool(row.get("wants_reply"))
    given = CallGiven(
        channel=row["channel"],
        matter=row["matter"],
        received_on=day,
        content=row["content"],
        product=row.get("product", ""),
        area=row.get("area", ""),
        right_kind=row.get("right_kind", ""),
        respondent=row.get("respondent", ""),
        caller_name=row.get("caller", "") or (inventor.person() if wants_reply else ""),
        caller_phone=row.get("caller_phone", "")
        or (inventor.phone() if row["channel"] == "phone" or wants_reply else ""),
        wants_reply=wants_reply,
    )
    ticket = hotline.take_call(by=by, given=given).ticket
    if row.get("answer"):
        hotline.answer(by=by, ticket=ticket, text=row["answer"])
    follow(ticket, row.get("way", []), by=by, staff=staff)
