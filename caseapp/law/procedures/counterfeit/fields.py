"""The boxes of the forms that only some counterfeit cases need: on the spot, wrong marks, rest."""

from __future__ import annotations

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.table import Choices, Field

# On the spot
SPOT_PARTIES: Choices = (("person", "公民"), ("entity", "法人或者其他组织"))
SPOT_TESTS = (
    Field("facts_clear", "违法事实确凿并有法定依据", "bool", required=False),
    Field("no_gains", "没有违法所得", "bool", required=False),
    Field("rights_told", "已告知事实、理由、依据和权利", "bool", required=False),
    Field("party_heard", "已听取当事人陈述申辩", "bool", required=False),
    Field("handed_over", "决定书已当场交付当事人", "bool", required=False),
)
ON_SPOT = (
    *ask.SHOWN,
    Field("decision_no", "当场处罚决定书编号", "text", help="决定书上预先印制的编号"),
    Field("act_kinds", "假冒专利行为", "choices", choices=ask.ACT_KINDS),
    Field("act_end", "行为终止日", "date", help="持续的行为填写查明之日"),
    Field("act_facts", "查明的事实和证据", "longtext"),
    Field("spot_party", "当事人", "choice", choices=SPOT_PARTIES),
    Field("fine", "罚款（元）", "money", help="单处警告的填写零"),
    Field("correction", "责令改正的内容", "longtext"),
    *SPOT_TESTS,
    Field(
        "remedy_told",
        "告知的救济途径",
        "choice",
        choices=(
            ("reconsideration_first", "对当场处罚不服的，先申请行政复议"),
            ("either", "申请行政复议或者提起行政诉讼"),
        ),
    ),
    *(one for one in ask.PROPOSAL if one.key in {"criminal_check", "criminal_reason"}),
    *ask.EARLIER_FINE,
)
CASH = (
    Field(
        "cash_ground",
        "当场收缴的情形",
        "choice",
        choices=(
            ("small", "数额在当场收缴的限额以内"),
            ("hard_later", "不当场收缴事后难以执行"),
            ("remote", "边远、水上、交通不便地区，当事人提出当场缴纳"),
        ),
    ),
    *ask.PERFORMANCE,
)
HANDING_IN = (Field("handed_in_no", "交款凭证号", "text"),)
BANKING = (Field("banked_no", "银行缴存凭证号", "text"),)

# Wrong marks on a good patent
MARKING = (
    Field("marked_by_holder", "标注人是专利权人或者经其同意的人", "bool", required=False),
    Field(
        "defects",
        "不规范之处",
        "choices",
        choices=(
            ("number", "专利号标注不全或者有误"),
            ("kind", "没有标明专利权的类别"),
            ("words", "文字、符号使公众误解"),
            ("place", "标注的位置、方式不符合规定"),
        ),
    ),
    Field("correction", "责令改正的内容", "longtext"),
    Field("correct_by", "改正期限", "date"),
)
CORRECTION_CHECK = (
    Field(
        "correction_result",
        "复查结果",
        "choice",
        choices=(("corrected", "已改正"), ("not_corrected", "未改正或者改正不到位")),
    ),
    Field("correction_note", "复查情况", "longtext"),
)

# Rest and urgency
SUSPENSION = (
    Field(
        "suspension_ground",
        "中止的情形",
        "choice",
        choices=(
            ("other_decision", "须以其他案件的审理结果或者其他行政决定为依据"),
            ("expert", "涉及法律适用等问题，须等待解释、确认或者鉴定结论"),
            ("force_majeure", "因不可抗力致使案件暂时无法调查"),
            ("party_unknown", "当事人下落不明"),
            ("other", "其他应当中止的情形"),
        ),
    ),
    Field("end_event", "恢复调查的条件", "text"),
)
DEDUCTION = (
    Field(
        "deduction_ground",
        "不计入期限的情形",
        "choice",
        choices=(
            ("test", "检验、检测、检疫"),
            ("expert_opinion", "鉴定"),
            ("holder_identification", "权利人辨认、鉴别"),
        ),
    ),
    Field("pause_first", "扣除的起日", "date"),
    Field("pause_last", "扣除的止日", "date"),
    Field("deduction_basis", "委托书、鉴定意见等文号", "text"),
)
REVIEW_LONGER = (Field("extend_days", "延长（工作日）", "int"),)
URGENT_REGISTRATION = (
    *(one for one in ask.REGISTRATION if one.key not in {"approved_by", "approved_on"}),
    Field("measure_at", "实施时间", "instant"),
)

# Help from another office
ASKING_HELP = (
    Field(
        "asked_office",
        "请求协助的机关",
        "text",
        help="只需在本案记下请求和期限的，登记在这里；要随函送材料、由对方签收和答复的，"
        "在案件页“移送与协作”登记“协助调查”。期限相同，同一次请求只登记一处。",
    ),
    Field("asked_matter", "请求协助的事项", "longtext"),
)
HELP_LONGER = (Field("extend_days", "对方告知的延长（工作日）", "int"),)
HELP_RESULT = (Field("help_result", "协助结果", "longtext"),)

# Showing a decision elsewhere
CREDIT = (Field("credit_where", "报送渠道", "text", help="如信用中国、省信用信息平台"),)
PUSH = (Field("pushed_to", "登记地市场监督管理部门", "text"),)
SHOWN_THERE = (Field("shown_where", "公示渠道", "text", help="登记地公示该决定的系统"),)

# The body that reconsiders
ACCEPTED = (
    Field("accepted_on", "复议机关受理日", "date", required=False, help="知道以后可以更正补填"),
)
CHANGED = (
    Field("changed_fine", "变更后的罚款（元）", "money", help="没有变更的填写原数额，免除的填写零"),
    Field("changed_confiscation", "变更后的没收违法所得（元）", "money"),
    Field("third_party_asked", "第三人提出相反请求", "bool", required=False),
)
