"""Taking a contact down: a ticket with its number and query code."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.hotline import guide, queries
from caseapp.hotline.actions.callers import keep_caller
from caseapp.hotline.actions.moving import begin
from caseapp.hotline.actions.numbering import number_ticket
from caseapp.hotline.callers import is_sealed
from caseapp.hotline.day_range import refuse_odd_day
from caseapp.hotline.models import Ticket
from caseapp.hotline.routing.told import right_told
from caseapp.hotline.words import OPEN_WORDS
from caseapp.law.working_days import published_years
from caseapp.parties import actions as parties
from caseapp.parties import queries as informants
from caseapp.parties.written_forms import needles, places

CODE_DIGITS = 16


@dataclass(frozen=True)
class CallGiven:
    """What the operator took down; empty texts mean the caller did not say."""

    channel: str
    matter: str
    received_on: date
    content: str
    respondent: str = ""
    place: str = ""
    product: str = ""
    area: str = ""
    patent_as_printed: str = ""
    # No repr: a traceback shows what a call was about, never whose it was.
    caller_name: str = field(default="", repr=False)
    caller_phone: str = field(default="", repr=False)
    caller_id_number: str = field(default="", repr=False)
    caller_address: str = field(default="", repr=False)
    wants_reply: bool = False
    wants_secrecy: bool = False
    right_kind: str = ""
    platform_link: str = ""
    respondent_code: str = ""
    # What the guided questions asked beyond the columns: question key to answer.
    answers: Mapping[str, str] = field(default_factory=dict)
    began_at: datetime | None = None
    ended_at: datetime | None = None
    order_no: str = ""
    order_due_on: date | None = None

    def caller(self) -> dict[str, str]:
        """Return who called, to be sealed and kept nowhere else."""
        return {
            "name": self.caller_name,
            "phone": self.caller_phone,
            "id_number": self.caller_id_number,
            "address": self.caller_address,
        }

    def without_caller(self) -> CallGiven:
        """Return the contact as it is kept while nobody can be sealed."""
        return replace(
            self,
            caller_name="",
            caller_phone="",
            caller_id_number="",
            caller_address="",
            wants_reply=False,
        )


@dataclass(frozen=True)
class TakenCall:
    """The ticket, and the code that is told once and kept only as a hash."""

    ticket: Ticket
    query_code: str


def take_call(*, by: Person, given: CallGiven) -> TakenCall:
    """Take a contact down as a ticket with number and query code; whoever reports is sealed."""
    if given.received_on > today():
        raise Refused("不能登记：收到日期晚于今天。", remedy="请改为实际收到的日期。")
    earliest = min(published_years())
    if given.received_on.year < earliest:
        raise Refused(
            f"不能登记：收到日期早于{earliest}年，工作日历从该年起才有，算不出期限。",
            remedy="请核对年份；确是更早的旧件，请在内容中写明原收到日期。",
        )
    if given.wants_reply and not given.caller_phone:
        raise Refused(
            "不能登记：要求答复但没有联系电话。", remedy="请问明回拨号码，或取消“要求答复”。"
        )
    _refuse_wrong_times(given)
    _refuse_odd_order(given)
    _refuse_caller_in_words(given)
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    ticket = _ticket(given, code, by=by)
    keep_caller(by=by, ticket=ticket, caller=given.caller())
    db.session.add(ticket)
    db.session.flush()
    number_ticket(ticket=ticket)
    begin(by=by, ticket=ticket, matter=given.matter, channel=given.channel)
    return TakenCall(ticket, code)


def look_for_contacts(*, by: Person, phone: str) -> list[Any]:
    """Find the earlier contacts of a number that is on the line; asking is recorded, the number is not.

    Taking calls knows who reports (G-16); who tries out numbers that do not call is seen in the trail.
    """
    known = (informants.informants_with_phone(phone), informants.parties_with_phone(phone))
    found = queries.tickets_of_callers(*known, by=by)
    parties.note_look(by=by, found=len(found))
    return found


def _ticket(given: CallGiven, code: str, *, by: Person) -> Ticket:
    return Ticket(
        number="",
        query_code_hash=queries.hash_code(code),
        channel=given.channel,
        matter=given.matter,
        state="open",
        received_on=given.received_on,
        received_at=now(),
        content=given.content,
        respondent=given.respondent,
        place=given.place,
        product=given.product,
        area=given.area,
        patent_as_printed=given.patent_as_printed,
        wants_reply=given.wants_reply,
        wants_secrecy=given.wants_secrecy,
        right_kind=given.right_kind
        or right_told(given.patent_as_printed, given.content, on=today()),
        platform_link=given.platform_link,
        respondent_code=given.respondent_code,
        answers=dict(given.answers),
        began_at=given.began_at,
        ended_at=given.ended_at,
        order_no=given.order_no,
        order_due_on=given.order_due_on,
        unit_id=by.unit_id,
        unit_path=by.unit_path,
        operator_id=by.id,
        operator_name=by.name,
        created_at=now(),
    )


def _refuse_wrong_times(given: CallGiven) -> None:
    """Keep a call's beginning and end in their order; both are corrected by hand now and then."""
    began, ended = given.began_at, given.ended_at
    latest = now() + timedelta(minutes=1)  # the browser's clock may be ahead of ours
    if any(one is not None and one > latest for one in (began, ended)):
        raise Refused("不能登记：通话时间晚于现在。", remedy="请改正来电或者结束时间。")
    if began is not None and ended is not None and ended < began:
        raise Refused("不能登记：结束时间早于来电时间。", remedy="请改正其中一个时间。")


def _refuse_odd_order(given: CallGiven) -> None:
    """Keep the last day of a work order one that can be: nothing is counted to the end of time."""
    if given.order_due_on is None:
        return
    refuse_odd_day(given.order_due_on, "工单办结期限")
    if given.order_due_on < given.received_on:
        raise Refused(
            f"不能登记：工单办结期限 {given.order_due_on} 早于收到日期 {given.received_on}。",
            remedy="请核对两个日期；转来时已经超过的，不填办结期限，在内容中写明原来的日期。",
        )


def _refuse_caller_in_words(given: CallGiven) -> None:
    """Keep a protected caller out of the words that go to the section, the papers and the search."""
    if not is_sealed(given.matter, wants_secrecy=given.wants_secrecy):
        return
    wanted = needles(given.caller(), today())
    words = {label: getattr(given, name) for name, label in OPEN_WORDS.items()}
    words |= {guide.label(key): text for key, text in given.answers.items()}
    if where := places(words, wanted):
        raise Refused(
            f"不能登记：“{'”“'.join(where)}”中写有反映人的身份，这些内容办案人员都能看到。",
            remedy="请改写为“举报人”或者删去；身份只填在反映人一栏，系统会加密。",
        )
