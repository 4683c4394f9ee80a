"""Gates of help asked from another office: one letter at a time, each step after the one before."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate


@gate("没有尚未办结的协助调查")
def assistance_is_free(facts: Facts) -> Against | None:
    """Keep one request for help open at a time: its limit must end with its own answer."""
    if not facts.counterfeit.assistance:
        return None
    return Against("上一次请求的协助尚未办结", "请先登记协助结果；同时请求几个机关的，合并办理。")


@gate("已请求协助、对方尚未登记收到", hides=True)
def assistance_is_asked(facts: Facts) -> Against | None:
    """Let the time of the other office begin once, with the day it got the letter."""
    if facts.counterfeit.assistance == "asked":
        return None
    return Against("没有等待对方收到的协助调查函")


@gate("对方的协助期限正在计算", hides=True)
def assistance_is_running(facts: Facts) -> Against | None:
    """Prolong only a time that runs: the other office says so before it is over."""
    if facts.counterfeit.assistance == "received":
        return None
    return Against("没有正在计算的协助期限")


@gate("有尚未办结的协助调查", hides=True)
def assistance_is_open(facts: Facts) -> Against | None:
    """Record an answer only where help was asked."""
    return None if facts.counterfeit.assistance else Against("没有请求过协助，或者已经办结")
