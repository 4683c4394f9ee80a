"""Tasks to experts and partners: sent out under a promise of secrecy, delivered, handed back, replaced."""

from __future__ import annotations

from typing import Any

from caseapp.accounts.person import Person
from caseapp.aid.actions.ending import end
from caseapp.aid.actions.stepping import step
from caseapp.aid.actions.writing import begin, write
from caseapp.aid.given import TaskGiven
from caseapp.aid.models import AidFile, AidTask
from caseapp.aid.states import PLANNABLE, WORK
from caseapp.aid.words import PLAN_KINDS, TASK_STATES
from caseapp.base.clock import today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.words import HELPING


def send_task(
    *, by: Person, aid: AidFile, given: TaskGiven, seen: int = 0, replaces: AidTask | None = None
) -> AidTask:
    """Send a task to an expert or partner who promised secrecy and has no interest in the matter."""
    body = _helper(given)
    _refuse_conflict(given, body.name)
    if given.kind not in aid.plan_kinds:
        raise Refused(
            f"不能派出任务：援助方案中没有“{PLAN_KINDS.get(given.kind, given.kind)}”。",
            remedy="请选择方案中的方式，或者先调整方案。",
        )
    if given.due_on is not None and given.due_on < today():
        raise Refused("不能派出任务：约定的完成日期早于今天。", remedy="请改为双方约定的日期。")
    step(by=by, aid=aid, key="send", seen=seen, body=body.name, kind=given.kind, reason=given.what)
    task = AidTask(
        aid_id=aid.id,
        kind=given.kind,
        body_id=body.id,
        body_name=body.name,
        secrecy_on=body.secrecy_on,
        what=given.what,
        conflict_note=given.conflict_note,
        due_on=given.due_on,
        state="out",
        sent_on=today(),
        replaces_id=replaces.id if replaces else None,
        by_id=by.id,
        by_name=by.name,
    )
    db.session.add(task)
    db.session.flush()
    return task


def end_task(
    *, by: Person, aid: AidFile, task_id: int, how: str, text: str, seen: int = 0
) -> AidTask:
    """Take in what was delivered, or take the task back with the reason."""
    begin(by=by, aid=aid, doing="登记任务", states=PLANNABLE, permission=WORK, seen=seen)
    task = _running(aid, task_id)
    if not text.strip():
        asked = "成果的内容" if how == "delivered" else "退回的原因"
        raise Refused(f"不能登记：没有写明{asked}。", remedy="请补填后再提交。")
    end(task, how, text)
    write(by=by, aid=aid, act=f"task_{how}", reason=text.strip(), given={"body": task.body_name})
    return task


def replace_task(
    *, by: Person, aid: AidFile, task_id: int, given: TaskGiven, why: str, seen: int = 0
) -> AidTask:
    """Give a task to somebody else; the first one stays in the history with the reason."""
    begin(by=by, aid=aid, doing="换人承办", states=PLANNABLE, permission=WORK, seen=seen)
    old = _running(aid, task_id)
    if not why.strip():
        raise Refused("不能换人：没有写明原因。", remedy="请补填后再提交。")
    if given.body_id == old.body_id:
        raise Refused(f"不能换人：新选的仍是{old.body_name}。", remedy="请另选专家或者合作单位。")
    end(old, "replaced", why)
    write(by=by, aid=aid, act="task_replaced", reason=why.strip(), given={"body": old.body_name})
    return send_task(by=by, aid=aid, given=given, replaces=old)


def _running(aid: AidFile, task_id: int) -> AidTask:
    task = db.session.get(AidTask, task_id, with_for_update=True, populate_existing=True)
    if task is None or task.aid_id != aid.id:
        raise NotVisible
    if task.state != "out":
        raise Refused(
            f"不能再登记：{task.body_name}的任务现为“{TASK_STATES[task.state]}”。",
            remedy="需要继续的，请另派一项任务。",
        )
    return task


def _helper(given: TaskGiven) -> Any:
    """Return the expert or partner of the register, in service and bound to secrecy."""
    body = bodies.body(given.body_id)
    if body is None or body.kind not in HELPING:
        raise Refused(
            "不能派出任务：所选的不是名录中的专家或者援助合作单位。",
            remedy="请在机构名录中登记后再选。",
        )
    if not bodies.is_in_force(body, today()):
        raise Refused(f"不能派出任务：{body.name}已经不在名录中。", remedy="请另选。")
    if body.secrecy_on is None or body.secrecy_on > today():
        raise Refused(
            f"不能派出任务：{body.name}没有签署保密承诺。",
            remedy="请先签署保密承诺，并在机构名录中登记签署日期。",
        )
    return body


def _refuse_conflict(given: TaskGiven, name: str) -> None:
    if not given.conflict:
        raise Refused(
            f"不能派出任务：还没有问明{name}与双方有无利害关系。", remedy="请问明后选择结果。"
        )
    if given.conflict != "none":
        raise Refused(
            f"不能派出任务：{name}与本件有利害关系，应当回避。", remedy="请另选专家或者合作单位。"
        )
