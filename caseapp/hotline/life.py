"""The life of a ticket as a table: each move, from which states to which, who may, what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseapp.law.complaint_grounds import cited

# 第一次退回由受理岗位改派，第二次退回由裁定人定，不再来回推。
RETURNS_UNTIL_DISPUTED = 2
ENDED = ("closed", "joined")
RUNNING = ("open", "assigned", "working", "returned", "disputed", "answered")
AT_DESK = ("open", "returned")
IN_HAND = ("open", "assigned", "working", "returned")
# The only moves that name another unit.
HANDS_ON = ("dispatch", "arbitrate", "lead", "aid", "joint")
RETURN_ARTICLE = "第三十七条"


@dataclass(frozen=True)
class Move:
    """One row: without `to_state` the ticket stays where it is; `needs` are the names of what must be given."""

    key: str
    name: str
    from_states: tuple[str, ...]
    to_state: str
    permission: str
    needs: tuple[str, ...] = ()
    # Only these roles over the ticket, where the permission alone is too wide.
    roles: tuple[str, ...] = ()
    # Moves that must have been made before, and moves after which this one is not made any more.
    after: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    # Only for tickets of these matters; empty means any.
    matters: tuple[str, ...] = ()
    # Of the rules on complaints and reports the number alone: which of them held is asked by the day.
    article: str = ""
    # The word of the audit trail, where it is older than this table.
    act: str = ""

    def basis(self, on: date) -> str:
        """Cite the article as it stood on a day; one of another law stands there in full."""
        return cited(self.article, on) if self.article.startswith("第") else self.article

    @property
    def action(self) -> str:
        """Return what the audit row calls it."""
        return self.act or f"ticket.{self.key}"


LEADERS = ("unit_head", "chief", "clock")
BY_ITSELF = ("clock",)
_ROWS = (
    Move("take", "登记", (), "open", "ticket.take", act="ticket.taken"),
    Move("dispatch", "分办", AT_DESK, "assigned", "ticket.dispatch", needs=("to",)),
    Move("accept", "接收", ("assigned",), "working", "ticket.receive"),
    Move(
        "send_back", "退回", ("assigned", "working"), "returned", "ticket.receive",
        needs=("reason",), article=RETURN_ARTICLE,
    ),
    Move(
        "arbitrate", "裁定", ("disputed",), "assigned", "ticket.arbitrate", needs=("to", "reason")
    ),
    Move("urge", "催办", ("open", "assigned", "working", "returned", "disputed",
         "answered"), "", "ticket.supervise", needs=("reason",)),
    Move("supervise", "督办", ("open", "assigned", "working", "returned", "disputed",
         "answered"), "", "ticket.supervise", needs=("reason",), roles=LEADERS),
    Move("extend", "延期", ("assigned", "working"), "", "ticket.supervise",
         needs=("until", "reason")),
    Move("joint", "协办", ("assigned", "working"), "", "ticket.dispatch",
         needs=("to", "reason")),
    Move("contribute", "协办反馈", ("assigned", "working"), "", "ticket.receive",
         needs=("reason",)),
    Move("lead", "转线索", IN_HAND, "working", "ticket.dispatch",
         needs=("to",), matters=("report", "complaint"), act="ticket.sent"),
    Move("aid", "登记援助案卷", IN_HAND, "working", "aid.take", matters=("aid",),
         unless=("aid",), act="ticket.aided"),
    # 援助案卷结束，工单随之办结；不予受理被撤销的，随之恢复。
    Move("aid_end", "援助结束，办结", (*IN_HAND, "answered"), "closed", "ticket.supervise",
         needs=("reason",), roles=BY_ITSELF, matters=("aid",), after=("aid",)),
    Move("aid_again", "援助恢复办理", ("closed",), "working", "ticket.supervise",
         needs=("reason",), roles=BY_ITSELF, matters=("aid",), after=("aid_end",)),
    Move("request", "登记请求", ("assigned", "working"), "working",
         "ticket.receive", matters=("complaint",), article="专利法第六十五条"),
    Move("answer", "答复", IN_HAND, "answered", "ticket.answer", act="ticket.answered"),
    Move("tell_elsewhere", "告知渠道", AT_DESK, "closed", "ticket.answer", needs=("reason",),
         article="第二十九条、第三十九条"),
    Move("call_back", "回访", ("answered",), "closed", "ticket.answer"),
    Move("close", "办结", ("answered",), "closed", "ticket.answer", needs=("reason",)),
    Move("join", "并入", IN_HAND, "joined", "ticket.dispatch", needs=("reason",)),
    Move("split", "拆分", IN_HAND, "", "ticket.dispatch"),
    # 投诉由本机关自己处理的各步，期限随每一步起止。
    Move("accept_complaint", "受理投诉", ("open", "working"), "working", "ticket.answer",
         needs=("told",), matters=("complaint",), unless=("accept_complaint",),
         article="第十四条"),
    Move("refuse_complaint", "不予受理", ("open", "working"), "answered", "ticket.answer",
         needs=("ground", "told"), matters=("complaint",), unless=("accept_complaint",),
         article="第十五条"),
    Move("mediate", "组织调解", ("working",), "", "ticket.answer", matters=("complaint",),
         after=("accept_complaint",), unless=("end_mediation",),
         article="第十六条"),
    Move("end_mediation", "终止调解", ("working",), "", "ticket.answer", needs=("ground",),
         matters=("complaint",), after=("accept_complaint",), unless=("end_mediation",),
         article="第二十一条"),
    Move("tell_end", "告知终止调解", ("working",), "answered", "ticket.answer",
         needs=("told",), matters=("complaint",), after=("end_mediation",),
         article="第二十一条"),
    Move("send_test", "送检", ("working",), "", "ticket.answer", needs=("reason",),
         matters=("complaint",), after=("accept_complaint",), unless=("end_mediation",),
         article="第二十条"),
    Move("test_back", "检验结束", ("working",), "", "ticket.answer", matters=("complaint",),
         after=("send_test",), article="第二十条"),
    Move("find_lead", "发现违法线索", ("working",), "", "ticket.answer", needs=("reason",),
         matters=("complaint",), after=("accept_complaint",), unless=("find_lead",),
         article="第二十三条"),
    Move("check_lead", "核查线索", ("working", "answered"), "", "ticket.answer",
         needs=("reason",), matters=("complaint",), after=("find_lead",),
         unless=("check_lead",), article="第二十三条"),
    Move("raise_conflict", "提出权限争议", ("open", "assigned", "working", "returned"), "",
         "ticket.receive", needs=("reason",), matters=("report", "complaint"),
         unless=("raise_conflict",), article="第三十条"),
    Move("settle_conflict", "权限已商定", ("open", "assigned", "working", "returned"), "",
         "ticket.receive", needs=("reason",), matters=("report", "complaint"),
         after=("raise_conflict",), unless=("settle_conflict",),
         article="第三十条"),
    Move("ask_identity", "限期提供身份证明", ("open", "working"), "", "ticket.answer",
         needs=("until",), matters=("complaint",), unless=("accept_complaint",),
         article="《市场监督管理投诉举报处理办法》第十条第三款"),
    Move("get_identity", "收到身份证明", ("open", "working"), "", "ticket.answer",
         matters=("complaint",), after=("ask_identity",)),
)  # fmt: skip
MOVES: Mapping[str, Move] = {row.key: row for row in _ROWS}


def state_after(row: Move, *, state: str, times_returned: int) -> str:
    """Return the state a move leads to; a ticket returned often enough goes to the arbiter."""
    if row.key == "send_back" and times_returned + 1 >= RETURNS_UNTIL_DISPUTED:
        return "disputed"
    return row.to_state or state
