"""The coded words of joint enforcement; the keys are stored."""

from __future__ import annotations

from collections.abc import Mapping

PLACE_KINDS: Mapping[str, str] = {"shop": "商户", "market": "市场", "maker": "生产企业"}
# What a body does on the spot, each in its own name and by its own papers.
MEASURES: Mapping[str, str] = {
    "none": "没有采取措施",
    "order": "责令立即改正",
    "shelf": "商户自行下架",
    "sample": "抽样取证",
    "keep": "先行登记保存",
    "seal": "查封、扣押",
    "question": "询问并制作笔录",
}
# How the body that is competent decided.
OUTCOMES: Mapping[str, str] = {
    "filed": "立案",
    "not_filed": "不予立案",
    "put_right": "已改正，不予处罚",
    "punished": "已处罚",
    "none": "查无违法行为",
    "police": "移送公安机关",
}
FILED = ("filed", "punished", "police")
# The columns of the totals, in the order of the plan's own tables.
FIGURES: Mapping[str, str] = {
    "outings": "出动人次",
    "visits": "检查次数",
    "places": "场所家数",
    "goods": "检查商品",
    "patents": "专利商品",
    "findings": "发现问题",
    "leads": "转为线索",
    "filed": "立案",
    "handed": "移交",
}
MEANINGS: Mapping[str, str] = {
    "outings": "每人每天计一人次，同一天查几家也是一人次",
    "visits": "每查一家计一次，同一家复查另计一次",
    "places": "查过的场所，同一家只计一家",
    "goods": "各次检查的商品件数之和",
    "patents": "其中标注专利标识的件数之和",
    "findings": "按有权处理的单位计",
    "leads": "由本机关登记为线索的",
    "filed": "有权处理的单位已经立案、处罚或者移送公安机关的",
    "handed": "以移送函交给有权处理的单位的",
}
