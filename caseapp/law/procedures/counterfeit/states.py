"""Where a counterfeit case stands: its states, the line of the page, and groups of states."""

from __future__ import annotations

from caseapp.law.procedures.table import State

INQUIRY = ("filed", "investigate")
UNDECIDED = (*INQUIRY, "report", "review", "notice", "defence", "collective", "deciding")
OWING = ("served", "on_spot", "published", "perform", "overdue")
LATER = ("perform", "overdue", "court", "remedy")
IN_FORCE = ("served", "on_spot", "published", *LATER)
HOLDING = (
    *(*UNDECIDED, "suspended", "hearing", "decided", *IN_FORCE),
    *("not_punished", "withdrawn", "with_police"),
)
MAIN_LINE = (
    *("lead", "verify", "filed", "investigate", "report", "review", "notice", "defence"),
    *("deciding", "decided", "served", "perform", "closed"),
)

# A row of the table is read as a row.
# fmt: off
STATES = (
    State("lead", "C0", "线索登记", "已登记"),
    State("verify", "C1", "核查", "核查中"),
    State("filing", "C1b", "待批准立案", "核查中", beside="verify"),
    State("not_filed", "C2a", "不予立案", "不予立案", is_open=False, beside="filed", ends=True),
    State("filed", "C2b", "立案", "已立案"),
    State("correcting", "C2d", "责令改正标识", "责令改正", beside="filed", ends=True),
    State("moved", "C2c", "移送管辖", "已移送", is_open=False, beside="filed", ends=True),
    State("investigate", "C3", "调查取证", "调查中"),
    State("suspended", "C3x", "中止调查", "调查中", beside="investigate"),
    State("report", "C4", "调查终结", "调查中"),
    State("review", "C5", "审核", "审核中"),
    State("notice", "C6", "告知", "审核中"),
    State("defence", "C7", "陈述申辩", "听取意见中"),
    State("hearing", "C7b", "听证", "听取意见中", beside="defence"),
    State("collective", "C8", "集体讨论", "待决定", beside="deciding"),
    State("deciding", "C8b", "待决定", "待决定"),
    State("decided", "C9", "作出决定", "已决定"),
    State("not_punished", "C9a", "不予处罚", "不予处罚", beside="decided", ends=True),
    State("withdrawn", "C9b", "撤销案件", "已撤销", beside="decided", ends=True),
    State("with_police", "C9c", "移送公安机关", "已移送", beside="decided", ends=True),
    State("on_spot", "C9d", "当场处罚", "已决定", beside="served"),
    State("served", "C10", "送达", "已决定"),
    State("published", "C11", "公示", "已决定", beside="served"),
    State("perform", "C12", "履行", "履行中"),
    State("overdue", "C12x", "逾期未履行", "履行中", beside="perform"),
    State("court", "C13", "申请强制执行", "强制执行中", beside="perform"),
    State("remedy", "C14", "复议诉讼", "复议诉讼中", beside="perform"),
    State("closed", "C15", "结案", "已结案", is_open=False),
)
# fmt: on
