"""The words of the evidence lists: kinds, forms, lists of goods, ways to dispose of them."""

from __future__ import annotations

from collections.abc import Mapping

ITEM_KINDS: Mapping[str, str] = {
    "photo": "照片",
    "written": "书证",
    "object": "物证",
    "electronic": "电子数据",
    "other": "其他",
}
ITEM_FORMS: Mapping[str, str] = {"original": "原件", "copy": "复制件"}

LISTS: Mapping[str, str] = {
    "found": "现场发现",
    "registered": "先行登记保存",
    "seized": "查封、扣押",
    "sampled": "抽样取证",
}
# Goods on these lists are out of the party's hands: the case cannot close before each has its end.
HELD_LISTS = ("registered", "seized")

DISPOSALS: Mapping[str, str] = {
    "kept": "采取记录、复制、拍照、录像等证据保全措施后退还",
    "tested": "送交检验、检测、检疫、鉴定",
    "seized": "采取查封、扣押措施",
    "confiscated": "依法没收",
    "destroyed": "销毁",
    "police": "随案移送公安机关",
    "returned": "解除措施并退还",
    "lapsed": "期限届满自动解除",
}
