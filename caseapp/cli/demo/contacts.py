"""Contacts of the 12330 desk that become no case: advice given, aid asked for, calls still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from caseapp.accounts.person import Person
from caseapp.cli.demo.days import Days
from caseapp.cli.demo.names import Inventor
from caseapp.hotline import actions as hotline
from caseapp.hotline.actions import CallGiven


def contact(
    row: Mapping[str, Any], *, by: Person, days: Days, inventor: Inventor
) -> Iterator[date]:
    """Take one contact down and, where there is an answer, give it the same day."""
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
        caller_name=inventor.person() if wants_reply else "",
        caller_phone=inventor.phone() if row["channel"] == "phone" or wants_reply else "",
        wants_reply=wants_reply,
    )
    ticket = hotline.take_call(by=by, given=given).ticket
    if row.get("answer"):
        hotline.answer(by=by, ticket=ticket, text=row["answer"])
