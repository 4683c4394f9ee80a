"""案件移送: cases and leads out and in, who is competent by a superior's word, tasks and their supervision."""

from __future__ import annotations

from caseapp.law.procedures.table import Choices, Field
from caseapp.transfers.articles import DISPUTED, NOT_ON
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import BODY, OFFICE, RECEIVER, Move, Stage, life

BOTH = (BODY, OFFICE)
AGREEING = ("TR-14",)
# 来函写明的日期约束我们，我们的函件写明的日期约束对方。
OUR_ANSWER = ("ST-20",)
THEIR_ANSWER = ("ST-23",)
HANDING_ON = ("ST-21",)

REASONS: Choices = (
    ("area", "不属于本机关的地域管辖"),
    ("level", "不属于本机关的级别管辖"),
    ("matter", "属于其他部门主管的事项"),
    ("first", "其他机关已经先立案"),
    ("designated", "上级指定其他机关管辖"),
    ("other", "其他理由"),
)
WHY_BACK: Choices = (
    ("area", "不属于接收机关的地域管辖"),
    ("matter", "不属于接收机关主管的事项"),
    ("first", "其他机关已经先立案"),
    ("papers", "材料不全，经告知没有补齐"),
    ("other", "其他理由"),
)
BACK = Field("back_key", "退回的理由", "choice", choices=WHY_BACK)
SUPERIOR = Field("superior", "共同的上一级机关", "int", help="从机构名录中选择。")
ORDER_NO = Field("order_no", "指定管辖通知文号", "text")
DESIGNATED = Field("designated", "被指定的机关", "int", help="从机构名录中选择。")
TOLD = Field("requester_told", "移送前已告知请求人（侵权纠纷）", "bool", required=False)
RESULT = Field("answer", "办理结果", "longtext", help="是否立案、案号、处理决定和执行情况。")
SIGNED_BY = Field("signed_by", "签收人", "text")
# 线索的要素：登记线索时原样带入，不再重复填写。
LEAD_FACTS = (
    Field("respondent", "被反映的单位或者个人", "text", required=False),
    Field("place", "违法行为地", "text", required=False),
    Field("product", "产品", "text", required=False),
    Field("patent_as_printed", "标注的专利号", "text", required=False),
    Field("contact", "联系人和电话", "text", required=False),
)
TRACKS: Choices = (
    ("counterfeit", "假冒专利"),
    ("false-statement", "专利弄虚作假"),
    ("request", "侵权等纠纷，由当事人另行提出请求"),
)
TRACK = Field("track", "适用的程序", "choice", choices=TRACKS, default="counterfeit")

# A row of a table is read as a row.
# fmt: off
OUT = life("out", "案件移送（移出）", stages=(
    Stage("drafted", "拟移送", "写明理由和依据，备齐移送材料，报负责人批准。"),
    Stage("approved", "已批准", "签发移送函，连同材料移送接收机关。"),
    Stage("sent", "已移送", "等待接收机关签收、退回回执。", turn=BODY),
    Stage("received", "对方已签收", "等待接收机关告知是否接受。", turn=BODY),
    Stage("accepted", "对方已接受", "等待接收机关反馈办理结果；临近反馈日期的可以催办。", turn=BODY),
    Stage("returned", "已退回", "接收机关退回：收回自办；认为应由对方管辖的，报请共同的上一级机关指定管辖。"),
    Stage("disputed", "管辖争议", "协商解决；协商不成的，由共同的上一级机关指定管辖。", turn=BODY),
    Stage("answered", "已反馈", "核对反馈的结果，附卷后办结。"),
    Stage("closed", "已办结", "移送已经办结。", is_open=False),
    Stage("taken_back", "已收回", "案件由本机关继续办理。", is_open=False),
    Stage("withdrawn", "已撤回", "没有移送，由本机关继续办理。", is_open=False),
), moves=(
    Move("open", "拟移送", (), "drafted", starts=HANDING_ON),
    Move("approve", "批准移送", ("drafted",), "approved", roles=("chief",), needs_reason=True,
         fields=(TOLD,), case_step="moved", article=NOT_ON),
    Move("send_back", "退回修改", ("drafted",), roles=("chief", "unit_head"), needs_reason=True),
    Move("send", "移送", ("approved",), "sent", holder="body", complete=True,
         stops=HANDING_ON, starts=THEIR_ANSWER, effects=("answer_is_awaited",)),
    Move("receive", "签收", ("sent",), "received", sides=BOTH, fields=(SIGNED_BY,),
         effects=("keep_receipt",)),
    Move("accept", "接受", ("sent", "received"), "accepted", sides=BOTH,
         fields=(Field("their_case", "对方案号", "text", required=False),)),
    Move("refuse", "不予接受，退回", ("sent", "received"), "returned", sides=BOTH, holder="office",
         fields=(BACK,), needs_reason=True, stops=THEIR_ANSWER, effects=("count_return",), gates=("was_not_designated",)),
    Move("return", "接受后退回", ("accepted",), "returned", sides=BOTH, holder="office",
         fields=(BACK,), needs_reason=True, stops=THEIR_ANSWER, effects=("count_return",), gates=("was_not_designated",)),
    Move("dispute", "报请上一级机关指定管辖", ("sent", "received", "accepted", "returned"), "disputed",
         sides=BOTH, holder="superior", fields=(SUPERIOR,), needs_reason=True, starts=AGREEING,
         gates=("was_not_designated", "names_superior"), article=DISPUTED),
    Move("agree_theirs", "协商由对方管辖", ("disputed",), "accepted", sides=BOTH, account=RECEIVER,
         holder="body", needs_reason=True, stops=AGREEING, effects=("answer_is_awaited",),
         article=DISPUTED),
    Move("agree_ours", "协商由本机关管辖", ("disputed",), "returned", holder="office",
         needs_reason=True, stops=AGREEING, article=DISPUTED),
    Move("designate_theirs", "指定对方管辖", ("disputed",), "accepted", sides=BOTH, holder="body",
         fields=(ORDER_NO,), stops=AGREEING, gates=("by_superior",),
         effects=("answer_is_awaited",), article=DISPUTED),
    Move("designate_ours", "指定本机关管辖", ("disputed",), "returned", sides=BOTH, holder="office",
         fields=(ORDER_NO,), stops=AGREEING, gates=("by_superior",), article=DISPUTED),
    Move("designate_other", "指定其他机关管辖", ("disputed",), "returned", sides=BOTH, holder="office",
         fields=(ORDER_NO, DESIGNATED), stops=AGREEING,
         gates=("by_superior", "names_third_office"), article=DISPUTED),
    Move("interim", "阶段反馈", ("accepted",), sides=BOTH, fields=(RESULT,)),
    Move("answer", "反馈结果", ("received", "accepted"), "answered", sides=BOTH, holder="office",
         fields=(RESULT,), stops=THEIR_ANSWER),
    Move("late_answer", "登记迟到的反馈", ("closed", "taken_back"), sides=BOTH, fields=(RESULT,)),
    Move("urge", "催办", ("sent", "received", "accepted", "disputed"), needs_reason=True),
    Move("take_back", "收回自办", ("returned",), "taken_back", needs_reason=True,
         case_step="returned", stops=(*THEIR_ANSWER, *HANDING_ON)),
    Move("withdraw", "撤回", ("drafted",), "withdrawn", needs_reason=True, stops=HANDING_ON),
    Move("recall", "撤回移送", ("approved", "sent"), "returned", holder="office", roles=("chief",),
         needs_reason=True),
    Move("close", "办结", ("answered",), "closed"),
    Move("back_after_end", "办结后收回自办", ("closed",), "taken_back", needs_reason=True,
         case_step="returned"),
    Move("close_unanswered", "没有反馈，办结", ("accepted",), "closed", holder="office",
         roles=("chief", "unit_head"), needs_reason=True),
))
IN = life("in", "案件移送（移入）", stages=(
    Stage("received", "已收到", "核对材料，是否属于本机关管辖：接受、退回，或者报请指定管辖；不得再自行移送。"),
    Stage("accepted", "已接受", "线索已经登记，按程序办理；有结果后向移送机关反馈。"),
    Stage("returned", "已退回", "等待移送机关收回。", turn=BODY),
    Stage("disputed", "管辖争议", "协商解决；协商不成的，由共同的上一级机关指定管辖。", turn=BODY),
    Stage("closed", "已办结", "已向移送机关反馈。", is_open=False),
    Stage("taken_back", "对方已收回", "移送机关已经收回。", is_open=False),
), moves=(
    Move("open", "收到移送", (), "received", starts=OUR_ANSWER),
    Move("receipt", "送达回执", ("received", "accepted"), unless=("receipt",), fields=(
        Field("signed_by", "签收人", "text"),)),
    Move("accept", "接受", ("received",), "accepted", fields=(TRACK,), gates=("has_no_case",),
         effects=("open_lead",)),
    Move("take_on", "接受（案件已在本机关）", ("received",), "accepted", gates=("has_case",)),
    Move("link", "登记对应的案件", ("accepted",), fields=(Field("case_no", "线索号或者案号", "text"),),
         effects=("link_case",)),
    Move("refuse", "不予接受，退回", ("received",), "returned", holder="body", fields=(BACK,),
         needs_reason=True, roles=("chief", "unit_head"), effects=("count_return",),
         gates=("was_not_designated",), case_step="moved"),
    Move("dispute", "报请上一级机关指定管辖", ("received", "accepted"), "disputed", holder="superior",
         fields=(SUPERIOR,), roles=("chief",), needs_reason=True, starts=AGREEING,
         gates=("was_not_designated", "names_superior"), article=DISPUTED),
    Move("their_dispute", "对方报请指定管辖", ("returned",), "disputed", sides=BOTH, holder="superior",
         fields=(SUPERIOR,), needs_reason=True, starts=AGREEING, gates=("was_not_designated", "names_superior"),
         article=DISPUTED),
    Move("agree_ours", "协商由本机关管辖", ("disputed",), "received", holder="office",
         needs_reason=True, stops=AGREEING, case_step="returned", article=DISPUTED),
    Move("agree_theirs", "协商由对方管辖", ("disputed",), "returned", holder="body",
         needs_reason=True, stops=AGREEING, case_step="moved", article=DISPUTED),
    Move("designate_ours", "指定本机关管辖", ("disputed",), "received", sides=BOTH, holder="office",
         fields=(ORDER_NO,), stops=AGREEING, gates=("by_superior",), case_step="returned",
         article=DISPUTED),
    Move("designate_other", "指定其他机关管辖", ("disputed",), "returned", sides=BOTH, holder="body",
         fields=(ORDER_NO, DESIGNATED), stops=AGREEING,
         gates=("by_superior", "names_third_office"), case_step="moved",
         article=DISPUTED),
    Move("interim", "阶段反馈", ("accepted",), fields=(RESULT,)),
    Move("answer", "反馈结果", ("accepted",), "closed", fields=(RESULT,), stops=OUR_ANSWER),
    Move("urged", "对方催办", ("received", "accepted"), sides=BOTH, needs_reason=True),
    Move("confirm_back", "对方收回", ("returned",), "taken_back", sides=BOTH, stops=OUR_ANSWER),
))
# fmt: on
LIVES = (OUT, IN)
# 涉嫌犯罪的走行刑衔接，不作一般移送。
RECEIVERS = ("department", "county", "partner_city", "superior", "customs")
KINDS = (
    Kind("case_out", "案件移送", "transfer", "out", "out", RECEIVERS, case="must", matter="report",
         papers=("S4", "X01"), fields=LEAD_FACTS),
    Kind("lead_out", "线索移送", "transfer", "out", "out", RECEIVERS, matter="report",
         papers=("X01-clue",), papers_without_case=("X01-lead",), fields=LEAD_FACTS),
    Kind("case_in", "收到案件移送", "transfer", "in", "in", case="none", fields=LEAD_FACTS),
    Kind("lead_in", "收到线索移送", "transfer", "in", "in", case="none", fields=LEAD_FACTS),
)  # fmt: skip
