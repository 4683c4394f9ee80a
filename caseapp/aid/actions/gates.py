"""What stands against a step of an aid file, beyond its stage and who acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.accounts.person import Person
from caseapp.aid import queries
from caseapp.aid.models import AidFile
from caseapp.aid.states import SUPPLEMENT
from caseapp.aid.words import CHECKS
from caseapp.base.clock import today
from caseapp.base.errors import Refused
from caseapp.deadlines import queries as deadlines
from caseapp.law.wording import long_date


def _all_checked(aid: AidFile, _by: Person) -> None:
    """Accept only what was looked at in every point of the list, and found in order."""
    answers = queries.answers_of(aid.id, "check")
    _refuse_unanswered(answers, "受理")
    wrong = [words for key, words in CHECKS.items() if answers[key].answer == "no"]
    if wrong:
        raise Refused(
            f"不能受理：审查清单中“{'”“'.join(wrong)}”一项为“否”。",
            remedy="请通知补正，或者决定不予受理；查明后情况有变的，先更改审查清单。",
        )


def _one_is_wrong(aid: AidFile, _by: Person) -> None:
    """Refuse only for a point of the list: a refusal without one has no ground."""
    answers = queries.answers_of(aid.id, "check")
    _refuse_unanswered(answers, "不予受理")
    if all(one.answer == "yes" for one in answers.values()):
        raise Refused(
            "不能不予受理：审查清单各项都是“是”，没有不受理的情形。",
            remedy="请在审查清单中写明哪一项不符合，再作决定。",
        )


def _refuse_unanswered(answers: Mapping[str, object], doing: str) -> None:
    left = [words for key, words in CHECKS.items() if key not in answers]
    if left:
        raise Refused(
            f"不能{doing}：审查清单还有 {len(left)} 项没有填写：{'；'.join(left)}。",
            remedy="请先由承办人员填写审查清单。",
        )


def _supplement_is_over(aid: AidFile, _by: Person) -> None:
    """Take an application as withdrawn only after a limit that is in force, and over."""
    limits = [row for row in deadlines.of_ticket(aid.ticket_id) if row.family == SUPPLEMENT]
    due = limits[-1].due_on if limits else None
    if due is None:
        raise Refused(
            "不能视为撤回：本局没有启用补正期限，逾期不补的后果没有依据。",
            remedy="请继续催请补正；申请人表示撤回的，按“终止”办理。",
        )
    if today() <= due:
        raise Refused(
            f"不能视为撤回：补正期限到{long_date(due)}才届满。", remedy="请等期限届满后再办理。"
        )


def _no_task_out(aid: AidFile, _by: Person) -> None:
    out = [task.body_name for task in queries.tasks_of(aid.id) if task.state == "out"]
    if out:
        raise Refused(
            f"不能出具援助意见：还有 {len(out)} 项任务没有交付（{'、'.join(out)}）。",
            remedy="请先登记任务的成果或者退回。",
        )


def _not_who_refused(aid: AidFile, by: Person) -> None:
    """An objection is looked at by somebody else than who refused."""
    refusal = queries.last_act(aid.id, "refuse")
    if refusal is not None and refusal.by_id == by.id:
        raise Refused(
            "不能撤销：不予受理是您决定的，异议应当由另一位负责人审查。",
            remedy="请转另一位有决定权的负责人办理。",
        )


GATES: Mapping[str, Callable[[AidFile, Person], None]] = {
    "accept": _all_checked,
    "refuse": _one_is_wrong,
    "lapse": _supplement_is_over,
    "deliver": _no_task_out,
    "revoke": _not_who_refused,
}
