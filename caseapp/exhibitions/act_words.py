"""Acts at fairs in the words of the audit trail."""

from __future__ import annotations

from caseapp.exhibitions.complaint_words import ACTS as COMPLAINT_ACTS
from caseapp.exhibitions.fair_words import FAIR_ACTS
from caseapp.exhibitions.spot_words import SPOT_ACTS

_EXHIBITORS = {
    "exhibitor.added": "登记参展商",
    "exhibitor.changed": "修改参展商",
    "exhibitor.gone": "登记参展商退展",
    "exhibitor.back": "登记参展商恢复参展",
    "exhibitor.promised": "收到参展承诺书",
    "exhibitor.list_read": "读入参展商名录",
    "exhibitor.list_entered": "登记参展商名录",
    "exhibitor.checked": "展前核对参展商",
    "exhibitor.promise_read": "查看参展承诺书",
    "exhibitor.warning_answered": "核对展前提示",
}
_CODES = {
    "fair_complaint.numbers_read": "查看投诉人的全部号码",
    "fair_complaint.code": "发给投诉查询码",
    "fair_complaint.code_wrong": "查询码不符",
}
_PATROL = {
    "fair.check": "登记标识检查",
    "fair.correct_mark": "更正标识检查",
    "fair.look_up": "登记专利查询结果",
    "fair.lead": "巡查发现转为线索",
    "fair.year_exported": "导出展会年度报表",
}


def act_words() -> dict[str, str]:
    """Return the words of every act of this package."""
    return {
        **{f"fair.{key}": name for key, name in FAIR_ACTS.items()},
        **{f"fair_complaint.{key}": f"展会投诉：{name}" for key, name in COMPLAINT_ACTS.items()},
        **SPOT_ACTS,
        **_EXHIBITORS,
        **_CODES,
        **_PATROL,
    }
