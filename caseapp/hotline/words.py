"""The coded words of the 12330 desk; the keys are stored."""

from __future__ import annotations

MATTERS = {
    "report": "举报",
    "complaint": "投诉",
    "advice": "咨询",
    "aid": "维权援助",
    "opinion": "意见建议",
}
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
# 知识产权的种类，12330 按它分办。
RIGHT_KINDS = {
    "patent": "专利",
    "trademark": "商标",
    "copyright": "著作权",
    "secret": "商业秘密",
    "gi": "地理标志",
    "variety": "植物新品种",
    "layout": "集成电路布图设计",
    "unfair": "不正当竞争",
    "other": "其他",
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
}
