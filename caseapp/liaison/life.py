"""The lives of meetings, of what they agree on, and of notices: states and acts as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """Where it stands, and what is to be done."""

    key: str
    name: str
    next_words: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """One row: from where to where, what is asked for."""

    key: str
    name: str
    from_states: tuple[str, ...]
    to_state: str
    fields: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    asks: str = "说明"
    done: str = ""


def _by_key(rows: tuple[Stage, ...]) -> Mapping[str, Stage]:
    return {row.key: row for row in rows}


MEETING_STAGES = _by_key((
    Stage("called", "筹备", "写明议题和邀请的单位、人员，签发会议通知；开会时用签到表，会后登记到会情况。"),
    Stage("held", "已召开", "登记会议概况和议定事项，每项写明责任单位和完成日期；签发纪要以后印发。"),
    Stage("followed", "跟踪落实", "跟踪议定事项，逐项登记进展，直到全部完成或者说明不再办理。"),
    Stage("closed", "已办结", "议定事项都有结果。", is_open=False),
    Stage("cancelled", "已取消", "会议没有召开。", is_open=False),
))  # fmt: skip
MEETING_ROAD = ("called", "held", "followed", "closed")
MEETING_MOVES: Mapping[str, Move] = {row.key: row for row in (
    Move("hold", "登记已召开", ("called",), "held", ("course",), ("course",),
         asks="会议概况", done="已登记会议召开，请登记议定事项。"),
    Move("issue", "印发纪要", ("held",), "followed", done="纪要已印发，开始跟踪议定事项。"),
    Move("amend", "补充议定事项", ("followed",), "held", ("reason",), ("reason",),
         asks="为什么补充", done="可以补充议定事项。"),
    Move("close", "办结", ("followed",), "closed", ("reason",), done="会议已办结。"),
    Move("cancel", "取消会议", ("called",), "cancelled", ("reason",), ("reason",),
         asks="为什么取消", done="会议已取消。"),
)}  # fmt: skip

RESOLUTION_STATES: Mapping[str, str] = {
    "open": "办理中",
    "done": "已完成",
    "dropped": "不再办理",
}
RESOLUTION_MOVES: Mapping[str, Move] = {row.key: row for row in (
    Move("report", "登记进展", ("open",), "open", ("on", "reason"), ("reason",),
         asks="进展", done="进展已登记。"),
    Move("done", "登记完成", ("open",), "done", ("on", "reason"), ("reason",),
         asks="怎样完成", done="已登记完成。"),
    Move("put_off", "延期", ("open",), "open", ("due_on", "reason"), ("due_on", "reason"),
         asks="为什么延期", done="完成日期已改。"),
    Move("hand_on", "更换责任人", ("open",), "open", ("owner", "reason"), ("owner", "reason"),
         asks="为什么更换", done="责任单位已更换。"),
    Move("drop", "不再办理", ("open",), "dropped", ("on", "reason"), ("reason",),
         asks="为什么不再办理", done="已登记不再办理。"),
    Move("reopen", "恢复办理", ("done", "dropped"), "open", ("due_on", "reason"),
         ("due_on", "reason"), asks="为什么恢复", done="已恢复办理。"),
)}  # fmt: skip
# What whoever has it to do may write; the rest is the office's that called the meeting.
OWNERS_MOVES = ("report", "done")

NOTICE_STAGES = _by_key((
    Stage("drafted", "拟稿", "选定期间和受文单位，汇总案件，写趋势和提请关注的事项；签发通报函以后发出。"),
    Stage("sent", "已发出", "登记各单位的反馈；都有反馈或者不再等待的，办结。"),
    Stage("received", "已收到", "阅处；有线索的登记线索，需要回复的回复。"),
    Stage("closed", "已办结", "通报已经办结。", is_open=False),
    Stage("withdrawn", "已作废", "没有发出。", is_open=False),
))  # fmt: skip
NOTICE_MOVES: Mapping[str, Move] = {row.key: row for row in (
    Move("send", "发出", ("drafted",), "sent", ("on",), ("on",), done="通报已发出。"),
    Move("close", "办结", ("sent", "received"), "closed", ("reason",), ("reason",),
         asks="反馈和阅处的情况", done="通报已办结。"),
    Move("withdraw", "作废", ("drafted",), "withdrawn", ("reason",), ("reason",),
         asks="为什么作废", done="通报已作废。"),
)}  # fmt: skip
CAME: Mapping[str, str] = {
    "": "未登记",
    "present": "到会",
    "excused": "请假",
    "absent": "缺席",
}
PARTS: Mapping[str, str] = {"member": "参会", "observer": "列席"}
# Every act of a history by its words.
ACTS: Mapping[str, str] = {
    "call": "召集会议",
    "change": "修改",
    "add_items": "增加议题",
    "drop_items": "去掉议题",
    "add_guests": "邀请",
    "drop_guests": "去掉邀请",
    "attend": "登记到会情况",
    "resolve": "登记议定事项",
    "drop_resolutions": "去掉议定事项",
    "compose": "汇总案件",
    "draft": "拟稿",
    "take_down": "收到通报",
    "tell": "选定典型案例",
    "answered": "登记反馈",
    **{row.key: row.name for row in RESOLUTION_MOVES.values()},
    **{row.key: row.name for row in NOTICE_MOVES.values()},
    **{row.key: row.name for row in MEETING_MOVES.values()},
}
