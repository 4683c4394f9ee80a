"""The page of one ticket: what it says, who holds it, what may be done now; drawn again after a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, session, url_for
from wtforms import HiddenField
from wtforms.fields import SelectFieldBase

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.aid import queries as aid_files
from caseapp.base.clock import now, today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.forms import BaseForm
from caseapp.base.requests import typed_fields
from caseapp.base.web import current_person, page, refused, typed_before
from caseapp.bodies import queries as bodies
from caseapp.cases import queries as cases
from caseapp.cases.shown import limit_shown
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from caseapp.documents.words import STATE_WORDS
from caseapp.hotline import acts, file_queries, guide, progress, queries
from caseapp.hotline.actions.answering import WHEN
from caseapp.hotline.actions.effects import extendable
from caseapp.hotline.callers import who_may_tell
from caseapp.hotline.lead_kinds import OUR_RIGHT, track_of
from caseapp.hotline.life import AT_DESK, MOVES
from caseapp.hotline.receivers import nobody_there, receiving_sections, receiving_units
from caseapp.hotline.routes.callers import links_of_caller
from caseapp.hotline.routing import queries as routing
from caseapp.hotline.splitting import COUNTERPART
from caseapp.hotline.ticket_forms import (
    ORDER,
    AnswerForm,
    CallBackForm,
    JoinForm,
    MoveForm,
    SendForm,
    named,
)
from caseapp.hotline.ticket_papers import may_draft
from caseapp.hotline.ticket_shown import chain
from caseapp.hotline.told_words import ANSWER_KINDS, HOW_TOLD, LINK_KINDS, OUTCOMES, SATISFACTION
from caseapp.hotline.words import CHANNELS, MATTERS, RIGHT_KINDS, SENT_ON, STATES
from caseapp.law.complaint_grounds import END, REFUSE, grounds

WORDS: dict[str, Any] = {
    "matters": MATTERS,
    "channels": CHANNELS,
    "states": STATES,
    "right_kinds": RIGHT_KINDS,
}
TOLD_WORDS: dict[str, Any] = {
    "answer_kinds": ANSWER_KINDS,
    "how_told": HOW_TOLD,
    "outcomes": OUTCOMES,
    "satisfactions": SATISFACTION,
    "link_kinds": LINK_KINDS,
}
# What is offered first: of the acts, and of the kinds of answer.
FIRST = (
    *("arbitrate", "dispatch", "accept", "call_back", "lead", "answer", "send_back"),
    *("tell_elsewhere", "join"),
)
# Which acts are kept together below the others.
REST = (
    *("urge", "supervise", "extend", "joint", "raise_conflict", "settle_conflict"),
    *("ask_identity", "get_identity", "send_test", "test_back", "find_lead", "check_lead"),
)
GROUNDS = {"refuse_complaint": REFUSE, "end_mediation": END}
OFFERED = ("final", "interim", "added", "joined")


@dataclass(frozen=True)
class Act:
    """One thing that may be done now, with its form; without fields it is a button alone."""

    key: str
    name: str
    address: str
    form: BaseForm
    fields: Sequence[str]
    article: str = ""
    hint: str = ""
    is_open: bool = False
    # Where answers of the knowledge base are found, to be put into the text.
    knowledge: str = ""

    @property
    def is_rest(self) -> bool:
        """Say whether it stands below the others."""
        return self.key in REST


def mine(ticket_id: int, permission: str) -> Any:
    """Find a ticket this person may do this to; any other is not there."""
    by = current_person()
    found = queries.visible_ticket(ticket_id, by=by)
    if not decide(by, permission, Thing(found.unit_path)):
        raise NotVisible
    return found


def ticket_page(
    ticket_id: int, *, sent: dict[str, BaseForm] | None = None, no: Refused | None = None
) -> Response:
    """Show a ticket; `sent` is the form that was refused, drawn again with all that was typed in it."""
    if no is not None:
        finish(commit=False)  # what the refused act began must not show
    values = _values(ticket_id, sent or {})
    shown = {one.key for one in values["acts"]}
    if no is not None:
        # A form that is gone, because somebody else was first, still shows what was typed.
        gone = [form for key, form in (sent or {}).items() if key not in shown]
        typed = [one for form in gone for one in _typed_in(form)] if sent else typed_fields()
        return refused(no, "hotline/ticket.html", typed=typed, **values)
    return page("hotline/ticket.html", status=422 if sent else 200, typed=[], **values)


def _typed_in(form: BaseForm) -> list[tuple[str, str]]:
    """Return what was typed in a form that is not drawn any more, by the names of its fields."""
    fields = [one for one in form if not isinstance(one, HiddenField)]
    told = [(one.label.text, "、".join(_read(one))) for one in fields]
    return [(label, text) for label, text in told if text.strip()]


def _read(field: Any) -> list[str]:
    if isinstance(field, SelectFieldBase):
        return [one.label.text for one in field if one.checked]
    return [str(one) for one in field.raw_data or ()]


def _values(ticket_id: int, sent: dict[str, BaseForm]) -> dict[str, Any]:
    by = current_person()
    found = queries.visible_ticket(ticket_id, by=by)
    told = session.get("query_code", {})
    # Whoever signs in next on this browser is told nothing.
    code = told["code"] if told.get("of") == by.id and told.get("ticket") == found.id else ""
    case = cases.case_of_ticket(found.id)
    lies = file_queries.ticket_file(found.id, by=by)
    return {
        "ticket": found,
        "code": code,
        **_aid(by, found),
        "case": case if case is not None and cases.visible_ids([case.id], by=by) else None,
        "progress": progress.of(found),
        "file": lies,
        "chain": chain(lies.holdings, lies.moves, now=now()),
        "limits": _limits(found.id),
        "acts": acts_of(found, lies, sent, has_case=case is not None),
        "may_split": _may_split(found),
        "papers": papers.papers_of_ticket(found.id),
        "paper_states": STATE_WORDS,
        "may_draft": may_draft(by, found),
        "asked": guide.answers_shown(found.answers or {}),
        "caller": file_queries.caller_words(found),
        "of_caller": links_of_caller(found),
        "untold_until": _untold_extension(lies),
        "sealed_from_me": _is_sealed_from(by, found),
        "beside": [row for row in lies.moves if row.from_state == row.to_state],
        "move_names": {key: row.name for key, row in MOVES.items()},
        **WORDS,
        **TOLD_WORDS,
    }


def _may_split(ticket: Any) -> bool:
    """Say whether this may be a report and a complaint in one that is still to be taken apart."""
    is_at_desk = ticket.state in AT_DESK and ticket.matter in COUNTERPART
    return is_at_desk and acts.may(current_person(), ticket, "split")


def _aid(by: Any, ticket: Any) -> dict[str, Any]:
    """Return the aid file of a ticket, or whether one may be opened; other matters have none."""
    made = aid_files.of_ticket(ticket.id) if ticket.matter == "aid" else None
    may_open = ticket.matter == "aid" and made is None and acts.may(by, ticket, "aid")
    seen = made is not None and aid_files.visible_ids([made.id], by=by)
    return {"aid": made if seen else None, "may_aid": may_open}


def _untold_extension(lies: Any) -> str:
    """Return the last day an extension gave, while nobody told the caller of it."""
    extended = [row for row in lies.moves if row.move == "extend"]
    told = [row.at for row in lies.answers]
    if not extended or (told and max(told) >= extended[-1].at):
        return ""
    return str(extended[-1].given.get("until", ""))


def _is_sealed_from(by: Any, ticket: Any) -> bool:
    """Say whether somebody who answers others may not answer this caller."""
    answers = decide(by, "ticket.answer", Thing(ticket.unit_path))
    return bool(answers) and not who_may_tell(by, ticket)


def _limits(ticket_id: int) -> list[Any]:
    at, day, calendar = now(), today(), accounts.office_calendar()
    return [
        limit_shown(row, now=at, today=day, calendar=calendar)
        for row in deadlines.of_ticket(ticket_id)
    ]


def acts_of(ticket: Any, lies: Any, sent: dict[str, BaseForm], *, has_case: bool) -> list[Act]:
    """Return what may be done now, what is most likely wanted first."""
    by = current_person()
    made = {row.move for row in lies.moves}
    asked = {row.unit_id for row in lies.joints if row.done_at is None}
    rows = acts.open_moves(by, ticket, made, asked=asked)
    may_send = not has_case and ticket.matter in SENT_ON and acts.may(by, ticket, "lead")
    hands_on = may_send or any("to" in row.needs for row in rows)
    units = receiving_units() if hands_on else ()
    found = [_move(ticket, row, sent, units=units) for row in rows]
    if may_send:
        found.append(_lead(ticket, sent, units=units))
    if not has_case and acts.may(by, ticket, "join"):
        found.append(_join(ticket, sent))
    found += _telling(ticket, sent)
    place = {key: place for place, key in enumerate(FIRST)}
    return sorted(found, key=lambda one: place.get(one.key, len(place)))


def _move(ticket: Any, row: Any, sent: dict[str, BaseForm], *, units: Sequence[Any]) -> Act:
    choices = () if row.key in sent else choices_of(ticket, row, units)
    form = sent.get(row.key) or MoveForm.of(row, sent=False, choices=choices)
    hint = ""
    if row.key == "dispatch":
        said = routing.route_of(ticket)
        hint = f"{said.sentence} {nobody_there(said.unit_id, units)}".strip()
        if row.key not in sent:
            form["to"].data = _proposed(ticket, said)
    fields = [name for name in ORDER if name in form]
    address = url_for("hotline.move", ticket_id=ticket.id, key=row.key)
    likely = row.key == "dispatch" and not _is_answered_here(ticket)
    is_open = likely or row.key in sent
    return Act(row.key, row.name, address, form, fields, row.basis(today()), hint, is_open)


def _is_answered_here(ticket: Any) -> bool:
    """Say whether the desk itself most likely answers: a question or an opinion that nobody handed on."""
    return ticket.state == "open" and ticket.matter in ("advice", "opinion")


def choices_of(ticket: Any, row: Any, among: Sequence[Any] | None = None) -> Any:
    """Return what can be chosen in the form of a move: a limit, a holder, or a ground that holds today."""
    if row.key == "extend":
        return _limits_to_extend(ticket)
    if row.key in GROUNDS:
        return [(one.key, one.words) for one in grounds(GROUNDS[row.key], today())]
    if "to" not in row.needs:
        return ()
    units = [("", "请选择")]
    receiving = receiving_units() if among is None else among
    units += [(f"u{one.id}", one.name) for one in receiving]
    if row.key == "joint":
        return units
    outside = [(f"b{key}", name) for key, name in bodies.choices(ticket.received_on)]
    return {"本机关": units, "其他机构": outside} if outside else {"本机关": units}


def _limits_to_extend(ticket: Any) -> list[tuple[str, str]]:
    """Name what may be put off; of several none is chosen beforehand."""
    found = [(str(one.id), f"{one.what}（{one.due_on} 届满）") for one in extendable(ticket.id)]
    return found if len(found) == 1 else [("", "请选择" if found else "没有可以延长的期限"), *found]


def _proposed(ticket: Any, said: Any) -> str:
    """Name whom the table names; a ticket opened anew goes back to whoever had the matter."""
    by_table = (None, None) if said.kind == "tell" else (said.unit_id, said.body_id)
    unit_id, body_id = file_queries.holder_before(ticket.id) or by_table
    if body_id:
        return f"b{body_id}"
    return f"u{unit_id}" if unit_id else ""


def _lead(ticket: Any, sent: dict[str, BaseForm], *, units: Sequence[Any]) -> Act:
    form = sent.get("lead") or send_form(sent=False, among=units)
    said = routing.route_of(ticket, taken_for=OUR_RIGHT)
    if "lead" not in sent:
        form["track"].data = track_of(ticket)
        if ticket.state in AT_DESK:
            form["unit_id"].data = said.unit_id
        else:
            form["unit_id"].data = ticket.unit_id
    return Act(
        "lead",
        "转办并建立线索",
        url_for("hotline.send", ticket_id=ticket.id),
        form,
        ("unit_id", "track", "reason"),
        hint=said.sentence if ticket.state in AT_DESK else "",
        is_open="lead" in sent,
    )


def _telling(ticket: Any, sent: dict[str, BaseForm]) -> list[Act]:
    by = current_person()
    if not who_may_tell(by, ticket):
        return []
    found = []
    if kinds := kinds_now(ticket):
        address = url_for("hotline.answer", ticket_id=ticket.id)
        form = sent.get("answer") or AnswerForm.of(kinds, sent=False, typed=typed_before(address))
        fields: tuple[str, ...] = ("kind", "how", "told_on", "text", "basis")
        is_open = "answer" in sent or ticket.state == "working" or _is_answered_here(ticket)
        known = url_for("knowledge.find", matter=ticket.matter, right=ticket.right_kind)
        found.append(Act("answer", "答复", address, form, fields, is_open=is_open, knowledge=known))
    if ticket.state == "answered" and acts.calls_back(by):
        address = url_for("hotline.call_back", ticket_id=ticket.id)
        form = sent.get("call_back") or named(
            CallBackForm(formdata=typed_before(address)), "call_back"
        )
        fields = ("outcome", "satisfaction", "comment")
        found.append(Act("call_back", "回访", address, form, fields, is_open=True))
    return found


def _join(ticket: Any, sent: dict[str, BaseForm]) -> Act:
    form = sent.get("join") or named(JoinForm(formdata=None), "join")
    address = url_for("hotline.join", ticket_id=ticket.id)
    fields = ("earlier", "reason", "how", "text")
    return Act("join", "并入在先工单", address, form, fields, is_open="join" in sent)


def kinds_now(ticket: Any) -> list[str]:
    """Return which kinds of answer a ticket can get in its state."""
    return [kind for kind in OFFERED if ticket.state in WHEN[kind]]


def send_form(*, sent: bool, among: Sequence[Any] | None = None) -> SendForm:
    """Draw the form that hands a ticket to an enforcement section, or read what was sent in it."""
    form = SendForm() if sent else SendForm(formdata=None)
    form.unit_id.choices = receiving_sections(among)
    return named(form, "lead")
