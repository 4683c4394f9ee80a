"""What of a case can be corrected when it was keyed wrongly, and how it reads now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from caseapp.base.clock import local
from caseapp.base.errors import NotVisible
from caseapp.cases.corrected import DAY, SERVED_ON, SERVICE
from caseapp.cases.given import moment_words
from caseapp.cases.open_file import OpenFile
from caseapp.documents import queries as documents
from caseapp.law.procedures.table import Step
from caseapp.parties.given import LABELS

# What was decided is not keyed: a choice, a box or a person is changed by a step, not by a correction.
KEYED = ("date", "instant", "money", "int", "text", "longtext", "patent_number")
CASE_FIELDS = (
    ("received_on", "收到日期", "date"),
    ("respondent", "涉嫌单位或者被请求人", "text"),
    ("place", "地址", "text"),
    ("product", "商品", "text"),
    ("content", "内容", "longtext"),
)
GOODS_FIELDS = (
    ("name", "名称", "text"),
    ("spec", "规格型号", "text"),
    ("quantity", "数量", "number"),
    ("unit", "单位", "text"),
    ("unit_price", "单价（元）", "money"),
    ("place", "存放地点", "text"),
    ("patent_as_printed", "标注的专利号", "text"),
    ("remark", "备注", "longtext"),
)
REQUEST_FIELDS = (
    ("claims", "主张的权利要求", "text"),
    ("relief", "请求事项", "longtext"),
    ("grounds", "事实和理由", "longtext"),
    ("known_on", "请求人知道侵权行为以及侵权人的日期", "date"),
)
MEDIATION_FIELDS = (
    ("granted_on", "授权公告日", "date"),
    ("claimed", "请求给付的数额（元）", "money"),
    ("agreed_terms", "关于奖励、报酬的约定", "longtext"),
)
SERVICE_FIELDS = (
    ("served_on", "送达日期", "date"),
    ("place", "送达地点", "text"),
    ("receiver", "收件人", "text"),
    ("relation", "与受送达人的关系", "text"),
    ("witness", "见证人", "text"),
    ("note", "备注", "longtext"),
)
MUST = frozenset(
    {
        *("received_on", "name", "quantity", "unit", "as_printed", "content", DAY),
        *("relief", "grounds", "served_on"),
    }
)


@dataclass(frozen=True)
class Entry:
    """One field as it is kept now: plain as in the record, None where nothing was typed."""

    key: str
    label: str
    kind: str
    stored: Any
    required: bool = False


@dataclass(frozen=True)
class Target:
    """One record of a case whose fields can be corrected together."""

    kind: str
    id: int
    what: str
    entries: tuple[Entry, ...]

    def entry(self, key: str) -> Entry:
        """Return the field of that key."""
        return next(one for one in self.entries if one.key == key)


def targets(file: OpenFile) -> list[Target]:
    """List everything of the case that can be corrected, the case itself first."""
    return [
        *(_case(file), *_request(file), *_steps(file), *_services(file)),
        *(*_parties(file), *_patents(file), *_goods(file)),
    ]


def target_of(file: OpenFile, kind: str, target_id: int) -> Target:
    """Return one target; what is not of this case is not there."""
    for one in targets(file):
        if (one.kind, one.id) == (kind, target_id):
            return one
    raise NotVisible


def step_of(file: OpenFile, row: Any) -> Step | None:
    """Return the row of the procedure by which an act was taken."""
    named = [one for one in file.procedure.steps if one.key == row.step]
    from_there = [one for one in named if row.from_state in one.origins]
    return next(iter(from_there or named), None)


def readable(kind: str, stored: Any) -> str:
    """Say a stored value as people read it."""
    if stored in (None, ""):
        return "（空）"
    if kind == "money":
        return f"{Decimal(str(stored)):,.2f} 元"
    if kind == "instant":
        return moment_words(str(stored))
    return str(stored)


def as_typed(kind: str, stored: Any) -> Any:
    """Read a stored value back as the field of a form holds it."""
    if stored in (None, ""):
        return None
    if kind == "date":
        return date.fromisoformat(str(stored)[:10])
    if kind == "instant":
        return local(datetime.fromisoformat(str(stored)))
    return Decimal(str(stored)) if kind in ("money", "number") else stored


def _case(file: OpenFile) -> Target:
    entries = [
        Entry(key, label, kind, _plain(getattr(file.case, key)), key in MUST)
        for key, label, kind in CASE_FIELDS
    ]
    return Target("case", 0, "案件基本情况", tuple(entries))


def _request(file: OpenFile) -> Iterator[Target]:
    """What the requester told; the case has its own fields for the rest."""
    if file.request is not None:
        yield _of_row("request", 0, "请求书", row=file.request, fields=REQUEST_FIELDS)
    if file.mediation is not None:
        yield _of_row("mediation", 0, "调解请求", row=file.mediation, fields=MEDIATION_FIELDS)


def _of_row(kind: str, key: int, what: str, *, row: Any, fields: Any) -> Target:
    entries = [
        Entry(name, label, of_kind, _plain(getattr(row, name)), name in MUST)
        for name, label, of_kind in fields
    ]
    return Target(kind, key, what, tuple(entries))


def _services(file: OpenFile) -> Iterator[Target]:
    """A service is corrected where it is recorded; the act it brought about follows."""
    for row in file.services or documents.services_of_case(file.case.id):
        what = f"《{row.title}》{row.served_on}送达{row.addressee}"
        yield _of_row("service", row.id, what, row=row, fields=SERVICE_FIELDS)


def _steps(file: OpenFile) -> Iterator[Target]:
    for row in file.history:
        step = step_of(file, row)
        if step is None or SERVICE in row.given:
            continue
        entries = [Entry(DAY, "办理日期", "date", row.taken_on.isoformat(), required=True)]
        entries += [
            Entry(one.key, one.label, one.kind, row.given.get(one.key), one.required)
            for one in step.fields
            if one.kind in KEYED and (one.required or row.given.get(one.key) is not None)
        ]
        yield Target("step", row.id, f"{row.name}（{row.taken_on}）", tuple(entries))


def _parties(file: OpenFile) -> Iterator[Target]:
    for row in file.parties:
        if row.left_on is None:
            known: Mapping[str, Any] = row._asdict()
            entries = [
                Entry(key, label, "text", known[key], key in MUST)
                for key, label in LABELS.items()
                if key in known and key != "kind"
            ]
            yield Target("party", row.id, f"当事人：{row.name}", tuple(entries))


def _patents(file: OpenFile) -> Iterator[Target]:
    for row in file.patents:
        entry = Entry("as_printed", "标注的专利号", "text", row.as_printed, required=True)
        yield Target("patent", row.id, f"专利：{row.as_printed}", (entry,))


def _goods(file: OpenFile) -> Iterator[Target]:
    for lot in file.goods:
        for row in lot.rows:
            entries = [
                Entry(key, label, kind, _plain(getattr(row, key)), key in MUST)
                for key, label, kind in GOODS_FIELDS
            ]
            what = f"{lot.name}第 {row.row_no} 项：{row.name}"
            yield Target("goods", row.id, what, tuple(entries))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Correcting:
    """A correction being made: of which record, what changes, and why."""

    file: OpenFile
    target: Target
    changes: list[dict[str, Any]]
    why: str

    @property
    def old(self) -> dict[str, Any]:
        """What was keyed, by field."""
        return {one["key"]: one["old"] for one in self.changes}

    @property
    def new(self) -> dict[str, Any]:
        """What is to be read, by field."""
        return {one["key"]: one["new"] for one in self.changes}

    @property
    def act(self) -> Any:
        """The act of the history that is corrected; None where it is no act."""
        if self.target.kind == "service":
            mine = (one for one in self.file.history if one.given.get(SERVICE) == self.target.id)
            return next(mine, None)
        if self.target.kind != "step":
            return None
        return next(one for one in self.file.history if one.id == self.target.id)

    @property
    def new_day(self) -> str | None:
        """The day on which the act is to be read; None where that does not change."""
        return self.new.get(SERVED_ON if self.target.kind == "service" else DAY)
