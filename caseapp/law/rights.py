"""What people bring to the 12330 desk: kinds of right and kinds of matter; the keys are stored."""

from __future__ import annotations

MATTERS = {
    "report": "举报",
    "complaint": "投诉",
    "advice": "咨询",
    "aid": "维权援助",
    "opinion": "意见建议",
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
