"""What was agreed on: the list of it, one with how it went, and its acts."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import asked_page, current_person, keeps_typed, page, requires
from caseapp.liaison import actions, queries
from caseapp.liaison.forms import MoveForm
from caseapp.liaison.life import ACTS, OWNERS_MOVES, RESOLUTION_MOVES, RESOLUTION_STATES
from caseapp.liaison.queries import MANAGE, Agreed, Filters
from caseapp.liaison.routes.blueprint import ID, ask, asked_words, bp
from caseapp.liaison.routes.meetings import owners

HEAPS = {"late": "逾期", **RESOLUTION_STATES}


@bp.get("/resolutions")
@requires("cooperation.read")
def resolutions() -> Response:
    """List what was agreed on, what is due first on top."""
    by, (state, words) = current_person(), asked_words()
    wanted = Filters(state if state in HEAPS else "", words)
    mine = request.args.get("mine", "") == "1"
    return page(
        "liaison/resolutions.html",
        found=queries.page_of_resolutions(by, wanted, asked_page(), today=today(), mine=mine),
        wanted=wanted,
        mine=mine,
        heaps=HEAPS,
        states=RESOLUTION_STATES,
        today=today(),
    )


@bp.get(f"/resolutions/<{ID}:resolution_id>")
@requires("cooperation.read")
def resolution(resolution_id: int) -> Response:
    """Show one: who has it, by when, how it went."""
    by = current_person()
    found = queries.visible_resolution(resolution_id, by=by)
    return page(
        "liaison/resolution.html",
        agreed=found.record,
        meeting=found.meeting,
        state=RESOLUTION_STATES[found.record.state],
        moves=_moves(by, found),
        acts=queries.acts_of_resolution(resolution_id),
        act_words=ACTS,
        today=today(),
    )


@bp.route(f"/resolutions/<{ID}:resolution_id>/<key>", methods=["GET", "POST"])
@requires("cooperation.work")
@keeps_typed()
def follow(resolution_id: int, key: str) -> Response:
    """Write down one act on it."""
    by = current_person()
    found = queries.visible_resolution(resolution_id, by=by)
    row = next((one for one in _rows(by, found) if one.key == key), None)
    if row is None:
        raise NotVisible
    form: Any = MoveForm().only(row)
    if "owner" in form:
        form.owner.choices = owners(found.meeting)
    seen = form.version_seen()
    return ask(
        form,
        found.record,
        act=lambda: actions.follow(by=by, agreed=found, key=key, given=form.given(), seen=seen),
        back=url_for("liaison.resolution", resolution_id=resolution_id),
        done=row.done,
        matter=found.meeting,
        title=f"{row.name}：{found.record.text[:30]}",
        fields=row.fields,
        press=row.name,
        note=f"责任单位：{found.record.owner_name}；完成日期：{found.record.due_on}。",
    )


def _rows(by: Any, found: Agreed) -> list[Any]:
    """Return the acts that are this person's."""
    keeps, has = queries.may(by, MANAGE, found.meeting), queries.may_report(by, found)
    return [row for row in RESOLUTION_MOVES.values() if keeps or (has and row.key in OWNERS_MOVES)]


def _moves(by: Any, found: Agreed) -> list[Any]:
    if found.meeting.record.state != "followed":
        return []
    return [row for row in _rows(by, found) if found.record.state in row.from_states]
