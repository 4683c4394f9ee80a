"""The words and boxes of the forms that an infringement dispute asks for."""

from __future__ import annotations

from caseapp.law.procedures.fields import BY_TRANSFER, REMEDY
from caseapp.law.procedures.sides import SIDES
from caseapp.law.procedures.table import Choices, Field, Kind


def _box(key: str, label: str, note: str = "") -> Field:
    # An unticked box is an answer; the gate that reads it says what is missing.
    return Field(key, label, "bool", required=False, help=note)


def _choice(key: str, label: str, choices: Choices) -> Field:
    return Field(key, label, "choice", choices=choices)


def _maybe(key: str, label: str, kind: Kind, *, note: str = "") -> Field:
    return Field(key, label, kind, required=False, help=note)


# Request, filing, panel
SUPPLEMENT = (
    Field("defects", "需要补正的全部内容", "longtext", help="一次性书面告知，不得分次提出"),
    Field("limit_on", "补正期限届满日", "date", help="由本机关指定"),
)
SUPPLIED = (
    Field("supplied", "补正的内容", "longtext"),
    Field(
        "papers_added",
        "补交的材料",
        "choices",
        required=False,
        choices=(
            ("identity", "主体资格证明"),
            ("register", "专利登记簿副本"),
            ("certificate", "专利证书"),
            ("fee", "当年缴纳专利年费的收据"),
            ("evaluation", "专利权评价报告（检索报告）"),
        ),
    ),
    _maybe("claims", "补充指明的权利要求", "text"),
)
TESTS = (
    _box("standing_shown", "请求人是专利权人或者利害关系人"),
    _box("respondent_clear", "有明确的被请求人"),
    _box("request_clear", "有明确的请求事项和具体事实、理由"),
    _box("is_ours", "属于本机关受理范围和管辖"),
    _box("no_suit", "当事人均未就该纠纷向人民法院起诉"),
)
NO_OTHER_WAY = _box("no_other_way", "双方没有约定其他纠纷解决方式（如仲裁）")
PANEL = (
    Field("officers", "合议组成员", "officers", help="三人以上单数"),
    Field("panel_head", "合议组组长", "person"),
    Field("clerk", "书记员", "person", help="书记员不是合议组成员"),
)
REFUSALS_OLD: Choices = (
    ("no_standing", "请求人不是专利权人或者利害关系人"),
    ("no_respondent", "没有明确的被请求人"),
    ("no_request", "没有明确的请求事项和具体事实、理由"),
    ("not_ours", "不属于本机关受理和管辖范围"),
    ("sued", "已就该纠纷向人民法院起诉"),
    ("papers", "没有提交规定的证明文件"),
    ("not_in_force", "专利权无效或者已经终止"),
    ("taken_back", "请求人撤回请求"),
)
REFUSALS_NEW: Choices = (
    *REFUSALS_OLD,
    ("other_way", "双方约定了其他纠纷解决方式"),
    ("no_report", "无正当理由不提交专利权评价报告"),
    ("not_supplemented", "逾期未补正或者补正后仍不符合要求"),
)


def refusal(choices: Choices) -> tuple[Field, ...]:
    """The grounds an edition knows for not taking a request."""
    return (_choice("refusal", "不予立案的情形", choices),)


TRANSFER = (
    Field("receiver", "接收机关", "text", help=BY_TRANSFER),
    _box("requester_told", "移送前已告知请求人"),
)

# Service, answer, objection
# How it was served stands with the service of the paper; the act says on whom.
SERVED = (_choice("side", "受送达人", SIDES),)
ANSWER = (
    Field("answer_text", "答辩的主要内容", "longtext"),
    _box("invalidation_told", "答辩中说明已请求宣告专利权无效"),
)
LATER_DAY = (Field("limit_on", "延长至", "date"),)
OBJECTION = (Field("objection", "管辖异议的理由", "longtext"),)
TIME_BAR = (
    Field("objected_on", "提出时效抗辩的日期", "date"),
    Field("known_on", "请求人知道侵权行为以及侵权人的日期", "date"),
    Field("time_bar_facts", "双方的主张和证据", "longtext"),
)

# Evidence, mediation
EVIDENCE = (
    _choice("evidence_cause", "调查的起因", (("asked", "当事人书面请求"), ("own", "本机关依职权"))),
    _choice(
        "method",
        "方式",
        (
            ("copy", "查阅、复制有关资料"),
            ("sample", "抽样取证"),
            ("keep", "登记保存"),
            ("measure", "测量、拍照、摄像"),
            ("expert", "委托鉴定或者技术调查"),
        ),
    ),
    Field("evidence_found", "取得的证据", "longtext"),
)
TOLLS_OLD: Choices = (("notice", "公告时间"), ("expert", "鉴定时间"))
TOLLS_NEW: Choices = (
    ("notice", "公告时间"),
    ("test", "检验、检测时间"),
    ("expert", "鉴定时间"),
    ("evidence", "当事人申请延长举证期限的时间"),
    ("settlement", "当事人自行和解的时间"),
)


def toll(choices: Choices) -> tuple[Field, ...]:
    """The time an edition does not count, with its first and last day."""
    return (
        _choice("toll", "不计入办案期限的时间", choices),
        Field("pause_first", "起日", "date"),
        Field("pause_last", "止日", "date"),
    )


WILLING = (_box("both_willing", "双方当事人都愿意调解"),)
AGREEMENT = (
    Field("terms", "协议内容", "longtext", help="赔偿数额只能由双方在调解中约定，不能裁决"),
    _maybe("damages", "约定的赔偿数额（元）", "money"),
    _box("both_signed", "双方当事人已签名或者盖章"),
    _box("sealed", "已加盖本机关印章"),
)

# Oral hearing
ORAL_NOTICE = (
    Field("oral_at", "口头审理时间", "instant"),
    Field("oral_place", "口头审理地点", "text"),
    Field("requester_notice_on", "通知书送达请求人的日期", "date"),
    Field("respondent_notice_on", "通知书送达被请求人的日期", "date"),
    _box("public_oral", "公开审理并已公告"),
)
ORAL_RECEIPT = (
    _choice("side", "当事人", SIDES),
    _choice("attends", "是否参加", (("yes", "参加"), ("no", "不参加"))),
    _maybe("receipt_note", "出庭人员或者不参加的理由", "longtext"),
)
POSTPONED = ORAL_NOTICE
ORAL_RECORD = (
    _box("requester_present", "请求人到场"),
    _box("respondent_present", "被请求人到场"),
    Field("oral_record", "口头审理笔录", "longtext"),
)
ABSENCE = (
    _choice("absent", "缺席的一方", SIDES),
    _choice("absence_kind", "情形", (("away", "无正当理由拒不到场"), ("left", "未经许可中途退出"))),
    _box("unexcused", "已核实没有正当理由"),
)
DEFAULT_RECORD = (Field("oral_record", "缺席审理的情况", "longtext"),)

# Suspension
INVALIDATION = (
    Field("invalidation_on", "无效宣告请求受理日", "date"),
    Field("invalidation_no", "受理通知书编号", "text"),
    _box("second_request", "撤回前一次请求后再次提出"),
)
INVALIDATION_RESULT = (
    _choice(
        "invalidation_result",
        "结果",
        (
            ("upheld", "维持专利权有效"),
            ("part", "宣告部分无效"),
            ("invalid", "宣告全部无效"),
            ("withdrawn", "请求被撤回或者视为撤回"),
        ),
    ),
    Field("result_on", "决定日期", "date"),
)
SUSPENSIONS_OLD: Choices = (("invalidation", "无效宣告请求已被受理，被请求人请求中止"),)
SUSPENSIONS_NEW: Choices = (
    ("invalidation", "无效宣告请求已被受理"),
    ("death", "当事人死亡，需要等待继承人表明是否参加"),
    ("capacity", "当事人丧失民事行为能力，尚未确定法定代理人"),
    ("ended", "法人或者其他组织终止，尚未确定权利义务承受人"),
    ("force_majeure", "当事人因不可抗拒的事由不能参加"),
    ("other_case", "需要以另一案的审理结果为依据"),
    ("question", "需要向上级请示"),
    ("other", "其他应当中止的情形"),
)
GOING_ON_OLD: Choices = (("groundless", "请求中止的理由明显不能成立"),)
GOING_ON_NEW: Choices = (
    ("invention", "涉案专利是发明专利"),
    ("report", "专利权评价报告未发现不符合授权条件的缺陷"),
    ("second", "撤回无效宣告请求后再次提出"),
    ("upheld", "已有生效的决定维持专利权有效"),
    ("not_needed", "本机关认为不需要中止的其他情形"),
)


def suspension(choices: Choices) -> tuple[Field, ...]:
    """The grounds on which an edition suspends a case."""
    return (_choice("suspension", "中止的事由", choices), _box("asked_by_party", "当事人请求中止"))


def going_on(choices: Choices) -> tuple[Field, ...]:
    """The reason codes under which an edition goes on with the case."""
    return (_choice("goes_on", "不予中止的理由", choices),)


# Decision and what follows
FINDINGS: Choices = (("infringed", "侵权成立"), ("not_infringed", "侵权不成立，驳回请求"))
DELIBERATION = (
    Field("officers", "参加合议的成员", "officers"),
    _choice("finding", "合议结论", FINDINGS),
    Field("comparison", "权利要求与被控侵权方案的对比", "longtext"),
    Field("deliberation", "评议情况", "longtext"),
    _maybe("dissent", "少数意见", "longtext"),
)
MEASURES: Choices = (
    ("make", "停止制造，销毁专用设备、模具，不得销售库存"),
    ("use", "停止使用专利方法"),
    ("sell", "停止销售"),
    ("offer", "停止许诺销售，撤回宣传"),
    ("import", "停止进口，并通知海关"),
    ("show", "撤出展会"),
    ("platform", "通知平台删除、屏蔽、断开链接，终止交易和服务"),
    ("go_on", "证明合法来源并支付合理对价的使用者可以继续使用"),
)
DECISION = (
    _choice("finding", "裁决结果", FINDINGS),
    Field("facts_found", "查明的事实和理由", "longtext"),
    Field("order", "责令采取的措施", "choices", required=False, choices=MEASURES),
    _maybe("order_words", "措施的具体内容", "longtext", note="赔偿数额不裁决，只能应请求调解"),
    _maybe("perform_until", "履行期限届满日", "date"),
)
REPEAT = (
    Field("earlier_no", "已生效的决定或者判决文号", "text"),
    Field("effective_on", "生效日期", "date"),
    _box("same_patent", "侵犯的是同一专利权"),
    _box("same_kind", "再次实施的是同类侵权行为"),
)
GROUNDS_OLD: Choices = (
    ("not_acceptable", "立案后发现不符合受理条件"),
    ("taken_back", "请求人撤回处理请求"),
    ("requester_gone", "请求人死亡或者注销，没有继承人、权利承受人或者其放弃请求"),
    ("respondent_gone", "被请求人死亡或者注销，没有遗产或者义务承受人"),
    ("other", "其他需要撤销案件的情形"),
)
GROUNDS_NEW: Choices = (
    *GROUNDS_OLD,
    ("claims_unnamed", "经要求仍未指明主张的权利要求"),
    ("time_barred", "被请求人的时效抗辩成立"),
    ("papers_missing", "未按规定提交公证认证等材料"),
)


def withdrawal(choices: Choices) -> tuple[Field, ...]:
    """The grounds on which an edition withdraws a case."""
    return (
        _choice("withdrawal", "撤销案件的情形", choices),
        _box("asked_before", "已要求请求人补充，逾期未补充"),
        _box("no_interruption", "查明没有时效中止、中断、延长的情形，侵权行为已经停止"),
    )


PUBLICATION = (
    Field("published_where", "公开渠道", "text"),
    _box("masked", "已遮盖商业秘密和个人隐私"),
)
PERFORMANCE = (Field("performed_how", "履行情况", "longtext"),)
SUIT = (
    Field("court", "人民法院", "text"),
    Field("suit_no", "案号", "text"),
    *(one for one in REMEDY if one.key == "stays_execution"),
)
JUDGMENT = (Field("judgment", "裁判内容", "longtext"),)
COURT = (
    Field("court", "人民法院", "text"),
    Field("demanded_on", "催告书送达日期", "date"),
)
CHANGE = (
    _choice("change", "处理", (("revoked", "撤销裁决"), ("changed", "变更裁决"))),
    Field("change_scope", "范围和理由", "longtext", help="对已经履行的裁决不具有追溯力"),
)
CLERICAL = (Field("corrected_words", "更正的内容", "longtext"),)
SUPERIOR = (
    Field("approval_no", "上级机关批准文号", "text"),
    Field("extend_months", "批准延长的月数", "int", help="按上级机关批准的月数填写"),
)
