"""What a quick look at a mark may come to, and which of it is a lead."""

from __future__ import annotations

from collections.abc import Mapping

OPEN = "open"
NOT_A_NUMBER = "not_a_number"
FINDINGS: Mapping[str, str] = {
    OPEN: "待查询",
    "fine": "有效，与展品相符",
    NOT_A_NUMBER: "不是专利号",
    "never_granted": "没有授权或者号码不存在",
    "ended": "已经终止或者被宣告无效",
    "others": "他人的专利",
}
# What somebody who asked the register may find.
FOUND: Mapping[str, str] = {key: name for key, name in FINDINGS.items() if key != OPEN}
LEADS = ("not_a_number", "never_granted", "ended", "others")
# What the register says of a number, as a state of a look into it.
STATUSES: Mapping[str, str] = {
    "fine": "in_force",
    "never_granted": "not_granted",
    "ended": "ended",
    "others": "in_force",
}
TEAMS = tuple(f"第{number}组" for number in "一二三四五六七八")
