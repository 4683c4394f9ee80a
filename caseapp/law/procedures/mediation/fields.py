"""The words and boxes of the forms that mediation asks for."""

from __future__ import annotations

from caseapp.law.procedures.sides import SIDES
from caseapp.law.procedures.table import Choices, Field, Kind


def _box(key: str, label: str, note: str = "") -> Field:
    # An unticked box is an answer; the gate that reads it says what is missing.
    return Field(key, label, "bool", required=False, help=note)


def _choice(key: str, label: str, choices: Choices) -> Field:
    return Field(key, label, "choice", choices=choices)


def _maybe(key: str, label: str, kind: Kind, *, note: str = "") -> Field:
    return Field(key, label, kind, required=False, help=note)


HOW: Choices = (("post", "邮寄"), ("direct", "直接送交"), ("other", "其他方式"))
MEDIATORS = Field("officers", "调解人员", "officers", help="由负责人指定")

# Request, opinion, filing
NOTICE = (
    _choice("sent_how", "寄送方式", HOW),
    _maybe("sent_reference", "邮件号或者说明", "text"),
)
# How it was served stands with the service of the paper; the act says on whom.
SERVED = (_choice("side", "受送达人", SIDES),)
OPINION = (Field("opinion", "被请求人的意见", "longtext"),)
FILING = (MEDIATORS, Field("filing_opinion", "审批意见", "longtext"))
REFUSAL = (
    _choice(
        "refusal",
        "不予立案的情形",
        (
            ("no_consent", "被请求人逾期未提交意见陈述书或者不同意调解"),
            ("not_ours", "不属于本机关管辖"),
            ("not_granted", "使用费纠纷在专利权授予之前提出"),
            ("no_patent_dispute", "不属于专利纠纷"),
            ("withdrawn", "请求人撤回请求"),
        ),
    ),
    _choice("told_how", "告知请求人的方式", HOW),
)
ROUTING = (
    Field("receiver", "告知向其提出的机关", "text", default="国务院专利行政部门"),
    _choice("told_how", "告知请求人的方式", HOW),
)

# Sessions
SESSION_NOTICE = (
    Field("session_on", "调解日期", "date"),
    Field("session_place", "调解地点", "text"),
    _maybe("helpers", "邀请协助调解的单位或者个人", "text"),
    _box("both_told", "已将时间和地点通知双方当事人"),
)
SESSION = (
    MEDIATORS,
    Field("started_at", "开始时间", "instant"),
    Field("ended_at", "结束时间", "instant"),
    Field("place", "地点", "text"),
    Field("present", "到场人员", "text", help="当事人、代理人和协助调解的人"),
    Field("session_record", "调解情况", "longtext"),
)
ABSENCE = (
    _choice(
        "absent",
        "未到场的一方",
        (*SIDES, ("both", "双方")),
    ),
    _box("unexcused", "无正当理由"),
    Field("absence_note", "情况说明", "longtext"),
)
AGREEMENT = (
    Field("terms", "协议条款", "longtext"),
    _maybe("agreed_sum", "约定给付的数额（元）", "money"),
    _maybe("perform_by", "履行期限", "date"),
    _box("both_signed", "双方当事人已签名或者盖章"),
    _box("sealed", "已加盖本机关公章"),
)
PROMISE = (
    _box("has_performance", "协议有给付内容", "给付金钱、物品或者其他可以执行的内容"),
    _box(
        "enforcement_promise",
        "载明债务人愿意接受强制执行的承诺",
        "有此条款的，双方可以持协议书办理公证，赋予强制执行效力",
    ),
)
FAILURE: Choices = (
    ("failed", "双方未能达成协议"),
    ("withdrawn", "请求人撤回请求"),
    ("refused", "被请求人不再同意调解"),
)
ABSENT: Choices = (
    ("requester_absent", "请求人无正当理由不到场，视为撤回请求"),
    ("respondent_absent", "被请求人无正当理由不到场，调解不成"),
)


def withdrawal(grounds: Choices) -> tuple[Field, ...]:
    """The fields of the end without agreement, with the grounds an edition knows."""
    return (
        _choice("withdrawal", "撤销案件的情形", grounds),
        _choice("told_how", "通知当事人的方式", HOW),
    )


# The stay at the national office, judicial confirmation, after-care
PROOF = (Field("proof_for", "证明的用途", "text", default="请求国务院专利行政部门中止有关程序"),)
STAY = (_maybe("stay_notice", "中止程序的通知书号", "text"),)
STAY_EXTENSION = (
    Field("extend_months", "延长的月数", "int", help="按国务院专利行政部门同意的期间填写"),
    _maybe("stay_notice", "中止程序的通知书号", "text"),
)
CONFIRMATION = (
    Field("court", "人民法院", "text"),
    _box("both_applied", "由双方当事人共同申请"),
)
CONFIRMATION_RESULT = (
    _choice(
        "confirmation",
        "结果",
        (("confirmed", "裁定协议有效"), ("rejected", "裁定驳回申请"), ("dropped", "撤回申请")),
    ),
    _maybe("court_no", "裁定书文号", "text"),
)
COPY = (
    Field("copied_papers", "抄送的文书", "text", default="调解协议书或者撤销案件通知书"),
    _choice("sent_how", "寄送方式", HOW),
)
RESUMED = (_maybe("resumed_note", "恢复程序的说明", "text"),)
