"""What moves and fields are called for an account of another body: the tables speak from this office's side."""

from __future__ import annotations

from collections.abc import Mapping

# 同一页有接收机关、上一级机关、检察机关查阅：用对谁都说得通的称呼，不说“对方”“本机关”。
MOVES: Mapping[str, str] = {
    "公安机关移送回来": "移送回原机关",
    "协商由对方管辖": "协商由接收机关管辖",
    "协商由本机关管辖": "协商由移送机关管辖",
    "指定对方管辖": "指定接收机关管辖",
    "指定本机关管辖": "指定移送机关管辖",
    "登记迟到的反馈": "补充反馈",
    "登记迟到的答复": "补充答复",
    "登记迟到的报告": "补充报告",
    "登记海关的扣留": "登记扣留",
    "登记海关的认定": "登记认定",
    "登记平台的处置": "登记处置",
    "平台不予处置": "不予处置",
    "平台恢复": "恢复",
    "对方请求延期": "请求延期",
    "请对方补充": "请接收机关补充",
}
LABELS: Mapping[str, str] = {
    "对方经办人": "经办人",
    "对方文号": "文号",
    "来文落款日期": "落款日期",
    "对方文书的名称和文号": "文书的名称和文号",
    "对方案号": "接收机关的案号",
}
HELPS: Mapping[str, str] = {
    "照送达回证；没有写明的按对方经办人。": "照送达回证填写。",
    "海关的期限从这一天起算，不约束本机关。": "海关的期限从这一天起算。",
}


def move_name(name: str) -> str:
    """Return what a move is called there."""
    return MOVES.get(name, name)


def label(words: str) -> str:
    """Return what a field is called there."""
    return LABELS.get(words, words)


def help_of(words: str) -> str:
    """Return what is said beside a field there."""
    return HELPS.get(words, words)


def sentence(words: str, name: str) -> str:
    """Say a refusal of a move there by the name it has there."""
    return words.replace(name, move_name(name))
