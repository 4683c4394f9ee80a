"""互相协作: help asked of others and by others – inquiry, service, identification."""

from __future__ import annotations

from caseapp.law.procedures.table import Field
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import BODY, OFFICE, Move, Stage, life

PATENT_BODIES = ("county", "partner_city", "department", "superior")
JUDGES = (*PATENT_BODIES, "expert", "aid_partner")
BOTH = (BODY, OFFICE)
HELP = "专利行政执法办法第四十一条；市场监督管理行政处罚程序规定第四十五条"
# 来函写明的日期约束我们，我们的函件写明的日期约束对方；条文和协议的期限自收到之日起，由下面的效果起算。
OUR_ANSWER = ("ST-20", "CF-10", "ST-24")
THEIR_ANSWER = ("ST-23", "CF-33", "ST-25")
WHAT_WAS_DONE = Field("outcome", "办理结果", "choice", choices=(
    ("done", "已经办理"), ("partly", "部分办理"), ("not_found", "没有查到"), ("not_able", "不能办理"),
))  # fmt: skip
SAID = Field("answer", "复函内容", "longtext")
OUR_LETTER = Field("our_letter", "复函文号", "text", required=False,
                   help="在本页起草的文书自有文号，可以不填。")  # fmt: skip
ASKED = Field(
    "asked", "请求协助的事项", "longtext", help="写明要查什么、送什么，向谁、在哪里；一行一项。"
)
WHO = Field("subject", "被查询或者受送达的人", "text", required=False)
WHERE = Field("place", "地址", "text", required=False)
UNTIL = Field("late_until", "预计完成的日期", "date")
SERVED = (
    Field("served", "送达结果", "choice", choices=(
        ("signed", "已经签收"), ("left", "留置送达"), ("not_served", "没有送达"))),
    Field("served_on", "送达日期", "date", required=False, help="照送达回证；没有送达的不填。"),
    Field("served_place", "送达地点", "text", required=False),
    Field("servers", "送达人", "text", required=False, help="照送达回证；没有写明的按对方经办人。"),
    Field("receiver", "收件人", "text", required=False),
    Field("relation", "收件人与受送达人的关系", "text", required=False),
    Field("witness", "见证人", "text", required=False, help="留置送达的填写。"),
)  # fmt: skip
AGAIN = Field("answer_due_on", "新的答复日期", "date", required=False,
              help="照函件填写；函件没有写明日期的不填。")  # fmt: skip
PART = Field("part", "送达哪一方", "choice", required=False, help="纠纷案件选择；其他案件不选。",
             choices=(("requester", "请求人"), ("respondent", "被请求人")))  # fmt: skip
PROVES = Field("proves", "证明对象", "text", required=False)

# A row of a table is read as a row.
# fmt: off
ASKING_STAGES = (
    Stage("drafted", "拟办", "起草函件并签发，备齐材料，然后发出。"),
    Stage("sent", "已发出", "等待对方签收。", turn=BODY),
    Stage("working", "对方办理中", "等待对方答复；临近期限的可以催办。", turn=BODY),
    Stage("returned", "已退回", "看明退回的理由：补充后再次发出，或者结束。"),
    Stage("answered", "已答复", "核对是否满足办案需要，需要的转为本案证据，然后办结；不够的请对方补充。"),
    Stage("closed", "已办结", "协作已经办结。", is_open=False),
    Stage("withdrawn", "已撤回", "请求已经撤回。", is_open=False),
    Stage("refused", "未予协助", "对方没有协助；理由在办理记录中。", is_open=False),
)
HELPING_STAGES = (
    Stage("received", "已收到", "期限自收到之日起算。核对是否属于本机关协助的范围，接收办理或者退回。"),
    Stage("helping", "协助办理中", "办完后复函；不能按期办完的，在期限届满以前告知对方。"),
    Stage("replied", "已复函", "对方没有补充要求的，办结。"),
    Stage("closed", "已办结", "协作已经办结。", is_open=False),
    Stage("withdrawn", "对方已撤回", "对方已经撤回请求。", is_open=False),
    Stage("refused", "已退回", "不属于本机关协助的范围；理由在办理记录中。", is_open=False),
)


def asking_moves(*answered: Field, beside: tuple[Move, ...] = ()) -> tuple[Move, ...]:
    """Return the moves by which help is asked of others; what an answer tells differs."""
    return (
        Move("open", "拟请求协助", (), "drafted"),
        Move("send", "发出", ("drafted", "returned"), "sent", holder="body", complete=True,
             again=(AGAIN,), starts=("ST-23",), effects=("named_anew",), article=HELP),
        Move("receive", "签收", ("sent",), "working", sides=BOTH, holder="body",
             effects=("their_time_runs", "keep_receipt"), article=HELP),
        Move("refuse", "退回", ("sent", "working"), "returned", sides=BOTH, holder="office",
             needs_reason=True, stops=THEIR_ANSWER, effects=("count_return",)),
        Move("say_late", "告知不能按期完成", ("working",), sides=BOTH, needs_reason=True,
             fields=(UNTIL,), gates=("told_before_expiry",), effects=("time_runs_longer",),
             article=HELP),
        Move("urge", "催办", ("sent", "working"), needs_reason=True),
        Move("answer", "答复", ("sent", "working"), "answered", sides=BOTH, holder="office",
             fields=(*answered, SAID), stops=THEIR_ANSWER),
        *beside,
        # 迟到的、补充的答复也是证据：每次只转入还没有转入的文件。
        Move("into_evidence", "答复的文件转为本案证据",
             ("answered", "refused", "withdrawn", "closed"), fields=(PROVES,),
             effects=("into_evidence",)),
        Move("ask_more", "请对方补充", ("answered",), "working", holder="body", needs_reason=True,
             fields=(AGAIN,), starts=("ST-23",), effects=("named_anew", "their_time_runs")),
        Move("close", "办结", ("answered",), "closed", holder="office"),
        Move("give_up", "不再请求", ("returned",), "refused", holder="office", needs_reason=True),
        Move("withdraw", "撤回请求", ("drafted", "sent", "working", "returned"), "withdrawn",
             holder="office", needs_reason=True),
        Move("late_answer", "登记迟到的答复", ("refused", "withdrawn"), sides=BOTH,
             fields=(*answered, SAID), gates=("answer_came",)),
    )


def helping_moves(*replied: Field) -> tuple[Move, ...]:
    """Return the moves by which we help others: the time runs from receipt, not from accepting."""
    return (
        Move("open", "收到请求", (), "received", starts=("ST-20",), effects=("our_time_runs",),
             article=HELP),
        Move("accept", "接收办理", ("received",), "helping", holder="office"),
        Move("send_back", "退回", ("received", "helping"), "refused", holder="office",
             needs_reason=True),
        Move("tell_late", "告知不能按期完成", ("received", "helping"), needs_reason=True,
             fields=(UNTIL,), gates=("told_before_expiry",), effects=("time_runs_longer",),
             article=HELP),
        Move("reply", "复函", ("helping",), "replied", holder="office",
             fields=(*replied, SAID, OUR_LETTER), complete=True, stops=OUR_ANSWER),
        Move("asked_more", "对方要求补充", ("replied",), "helping", holder="office", sides=BOTH,
             needs_reason=True, fields=(AGAIN,), starts=("ST-20",),
             effects=("named_anew", "our_time_runs_anew"), article=HELP),
        Move("close", "办结", ("replied",), "closed", holder="office"),
        Move("called_off", "对方撤回请求", ("received", "helping"), "withdrawn", holder="office",
             sides=BOTH, needs_reason=True),
    )


ASKING = life("asking", "请求协助", stages=ASKING_STAGES, moves=asking_moves(WHAT_WAS_DONE))
ASKING_SERVICE = life("asking_service", "委托送达", stages=ASKING_STAGES, moves=asking_moves(
    *SERVED,
    beside=(Move("record_service", "登记为本案的送达", ("answered",), fields=(PART,),
                 gates=("service_was_told",), effects=("record_service",),
                 article="专利行政执法办法第四十一条"),),
))
HELPING = life("helping", "协助他人", stages=HELPING_STAGES, moves=helping_moves(WHAT_WAS_DONE))
SERVING = life("serving", "协助送达", stages=HELPING_STAGES, moves=helping_moves(*SERVED))

KINDS = (
    Kind("inquiry_out", "协助调查", "assistance", "out", "asking", PATENT_BODIES,
         papers=("X03", "X12"), fields=(ASKED, WHO, WHERE),
         note="已在案件页用“请求协助调查”登记的，不再重复登记"),
    Kind("entrust_out", "委托调查", "assistance", "out", "asking", PATENT_BODIES, case="must",
         papers=("X03-entrust", "X12"), fields=(ASKED, WHO, WHERE)),
    Kind("service_out", "委托送达", "assistance", "out", "asking_service", PATENT_BODIES,
         case="must", papers=("X03-service", "X12"), fields=(ASKED, WHO, WHERE)),
    Kind("identify_out", "请求协助认定", "assistance", "out", "asking", JUDGES,
         papers=("X03",), fields=(ASKED,)),
    Kind("inquiry_in", "协助他机关调查", "assistance", "in", "helping", case="none",
         papers=("X03-reply",), fields=(ASKED, WHO, WHERE)),
    Kind("service_in", "协助他机关送达", "assistance", "in", "serving", case="none",
         papers=("X03-reply",), fields=(ASKED, WHO, WHERE)),
    Kind("identify_in", "协助他机关认定", "assistance", "in", "helping", case="none",
         papers=("X03-reply",), fields=(ASKED,)),
)
# fmt: on
LIVES = (ASKING, ASKING_SERVICE, HELPING, SERVING)
