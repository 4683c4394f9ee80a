"""The way of a demo ticket through the office: handed on, accepted, sent back, answered, called back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.accounts.person import Person
from caseapp.cli.demo.people import Staff
from caseapp.hotline import actions as hotline
from caseapp.hotline import queries
from caseapp.hotline.actions import CallBackGiven, Holder
from caseapp.hotline.actions.routing import dispatch
from caseapp.hotline.lists import Filters
from caseapp.hotline.models import Ticket
from caseapp.hotline.routing import queries as routing

JOINED = "您反映的事项已有在先的工单，本次反映并入一并办理，结果一并答复您。"
# Words of a call-back, and the reason where one is needed.
CALL_BACKS: Mapping[str, CallBackGiven] = {
    "satisfied": CallBackGiven("reached", "satisfied"),
    "mostly": CallBackGiven("reached", "mostly", "希望今后能回复得更快一些。"),
    "unsatisfied": CallBackGiven("reached", "unsatisfied", "商店又拖了一周，仍然没有退款。"),
    "not_reached": CallBackGiven("not_reached"),
    "given_up": CallBackGiven("given_up", "", "来信没有留电话，按地址去信被退回。"),
}
Step = Callable[[Ticket, Person, Staff], object]


def follow(ticket: Ticket, way: list[str], *, by: Person, staff: Staff) -> None:
    """Take a ticket along its way; `by` is the operator."""
    for name in way:
        if name in CALL_BACKS:
            hotline.call_back(by=by, ticket=ticket, given=CALL_BACKS[name])
        else:
            STEPS[name](ticket, by, staff)


def _to_section(ticket: Ticket, by: Person, staff: Staff) -> None:
    dispatch(by=by, ticket=ticket, to=Holder(staff.unit_id), reason="反映专利标注，由执法科办理")


def _by_table(ticket: Ticket, by: Person, staff: Staff) -> None:
    said = routing.route_of(ticket)
    to = Holder(by.unit_id, body_id=said.body_id) if said.body_id else Holder(staff.unit_id)
    dispatch(by=by, ticket=ticket, to=to, reason="按分办规则转出，由热线跟办")


def _accept(ticket: Ticket, _by: Person, staff: Staff) -> None:
    hotline.move(by=staff.officers[0], ticket=ticket, move="accept")


def _send_back(ticket: Ticket, _by: Person, staff: Staff) -> None:
    why = "不属于本单位职责：来电人只要求退货，没有反映专利问题"
    hotline.move(by=staff.officers[0], ticket=ticket, move="send_back", reason=why)


def _urge(ticket: Ticket, by: Person, _staff: Staff) -> None:
    hotline.move(by=by, ticket=ticket, move="urge", reason="来电人第二次来问进展")


def _interim(ticket: Ticket, _by: Person, staff: Staff) -> None:
    text = "已到店查看，正在核对进货票据，有结果即答复。"
    hotline.answer(by=staff.officers[0], ticket=ticket, text=text, kind="interim")


def _answer(ticket: Ticket, _by: Person, staff: Staff) -> None:
    text = "经核对，商店已更换标签并同意退货，退款三日内到账。"
    basis = "消费者权益保护法第二十四条"
    hotline.answer(by=staff.officers[0], ticket=ticket, text=text, basis=basis)


def _earlier(ticket: Ticket, by: Person) -> Ticket | None:
    """Return the ticket of the same product that came before."""
    found = queries.page_of_tickets(by, Filters(word=ticket.product, matter=ticket.matter), "")
    ids = [row.id for row in found.rows if row.id < ticket.id]
    return queries.entry_row(ids[0]) if ids else None


def _join(ticket: Ticket, by: Person, _staff: Staff) -> None:
    earlier = _earlier(ticket, by)
    if earlier is not None:
        hotline.join(
            by=by,
            ticket=ticket,
            earlier=earlier,
            reason="同一商店、同一商品",
            how="spot",
            text=JOINED,
        )


STEPS: Mapping[str, Step] = {
    "section": _to_section,
    "table": _by_table,
    "accept": _accept,
    "send_back": _send_back,
    "urge": _urge,
    "interim": _interim,
    "answer": _answer,
    "join": _join,
}
