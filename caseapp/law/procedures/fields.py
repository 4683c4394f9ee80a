"""The words and boxes of the forms: groups of fields that the editions ask for."""

from __future__ import annotations

from dataclasses import replace

from caseapp.law.procedures.table import Choices, Field, Kind


def _box(key: str, label: str, note: str = "") -> Field:
    # An unticked box is an answer; the gate that reads it says what is missing.
    return Field(key, label, "bool", required=False, help=note)


def _choice(key: str, label: str, choices: Choices, *, default: str = "") -> Field:
    return Field(key, label, "choice", choices=choices, default=default)


def _maybe(key: str, label: str, kind: Kind, *, note: str = "") -> Field:
    return Field(key, label, kind, required=False, help=note)


# Who acts, and that they showed it
OFFICERS = Field("officers", "办案人员", "officers", help="两人以上，当日持有效执法证件")
SHOWN = (
    OFFICERS,
    _box("certificate_shown", "已向当事人出示执法证件"),
    _maybe("certificate_shown_at", "出示时间", "instant"),
)
SIGNATURE = _choice(
    "signature",
    "签名情况",
    (
        ("signed", "当事人已签名"),
        ("refused", "当事人拒绝签名，已注明"),
        ("witness", "当事人不在场，见证人签名"),
    ),
)

# Verification and filing
PATENT_STATUS: Choices = (
    ("in_force", "有效"),
    ("ended", "终止"),
    ("invalid", "宣告无效"),
    ("not_granted", "未授权"),
    ("pending", "申请中"),
    ("no_such_number", "号码不存在"),
)
VERIFICATION = (
    Field("patent_number", "专利号", "patent_number", help="按产品或者材料上的标注填写"),
    Field("act_on", "行为日", "date", help="按该日判断专利的法律状态"),
    _choice("patent_status", "行为日的法律状态", PATENT_STATUS),
    Field("looked_up_by", "查询人", "person"),
    Field("looked_up_on", "查询日期", "date"),
    Field("lookup_source", "查询来源", "text", help="如专利登记簿副本、专利检索系统"),
    _maybe("patent_title", "专利名称", "text"),
    _maybe("patent_holder", "专利权人", "text"),
    _maybe("ended_on", "终止或者宣告无效的日期", "date"),
    _maybe("ended_why", "终止或者宣告无效的原因", "text"),
    Field("finding", "核查结果", "longtext"),
)
ASK_FILING = (
    _choice(
        "filing_proposal",
        "建议",
        (("file", "建议立案"), ("refuse", "建议不予立案")),
        default="file",
    ),
    Field("filing_reasons", "理由", "longtext"),
)
FOUR_TESTS = (
    _box("has_evidence", "有证据初步证明存在违法行为"),
    _box("is_punishable", "依法应当给予行政处罚"),
    _box("is_ours", "属于本机关管辖"),
    _box("in_time", "在给予行政处罚的法定期限内"),
)
# From this day the time within which a breach can be punished is counted (CF-29).
GRAVE_HARM = _box(
    "grave_harm",
    "涉及公民生命健康安全、金融安全且有危害后果",
    "2021年7月15日以后的行为，追究期限较长",
)
ACT_END = (
    _maybe(
        "act_ended_on",
        "违法行为终止日",
        "date",
        note="持续、连续的行为填写核查时查明之日；不填的按核查记录的行为日计算追究期限",
    ),
    GRAVE_HARM,
)
FILING = (OFFICERS, *ACT_END, *FOUR_TESTS)
REFUSAL = (
    _choice(
        "refusal",
        "不予立案的情形",
        (
            ("no_breach", "违法行为不成立"),
            ("slight_corrected", "违法行为轻微并及时改正，没有造成危害后果"),
            ("first_slight", "初次违法且危害后果轻微并及时改正"),
            ("no_fault", "当事人有证据足以证明没有主观过错"),
            ("not_ours", "不属于本机关管辖"),
            ("time_barred", "超过给予行政处罚的法定期限"),
        ),
    ),
)
# The same act has a register of its own: which of the two is to be used where.
BY_TRANSFER = (
    "要随函移送材料、由对方签收和反馈的，先在案件页“移送与协作”登记“案件移送”：批准移送时本步骤一并办理，"
    "不用再登记；已经在这里办理的，仍可到那里补登记。"
)
TRANSFER = (Field("receiver", "接收机关", "text", help=BY_TRANSFER),)
REPLY = (
    _choice("told_how", "告知方式", (("writing", "书面"), ("phone", "电话"), ("online", "网络"))),
)

# Inquiry
TIMES = (
    Field("started_at", "开始时间", "instant"),
    Field("ended_at", "结束时间", "instant"),
    Field("place", "地点", "text"),
)
INSPECTION = (
    *SHOWN,
    *TIMES,
    Field("present", "在场人员", "text", help="当事人、现场负责人或者见证人"),
    Field("scene", "现场情况", "longtext"),
    _maybe("party_opinion", "当事人意见", "longtext"),
    SIGNATURE,
)
QUESTIONING = (
    *SHOWN,
    *TIMES,
    Field("person_asked", "被询问人", "text"),
    Field("person_position", "与当事人的关系", "text"),
    _box("rights_told", "已告知权利义务"),
    Field("answers", "询问内容", "longtext"),
    SIGNATURE,
)
REGISTRATION = (
    *SHOWN,
    _maybe("approved_by", "批准人", "person"),
    _maybe("approved_on", "批准日期", "date"),
    Field("registration_reason", "登记保存的理由", "longtext", help="证据可能灭失或者以后难以取得"),
    Field("keeping_place", "保存地点", "text"),
    Field("keeper", "保管人", "text"),
)
SAMPLING_IMPOSSIBLE = _box("sampling_impossible", "无法抽样取证")
DISPOSAL = (
    _choice(
        "disposal",
        "处理方式",
        (
            ("returned", "返还"),
            ("seized", "转为查封扣押"),
            ("tested", "送检测鉴定"),
            ("confiscated", "没收"),
            ("destroyed", "销毁"),
            ("police", "随案移送公安机关"),
        ),
    ),
    _maybe("disposal_note", "说明", "longtext"),
)
SEIZURE_RECORD = (
    _box("party_called", "已通知当事人到场"),
    _box("reasons_told", "已当场告知理由、依据和救济途径"),
    _box("party_heard", "已听取当事人陈述申辩"),
)
SEIZABLE_GOODS = (
    _box("goods_related", "物品与案件有关"),
    _box("no_necessities", "不属于生活必需品"),
    _box("not_sealed_elsewhere", "未被其他机关查封"),
)
SEIZURE = (
    *SHOWN,
    _choice("measure", "措施", (("seal", "查封"), ("seize", "扣押"))),
    Field("measure_at", "实施时间", "instant"),
    Field("place", "地点", "text"),
    _box("counterfeit_shown", "有证据证明是假冒专利的产品"),
    *SEIZABLE_GOODS,
    *SEIZURE_RECORD,
    SIGNATURE,
)
APPROVAL = (
    _maybe("approved_by", "批准人", "person"),
    _maybe("approved_at", "批准时间", "instant"),
)
URGENT_APPROVAL = (Field("approved_at", "批准时间", "instant"),)
TESTING = (
    Field("pause_first", "检测鉴定起日", "date"),
    Field("pause_last", "检测鉴定止日", "date"),
    Field("told_on", "书面告知日期", "date"),
)
LIMIT_DAY = (_maybe("limit_on", "延长至", "date", note="再次延长的，填写集体讨论确定的日期"),)
EXTENSION_TOLD = (_box("party_told", "已书面告知当事人并说明理由"),)
RELEASE = (
    _choice(
        "release",
        "解除或者处理的情形",
        (
            ("no_breach", "没有违法行为"),
            ("unrelated", "与违法行为无关"),
            ("no_need", "已作出处理决定，不再需要"),
            ("period_over", "期限届满"),
            ("confiscated", "没收"),
            ("police", "随案移送公安机关"),
        ),
    ),
)

# Report
ACT_KINDS: Choices = (
    ("CFA-1a", "在未被授予专利权的产品或者包装上标注专利标识"),
    ("CFA-1b", "专利权宣告无效或者终止后继续标注专利标识"),
    ("CFA-1c", "未经许可在产品或者包装上标注他人的专利号"),
    ("CFA-2", "销售上述产品"),
    ("CFA-3a", "在材料中将未被授予专利权的技术或者设计称为专利"),
    ("CFA-3b", "在材料中将专利申请称为专利"),
    ("CFA-3c", "在材料中使用他人的专利号"),
    ("CFA-4", "伪造、变造专利证书、专利文件或者专利申请文件"),
    ("CFA-5", "其他使公众混淆的行为"),
)
GAINS_KINDS: Choices = (
    ("known", "有违法所得"),
    ("none", "没有违法所得"),
    ("not_computable", "违法所得无法计算"),
)
METHOD_71 = ("GAIN-71", "销售收入或者合同收入（专利行政执法办法第四十七条）")
METHOD_28 = ("GAIN-28", "违法取得的款项减去应退赔款（行政处罚法第二十八条）")
METHOD_SAIC = ("GAIN-SAIC", "收入减去直接合理支出（工商行政管理机关认定办法）")
METHOD_118 = ("GAIN-118", "收入减去合法必要的直接支出（市场监管总局令第118号）")
ACT = (
    Field("act_kinds", "假冒专利行为", "choices", choices=ACT_KINDS),
    Field("act_start", "行为起始日", "date"),
    Field("act_end", "行为终止日", "date", help="持续的行为填写查明之日"),
    _box("act_continuing", "行为处于持续状态"),
    Field("act_facts", "查明的事实和证据", "longtext"),
)


def gains(*methods: tuple[str, str]) -> tuple[Field, ...]:
    """The fields of the gains, with the methods an edition knows."""
    return (
        _choice("gains_kind", "违法所得", GAINS_KINDS),
        _maybe("gains", "违法所得数额（元）", "money", note="没有或者无法计算的不填"),
        Field("gains_method", "计算方法", "choice", required=False, choices=methods),
        _maybe("gains_reason", "计算过程，或者无法计算的理由", "longtext"),
    )


PROPOSAL = (
    _choice(
        "proposal",
        "处理建议",
        (
            ("penalty", "给予行政处罚"),
            ("no_penalty", "不予行政处罚"),
            ("withdraw", "撤销案件"),
            ("crime", "移送公安机关"),
        ),
        default="penalty",
    ),
    Field("proposed_fine", "拟罚款（元）", "money", default="0"),
    Field("confiscation", "拟没收违法所得（元）", "money", default="0"),
    Field("discretion", "裁量理由", "longtext"),
    _box("complex_or_major", "情节复杂或者重大"),
    _choice(
        "criminal_check",
        "是否涉嫌犯罪",
        (("none", "未达到刑事立案追诉标准"), ("suspected", "涉嫌犯罪，应当移送")),
    ),
    Field("criminal_reason", "判断的理由", "longtext", help="写明数额和对照的标准"),
)

# One act is fined once (行政处罚法第二十九条): what others did is stated, our own decisions are known.
EARLIER_FINE = (
    _maybe(
        "fined_elsewhere",
        "同一行为已受的罚款",
        "text",
        note="其他机关已对同一行为罚款的，写明机关、文号和日期；没有的不填",
    ),
    _maybe(
        "separate_act",
        "与本机关已罚款的不是同一行为的理由",
        "longtext",
        note="系统提示同一行为已经罚款而实际不是的，写明区别",
    ),
)

# Review, notice, defence, hearing, collective meeting
REVIEW_OPINION = (Field("review_opinion", "审核意见", "longtext"),)
HEARING_OFFER = (
    _box(
        "hearing_offered",
        "一并告知听证权利",
        "达到听证标准的应当告知；标准没有确定的，一般应当告知",
    ),
    _maybe(
        "hearing_refusal",
        "不告知听证权利的理由",
        "longtext",
        note="听证标准没有确定而不告知的，应当写明理由；其他情形不填",
    ),
)
DEFENCE = (
    _choice("defence_form", "方式", (("oral", "口头"), ("written", "书面"))),
    Field("defence_text", "陈述申辩内容", "longtext"),
    Field("defence_answer", "复核意见", "longtext"),
)
WAIVER = (
    _choice("waiver_form", "放弃的方式", (("written", "书面声明"), ("record", "笔录记明"))),
    _box("hearing_waived", "同时放弃听证权利"),
)
SILENCE = (Field("period_ended_on", "告知书载明的期限届满日", "date"),)
HEARING_NOTICE = (
    Field("hearing_on", "听证日期", "date"),
    Field("hearing_place", "听证地点", "text"),
    Field("hearing_officer", "听证主持人", "person"),
    Field("hearing_notice_served_on", "听证通知书送达日期", "date"),
    Field(
        "hearing_public",
        "是否公开举行",
        "choice",
        required=False,
        choices=(
            ("public", "公开举行"),
            ("closed", "涉及国家秘密、商业秘密或者个人隐私，不公开举行"),
        ),
        default="public",
    ),
)
HEARING = (
    Field("hearing_officer", "听证主持人", "person"),
    Field("hearing_record", "听证笔录", "longtext"),
    Field("hearing_opinion", "听证意见", "longtext"),
)
MEETING = (
    Field("members", "参加人员", "text"),
    Field("discussion", "讨论情况", "longtext"),
    Field("conclusion", "讨论结论", "longtext"),
    _maybe("dissent", "不同意见", "longtext"),
)

# Decision, publicity, performance
PENALTY = (
    Field("fine", "罚款（元）", "money"),
    Field("confiscation", "没收违法所得（元）", "money"),
    Field("correction", "责令改正的内容", "longtext"),
)
PUBLICITY_NOTICE = (
    _choice(
        "publicity_notice",
        "公示告知",
        (("told", "已书面告知将予公示"), ("not_shown", "依法不予公示，无需告知")),
    ),
)
# Without a default: before the duty began nobody is said to have been told.
PUBLICITY_NOTICE_IF_DUE = tuple(
    replace(field, required=False, default="", help="2021年9月1日起作出的决定应当选择")
    for field in PUBLICITY_NOTICE
)
SPARING = (
    Field("accepted_defence", "采纳的陈述申辩", "longtext"),
    Field("sparing_basis", "建议不予处罚的依据和理由", "longtext"),
)
OUTCOME = (Field("outcome_basis", "依据和理由", "longtext"),)
PUBLICATION = (
    _choice("publication", "公示方式", (("full", "公示"), ("masked", "遮盖后公示"))),
    Field("published_where", "公示渠道", "text"),
)
PAYMENT = (
    Field("paid", "缴款数额（元）", "money", default="0"),
    _maybe("pay_reference", "缴款凭证号", "text"),
)
PERFORMANCE = (*PAYMENT, Field("corrected", "改正情况", "longtext"))
DEFERRAL = (Field("pay_until", "延期或者最后一期缴纳日", "date"),)
COURT = (Field("court", "人民法院", "text"),)
REMEDY = (
    Field("remedy_body", "受理机关", "text"),
    Field("remedy_no", "案号", "text"),
    Field(
        "stays_execution",
        "决定是否停止执行",
        "choice",
        required=False,
        choices=(("no", "不停止执行"), ("yes", "已决定或者裁定停止执行")),
        default="no",
    ),
)
REMEDY_RESULT = (Field("remedy_result", "裁决内容", "longtext"),)
FEWER_DAYS = (
    Field(
        "fewer_days",
        "批准延长的天数",
        "int",
        required=False,
        help="短于条文规定的最长时间的，填写天数；不填的，按最长时间延长",
    ),
)
