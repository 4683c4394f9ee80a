"""The coded words of answers, call-backs, returns and linked tickets; the keys are stored."""

from __future__ import annotations

ANSWER_KINDS = {
    "final": "最终答复",
    "interim": "阶段答复",
    "added": "补充答复",
    "joined": "告知并入",
}
# Told by whoever took the contact while the caller was still there.
SPOT = "spot"
# Whoever approves an extension need not be the one who may tell: it then waits for that one.
LATER = "later"
HOW_TOLD = {
    "phone": "电话",
    SPOT: "来电、来访时当场",
    "message": "短信或网络",
    "letter": "书面",
}
HOW_EXTENDED = {**HOW_TOLD, LATER: "尚未告知，由经办人或者举报专员告知"}
OUTCOMES = {
    "reached": "已接通",
    "not_reached": "未接通，再打",
    "given_up": "无法回访，办结",
}
SATISFACTION = {
    "satisfied": "满意",
    "mostly": "基本满意",
    "unsatisfied": "不满意",
}
# Why a unit may not have to act; whatever the reason, the ticket goes back to the intake desk.
RETURN_REASONS = {
    "not_competent": "不属于本单位职责",
    "not_area": "不在本单位辖区",
    "facts_missing": "事实不清，需要补充了解",
    "already_taken": "本单位已有同一事项在办",
    "avoidance": "本单位人员应当回避",
    "other": "其他",
}
LINK_KINDS = {
    "split": "分送",
    "repeat": "重复反映",
    "reopened": "不满意重办",
}
