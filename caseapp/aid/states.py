"""The life of an aid file as a table: its stages, and each act with who may do it and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """Where a file stands; what ended is changed no more, but for a refusal that is revoked."""

    key: str
    name: str
    next_words: str
    is_open: bool = True


@dataclass(frozen=True)
class Step:
    """One act: without `to_state` the file stays where it is; `fields` are asked, `needs` must be given."""

    key: str
    name: str
    from_states: tuple[str, ...]
    to_state: str
    permission: str
    needs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    # Families of service targets that end with the act, and those that begin.
    stops: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    # Not by whoever took the application in.
    apart: bool = False
    # Not by whoever answered the check list it rests on.
    rests_on_check: bool = False
    # What the text asks for, where the act has one.
    asks: str = "说明"


WORK, DECIDE = "aid.work", "aid.decide"
# Families of the office's own service targets.
CHECK, ANSWER, CALL_BACK = "ST-04", "ST-05", "ST-06"
SUPPLEMENT, DECISION = "ST-07", "ST-08"
TO_DECIDE = (CHECK, DECISION)
ALL_CLOCKS = (*TO_DECIDE, ANSWER, CALL_BACK, SUPPLEMENT)

_STAGES = (
    Stage("applied", "已申请", "由承办人员开始审查。"),
    Stage("check", "审查中", "逐项填写审查清单，由办案机构负责人或者本机关负责人决定是否受理。"),
    Stage("supplement", "补正中", "等待申请人补正；材料补齐后继续审查。"),
    Stage("accepted", "已受理", "由承办人员确定援助方案。"),
    Stage("planned", "已定方案", "按方案派出任务，或者直接出具援助意见。"),
    Stage("working", "办理中", "等待专家、合作机构交付成果，然后出具援助意见。"),
    Stage("delivered", "已出意见", "回访申请人是否满意。"),
    Stage("called_back", "已回访", "由负责人决定结案；不满意的可以继续援助。"),
    Stage("closed", "已结案", "援助已经办结。", is_open=False),
    Stage("refused", "不予受理", "申请人有异议的，可以向本机关提出。", is_open=False),
    Stage("lapsed", "视为撤回", "申请人逾期没有补正。", is_open=False),
    Stage("stopped", "已终止", "援助已经终止。", is_open=False),
)
STAGES: Mapping[str, Stage] = {row.key: row for row in _STAGES}
STAGE_WORDS: Mapping[str, str] = {row.key: row.name for row in _STAGES}
OPEN = tuple(row.key for row in _STAGES if row.is_open)
# The line a file walks when nothing goes wrong.
ROAD = ("applied", "check", "accepted", "planned", "working", "delivered", "called_back", "closed")
PLANNABLE = ("planned", "working")

_STEPS = (
    Step("apply", "登记申请", (), "applied", "aid.take", starts=(CHECK,)),
    Step("begin", "开始审查", ("applied",), "check", WORK),
    Step("supplement", "通知补正", ("check",), "supplement", WORK, needs=("reason",),
         fields=("reason",), stops=TO_DECIDE, starts=(SUPPLEMENT,), asks="缺什么、怎样补（一次写全）"),
    Step("supplemented", "收到补正", ("supplement",), "check", WORK, needs=("reason",),
         fields=("reason",), stops=(SUPPLEMENT,), starts=(CHECK,), asks="补正了什么"),
    Step("lapse", "视为撤回", ("supplement",), "lapsed", DECIDE, needs=("reason",),
         fields=("reason",), stops=ALL_CLOCKS, asks="怎样通知的、申请人有无回音"),
    Step("accept", "受理", ("check",), "accepted", DECIDE, fields=("reason",), stops=TO_DECIDE,
         starts=(ANSWER,), apart=True, rests_on_check=True, asks="受理哪几项援助"),
    Step("refuse", "不予受理", ("check",), "refused", DECIDE, needs=("reason",),
         fields=("reason",), stops=ALL_CLOCKS, apart=True, rests_on_check=True,
         asks="不予受理的理由（写给申请人看）"),
    Step("revoke", "撤销不予受理", ("refused",), "check", DECIDE, needs=("reason",),
         fields=("reason",), starts=(CHECK,), apart=True, asks="申请人的异议和审查结果"),
    Step("plan", "确定方案", ("accepted",), "planned", WORK, needs=("kinds", "text"),
         fields=("kinds", "text")),
    Step("replan", "调整方案", PLANNABLE, "", WORK, needs=("kinds", "text", "reason"),
         fields=("kinds", "text", "reason"), asks="为什么调整"),
    Step("send", "派出任务", PLANNABLE, "working", WORK),
    Step("deliver", "出具援助意见", PLANNABLE, "delivered", WORK, needs=("opinion",),
         fields=("opinion",), stops=(ANSWER,), starts=(CALL_BACK,)),
    Step("call_back", "回访", ("delivered",), "called_back", WORK, needs=("satisfaction",),
         fields=("satisfaction", "reason"), stops=(CALL_BACK,), asks="申请人的话"),
    Step("again", "继续援助", ("called_back",), "accepted", WORK, needs=("reason",),
         fields=("reason",), starts=(ANSWER,), asks="还要做什么"),
    Step("close", "结案", ("called_back",), "closed", DECIDE, needs=("reason",),
         fields=("reason",), stops=ALL_CLOCKS, asks="援助结果"),
    Step("stop", "终止", OPEN, "stopped", DECIDE, needs=("ground", "reason"),
         fields=("ground", "reason"), stops=ALL_CLOCKS, asks="查明的情况"),
)  # fmt: skip
STEPS: Mapping[str, Step] = {row.key: row for row in _STEPS}
# Acts that are no step of their own page: registering, and sending a task out.
WITHOUT_PAGE = frozenset({"apply", "send"})
# Other acts of the history, which leave the stage as it is.
ACTS: Mapping[str, str] = {
    **{row.key: row.name for row in _STEPS},
    "correct": "更正申请",
    "answer_check": "填写审查清单",
    "task_delivered": "收到任务成果",
    "task_returned": "任务退回",
    "task_replaced": "换人承办任务",
    "overseas": "登记涉外纠纷",
    "answer_export": "检查材料出境",
    "material": "登记材料",
    "handout": "向境外提供材料",
}


def offered(state: str) -> tuple[Step, ...]:
    """Return the acts that have a page and start from a stage, in the order of the table."""
    return tuple(row for row in _STEPS if state in row.from_states and row.key not in WITHOUT_PAGE)
