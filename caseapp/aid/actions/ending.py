"""How a task to an expert or partner ends: by itself, or with the help it was for."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.actions.writing import write
from caseapp.aid.models import AidFile, AidTask
from caseapp.base.clock import today


def end(task: AidTask, how: str, text: str) -> None:
    """Write how a task ended, and what came of it or why."""
    task.state, task.result, task.ended_on = how, text.strip(), today()
    task.version += 1


def take_all_back(*, by: Person, aid: AidFile, why: str) -> None:
    """Take back every task that is still out: nobody works on for a file that ended."""
    for task in queries.tasks_of(aid.id):
        if task.state == "out":
            end(task, "returned", why)
            write(by=by, aid=aid, act="task_returned", reason=why, given={"body": task.body_name})
