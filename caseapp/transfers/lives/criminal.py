"""行刑衔接: from the first suspicion of a crime to the police, and back into the administrative procedure."""

from __future__ import annotations

from caseapp.law.procedures.table import Field
from caseapp.transfers.given import WRITTEN_ON
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import BODY, CLOCK, OFFICE, RECEIVER, Move, Stage, life

ORDER = "行政执法机关移送涉嫌犯罪案件的规定"
POLICE_RULES = "公安机关办理刑事案件程序规定"
TWO_BODIES = "人民检察院办理行政执法机关移送涉嫌犯罪案件的规定第十条"
OPINION_2006 = "最高人民检察院等部门关于在行政执法中及时移送涉嫌犯罪案件的意见"
SUSPICION, REACHED = "suspicion", "reached"
MISSING_PAPERS = "missing"
# 公安机关的作为：有帐号的自己登记，没有的由本机关凭其文书代为登记。
THEIRS = (BODY, OFFICE)
CHECKING = ("TR-03", "TR-13b")
LEADERS = ("unit_head", "chief")
GROUNDS = (
    (REACHED, "涉案数额或者情节已达追诉标准"),
    (SUSPICION, "有合理怀疑，需要公安机关采取措施查明是否达到标准"),
)
REFUSALS = (
    ("no_facts", "没有犯罪事实"),
    ("minor", "犯罪事实显著轻微，不需要追究刑事责任"),
    ("not_liable", "有其他依法不追究刑事责任的情形"),
    (MISSING_PAPERS, "移送的材料不全"),
)
PROPOSALS = (("transfer", "建议移送公安机关"), ("keep", "建议不移送"))
NUMBER = Field("their_paper", "对方文书的名称和文号", "text", required=False)
WHY_WRONG = Field(
    "why_wrong", "认为应当立案的理由", "longtext", required=False, help="已写在文书中的，不必重复。"
)
PROCURATORATE = Field("superior", "人民检察院", "int", help="从机构名录中选择。")

# 公安机关立案以后不再计算的期限。
TILL_FILED = ("TR-04", "TR-05", "TR-06", "TR-07", "TR-09", "TR-10")
WITH_OTHERS = ("sent", "received", "filed", "reviewing", "watched", "ordered")
# 检察意见不论案件在哪一方，随时可能送来。
WITH_OPINION = ("kept", "filed", "returned", "punished")
# A row of a table is read as a row.
# fmt: off
STAGES = (
    Stage("suspected", "发现涉嫌犯罪", "立即指定两名以上执法人员组成专案组。"),
    Stage("team", "专案组核实", "专案组核实情况，提出移送涉嫌犯罪案件的书面报告和建议。"),
    Stage("reported", "报请决定", "由正职负责人或者主持工作的负责人本人决定是否移送；期限自接到报告之日起算。"),
    Stage("approved", "已批准移送", "备齐移送材料，在批准后的时限内移送公安机关，副本抄送人民检察院。"),
    Stage("kept", "决定不移送", "不移送的理由已经附卷；案件按行政程序办理，处罚以后抄送并告知权利人。"),
    Stage("sent", "已移送", "等待公安机关在回执上签字；不接受移送的，登记以后建议立案监督。", turn=BODY),
    Stage("received", "公安机关审查", "等待公安机关决定是否立案；公安机关的期限届满的，可以催办，或者建议人民检察院立案监督。", turn=BODY),
    Stage("filed", "公安机关已立案", "移交涉案物品和其他材料，办结交接手续，然后等待侦查和起诉的结果。", turn=BODY),
    Stage("refused", "公安机关不予立案", "不服的提请复议，或者直接建议人民检察院立案监督；没有异议的恢复行政程序。"),
    Stage("reviewing", "公安机关复议", "等待公安机关作出复议决定；期限届满的，可以建议立案监督。", turn=BODY),
    Stage("upheld", "复议维持不立案", "仍有异议的，建议人民检察院立案监督；没有异议的恢复行政程序。"),
    Stage("watched", "检察院立案监督", "等待人民检察院审查；公安机关应当向检察院说明不立案的理由。", turn=BODY),
    Stage("ordered", "检察院通知立案", "等待公安机关立案；期限届满仍不立案的，可以再次建议立案监督。", turn=BODY),
    Stage("returned", "已恢复行政程序", "案件回到行政程序：依法处罚或者不予处罚；有检察意见的按期回复。"),
    Stage("punished", "已作行政处罚", "把处罚决定书抄送公安机关和人民检察院，并书面告知权利人。"),
    Stage("withdrawn", "登记有误，已撤回", "登记有误的已经撤回；案件的提示不受影响。", is_open=False),
    Stage("judged", "已判决", "人民法院已经判处刑罚；已缴罚款折抵罚金，没有处罚的不再罚款。", is_open=False),
    Stage("closed", "已办结", "移送已经办结。", is_open=False),
)
INSIDE = (
    Move("open", "登记涉嫌犯罪", (), "suspected", gates=("suspicion_counts",),
         effects=("waits_for_the_head",),
         article=f"{ORDER}第三条"),
    Move("withdraw", "撤回登记", ("suspected", "team"), "withdrawn", roles=("chief",),
         needs_reason=True, effects=("waits_no_more",)),
    Move("again", "登记新的涉嫌犯罪情况", ("kept", "returned"), "suspected", needs_reason=True,
         gates=("opinion_is_answered",), effects=("waits_for_the_head",), article=f"{ORDER}第三条"),
    Move("name_team", "指定专案组", ("suspected", "team"), "team", roles=LEADERS,
         fields=(Field("team", "专案组成员", "officers", help="两名以上，行为当日执法证有效。"),),
         gates=("team_of_two",), article=f"{ORDER}第五条"),
    Move("report", "报请决定是否移送", ("team",), "reported", fields=(
         Field("suspect", "涉嫌犯罪的单位或者个人", "longtext"),
         Field("crime", "涉嫌的罪名", "text", default="假冒专利罪"),
         Field("crime_facts", "涉嫌犯罪的事实和证据", "longtext"),
         Field("standard", "与追诉标准对照的情况", "longtext"),
         Field("measures", "已经采取的措施", "longtext", required=False,
               help="查封、扣押、登记保存；已经作出的处罚和已缴的罚款。"),
         Field("proposal", "专案组的建议", "choice", choices=PROPOSALS)),
         gates=("reported_by_team",), starts=("TR-01",), article=f"{ORDER}第五条"),
    Move("approve", "批准移送", ("reported",), "approved", permission="cooperation.decide",
         gates=("head_in_person", "suspicion_counts"), stops=("TR-01",), starts=("TR-02",),
         effects=("waits_no_more", "case_goes_to_police"), needs_reason=True, article=f"{ORDER}第五条"),
    Move("keep", "决定不移送", ("reported",), "kept", permission="cooperation.decide",
         gates=("head_in_person",), stops=("TR-01",), effects=("waits_no_more", "case_is_kept"), needs_reason=True,
         article=f"{ORDER}第五条"),
    Move("send", "移送", ("approved",), "sent", holder="body", complete=True,
         papers=("S5", "X02"), stops=("TR-02",), gates=("copied_to_a_procuratorate",),
         effects=("copied_to_procuratorate",), fields=(
         Field("copied_to", "抄送的人民检察院", "int", help="从机构名录中选择。"),
         Field("handed_by", "送交的人员和方式", "text"),
         Field("paid_fine", "移送以前已经缴纳的罚款（元）", "money", required=False,
               help="将来判处罚金的，予以折抵。")),
         article=f"{ORDER}第五条、第六条"),
)
POLICE = (
    Move("receive", "签收", ("sent",), "received", sides=THEIRS, gates=("by_the_police",), holder="body", fields=(
         Field("receiver", "签收人", "text"), NUMBER), starts=("TR-04", *CHECKING), effects=("keep_receipt",),
         article=f"{ORDER}第七条"),
    Move("forward", "转送有管辖权的公安机关", ("received",), "sent", sides=THEIRS, needs_reason=True,
         holder="superior", effects=("goes_to_superior",), stops=("TR-04", *CHECKING), fields=(
         Field("superior", "转送的公安机关", "int", help="从机构名录中选择。"), NUMBER),
         gates=("by_the_police", "another_body",), article=f"{ORDER}第七条"),
    Move("name_missing", "告知补充材料", ("received",), sides=THEIRS, gates=("by_the_police",), fields=(
         Field("missing", "需要补充的材料", "longtext"), NUMBER), stops=("TR-13b",),
         starts=("TR-13",), article=f"{POLICE_RULES}第一百八十条"),
    Move("complete", "补齐材料", ("received",), fields=(
         Field("added", "补送的材料", "longtext"),), after=("name_missing",), stops=("TR-13",),
         complete=True, article=f"{POLICE_RULES}第一百八十条"),
    # 公安机关可以自行改变决定，不论此时由谁审查。
    Move("file", "立案", ("received", "refused", "reviewing", "upheld", "watched", "ordered"), "filed",
         sides=THEIRS, account=RECEIVER, gates=("by_the_police",), holder="body",
         fields=(Field("their_paper", "立案决定书、通知书的文号", "text"),),
         stops=(*TILL_FILED, *CHECKING), starts=("TR-08",), article=f"{ORDER}第八条"),
    Move("refuse", "不予立案", ("received",), "refused", sides=THEIRS, holder="office", fields=(
         Field("ground", "不予立案的情形", "choice", choices=REFUSALS),
         Field("their_paper", "不予立案通知书的文号", "text")), needs_reason=True,
         gates=("by_the_police", "not_for_missing_papers",), stops=("TR-04", *CHECKING), starts=("TR-05",),
         article=f"{ORDER}第八条"),
    Move("not_accepted", "登记公安机关不接受移送", ("sent",), needs_reason=True, fields=(NUMBER,),
         article=f"{ORDER}第十七条"),
    Move("urge", "催办", WITH_OTHERS, needs_reason=True),
)
CONTESTING = (
    Move("reconsider", "提请复议", ("refused",), "reviewing", holder="body",
         fields=(WHY_WRONG,),
         gates=("in_time_to_reconsider",), papers=("X02-review",), stops=("TR-05",),
         starts=("TR-06",), article=f"{ORDER}第九条"),
    Move("uphold", "维持不予立案", ("reviewing",), "upheld", sides=THEIRS, gates=("by_the_police",), holder="office",
         fields=(Field("their_paper", "复议决定书的文号", "text"),), needs_reason=True,
         stops=("TR-06",), starts=("TR-07",), article=f"{ORDER}第九条"),
    Move("ask_procuratorate", "建议立案监督",
         ("sent", "received", "refused", "reviewing", "upheld", "ordered"), "watched",
         holder="superior", unless=("reasons_stand",), papers=("X02-supervision",), fields=(
         PROCURATORATE, WHY_WRONG),
         gates=("police_are_late", "in_time_for_supervision", "asked_of_a_procuratorate"),
         effects=("copied_to_procuratorate",), stops=(*TILL_FILED, *CHECKING),
         article=f"{ORDER}第九条、第十七条"),
    Move("ask_police", "检察院要求说明不立案理由", ("watched",), fields=(NUMBER,),
         gates=("once_in_supervision",), starts=("TR-09",), article=TWO_BODIES),
    Move("explain", "公安机关说明理由", ("watched",), needs_reason=True, after=("ask_police",),
         gates=("once_in_supervision",), stops=("TR-09",), article=TWO_BODIES),
    Move("reasons_stand", "检察院认为理由成立", ("watched",), "upheld", holder="office",
         needs_reason=True, stops=("TR-09",), article=TWO_BODIES),
    Move("order_filing", "检察院通知立案", ("watched",), "ordered", holder="body",
         fields=(Field("their_paper", "通知立案书的文号", "text"),), stops=("TR-09",),
         starts=("TR-10",), article=TWO_BODIES),
    Move("accept_refusal", "没有异议，恢复行政程序", ("refused", "upheld"), "returned",
         holder="office", needs_reason=True, stops=("TR-05", "TR-07"),
         effects=("case_comes_back",), article=f"{ORDER}第十条"),
)
AFTERWARDS = (
    Move("hand_over", "移交涉案物品", ("filed",), papers=("X02-handover",), fields=(
         Field("taken_by", "接收人", "text"),
         Field("party_told_on", "书面告知当事人的日期", "date", required=False,
               help="有查封、扣押物品的，应当告知（行政强制法第二十一条）。")),
         unless=("hand_over",), stops=("TR-08",), article=f"{ORDER}第十二条"),
    Move("police_return", "公安机关移送回来", ("filed",), "returned", sides=THEIRS, gates=("by_the_police",),
         holder="office", needs_reason=True, fields=(NUMBER,), stops=("TR-08",),
         effects=("case_comes_back",), article=f"{ORDER}第十条；行政处罚法第二十七条"),
    Move("not_prosecuted", "检察院不起诉，移送回来", ("filed",), "returned", holder="office",
         needs_reason=True, fields=(NUMBER,), stops=("TR-08",), effects=("case_comes_back",),
         article="行政处罚法第二十七条"),
    Move("court_return", "法院免予刑事处罚，移送回来", ("filed",), "returned", holder="office",
         needs_reason=True, fields=(NUMBER,), stops=("TR-08",), effects=("case_comes_back",),
         article="行政处罚法第二十七条"),
    Move("convict", "判处刑罚", ("filed",), "judged", holder="office", fields=(
         Field("their_paper", "判决书的文号", "text"),
         Field("criminal_fine", "判处的罚金（元）", "money", required=False),
         Field("set_off", "已缴罚款折抵罚金的数额（元）", "money", required=False)),
         gates=("set_off_was_paid", "opinion_is_answered"), stops=("TR-08",), article="行政处罚法第三十五条"),
    Move("opinion", "收到检察意见书", WITH_OPINION, gates=("opinion_is_answered",), fields=(
         Field("their_paper", "检察意见书的文号", "text"),
         Field("opinion_text", "检察意见", "longtext"), WRITTEN_ON), starts=("TR-12",),
         article="最高人民检察院关于推进行政执法与刑事司法衔接工作的规定第十条"),
    Move("reply_opinion", "回复检察意见", WITH_OPINION, after=("opinion",),
         gates=("opinion_waits",), stops=("TR-12",), fields=(
         Field("handled", "处理情况和结果", "longtext"),),
         article="最高人民检察院关于推进行政执法与刑事司法衔接工作的规定第十条"),
    Move("punish", "已作出处罚", ("kept", "returned"), "punished", sides=(OFFICE, CLOCK),
         fields=(Field("decision", "处罚决定书的文号", "text"),), gates=("case_was_punished",),
         starts=("TR-11",), article=OPINION_2006),
    Move("copies", "抄送并告知权利人", ("punished",), "closed", gates=("opinion_is_answered",),
         fields=(Field("police_copied_on", "抄送公安机关的日期", "date"),
                 Field("procuratorate_copied_on", "抄送人民检察院的日期", "date"),
                 Field("holder_told_on", "书面告知权利人的日期", "date")),
         stops=("TR-11",), article=OPINION_2006),
    Move("end", "办结", ("kept", "returned"), "closed", sides=(OFFICE, CLOCK), needs_reason=True,
         gates=("case_is_over", "opinion_is_answered")),
)
CRIMINAL = life(
    "criminal", "移送涉嫌犯罪案件", stages=STAGES,
    moves=(*INSIDE, *POLICE, *CONTESTING, *AFTERWARDS),
)
KINDS = (
    Kind("criminal_out", "移送涉嫌犯罪案件", "transfer", "out", "criminal", ("police",), case="must",
         matter="report", right="patent", fields=(
         Field("ground", "为什么涉嫌犯罪", "choice", choices=GROUNDS),
         Field("found", "发现的情况", "longtext", help="数额怎样得出，或者有哪些合理怀疑。")),
         papers=("X02-approval", "S5", "X02", "X02-report", "X02-goods", "X02-appraisal",
                 "X02-receipt", "X02-review", "X02-supervision", "X02-handover"),
         note="由正职负责人或者主持工作的负责人本人决定；处罚程序自决定移送之日起停止。"),
)
# fmt: on
LIVES = (CRIMINAL,)
