"""The office's own routing rows, and handing a ticket out by the table or, with a reason, beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.hotline.actions.moving import Holder, move
from caseapp.hotline.day_range import refuse_odd_day
from caseapp.hotline.models import Ticket, TicketMove
from caseapp.hotline.routing import queries
from caseapp.hotline.routing.given import RowGiven
from caseapp.hotline.routing.preview import Preview, ending, preview, with_row
from caseapp.hotline.routing_models import RoutingRow
from caseapp.ledger import actions as ledger

SHOWN_FAULTS = 5
ONE_DAY = timedelta(days=1)


def add_row(*, by: Person, given: RowGiven) -> int:
    """Add a dated row; a table with a gap or a tie is refused, and tickets handed out stay where they are."""
    queries.refuse_row(given)
    before = queries.table()
    after = with_row(before, given.rule(""))
    _refuse_faults(preview(before, after, given.since), "这条规则")
    row = _row(given, by=by)
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="routing_row.added",
        object_kind="routing_row",
        object_id=row.id,
        object_key=f"{queries.OWN}{row.id}",
        reason=given.reason,
        details={
            "since": given.since.isoformat(),
            "overrides": list(given.overrides),
            "to": given.to_unit or given.to_body or given.tell,
            "also": given.also,
        },
    )
    return row.id


def _row(given: RowGiven, *, by: Person) -> RoutingRow:
    lists = ("right_kinds", "matters", "areas", "specials", "overrides")
    rest = ("since", "until", "to_unit", "to_body", "tell", "also", "sentence", "basis", "reason")
    return RoutingRow(
        **{name: list(getattr(given, name)) for name in lists},
        **{name: getattr(given, name) for name in rest},
        added_by=by.name,
        added_at=now(),
    )


def end_row(*, by: Person, row_id: int, last: date, why: str) -> None:
    """Set the last day of an own row; what it stood in for speaks again from the next day."""
    row = queries.own_row(row_id)
    if row is None or row.ended_at is not None:
        raise NotVisible
    if last < row.since:
        raise Refused(
            f"最后适用日不能早于起始日 {row.since.isoformat()}。",
            remedy="规则写错了从未适用的，最后适用日填起始日当天，并在理由中说明。",
        )
    refuse_odd_day(last, "最后适用日")
    before = queries.table()
    after = ending(before, queries.as_rule(row).id, last)
    _refuse_faults(preview(before, after, last + ONE_DAY), "终止后")
    row.until, row.ended_by, row.ended_at, row.ended_why = last, by.name, now(), why
    ledger.record(
        by=by,
        action="routing_row.ended",
        object_kind="routing_row",
        object_id=row.id,
        object_key=f"{queries.OWN}{row.id}",
        reason=why,
        details={"last": last.isoformat()},
    )


def dispatch(*, by: Person, ticket: Ticket, to: Holder, reason: str = "") -> TicketMove:
    """Hand a ticket to a unit or body; whoever does not follow the table says why."""
    asked = ruled(ticket, to, reason)
    return move(by=by, ticket=ticket, move="dispatch", reason=reason, to=to, **asked)


def ruled(ticket: Ticket, to: Holder, reason: str, *, taken_for: str = "") -> dict[str, Any]:
    """Return what the table says of a ticket that is handed on; leaving the table without a reason is refused."""
    said = queries.route_of(ticket, taken_for=taken_for)
    departs = queries.departure(said, unit_id=to.unit_id, body_id=to.body_id)
    if departs and not reason.strip():
        raise Refused(
            "没有按分办规则分办。",
            departs,
            remedy="按规则分办；确需分给别的单位的，请在理由中写明。",
        )
    return {"rule": said.rule, "rule_says": said.sentence, "follows_rule": not departs}


def _refuse_faults(look: Preview, what: str) -> None:
    if look.faults:
        more = len(look.faults) - SHOWN_FAULTS
        rest = [f"此外还有 {more} 处。"] if more > 0 else []
        raise Refused(
            f"{what}使分办规则出现 {len(look.faults)} 处没有去处或者同样具体的情形。",
            *look.faults[:SHOWN_FAULTS],
            *rest,
            remedy="同样具体的，请在“代替的规则”中写明代替哪一条，或者把条件写得更细；没有去处的，请先补规则。",
        )
