"""互相监督: an opinion on how another body enforces or how we do, the answer to it, and whether that is enough."""

from __future__ import annotations

from caseapp.law.procedures.table import Field
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import BODY, OFFICE, Move, Stage, life

# 来文或者函件写明的答复日期；检察意见另有规定的回复期限。
OUR_ANSWER = ("ST-20",)
THEIR_ANSWER = ("ST-23",)
TO_PROCURATORATE = ("TR-12",)
BOTH = (BODY, OFFICE)
PROCURATORATE_RULES = "最高人民检察院关于推进行政执法与刑事司法衔接工作的规定第十条"
MATTER = Field(
    "demand", "意见的要点", "longtext", help="指出什么问题，建议怎样纠正；照意见书抄录。"
)
ANSWER = Field("answer", "答复内容", "longtext", help="核查的情况，采纳与否，纠正的措施和结果。")
VERDICT = Field("adopted", "是否采纳", "choice", choices=(
    ("yes", "采纳，已经纠正"), ("partly", "部分采纳"), ("no", "不采纳"),
))  # fmt: skip
UNTIL = Field("answer_due_on", "新的答复日期", "date")
AGAIN = Field("answer_due_on", "新的答复日期", "date", required=False,
              help="照来文填写；来文没有写明日期的不填。")  # fmt: skip
LEADERS = ("chief", "unit_head")

# A row of a table is read as a row.
# fmt: off
OUT = life("supervising", "发出监督意见", stages=(
    Stage("drafted", "拟提出", "写明事实、依据和建议，由负责人批准后发出。"),
    Stage("sent", "已发出", "等待对方签收。", turn=BODY),
    Stage("received", "对方已签收", "等待对方答复；临近答复日期的可以催办。", turn=BODY),
    Stage("answered", "已答复", "审查答复：认可的办结；认为没有纠正的，写明理由请对方继续办理或者通报其上级。"),
    Stage("closed", "已办结", "答复已经认可。", is_open=False),
    Stage("reported", "已通报上级", "对方没有纠正，已经通报其上级机关或者联席会议。", is_open=False),
    Stage("withdrawn", "已撤回", "意见已经撤回。", is_open=False),
), moves=(
    Move("open", "拟提出", (), "drafted"),
    Move("send", "批准并发出", ("drafted",), "sent", roles=("chief",), holder="body",
         complete=True, starts=THEIR_ANSWER),
    Move("receive", "签收", ("sent",), "received", sides=BOTH,
         fields=(Field("signed_by", "签收人", "text"),), effects=("keep_receipt",)),
    Move("ask_longer", "对方请求延期", ("received",), sides=BOTH, needs_reason=True),
    Move("grant", "同意延期", ("received",), roles=LEADERS, fields=(UNTIL,), after=("ask_longer",),
         needs_reason=True, effects=("put_off",)),
    Move("urge", "催办", ("sent", "received"), needs_reason=True),
    Move("answer", "答复", ("sent", "received"), "answered", sides=BOTH, holder="office",
         fields=(VERDICT, ANSWER), stops=THEIR_ANSWER),
    Move("close", "认可答复，办结", ("answered",), "closed", roles=LEADERS, needs_reason=True),
    Move("insist", "不予认可，请继续办理", ("answered",), "received", roles=("chief",),
         holder="body", needs_reason=True, fields=(UNTIL,), starts=THEIR_ANSWER,
         effects=("named_anew",)),
    Move("report", "通报其上级机关", ("sent", "received", "answered"), "reported",
         roles=("chief",), needs_reason=True,
         fields=(Field("reported_to", "通报给谁", "text"),)),
    Move("withdraw", "撤回", ("drafted", "sent", "received"), "withdrawn", roles=("chief",),
         needs_reason=True),
    Move("late_answer", "登记迟到的答复", ("reported",), sides=BOTH, fields=(VERDICT, ANSWER)),
))
RECEIVED = (
    Stage("received", "已收到", "由负责人指定人员核查；认为与事实不符的，在答复中说明。"),
    Stage("checking", "核查中", "核查后拟出答复，由负责人批准，在期限以前书面答复。"),
    Stage("answered", "已答复", "等待对方认可。", turn=BODY),
    Stage("closed", "已办结", "对方已经认可或者没有再提出。", is_open=False),
    Stage("withdrawn", "对方已撤回", "对方已经撤回意见。", is_open=False),
)


def _received_moves(limits: tuple[str, ...], article: str) -> tuple[Move, ...]:
    return (
        Move("open", "收到意见", (), "received", starts=limits, article=article,
             gates=("not_under_criminal",)),
        Move("check", "指定人员核查", ("received",), "checking", roles=LEADERS,
             fields=(Field("officers", "核查人员", "officers"),)),
        Move("urged", "对方催办", ("received", "checking"), sides=BOTH, needs_reason=True),
        Move("answer", "书面答复", ("checking",), "answered", roles=("chief",), holder="body",
             fields=(VERDICT, ANSWER), stops=limits, article=article),
        Move("insisted", "对方不予认可", ("answered",), "checking", sides=BOTH, holder="office",
             needs_reason=True, fields=(AGAIN,), starts=OUR_ANSWER, effects=("named_anew",)),
        Move("close", "对方认可，办结", ("answered",), "closed", sides=BOTH),
        Move("called_off", "对方撤回", ("received", "checking", "answered"), "withdrawn",
             sides=BOTH, needs_reason=True),
    )


# 检察意见的回复期限由规定写明，不能协商延长。
LONGER = (
    Move("ask_longer", "请求延期", ("received", "checking"), needs_reason=True),
    Move("longer", "对方同意延期", ("received", "checking"), sides=BOTH, fields=(UNTIL,),
         after=("ask_longer",), effects=("put_off",)),
)
IN = life("supervised", "收到监督意见", stages=RECEIVED, moves=(*_received_moves(OUR_ANSWER, ""), *LONGER))
PROCURATORATE = life(
    "procuratorate_opinion", "收到检察意见", stages=RECEIVED,
    moves=_received_moves((*TO_PROCURATORATE, *OUR_ANSWER), PROCURATORATE_RULES),
)
# fmt: on
LIVES = (OUT, IN, PROCURATORATE)
WATCHED = ("department", "county", "police", "customs", "partner_city")
WATCHING = (*WATCHED, "superior", "court")
KINDS = (
    Kind("supervision_out", "提出监督意见", "supervision", "out", "supervising", WATCHED,
         fields=(MATTER,), note="文书目录没有监督意见的统一格式，意见书作为函件上传。"),
    Kind("supervision_in", "收到监督意见", "supervision", "in", "supervised", WATCHING,
         fields=(MATTER,)),
    Kind("procuratorate_in", "收到检察意见", "supervision", "in", "procuratorate_opinion",
         ("procuratorate",), fields=(MATTER,),
         note="案件移送过公安机关又移送回来的，检察意见在那一件移送中登记。"),
)  # fmt: skip
