"""The lives of a fair and of a complaint as tables: states, and each move with who makes it and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a fair or a complaint stands, and what is to be done."""

    key: str
    name: str
    next_words: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """One row; without `to_state` it stays where it is."""

    key: str
    name: str
    from_states: tuple[str, ...]
    to_state: str
    permission: str = "fair.work"
    needs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    # Families of limits that begin and end with it.
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    # A paper of the catalogue that has to be signed before, or is drafted with it.
    paper: str = ""
    done: str = ""


_FAIR_STAGES = (
    Stage("registered", "已登记", "登记展馆、联系人和本展会的规则，导入参展商名单，安排进驻。"),
    Stage("approved", "进驻已批准", "开幕前完成展前审查，收齐承诺书，清点装备。"),
    Stage("open", "展会期间", "在工作站受理投诉、巡查。"),
    Stage("over", "已闭幕", "未办完的在期限内移交，结果告知双方和主办单位，写总结报告。"),
    Stage("reported", "已总结", "展会保护工作已经结束。", is_open=False),
    Stage("cancelled", "已取消", "展会没有举办。", is_open=False),
)
FAIR_STAGES: Mapping[str, Stage] = {row.key: row for row in _FAIR_STAGES}
FAIR_STATES: Mapping[str, str] = {row.key: row.name for row in _FAIR_STAGES}

_FAIR_MOVES = (
    Move("approve", "批准进驻", ("registered",), "approved", permission="fair.decide",
         done="进驻已批准。"),
    Move("open", "开始进驻", ("registered", "approved"), "open", done="工作站已开始工作。"),
    Move("close", "登记闭幕", ("open",), "over", done="展会已闭幕。"),
    Move("report", "完成总结", ("over",), "reported", permission="fair.manage",
         paper="E15-report", done="总结已完成。"),
    Move("resume", "重新打开", ("over", "reported"), "open", permission="fair.manage",
         needs=("reason",), done="展会已重新打开。"),
    Move("cancel", "登记取消", ("registered", "approved"), "cancelled",
         permission="fair.manage", needs=("reason",), done="已登记取消。"),
)  # fmt: skip
FAIR_MOVES: Mapping[str, Move] = {row.key: row for row in _FAIR_MOVES}

_STAGES = (
    Stage("received", "已登记", "核对权利和材料：齐全的登记齐全，不齐的一次告知补正，不属于受理范围的不予受理。"),
    Stage("incomplete", "待补正", "等待投诉人补齐材料。"),
    Stage("complete", "材料齐全", "在期限内移交知识产权管理部门。"),
    Stage("passed", "已移交", "立即通知主办单位和被投诉人。"),
    Stage("notified", "已通知", "等待答辩，可以立即现场查验。"),
    Stage("answered", "已答辩", "作出处理。"),
    Stage("decided", "已处理", "落实措施，告知双方和主办单位。"),
    Stage("refused", "不予受理", "投诉没有受理。", is_open=False),
    Stage("withdrawn", "已撤回", "投诉人撤回了投诉。", is_open=False),
    Stage("in_case", "转立案", "已按立案程序另行办理。", is_open=False),
    Stage("moved", "已移交有权机关", "展会结束时没有办完，已经移交。", is_open=False),
    Stage("closed", "已办结", "投诉已经办结。", is_open=False),
)  # fmt: skip
STAGES: Mapping[str, Stage] = {row.key: row for row in _STAGES}
STATES: Mapping[str, str] = {row.key: row.name for row in _STAGES}
_LIVE = ("received", "incomplete", "complete", "passed", "notified", "answered")

_MOVES = (
    Move("ask_more", "要求补正", ("received", "incomplete"), "incomplete", needs=("missing",),
         fields=("missing", "reason"), paper="E05", done="已要求补正。"),
    Move("complete", "材料齐全", ("received", "incomplete"), "complete", starts=("EX-01",),
         paper="E06", done="材料已齐全，移交的期限开始计算。"),
    Move("refuse", "不予受理", ("received", "incomplete", "complete"), "refused",
         needs=("refused_for",), fields=("refused_for", "reason"), stops=("EX-01",),
         paper="E06-refuse", done="已不予受理。"),
    Move("pass_on", "移交管理部门", ("complete",), "passed", needs=("receiver",),
         fields=("receiver", "reason"), stops=("EX-01",), paper="E07", done="已移交。"),
    Move("notify", "通知被投诉人", ("passed",), "notified", needs=("notified_to",),
         fields=("notified_to", "organiser_to", "answer_hours"), starts=("EX-02", "EX-03"), paper="E08",
         done="已通知，答辩的期限开始计算。"),
    Move("answer", "登记答辩", ("notified",), "answered", needs=("answer",), fields=("answer",),
         stops=("EX-02", "EX-03"), done="答辩已登记。"),
    Move("late_answer", "登记逾期答辩", ("decided",), "decided", needs=("answer",),
         fields=("answer",), done="逾期的答辩已登记，不影响已作出的处理。"),
    Move("decide", "作出处理", ("notified", "answered"), "decided", needs=("outcome", "outcome_words"),
         fields=("outcome", "outcome_words", "early"), stops=("EX-02", "EX-03"), paper="E10",
         done="处理结果已登记。"),
    Move("withdraw", "投诉人撤回", _LIVE, "withdrawn", needs=("reason",), fields=("reason",),
         stops=("EX-01", "EX-02", "EX-03"), done="投诉已撤回。"),
    Move("file", "转立案", ("passed", "notified", "answered", "decided"), "in_case",
         needs=("track",), fields=("track", "unit_id", "reason"), stops=("EX-02", "EX-03", "EX-04"), paper="E17",
         done="已转立案。"),
    Move("tell", "告知结果", ("decided",), "closed", needs=("told_on",), fields=("told_on", "reason"),
         stops=("EX-04",), paper="E14", done="结果已告知，投诉办结。"),
    Move("move", "移交有权机关", ("complete", "passed", "notified", "answered", "decided"), "moved",
         needs=("receiver",), fields=("receiver", "confirmed_by", "reason"),
         stops=("EX-01", "EX-02", "EX-03", "EX-04"), done="已移交有权机关。"),
)  # fmt: skip
MOVES: Mapping[str, Move] = {row.key: row for row in _MOVES}

# How complaints ended; the columns of the report, each complaint in exactly one.
OUTCOMES: Mapping[str, str] = {
    "promised": "被投诉人承诺撤展",
    "removed": "撤展",
    "covered": "遮盖",
    "cut_link": "删除、屏蔽、断开链接",
    "not_found": "不侵权，继续展出",
    "evidence": "拍照取证，未在展会处理",
    "undecidable": "展会期间难以认定",
}


def offered(table: Mapping[str, Move], state: str) -> tuple[Move, ...]:
    """Return the moves that start from a state, in the order of the table."""
    return tuple(row for row in table.values() if state in row.from_states)
