"""Rules of helping each other: late is told before it is late, a service is recorded where it was made."""

from __future__ import annotations

from datetime import date

from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.bodies.words import HELPING
from caseapp.documents.catalogue import kind_of
from caseapp.transfers.actions.clocks import open_limits
from caseapp.transfers.asked import Asked, gate
from caseapp.transfers.assisting_facts import LAST_WORDS, papers_to_serve, service_told

HELP = "市场监督管理行政处罚程序规定第四十五条"


@gate
def told_before_expiry(asked: Asked) -> Refused | None:
    """Let lateness be told only before the limit is over, to a day that is later than the limit's."""
    until = asked.given.values.get("late_until")
    if not isinstance(until, date):
        return None
    running = [one for one in open_limits(asked.transfer.id) if one.due_on is not None]
    over = [one for one in running if one.due_on is not None and one.due_on < asked.given.on]
    if over:
        return Refused(
            f"不能{asked.row.name}：“{over[0].what}”已于 {over[0].due_on} 届满，延期应当在届满以前告知。",
            article=HELP,
            remedy="请尽快办完并答复，在答复中说明逾期的理由。",
        )
    if until <= asked.given.on:
        return Refused(
            f"不能{asked.row.name}：预计完成的日期应当晚于告知的日期。", remedy="请核对日期。"
        )
    return None


@gate
def service_was_told(asked: Asked) -> Refused | None:
    """Record a service only as the body told that it was made, of a paper that went with the letter."""
    told = service_told(asked.transfer.id)
    if told.get("served") not in ("signed", "left"):
        return Refused(
            f"不能{asked.row.name}：对方答复没有送达。",
            remedy="请改用其他送达方式，或者请对方补充。",
        )
    if not told.get("served_on"):
        return Refused(
            f"不能{asked.row.name}：对方的答复没有写明送达日期。",
            remedy="请对方补充，或者补录答复后再办。",
        )
    came = papers_to_serve(asked.transfer.id)
    done = [one for one in came if one.paper_state == "served" and not kind_of(one.paper_kind).to]
    if done:
        return Refused(
            f"不能{asked.row.name}：《{done[0].paper_title}》已经登记送达，没有重复登记。",
            remedy="日期录错的，请在案件的“更正”中改正。",
        )
    if came:
        return None
    return Refused(
        f"不能{asked.row.name}：移送材料中没有委托送达的案件文书。",
        remedy="上传的扫描件不能登记送达；请在案件的文书页面登记。",
    )


@gate
def expert_may_judge(asked: Asked) -> Refused | None:
    """Give a task only to one who stands in the register and promised to keep it secret."""
    named = asked.given.values.get("expert")
    if named in (None, ""):
        return None
    body = bodies.body(int(str(named)))
    if body is None or not bodies.is_in_force(body, asked.given.on):
        return Refused(f"不能{asked.row.name}：名录中没有所选的专家或者机构。", remedy="请另选。")
    if body.kind in HELPING and (body.secrecy_on is None or body.secrecy_on > asked.given.on):
        return Refused(
            f"不能{asked.row.name}：{body.name}还没有签署保密承诺。",
            remedy="请先在机构名录中登记保密承诺，或者另选。",
        )
    return None


@gate
def answer_came(asked: Asked) -> Refused | None:
    """Take down a late answer only where none came before."""
    if not set(asked.done) & set(LAST_WORDS):
        return None
    return Refused(
        f"不能{asked.row.name}：本件已经有答复。", remedy="对方又来材料的，请登记为新的事项。"
    )
