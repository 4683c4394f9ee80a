"""Acts and things of the audit trail in the words of the office."""

from __future__ import annotations

OBJECTS = {
    "person": "人员",
    "unit": "单位",
    "certificate": "执法证件",
    "calendar_day": "工作日历",
    "case": "案件",
    "case_file": "案件",
    "ticket": "工单",
    "paper": "文书",
    "party": "当事人",
    "informant": "举报人",
    "patent": "专利",
    "evidence": "证据",
    "deadline": "期限",
    "search": "检索",
}
ACTS = {
    "person.added": "登记人员",
    "person.changed": "修改人员资料",
    "person.deactivated": "停用账号",
    "person.reactivated": "恢复账号",
    "role.granted": "授予角色",
    "role.withdrawn": "收回角色",
    "certificate.added": "登记证件",
    "certificate.ended": "停用证件",
    "unit.added": "登记单位",
    "unit.changed": "修改单位资料",
    "calendar_day.added": "登记放假或上班日",
    "calendar_day.withdrawn": "撤销放假或上班日",
    "login_link.made": "生成登录链接",
    "session.started": "登录",
    "session.ended": "退出",
    "sessions.ended": "结束全部登录",
}


def act_words(action: str) -> str:
    """Return an act in Chinese; empty for one that has only its code yet."""
    return ACTS.get(action, "")


def object_words(kind: str) -> str:
    """Return the kind of a thing in Chinese; empty for one that has only its code yet."""
    return OBJECTS.get(kind, "")
