"""指定管辖、交办、督办: what a superior decides or orders, asked for, received, and given by this office."""

from __future__ import annotations

from caseapp.law.procedures.table import Field
from caseapp.transfers.articles import DISPUTED
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import Move, Stage, life
from caseapp.transfers.lives.moving import (
    AGREEING,
    BOTH,
    DESIGNATED,
    LEAD_FACTS,
    ORDER_NO,
    OUR_ANSWER,
    RESULT,
    THEIR_ANSWER,
    TRACK,
)

UNTIL = Field("answer_due_on", "新的报告日期", "date")
AGAIN = Field("answer_due_on", "新的答复日期", "date", required=False,
              help="照再次上报的函件填写；没有写明日期的不填。")  # fmt: skip
DEMAND = Field("demand", "办理要求", "longtext", help="查清什么、何时报告；照通知书抄录。")
CASE_NO = Field("case_no", "线索号或者案号", "text")
CHIEF = ("chief",)

# A row of a table is read as a row.
# fmt: off
ASKING = life("asking_superior", "请示指定管辖", stages=(
    Stage("drafted", "拟请示", "写明争议的经过和双方的意见，报负责人签发；协商期间届满以前先协商。"),
    Stage("sent", "已上报", "等待上一级机关指定。", turn="body"),
    Stage("returned", "退回补充", "按上一级机关的要求补充后再次上报。"),
    Stage("decided", "已指定其他机关", "将案件移送被指定的机关，然后办结。"),
    Stage("closed", "已办结", "管辖已经确定。", is_open=False),
    Stage("withdrawn", "已撤回", "争议已经协商解决。", is_open=False),
), moves=(
    Move("open", "拟请示", (), "drafted", starts=AGREEING, article=DISPUTED),
    Move("send", "上报", ("drafted", "returned"), "sent", roles=CHIEF, holder="body", complete=True,
         again=(AGAIN,), stops=AGREEING,
         starts=THEIR_ANSWER, effects=("named_anew",), article=DISPUTED),
    Move("send_back", "退回补充", ("sent",), "returned", sides=BOTH, holder="office",
         needs_reason=True, effects=("count_return",)),
    Move("designate_ours", "指定本机关管辖", ("sent",), "closed", sides=BOTH, holder="office",
         fields=(ORDER_NO,), stops=THEIR_ANSWER, gates=("by_superior",), article=DISPUTED),
    Move("designate_other", "指定其他机关管辖", ("sent",), "decided", sides=BOTH, holder="office",
         fields=(ORDER_NO, DESIGNATED), stops=THEIR_ANSWER,
         gates=("by_superior", "names_third_office"),
         article=DISPUTED),
    Move("urge", "催办", ("sent",), needs_reason=True),
    Move("agree", "协商解决", ("drafted", "returned"), "withdrawn", needs_reason=True,
         stops=AGREEING, article=DISPUTED),
    Move("close", "办结", ("decided",), "closed"),
))
TASKING = life("tasking", "交办、督办（本机关发出）", stages=(
    Stage("drafted", "拟办", "写明要求和报告的日期，签发通知书。"),
    Stage("sent", "已发出", "等待承办机关签收。", turn="body"),
    Stage("working", "承办机关办理中", "等待办结报告；临近报告日期的可以催办。", turn="body"),
    Stage("objected", "有异议", "维持、改定或者撤销。"),
    Stage("reported", "已报告", "审核办结报告：认可的办结，不够的退回补充。"),
    Stage("closed", "已办结", "办结报告已经认可。", is_open=False),
    Stage("withdrawn", "已撤销", "交办、督办已经撤销。", is_open=False),
), moves=(
    Move("open", "拟办", (), "drafted"),
    Move("send", "发出", ("drafted",), "sent", roles=CHIEF, holder="body", complete=True,
         starts=THEIR_ANSWER),
    Move("receive", "签收", ("sent",), "working", sides=BOTH,
         fields=(Field("signed_by", "签收人", "text"),), effects=("keep_receipt",)),
    Move("object", "提出异议", ("sent", "working"), "objected", sides=BOTH, holder="office",
         needs_reason=True, effects=("count_return",)),
    Move("uphold", "维持", ("objected",), "working", roles=CHIEF, holder="body", needs_reason=True),
    Move("ask_longer", "申请延期", ("working",), sides=BOTH, needs_reason=True),
    Move("grant", "同意延期", ("working",), roles=CHIEF, fields=(UNTIL,), after=("ask_longer",),
         needs_reason=True, effects=("put_off",)),
    Move("urge", "催办", ("sent", "working"), needs_reason=True),
    Move("interim", "阶段报告", ("working",), sides=BOTH, fields=(RESULT,)),
    Move("report", "报送办结报告", ("working",), "reported", sides=BOTH, holder="office",
         fields=(RESULT,), stops=THEIR_ANSWER),
    Move("send_back", "退回补充", ("reported",), "working", holder="body", needs_reason=True,
         fields=(UNTIL,), starts=THEIR_ANSWER),
    Move("close", "认可办结", ("reported",), "closed", roles=("chief", "unit_head")),
    Move("withdraw", "撤销", ("drafted", "sent", "working", "objected"), "withdrawn", roles=CHIEF,
         needs_reason=True),
    Move("late_answer", "登记迟到的报告", ("closed", "withdrawn"), sides=BOTH, fields=(RESULT,)),
))
TASKED = life("tasked", "交办、督办、指定管辖（本机关收到）", stages=(
    Stage("received", "已收到", "登记线索或者对应的案件，开始办理；认为不属本机关的，在期限以前报告理由。"),
    Stage("working", "办理中", "按要求办理，在写明的日期以前报送办结报告。"),
    Stage("objected", "已报告异议", "等待上级机关决定。", turn="body"),
    Stage("reported", "已报送", "等待上级机关审核办结报告。", turn="body"),
    Stage("closed", "已办结", "上级机关已经认可。", is_open=False),
    Stage("withdrawn", "已撤销", "上级机关已经撤销。", is_open=False),
), moves=(
    Move("open", "收到", (), "received", starts=OUR_ANSWER),
    Move("accept", "登记线索并办理", ("received",), "working", fields=(TRACK,),
         effects=("open_lead",), gates=("has_no_case",)),
    Move("take_on", "办理（案件已在本机关）", ("received",), "working", gates=("has_case",)),
    Move("link", "登记对应的案件", ("received", "working"), fields=(CASE_NO,), gates=("has_no_case",),
         effects=("link_case",)),
    Move("object", "报告异议", ("received", "working"), "objected", roles=CHIEF, holder="body",
         needs_reason=True, effects=("count_return",), gates=("is_no_designation",)),
    Move("upheld", "上级机关维持", ("objected",), "received", sides=BOTH, holder="office",
         needs_reason=True),
    Move("ask_longer", "请求延期", ("working",), needs_reason=True),
    Move("longer", "上级机关同意延期", ("working",), sides=BOTH, fields=(UNTIL,), after=("ask_longer",),
         effects=("put_off",)),
    Move("urged", "上级机关催办", ("received", "working"), sides=BOTH, needs_reason=True),
    Move("report", "报送办结报告", ("working",), "reported", roles=CHIEF, holder="body",
         fields=(RESULT,), stops=OUR_ANSWER),
    Move("sent_back", "上级机关退回补充", ("reported",), "working", sides=BOTH, holder="office",
         needs_reason=True, fields=(UNTIL,), starts=OUR_ANSWER),
    Move("close", "上级机关认可", ("reported",), "closed", sides=BOTH),
    Move("revoked", "上级机关撤销", ("received", "working", "objected"), "withdrawn", sides=BOTH,
         needs_reason=True),
))
# fmt: on
LIVES = (ASKING, TASKING, TASKED)
UNDER_US = ("county",)
KINDS = (
    Kind("designation_ask", "指定管辖请示", "transfer", "out", "asking_superior", ("superior",),
         papers=("X04",)),
    Kind("designation_in", "收到指定管辖通知", "transfer", "in", "tasked", ("superior",),
         papers=("X05-report",), fields=(DEMAND, *LEAD_FACTS)),
    Kind("designation_out", "指定管辖通知", "transfer", "out", "tasking", UNDER_US,
         papers=("X04-notice",), fields=(DEMAND,)),
    Kind("task_in", "收到案件交办", "transfer", "in", "tasked", ("superior",),
         papers=("X05-report",), fields=(DEMAND, *LEAD_FACTS)),
    Kind("task_out", "案件交办", "transfer", "out", "tasking", UNDER_US, papers=("X05",),
         fields=(DEMAND,)),
    Kind("supervise_in", "收到案件督办", "transfer", "in", "tasked", ("superior",), case="must",
         papers=("X05-report",), fields=(DEMAND,)),
    Kind("supervise_out", "案件督办", "transfer", "out", "tasking", UNDER_US,
         papers=("X05-supervise",), fields=(DEMAND,)),
)  # fmt: skip
