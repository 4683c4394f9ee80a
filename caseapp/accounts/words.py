"""Acts and things of the audit trail in the words of the office."""

from __future__ import annotations

from caseapp.law.procedures.registry import PROCEDURES

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
    "key": "密钥",
    "patent": "专利",
    "evidence": "证据",
    "goods": "物品",
    "deadline": "期限",
    "search": "检索",
}
STEPS = {f"case.{step.key}": step.name for edition in PROCEDURES.values() for step in edition.steps}
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
    "ticket.taken": "登记工单",
    "ticket.sent": "转办工单",
    "ticket.answered": "答复工单",
    "case.lead_opened": "登记线索",
    **STEPS,
    "party.added": "登记当事人",
    "party.changed": "修改当事人",
    "party.joined": "列为案件当事人",
    "party.left": "移出案件当事人",
    "informant.sealed": "密封举报人身份",
    "informant.bound": "身份与案件绑定",
    "informant.asked": "申请查看举报人身份",
    "informant.agreed": "同意查看举报人身份",
    "informant.refused": "不同意查看举报人身份",
    "informant.looked_up": "查号码以往举报",
    "informant.bulk": "成批查看身份被拦截",
    "paper.held_back": "含受保护身份的内容被拦截",
    "keys.rotated": "更换主密钥",
    "keys.rewrapped": "改用新主密钥封存",
    "informant.unsealed": "查看举报人身份",
    "patent.noted": "登记专利",
    "patent.looked_up": "登记专利查询",
    "patent.marked": "标注专利核对结果",
    "patent.put_into_case": "专利列入案件",
    "patent.dropped": "专利移出案件",
    "evidence.add": "登记证据",
    "evidence.read": "下载证据文件",
    "evidence.remove": "移出证据",
    "evidence.register": "先行登记保存",
    "evidence.registration_end": "登记保存结束",
    "goods.add": "登记物品",
    "goods.change": "修改物品",
    "goods.dispose": "处理物品",
    "goods.remove": "移出物品",
    "paper.draft": "起草文书",
    "paper.edit": "修改文书",
    "paper.read": "下载文书文件",
    "paper.sign": "签发或定稿文书",
    "paper.serve": "登记送达",
    "paper.void": "作废文书",
    "number.void": "作废文号",
    "deadline.start": "期限起算",
    "deadline.stop": "期限结束",
    "deadline.pause": "期限中止",
    "deadline.resume": "期限恢复",
    "deadline.extend": "期限延长",
    "deadline.recompute": "期限重新计算",
    "outbox.retry": "重新处理积压",
}


def act_words(action: str) -> str:
    """Return an act in Chinese; empty for one that has only its code yet."""
    return ACTS.get(action, "")


def object_words(kind: str) -> str:
    """Return the kind of a thing in Chinese; empty for one that has only its code yet."""
    return OBJECTS.get(kind, "")
