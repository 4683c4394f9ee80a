"""Tasks to experts and partners: sending one, what came of it, giving it to somebody else."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.aid import actions, queries
from caseapp.aid.routes.blueprint import ID, ask, bp, opened
from caseapp.aid.states import WORK
from caseapp.aid.task_forms import EndForm, ReplaceForm, TaskForm
from caseapp.aid.words import PLAN_KINDS
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, keeps_typed, requires, typed_before
from caseapp.bodies import queries as bodies
from caseapp.bodies.words import HELPING

SECRECY = "只能派给在机构名录中登记了保密承诺的专家和合作单位；任务书请写明保密要求。"
FIELDS = ("kind", "body_id", "what", "due_on", "conflict", "conflict_note")


@bp.route(f"/aid/<{ID}:aid_id>/tasks/new", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def new_task(aid_id: int) -> Response:
    """Send a task out."""
    aid = opened(aid_id, WORK)
    form = _offer(TaskForm(), aid)
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.send_task(by=by, aid=aid, given=form.given(), seen=seen),
        done="任务已派出。",
        title="派出任务",
        fields=FIELDS,
        press="派出任务",
        note=SECRECY,
    )


@bp.route(f"/aid/<{ID}:aid_id>/tasks/<{ID}:task_id>/result", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def task_result(aid_id: int, task_id: int) -> Response:
    """Take in what came of a task."""
    aid = opened(aid_id, WORK)
    task = _task(aid, task_id)
    form = EndForm()
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.end_task(
            by=by,
            aid=aid,
            task_id=task_id,
            how=str(form.how.data),
            text=form.text.data or "",
            seen=seen,
        ),
        done="任务的结果已登记。",
        title=f"任务结果：{task.body_name}",
        fields=("how", "text"),
        press="登记",
        note=f"任务：{task.what}",
    )


@bp.route(f"/aid/<{ID}:aid_id>/tasks/<{ID}:task_id>/replace", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def replace_task(aid_id: int, task_id: int) -> Response:
    """Give a task to somebody else."""
    aid = opened(aid_id, WORK)
    task = _task(aid, task_id)
    is_first = request.method == "GET" and typed_before() is None
    known = {"kind": task.kind, "what": task.what, "due_on": task.due_on}
    form = _offer(ReplaceForm(data=known) if is_first else ReplaceForm(), aid)
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.replace_task(
            by=by,
            aid=aid,
            task_id=task_id,
            given=form.given(),
            why=form.why.data or "",
            seen=seen,
        ),
        done="任务已换人承办。",
        title=f"换人承办：{task.body_name}",
        fields=("why", *FIELDS),
        press="换人承办",
        note=SECRECY,
    )


def _offer(form: Any, aid: Any) -> Any:
    form.body_id.choices = bodies.choices(today(), HELPING)
    form.kind.choices = [(key, words) for key, words in PLAN_KINDS.items() if key in aid.plan_kinds]
    return form


def _task(aid: Any, task_id: int) -> Any:
    found = next((one for one in queries.tasks_of(aid.id) if one.id == task_id), None)
    if found is None:
        raise NotVisible
    return found
