"""Taking a step: one page for the acts of the work, one for the decisions; the check list."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.aid import actions, queries
from caseapp.aid.forms import CheckForm, StepForm
from caseapp.aid.routes.blueprint import ID, ask, bp, opened
from caseapp.aid.states import DECIDE, STEPS, WITHOUT_PAGE, WORK, Step
from caseapp.aid.words import CHECKS
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, keeps_typed, requires, typed_before


@bp.route(f"/aid/<{ID}:aid_id>/steps/<key>", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def work(aid_id: int, key: str) -> Response:
    """Take a step of the work."""
    return _step(aid_id, _row(key, WORK))


@bp.route(f"/aid/<{ID}:aid_id>/decisions/<key>", methods=["GET", "POST"])
@requires("aid.decide")
@keeps_typed()
def decide(aid_id: int, key: str) -> Response:
    """Take a decision."""
    return _step(aid_id, _row(key, DECIDE))


@bp.route(f"/aid/<{ID}:aid_id>/check", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def check(aid_id: int) -> Response:
    """Fill the check list of an application."""
    aid = opened(aid_id, WORK)
    kept = CheckForm.filled(queries.answers_of(aid.id, "check"))
    form = CheckForm() if request.method == "POST" or typed_before() else CheckForm(data=kept)
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.answer_check(by=by, aid=aid, answers=form.answers(), seen=seen),
        done="审查清单已保存。",
        template="aid/sheet.html",
        title="审查清单",
        asked=tuple(CHECKS),
        note="四项都填写以后，由没有登记申请、没有填写清单的负责人决定是否受理；为“否”的写明查到的情况。",
    )


def _row(key: str, permission: str) -> Step:
    row = STEPS.get(key)
    if row is None or key in WITHOUT_PAGE or row.permission != permission:
        raise NotVisible
    return row


def _step(aid_id: int, row: Step) -> Response:
    aid = opened(aid_id, row.permission)
    form = _form(row, aid)
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.step(by=by, aid=aid, key=row.key, seen=seen, **form.told(row)),
        done=f"已办理：{row.name}。",
        title=row.name,
        fields=row.fields,
        press=row.name,
        note="" if aid.state in row.from_states else "案卷现在的阶段不能办理这一步，请返回查看。",
    )


def _form(row: Step, aid: Any) -> StepForm:
    """Draw a plan that is changed as it stands, an opinion from what was delivered; others begin empty."""
    if request.method != "GET" or typed_before() is not None:
        return StepForm().only(row)
    known: dict[str, Any] = {}
    if row.key == "replan":
        known = {"kinds": aid.plan_kinds, "text": aid.plan_text}
    elif row.key == "deliver":
        results = [one for one in queries.tasks_of(aid.id) if one.state == "delivered"]
        known = {"opinion": "\n".join(f"{one.body_name}：{one.result}" for one in results)}
    return StepForm(data=known).only(row)
