"""海关协作与电商协作: what the customs and platforms are asked and ask, opinions and what follows."""

from __future__ import annotations

from caseapp.law import penalties
from caseapp.law.procedures.table import Field
from caseapp.law.wording import sum_of
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import Move, Stage, life
from caseapp.transfers.lives.assisting import (
    ASKING_STAGES,
    BOTH,
    HELPING_STAGES,
    OUR_LETTER,
    SAID,
    WHAT_WAS_DONE,
    asking_moves,
    helping_moves,
)
from caseapp.transfers.lives.moving import LEAD_FACTS, TRACKS

TAKE_DOWN = "专利行政执法办法第四十三条、第四十五条；专利纠纷行政裁决和调解办法第三十二条"
PLATFORM_ACTS = "电子商务法第四十二条、第四十五条"
COUNTERED = "电子商务法第四十三条"
CUSTOMS_HELP = "专利行政执法办法第四十二条"
CUSTOMS_RULES = "知识产权海关保护条例第十六条、第二十条、第二十四条"
WAITING = ("EC-01", "EC-02")
ADVICE = "意见供参考，不是行政决定，不能复议、诉讼，也不得作为认定结论公开。"


def breach_words() -> str:
    """Say what the law of platforms threatens; whoever decides the case sets the fine."""
    row = penalties.penalty("PEN-EC84")
    heavy = row.serious or penalties.Serious(row.tiers[0].fixed)
    return (
        f"{row.basis()}：责令限期改正；逾期不改正的，处{sum_of(row.floor)}以上"
        f"{sum_of(row.tiers[0].fixed)}以下的罚款；情节严重的，处{sum_of(heavy.floor)}以上"
        f"{sum_of(heavy.fixed)}以下的罚款"
    )


LINKS = Field("links", "平台商品链接", "longtext", help="一行一个，照网址栏抄录。")
SHOP = Field("shop", "店铺和商品", "text", required=False)
FINDING = Field("finding", "认定的依据", "text", help="处理决定、处罚决定或者判定意见的文号。")
# The pattern of this letter is not known: it is made outside and only its number stands here.
LETTER = Field("letter_no", "通知书文号", "text", help="通知书的样式未定，另行制作；照录文号，扫描件放进移送材料的“函件”。")  # fmt: skip
ACTED = (
    LINKS,
    Field("action", "采取的措施", "choice", choices=(
        ("deleted", "删除"), ("blocked", "屏蔽"), ("cut", "断开链接"), ("ended", "终止交易和服务"))),
    Field("acted_at", "采取措施的时间", "instant"),
)  # fmt: skip
STATEMENT = (
    Field("statement", "声明的内容和初步证据", "longtext"),
    Field("reached_on", "声明到达权利人的日期", "date", help="权利人十五日的期限从这一天起算，不从登记之日起算。"),
    Field("notarial", "权利人因公证、认证等客观原因延后", "bool", required=False,
          help="只有这种情形才适用批复规定的上限。"),
)  # fmt: skip
HEARD = (
    Field("heard_on", "平台收到通知的日期", "date", help="平台收到权利人已经投诉或者起诉的通知的日期。"),
    Field("sued_at", "受理的机关或者法院", "text"),
)  # fmt: skip
RESTORED = Field("restored_on", "恢复的日期", "date")
CORRECT_BY = Field("answer_due_on", "改正的最后一日", "date", help="照责令改正通知书。")
ORDER = Field("order_no", "责令改正通知书文号", "text")
FILED = Field(
    "filed_as", "立案或者移送的文号", "text", help=f"{breach_words()}。由平台住所地的机关管辖。"
)
VERDICT = Field("opinion", "意见", "choice", choices=(
    ("infringes", "落入专利权保护范围"), ("does_not", "没有落入专利权保护范围"),
    ("counterfeit", "属于假冒专利"), ("not_counterfeit", "不属于假冒专利"),
    ("cannot_tell", "不能判断"),
), help=ADVICE)  # fmt: skip
EXPERT = Field("expert", "判定的专家或者中心", "int", required=False,
               help="从机构名录中选择；本机关自行判定的不选。")  # fmt: skip
SOURCE_TRACK = Field("track", "适用的程序", "choice", choices=tuple(
    one for one in TRACKS if one[0] != "request"), default="counterfeit")  # fmt: skip
GOODS = Field(
    "goods",
    "进出口货物",
    "longtext",
    help="一行一批：货物名称，规格型号，数量，报关单号，收发货人；用逗号隔开。",
)
DETAINED = (
    Field("detained_how", "海关扣留的方式", "choice", required=False, choices=(
        ("own", "依职权扣留"), ("request", "依权利人申请扣留"))),
    Field("told_holder_on", "海关通知送达权利人的日期", "date", required=False),
    Field("detained_on", "扣留的日期", "date", required=False, help="海关的期限从这一天起算，不约束本机关。"),
)  # fmt: skip
CUSTOMS_SAID = Field("customs_result", "海关的认定", "choice", choices=(
    ("infringes", "侵权"), ("does_not", "不侵权"), ("cannot_tell", "不能认定"), ("released", "已经放行"),
))  # fmt: skip

# A row of a table is read as a row.
# fmt: off
AFTER_ACTION = (
    Stage("acted", "平台已处置", "平台内经营者提交声明的，登记声明到达权利人的日期；没有的办结。"),
    Stage("countered", "有不侵权声明", "权利人投诉或者起诉的登记下来；期限届满没有收到通知的，平台恢复。"),
    Stage("kept", "措施继续", "权利人已经投诉或者起诉，措施继续，等待结果。"),
    Stage("restored", "已恢复", "平台已经终止所采取的措施。"),
)
COUNTERS = (
    Move("counter", "登记不侵权声明", ("acted",), "countered", sides=BOTH, holder="office",
         fields=STATEMENT, gates=("statement_reached",), effects=("holder_has_time",),
         article=COUNTERED),
    # 处置已经附卷办结，声明仍可能迟到：如实登记；权利人是否投诉、平台是否恢复由双方自行处理。
    Move("late_counter", "登记迟到的不侵权声明", ("closed",), sides=BOTH, fields=STATEMENT,
         gates=("measures_stand", "statement_reached"), article=COUNTERED),
    Move("sued", "权利人已投诉或者起诉", ("countered",), "kept", sides=BOTH, holder="office",
         fields=HEARD, gates=("news_is_in_time",), stops=WAITING, article=COUNTERED),
    Move("restore", "平台恢复", ("countered", "kept", "acted"), "restored", sides=BOTH,
         holder="office", fields=(RESTORED,), gates=("silence_is_over",), stops=WAITING,
         needs_reason=True, article=COUNTERED),
)
TAKING_DOWN = life("taking_down", "平台处置", stages=(
    Stage("drafted", "拟办", "通知书的样式未定：另行制作并签发，扫描件放进移送材料，然后登记发出。"),
    Stage("sent", "已通知", "等待平台对每个链接采取措施并告知结果；不处置的登记下来。", turn="body"),
    *AFTER_ACTION,
    Stage("breach", "平台未处置", f"责令限期改正，仍不改正的立案查处。{breach_words()}。"),
    Stage("ordered", "已责令改正", "平台改正的登记处置；期限届满仍不改正的，立案或者移送平台住所地的机关。", turn="body"),
    Stage("punished", "已转立案查处", "处罚另行办理，本件办结。", is_open=False),
    Stage("closed", "已办结", "处置结果已经附卷。", is_open=False),
    Stage("withdrawn", "已撤回", "通知已经撤回。", is_open=False),
), moves=(
    Move("open", "拟通知平台", (), "drafted", article=TAKE_DOWN),
    Move("send", "发出通知", ("drafted",), "sent", holder="body", complete=True, fields=(LETTER,),
         starts=("ST-23",), article=TAKE_DOWN),
    Move("act_partly", "登记部分链接的处置", ("sent", "ordered"), sides=BOTH, fields=ACTED,
         gates=("links_are_ours",), article=PLATFORM_ACTS),
    Move("act", "登记平台的处置", ("sent", "breach", "ordered"), "acted", sides=BOTH, holder="office",
         fields=ACTED, gates=("links_are_ours", "all_links_are_done"), stops=("ST-23", "EC-03"),
         article=PLATFORM_ACTS),
    Move("urge", "催办", ("sent",), needs_reason=True),
    Move("refuse", "平台不予处置", ("sent",), "breach", sides=BOTH, holder="office",
         needs_reason=True, stops=("ST-23",), article=PLATFORM_ACTS),
    Move("order_correction", "责令限期改正", ("breach",), "ordered", holder="body",
         fields=(ORDER, CORRECT_BY), gates=("breach_is_one", "order_has_a_day"),
         starts=("EC-03",), article="电子商务法第八十四条"),
    Move("punish", "逾期不改正，转立案查处", ("ordered",), "punished", holder="office",
         fields=(FILED,), needs_reason=True, gates=("order_is_over",),
         article="电子商务法第八十四条"),
    *COUNTERS,
    Move("close", "办结", ("acted", "kept", "restored", "breach"), "closed", holder="office",
         needs_reason=True),
    Move("withdraw", "撤回通知", ("drafted", "sent"), "withdrawn", holder="office", needs_reason=True),
))
# 平台、外省或者调度中心请本机关就链接出具意见；期限依来函或者协议，不依法律。
OPINION = life("opinion", "电商侵权判定咨询意见", stages=(
    Stage("received", "已收到", "核对请求、链接和权利证明，受理或者退回；约定的天数自收到之日起算。"),
    Stage("working", "判定中", "交专家或者中心判定，按约定的天数出具意见。"),
    Stage("given", "已出意见", f"把意见送请求的单位；平台处置的结果登记下来。{ADVICE}"),
    *AFTER_ACTION,
    Stage("closed", "已办结", "结果已经送请求的单位。", is_open=False),
    Stage("refused", "已退回", "请求已经退回，理由在办理记录中。", is_open=False),
), moves=(
    Move("open", "收到请求", (), "received", starts=("ST-20",), effects=("our_time_runs",)),
    Move("accept", "受理", ("received",), "working", holder="office", fields=(EXPERT,),
         gates=("expert_may_judge",)),
    Move("send_back", "退回", ("received", "working"), "refused", holder="office", needs_reason=True),
    Move("tell_late", "告知不能按期完成", ("received", "working"), needs_reason=True,
         fields=(Field("late_until", "预计完成的日期", "date"),), gates=("told_before_expiry",),
         effects=("time_runs_longer",)),
    Move("reply", "出具意见", ("working",), "given", holder="office",
         fields=(VERDICT, SAID, OUR_LETTER), complete=True, stops=("ST-20", "ST-24")),
    Move("act_partly", "登记部分链接的处置", ("given",), sides=BOTH, fields=ACTED,
         gates=("links_are_ours",), article=PLATFORM_ACTS),
    Move("act", "登记平台的处置", ("given",), "acted", sides=BOTH, holder="office", fields=ACTED,
         gates=("links_are_ours", "all_links_are_done"), article=PLATFORM_ACTS),
    *COUNTERS,
    Move("find_source", "发现线下源头或者再犯，登记线索", ("given", "acted", "countered", "kept"),
         fields=(SOURCE_TRACK, *(one for one in LEAD_FACTS if one.key != "contact")),
         needs_reason=True, gates=("has_no_case",), effects=("open_source_lead",)),
    Move("close", "结果送请求的单位，办结", ("given", "acted", "kept", "restored"), "closed",
         holder="office", needs_reason=True),
))
CUSTOMS_ACTS = (
    Move("detained", "登记海关的扣留", ("sent", "working", "answered"), sides=BOTH, fields=DETAINED,
         effects=("customs_time_runs",), article=CUSTOMS_RULES),
    Move("decided", "登记海关的认定", ("sent", "working", "answered"), sides=BOTH,
         fields=(CUSTOMS_SAID,), stops=("TR-15", "TR-16", "TR-17", "TR-18"),
         unless=("decided",), article=CUSTOMS_RULES),
)
ASKING_CUSTOMS = life("asking_customs", "请海关协助", stages=ASKING_STAGES,
                      moves=asking_moves(WHAT_WAS_DONE, beside=CUSTOMS_ACTS))
HELPING_CUSTOMS = life("customs", "海关请求协助", stages=HELPING_STAGES, moves=(
    *(one for one in helping_moves(WHAT_WAS_DONE) if one.key != "open"),
    Move("open", "收到请求", (), "received", starts=("ST-20",),
         effects=("our_time_runs", "customs_time_runs"), article=CUSTOMS_HELP),
    Move("detained", "登记海关的扣留", ("received", "helping", "replied"), sides=BOTH,
         fields=DETAINED, effects=("customs_time_runs",), article=CUSTOMS_RULES),
    Move("decided", "登记海关的认定", ("received", "helping", "replied"), sides=BOTH,
         fields=(CUSTOMS_SAID,), stops=("TR-15", "TR-16", "TR-17", "TR-18"), unless=("decided",),
         article=CUSTOMS_RULES),
))
KINDS = (
    Kind("customs_out", "向海关通报侵权嫌疑货物", "assistance", "out", "asking_customs", ("customs",),
         papers=("X13",), fields=(GOODS,)),
    Kind("customs_help_out", "请求海关协助", "assistance", "out", "asking_customs", ("customs",),
         case="must", papers=("X13-request",), fields=(GOODS,)),
    Kind("customs_in", "海关请求协助认定", "assistance", "in", "customs", ("customs",), case="none",
         papers=("X13-reply",), fields=(GOODS, *DETAINED)),
    Kind("take_down_out", "通知平台处置", "assistance", "out", "taking_down", ("platform",),
         case="must", papers=("X14", "X14-counterfeit"), fields=(LINKS, SHOP, FINDING),
         note="认定侵权、假冒以后通知；通知书的样式未定，另行制作"),
    Kind("platform_inquiry_out", "请求平台协查", "assistance", "out", "asking", ("platform",),
         case="must", papers=("X14-inquiry",), fields=(LINKS, SHOP),
         note="协查函的样式未定，另行制作"),
    Kind("opinion_in", "电商侵权判定咨询", "assistance", "in", "opinion",
         ("platform", "partner_city", "superior", "department", "aid_partner"), case="none",
         fields=(LINKS, SHOP, Field("proof", "权利证明", "longtext", required=False)),
         note=ADVICE.rstrip("。")),
)
# fmt: on
LIVES = (TAKING_DOWN, OPINION, ASKING_CUSTOMS, HELPING_CUSTOMS)
