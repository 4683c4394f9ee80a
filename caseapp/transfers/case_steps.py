"""Which step of a case goes with a move of its transfer, and what of the move stands in the step's form."""

from __future__ import annotations

from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.cases import actions as cases
from caseapp.cases import queries as case_queries
from caseapp.cases.actions import TakeGiven
from caseapp.cases.asked import Asked as CaseAsked
from caseapp.cases.facts import facts_of
from caseapp.cases.models import CaseFile
from caseapp.cases.open_file import open_file
from caseapp.law.procedures.gates.crime import TRANSFER
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.table import Step
from caseapp.transfers.asked import Asked, values_of

# 各程序对“移走”“收回”的叫法；哪一个从案件现在的阶段起步，就办哪一个。
WAYS = {
    "moved": ("transfer", "pass_on", "uphold_objection"),
    "returned": ("lead_returned", "case_returned", "request_returned"),
}


MOVED, RETURNED, AWAY = "moved", "returned", "moved"


def take_with(asked: Asked, case: CaseFile) -> str:
    """Take the step of the case that goes with a move; returns its key, empty where the case page was first."""
    if _is_there_already(asked, case):
        return ""
    step = _step_of(asked, case)
    told = {
        "receiver": _name(_receiver(asked)),
        **asked.transfer.facts,
        **values_of(asked.given),
    }
    wanted = {one.key for one in step.fields}
    cases.take_step(
        by=asked.by,
        case=case,
        key=step.key,
        given=TakeGiven(
            on=asked.given.on,
            values={
                **{key: value for key, value in told.items() if key in wanted},
                TRANSFER: asked.matter.number,
            },
            reason=asked.given.reason or asked.transfer.reason,
        ),
    )
    return step.key


def _is_there_already(asked: Asked, case: CaseFile) -> bool:
    """Say whether somebody moved the case to this very body, or took it back, on its own page before."""
    if asked.row.case_step == RETURNED:
        return case.state != AWAY
    if asked.row.case_step != MOVED or case.state != AWAY:
        return False
    went_to, receiver = _went_to(case), _name(_receiver(asked))
    if went_to in ("", receiver):
        return True
    number = case.case_no or case.lead_no
    raise Refused(
        f"不能{asked.row.name}：{number}已经移送{went_to}，不是{receiver}。",
        remedy=f"请先在案件页面收回{number}，或者另行登记向{went_to}的移送。",
    )


def _went_to(case: CaseFile) -> str:
    """Return whom the case was moved to, as its last such step says."""
    made = [one for one in case_queries.history(case.id) if one.step in WAYS[MOVED]]
    return str(made[-1].given.get("receiver") or "").strip() if made else ""


def _receiver(asked: Asked) -> int:
    """Return who gets the case: whom the superior designated, else the other side."""
    return int(str(asked.given.values.get("designated") or asked.transfer.body_id))


def _step_of(asked: Asked, case: CaseFile) -> Step:
    keys = WAYS.get(asked.row.case_step, (asked.row.case_step,))
    steps = [one for one in PROCEDURES[case.edition].steps_from(case.state) if one.key in keys]
    if not steps:
        state = PROCEDURES[case.edition].state(case.state)
        raise Refused(
            f"不能{asked.row.name}：{case.case_no or case.lead_no}现处于“{state.name}”阶段，"
            "这一阶段没有相应的步骤。",
            remedy="请先在案件页面核对案件的阶段。",
        )
    if len(steps) == 1:
        return steps[0]
    file = open_file(case, by=asked.by)
    facts = facts_of(file, CaseAsked(asked.given.on, {TRANSFER: asked.matter.number}))
    offered = {
        one.step.key
        for one in file.procedure.offers(case.state, file.roles, facts)
        if not one.obstacles
    }
    return next((one for one in steps if one.key in offered), steps[0])


def _name(body_id: int) -> str:
    return bodies.names_of([body_id]).get(body_id, "")
