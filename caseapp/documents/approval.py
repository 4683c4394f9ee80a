"""The line of approval of a paper: its stages, whose turn it is, what was said and still counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

UNDERTAKER, UNIT_HEAD, LEGAL, CHIEF = STAGES = ("undertaker", "unit_head", "legal", "chief")
HAND_IN, AGREE, RETURN, TAKE_BACK = VERDICTS = ("hand_in", "agree", "return", "take_back")
STAGE_WORDS = {
    UNDERTAKER: "承办人",
    UNIT_HEAD: "办案机构负责人",
    LEGAL: "法制审核",
    CHIEF: "负责人",
}
VERDICT_WORDS = {HAND_IN: "报批", AGREE: "同意", RETURN: "退回修改", TAKE_BACK: "撤回"}
# Under which words an approval sheet prints the opinion, the name and the day of a stage.
SHEET_WORDS = {
    UNDERTAKER: ("承办人意见", "承办人签名", "承办人日期"),
    UNIT_HEAD: ("办案机构意见", "办案机构负责人", "办案机构日期"),
    LEGAL: ("审核意见", "审核人", "审核日期"),
    CHIEF: ("负责人意见", "负责人", "负责人日期"),
}


def is_closed_by_hand(chain: Sequence[str]) -> bool:
    """Say whether the officers finish such a paper themselves: a record, a list."""
    return tuple(chain) in ((), (UNDERTAKER,))


def words_of_others(chain: Sequence[str]) -> frozenset[str]:
    """Return the words of a sheet that whoever drafts it does not write: the opinions of those after."""
    return frozenset(word for stage in chain[1:] for word in SHEET_WORDS[stage])


def next_stage(stages: Sequence[str], stage: str) -> str:
    """Return who comes after this stage; nobody after the last, who signs."""
    # A stage given up while the draft lay there (the head joined the case) is not the last one.
    later = [one for one in stages if STAGES.index(one) > STAGES.index(stage)]
    return later[0] if later else ""


def round_of(opinions: Sequence[Any]) -> Sequence[Any]:
    """Return what was said since the paper was last handed in."""
    for place in range(len(opinions) - 1, -1, -1):
        if opinions[place].verdict == HAND_IN:
            return opinions[place:]
    return ()


def lapsed(record: Any, opinions: Sequence[Any]) -> str:
    """Say that what was given no longer counts because the draft was changed since; else nothing."""
    given = round_of(opinions)
    if not given or record.state != "draft" or given[-1].verdict in (RETURN, TAKE_BACK):
        return ""
    seen = given[0].seen_version
    if seen == record.version:
        return ""
    return (
        f"草稿在报批以后改动过（报批的是第 {seen} 稿，现在是第 {record.version} 稿），"
        f"此前对第 {seen} 稿的意见不再有效，请重新报批。"
    )


def sheet_words(opinions: Sequence[Any]) -> dict[str, str]:
    """Write the opinions of a round as the words of an approval sheet."""
    words: dict[str, str] = {}
    for one in opinions:
        if one.verdict in (HAND_IN, AGREE):
            opinion, name, day = SHEET_WORDS[one.stage]
            words |= {opinion: one.text, name: one.by_name, day: one.given_on.isoformat()}
    return words
