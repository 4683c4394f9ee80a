"""What a row of the limits says, and the words its columns may hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.law.citations import Citation, cited_on

MEASURED_UNITS = ("cd", "wd", "mo", "y", "h")
UNITS = (*MEASURED_UNITS, "open")
DIRECTIONS = ("forward", "backward")
ROLLS = ("forward", "backward", "none")
AUTHORITIES = ("ip_office", "market_bureau", "patent_affairs", "any", "general")
ON_EXPIRY = (
    "warn", "warn_and_report", "auto_lapse", "deemed_waived", "deemed_served", "block",
)  # fmt: skip
TOLLED_BY = {
    "suspension": "中止调查",
    "hearing": "听证",
    "public_notice": "公告",
    "test": "检验、检测、检疫",
    "expert_opinion": "鉴定",
    "holder_identification": "权利人辨认、鉴别",
    "review": "行政复议",
    "suit": "行政诉讼",
    "force_majeure": "不可抗力或者其他正当理由",
    "supplement": "补正",
    "jurisdiction_objection": "管辖异议",
    "evidence_extension": "当事人申请延期举证",
    "settlement": "当事人自行和解",
}
# What the office set for itself has no source: it is none of the marks of the law.
TARGET = "T"
TARGET_WORDS = "（服务目标，不是法定期限）"
# Whom a limit binds where it is not us: it is pressed for, never counted as ours.
BINDS = {
    "police": "公安机关",
    "procuratorate": "人民检察院",
    "customs": "海关",
    "receiver": "接收机关",
    "holder": "权利人",
    "platform": "平台经营者",
}
EXTENDED_BY = {
    "chief": "本机关负责人批准",
    "collective": "本机关负责人集体讨论决定",
    "office": "本机关决定",
    "reconsideration_body": "复议机关负责人批准",
    "panel": "合议组决定",
    "superior": "上一级管理专利工作的部门批准",
    "cnipa": "国家知识产权局批准",
}


@dataclass(frozen=True)
class ExtensionRule:
    """Who may prolong a limit, by how much at most, how often; no length means it is set freely."""

    by: str
    unit: str
    length: int | None = None
    times: int | None = None
    before_expiry: bool = True
    notify_party: bool = False
    words: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Alternative:
    """Another length that replaces the row's own where a condition is met."""

    when: str
    length: int
    unit: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class FollowUp:
    """A second limit of the same article that begins with a later event."""

    id: str
    meaning: str
    what: str
    start_event: str
    start_words: str
    length: int
    unit: str


@dataclass(frozen=True)
class LimitRow:
    """One period of the law: what it is for, from when to when it is valid, how it is counted."""

    id: str
    family: str
    what: str
    meaning: str
    authority: str
    valid_from: date | None
    valid_to: date | None
    start_event: str
    start_words: str
    length: int | None
    unit: str
    direction: str
    roll: str
    on_expiry: str
    citations: tuple[Citation, ...]
    confidence: str
    extensions: tuple[ExtensionRule, ...] = ()
    tolled_by: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    then: FollowUp | None = None
    internal_warning: tuple[str, ...] = ()
    # Where this row holds, these hold too, and what ends first ends all of them.
    earlier_of: tuple[str, ...] = ()
    unit_confidence: str = ""
    start_confidence: str = ""
    # Not its start event but this day says whether the row holds.
    picked_on: str = ""
    open_words: str = ""
    note: str = ""
    enabled: bool = True
    # What the office promises, not what a law asks; said wherever its name stands.
    is_target: bool = False
    # Another body whose limit this is; empty where it is the office's or a party's.
    binds: str = ""
    subject: str = ""

    @property
    def whose(self) -> str:
        """Say whose limit it is, where it is another body's."""
        return f"{BINDS[self.binds]}的期限" if self.binds else ""

    def basis(self, day: date) -> str:
        """Cite the rules as they stood on a day; outside the row's years, as they stand at all."""
        return cited_on(self.citations, day)


@dataclass(frozen=True)
class AuthorityTerm:
    """From when to when an authority is the one that handles cases of its subjects, or all others."""

    key: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True)
class LocalRow:
    """A place's shorter limit; it can only shorten the row it names, and only where its area is."""

    overrides: str
    length: int
    unit: str
    valid_from: date
    basis: str
    valid_to: date | None = None
    note: str = ""
    area: str = ""
    confidence: str = ""
    enabled: bool = True

    def holds_in(self, area: str) -> bool:
        """Ask whether an area code lies in the row's own: a province's row holds in its cities."""
        return area.startswith(self.area.rstrip("0"))


@dataclass(frozen=True)
class Pause:
    """Days that are not counted, both ends included."""

    first: date
    last: date
    why: str = ""


@dataclass(frozen=True)
class Extension:
    """A decision to prolong a limit; without a unit it is in the unit of the row's extension."""

    length: int
    unit: str = ""
    by: str = ""
    approved_on: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Skipped:
    """A free day that was passed over, with the name of its holiday or weekday."""

    day: date
    name: str
