"""What stands against the moves of a complaint: a sentence, its article, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.base.clock import local, today
from caseapp.base.errors import Refused
from caseapp.base.words import moment
from caseapp.deadlines import queries as limits
from caseapp.exhibitions import complaint_queries, complaint_rules, completeness
from caseapp.exhibitions.actions.complaint_clocks import ANSWERS, has_run_out, named_hours
from caseapp.exhibitions.asked import Asked
from caseapp.exhibitions.life import OUTCOMES
from caseapp.exhibitions.receivers import receiver_of, receivers_of
from caseapp.law.rights import RIGHT_KINDS
from caseapp.law.wording import long_date

OUR_RIGHT = "patent"
NOT_PROVEN, REPEATED = "not_proven", "repeat"
ART_MORE = "《展会知识产权保护办法》第九条"
ART_HANDING = "《展会知识产权保护办法》第十一条"
ART_DECIDE = "《展会知识产权保护办法》第十四条"
ART_LEFT = "《展会知识产权保护办法》第三十四条（待核实）"


def _something_lacks(asked: Asked) -> None:
    if not asked.told.get("missing") and not asked.look.missing:
        raise Refused(
            "不用要求补正：清单上的材料都在。", article=ART_MORE, remedy="请登记“材料齐全”。"
        )


def _is_complete(asked: Asked) -> None:
    seen = asked.look
    lacking, right = seen.missing, seen.right
    if lacking:
        raise Refused(
            f"材料还不齐全：缺少{'；'.join(lacking)}。",
            article=ART_MORE,
            remedy="请一次告知投诉人补正，收到后在材料清单中勾选。",
        )
    if right.ended_on is not None and right.ended_on <= asked.day:
        raise Refused(
            f"材料不能认定齐全：{right.number}已于{long_date(right.ended_on)}终止。",
            remedy="请按“专利权已经终止”或者“没有证明权利”不予受理；已经恢复的，先查询法律状态。",
        )


def _may_be_refused(asked: Asked) -> None:
    if asked.is_look:
        return
    complaint, key = asked.complaint, asked.told["refused_for"]
    row = complaint_rules.ground(key, complaint.right_kind, completeness.day_of(complaint))
    if row is None:
        raise Refused(
            f"不能不予受理：所选的情形不适用于{RIGHT_KINDS[complaint.right_kind]}投诉。",
            remedy="请从列出的情形中选择。",
        )
    if key == NOT_PROVEN and not _was_asked(asked):
        raise Refused(
            "不能以没有证明权利不予受理：还没有要求投诉人补正。",
            article=ART_MORE,
            remedy="请先一次告知缺少的全部材料，没有补齐的再不予受理。",
        )
    if key == REPEATED and completeness.follow_up(asked.complained) is None:
        raise Refused(
            "不能以再次投诉不予受理：本展会的规则没有这样要求，或者没有查到以前的投诉。",
            remedy="请核对展会规则和同一专利以前的投诉。",
        )


def _was_asked(asked: Asked) -> bool:
    return any(row.act == "ask_more" for row in complaint_queries.acts_of(asked.complaint.id))


def _has_receiver(asked: Asked) -> None:
    if asked.is_look:
        if not receivers_of(asked.complained, today()):
            right = RIGHT_KINDS[asked.complaint.right_kind]
            raise Refused(
                f"不能移交：机构名录中今天没有主管{right}投诉的机构。",
                article=ART_HANDING,
                remedy="请先在机构名录中登记。",
            )
        return
    receiver_of(asked.complained, asked.told["receiver"], asked.day, doing=asked.row.name)


def _is_ours(asked: Asked) -> None:
    right = asked.complaint.right_kind
    if right != OUR_RIGHT:
        raise Refused(
            f"不能{asked.row.name}：这是{RIGHT_KINDS[right]}投诉，由接收的机关以自己的名义处理。",
            remedy="请登记“移交有权机关”。",
        )


def _may_notify(asked: Asked) -> None:
    _is_ours(asked)
    if not asked.is_look:
        # A rule that leaves the hours to each notice wants them now.
        named_hours(asked.fair, asked.told.get("answer_hours", ""))


def _may_decide(asked: Asked) -> None:
    if asked.is_look:
        return
    outcome = asked.told["outcome"]
    if outcome not in OUTCOMES:
        raise Refused("不能作出处理：没有选择处理结果。", remedy="请从列出的结果中选择。")
    if asked.complaint.state == "answered" or not complaint_rules.needs_answer(outcome):
        return
    early = {row.key for row in complaint_rules.early(completeness.day_of(asked.complaint))}
    if asked.told.get("early") in early or has_run_out(asked):
        return
    raise Refused(
        f"不能作出“{OUTCOMES[outcome]}”的处理：被投诉人还没有答辩，答辩的期限{_answer_end(asked)}。",
        article=ART_DECIDE,
        remedy="请等期限届满，或者先登记答辩；被投诉人承认的、已有生效文书的，请选择并在处理内容中写明。",
    )


def _answer_end(asked: Asked) -> str:
    ends = [
        row.due_at
        for row in limits.of_complaint(asked.complaint.id)
        if row.family in ANSWERS and row.stopped_on is None
    ]
    return f"至 {moment(ends[-1])} 届满" if ends and ends[-1] else "还没有届满"


def _may_tell(asked: Asked) -> None:
    if asked.is_look:
        return
    told_on, decided = asked.told["told_on"], asked.complaint.decided_at
    since = today() if decided is None else local(decided).date()
    if not (since.isoformat() <= told_on <= today().isoformat()):
        raise Refused(
            f"不能登记告知：告知日期应当在{long_date(since)}（作出处理之日）和今天之间。",
            remedy="请改为实际告知的日期。",
        )


def _may_move(asked: Asked) -> None:
    if asked.complaint.right_kind == OUR_RIGHT and asked.fair.state not in ("over", "reported"):
        raise Refused(
            "不能移交：展会还没有闭幕，专利投诉由工作站办理。",
            article=ART_LEFT,
            remedy="展会期间请继续办理；需要立案的，请转立案。",
        )
    if not asked.is_look:
        receiver_of(asked.complained, asked.told["receiver"], asked.day, doing=asked.row.name)


GATES: Mapping[str, Callable[[Asked], None]] = {
    "ask_more": _something_lacks,
    "complete": _is_complete,
    "refuse": _may_be_refused,
    "pass_on": _has_receiver,
    "notify": _may_notify,
    "answer": _is_ours,
    "decide": _may_decide,
    "tell": _may_tell,
    "move": _may_move,
    "file": _is_ours,
}
