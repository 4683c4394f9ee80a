"""The life of a joint action as a table: its states, and each move with who makes it and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseapp.law.procedures.roles import Role


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an action stands, and what is to be done."""

    key: str
    name: str
    next_words: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """One row; without `to_state` the action stays where it is."""

    key: str
    name: str
    from_states: tuple[str, ...]
    to_state: str
    permission: str = "joint.plan"
    # Only these roles over the action, where the permission alone is too wide.
    roles: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    asks: str = "说明"
    # Not by whoever drew up the plan.
    apart: bool = False
    done: str = ""


_STAGES = (
    Stage("planned", "方案拟订", "写明参加单位、分组和检查的场所，由负责人批准。"),
    Stage("approved", "已批准", "等待开始；到了第一天，登记第一次检查即为开始。"),
    Stage("running", "进行中", "各组登记检查；各单位以自己的名义处理。"),
    Stage("summed_up", "已总结", "登记各单位的处理结果，全部有结果后办结。"),
    Stage("closed", "已办结", "行动已经办结。", is_open=False),
    Stage("cancelled", "已取消", "行动已经取消。", is_open=False),
)
STAGES: Mapping[str, Stage] = {row.key: row for row in _STAGES}
STATE_WORDS: Mapping[str, str] = {row.key: row.name for row in _STAGES}
ROAD = ("planned", "approved", "running", "summed_up", "closed")
# Bodies, groups and places may still change; inspections may be entered.
OPEN_PLAN = ("planned",)
OPEN_GROUPS = ("planned", "approved", "running")
INSPECTED = ("approved", "running")
# What was found is decided on by each body, also after the summary.
DECIDED = ("running", "summed_up")

_MOVES = (
    Move("approve", "批准方案", ("planned",), "approved", roles=(Role.CHIEF.value,), apart=True,
         fields=("reason",), asks="批准意见", done="方案已批准。"),
    Move("return", "退回修改", ("planned", "approved"), "planned", roles=(Role.CHIEF.value,),
         needs=("reason",), fields=("reason",), asks="怎样修改", done="方案已退回修改。"),
    Move("begin", "开始行动", ("approved",), "running", permission="joint.inspect",
         done="行动已开始。"),
    Move("sum_up", "总结行动", ("running",), "summed_up", needs=("troubles", "plans"),
         fields=("troubles", "plans"), done="行动已总结。"),
    Move("resume", "补充检查", ("summed_up",), "running", needs=("reason",), fields=("reason",),
         asks="为什么还要检查", done="行动继续进行。"),
    Move("close", "办结", ("summed_up",), "closed", fields=("reason",), done="行动已办结。"),
    Move("cancel", "取消行动", ("planned", "approved", "running"), "cancelled", needs=("reason",),
         fields=("reason",), asks="为什么取消", done="行动已取消。"),
)  # fmt: skip
MOVES: Mapping[str, Move] = {row.key: row for row in _MOVES}
# Every act of the history by its words.
ACTS: Mapping[str, str] = {
    "plan": "拟订方案",
    "change": "修改方案",
    "add_body": "增加参加单位",
    "drop_body": "去掉参加单位",
    "add_group": "增加分组",
    "drop_group": "去掉分组",
    "add_member": "增加组员",
    "drop_member": "组员离组",
    "add_places": "增加场所",
    "drop_place": "去掉场所",
    "inspect": "登记检查",
    "void": "作废检查",
    "find": "登记发现的问题",
    "lead": "转为线索",
    "hand_over": "移交有权处理的单位",
    "outcome": "登记处理结果",
    **{row.key: row.name for row in _MOVES},
}


def offered(state: str) -> tuple[Move, ...]:
    """Return the moves that start from a state, in the order of the table."""
    return tuple(row for row in _MOVES if state in row.from_states and not (
        row.key == "return" and state == "planned"
    ))  # fmt: skip
