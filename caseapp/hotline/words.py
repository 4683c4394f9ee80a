"""The coded words of the 12330 desk; the keys are stored."""

from __future__ import annotations

from caseapp.law import rights

MATTERS = rights.MATTERS
RIGHT_KINDS = rights.RIGHT_KINDS
CHANNELS = {
    "phone": "来电",
    "visit": "来访",
    "letter": "来信",
    "web": "网络",
    "order": "12345/12315 工单",
}
STATES = {
    "open": "待分办",
    "assigned": "待接收",
    "working": "办理中",
    "returned": "退回待改派",
    "disputed": "待裁定",
    "answered": "已答复",
    "closed": "已办结",
    "joined": "已并入",
}
# Matters that an enforcement section can act on.
SENT_ON = ("report", "complaint")
# 举报 comes from a watcher, whose identity is sealed; everybody else is a party to their own matter.
SEALED_MATTER = "report"
# What officers read of a contact: the caller's own identity has no place in it.
OPEN_WORDS = {
    "content": "反映内容",
    "respondent": "被反映的单位或店铺",
    "place": "地址",
    "product": "商品",
    "patent_as_printed": "商品上标注的专利号",
    "platform_link": "网店或商品链接",
    "order_no": "工单编号",
}
