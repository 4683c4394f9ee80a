"""The page of one transfer: where it stands, who had it, what is in it, what may be done now."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, flash, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.accounts.sight import Thing
from caseapp.base.clock import now, today
from caseapp.base.db import finish
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, page, refused, requires
from caseapp.bodies import queries as bodies
from caseapp.bodies.areas import area_name
from caseapp.cases import queries as cases
from caseapp.cases.shown import limit_shown
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import kind_of
from caseapp.documents.words import STATE_WORDS
from caseapp.law.rights import RIGHT_KINDS
from caseapp.law.working_days import Calendar
from caseapp.transfers import file_queries, hand_over, item_queries, shown
from caseapp.transfers.actions.correcting import may_correct
from caseapp.transfers.actions.papers import draft_in_case
from caseapp.transfers.completeness import categories
from caseapp.transfers.forms import DraftForm
from caseapp.transfers.kinds import KINDS, REGISTERS, life_of
from caseapp.transfers.link_list import link_list
from caseapp.transfers.lives.moving import REASONS
from caseapp.transfers.offered import Offered, moves_for
from caseapp.transfers.paper_owner import TransferOwner, case_kinds
from caseapp.transfers.queries import visible_transfer
from caseapp.transfers.routes.blueprint import ONE, bp

PAGE = "transfers/transfer.html"
# Pages of the hand-over file; a link to one that is not there is left out.
FILE_PAGES = (("移送材料", "transfers.hand_over"), ("材料", "transfers.items"))

# What the button to them says: what goes out is put together, what came in is read first.
FILE_WORDS = {"out": "整理移送材料", "in": "查看来文材料、准备答复"}

# What nobody should find as the first button.
TAKING_BACK = ("withdraw", "recall", "give_up")


@bp.get(ONE)
@requires("cooperation.read")
def transfer(transfer_id: int) -> Response:
    """Show one transfer."""
    return page(PAGE, **_values(transfer_id))


@bp.get(f"{ONE}/limits/<int(max=2147483647):limit_id>")
@requires("cooperation.read")
def limit(transfer_id: int, limit_id: int) -> Response:
    """Explain one limit of a transfer: how it was counted and on what it rests."""
    found = visible_transfer(transfer_id, by=current_person())
    row = deadlines.one(limit_id)
    if row is None or row.transfer_id != found.id:
        raise NotVisible
    told = limit_shown(row, now=now(), today=today(), calendar=accounts.office_calendar())
    matter = file_queries.matter_of(found.id)
    return page("transfers/limit.html", matter=matter, row=row, limit=told)


@bp.post(f"{ONE}/papers")
@requires("cooperation.work")
def draft_paper(transfer_id: int) -> Response:
    """Draft a paper of a transfer that its case holds."""
    found, form = visible_transfer(transfer_id, by=current_person()), DraftForm()
    if not form.validate():
        return page(PAGE, status=422, **_values(transfer_id))
    try:
        paper_id = draft_in_case(by=current_person(), transfer=found, kind=str(form.kind.data))
    except Refused as no:
        finish(commit=False)  # what the refused act began must not show
        return refused(no, PAGE, **_values(transfer_id))
    matter = file_queries.matter_of(transfer_id)
    flash("草稿已经起草，随案件的审批流程签发。", "done")
    return back_to("cases.paper", case_id=matter.case_id, paper_id=paper_id)


def _values(transfer_id: int) -> dict[str, Any]:
    by = current_person()
    found = visible_transfer(transfer_id, by=by)
    kind, life = KINDS[found.kind], life_of(found.kind)
    matter, stage = file_queries.matter_of(found.id), life.stages[found.state]
    things, offered = item_queries.all_items(found.id), moves_for(by, found)
    moves, calendar = file_queries.moves_of(found.id), accounts.office_calendar()
    names = bodies.names_of({found.body_id, found.holder_body_id or found.body_id})
    case = None if matter.case_id is None else cases.visible_case(matter.case_id, by=by)
    return {
        "transfer": found,
        "matter": matter,
        "kind": kind,
        "register": REGISTERS[kind.register],
        "stage": stage,
        "body_name": names[found.body_id],
        "holder_name": names[found.holder_body_id or found.body_id],
        "case": case,
        "may_correct": may_correct(by, found, matter),
        "right": RIGHT_KINDS.get(found.right_kind, ""),
        "area": area_name(found.area) if found.area else "",
        "reason_word": dict(REASONS).get(found.reason_key, ""),
        "facts": shown.facts(kind, found.facts or {}),
        "may": sorted((one for one in offered if one.may), key=_is_last),
        "taking_back": TAKING_BACK,
        "may_not": [one for one in offered if not one.may],
        "limits": _limits(found.id, calendar),
        "chain": shown.chain(found.id, life, moves=moves, calendar=calendar),
        "acts": shown.acts(
            moves,
            shown.attached(found.id, things),
            kind=kind,
            life=life,
            edition=case.edition if case else "",
        ),
        "readers": file_queries.readers_of(found.id),
        **_things(found, things),
        **_papers(by, found, matter, is_open=stage.is_open),
        **_help(found, moves),
    }


def _things(found: Any, things: Any) -> dict[str, Any]:
    known = categories()
    return {
        "things": [one for one in things if one.withdrawn_at is None and one.category in known],
        "categories": known,
        "check": hand_over.verdict_of(found, item_queries.ours_of(things), today()),
        "file_page": _file_page(found.id),
        "file_words": FILE_WORDS[found.direction],
    }


def _is_last(one: Offered) -> tuple[bool, bool]:
    """Put what leads on first, then what leaves it where it stands, then what takes it back."""
    return (one.move.key in TAKING_BACK, not one.move.to_state)


def _help(found: Any, moves: Any) -> dict[str, Any]:
    """Return what only help between bodies has: its agreement, what was done to each link."""
    agreement = found.agreement_id
    return {
        "agreement": agreement and file_queries.matter_of(agreement),
        "links": link_list(found.facts or {}, moves),
    }


def _papers(by: Any, found: Any, matter: Any, *, is_open: bool) -> dict[str, Any]:
    # 已经结束的不再起草；写好的仍列在下面。
    in_case = case_kinds(found) if is_open else []
    works = decide(by, "cooperation.work", Thing(matter.unit_path, frozenset({matter.opened_by})))
    elsewhere = TransferOwner().kinds(found) if is_open else []
    return {
        "papers": papers.papers_of_cooperation(found.id),
        "paper_states": STATE_WORDS,
        "case_kinds": [kind_of(key) for key in in_case] if works else [],
        "may_draft": bool(works and elsewhere),
        "draft": DraftForm(formdata=None),
    }


def _limits(transfer_id: int, calendar: Calendar) -> list[Any]:
    at, day = now(), today()
    found = [
        limit_shown(row, now=at, today=day, calendar=calendar)
        for row in deadlines.of_transfer(transfer_id)
    ]
    return sorted(found, key=lambda one: (not one.is_open, one.due))


def _file_page(transfer_id: int) -> str:
    names = [name for _, name in FILE_PAGES if name in current_app.view_functions]
    return url_for(names[0], transfer_id=transfer_id) if names else ""
