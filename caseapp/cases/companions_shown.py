"""The records beside a case in words: what it is, how it stands, what was done, what runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from caseapp.cases.correctable import step_of
from caseapp.cases.open_file import OpenFile
from caseapp.cases.shown import LimitShown
from caseapp.evidence.words import DISPOSALS
from caseapp.law.procedures.papers import PAPER_TITLES
from caseapp.law.wording import span, sum_of

MOST = 40
Facts = list[tuple[str, str]]
NAMES = {
    "sampling": "抽样取证",
    "registration": "先行登记保存",
    "seizure": "查封扣押",
    "hearing": "听证",
    "oral": "口头审理",
    "suspension": "中止",
    "extension": "延长期限",
    "performance": "履行",
    "challenge": "复议诉讼",
    "publication": "公示",
}
MARKS = (
    *("step_id", "approval_step_id", "test_step_id", "release_step_id", "notice_step_id"),
    *("resume_step_id", "deferral_step_id", "overdue_step_id", "demand_step_id"),
    *("court_step_id", "answer_step_id", "outcome_step_id", "withdrawal_step_id"),
    *("correction_step_id", "end_step_id", "fall_step_id"),
)
# Limits that run while a record is open.
LIMITS: Mapping[str, tuple[str, ...]] = {
    "registration": ("CF-08", "CF-09"),
    "seizure": ("CF-06", "CF-07"),
    "hearing": ("CF-14",),
    "suspension": ("CF-12", "INF-09"),
    "performance": ("CF-18", "CF-19", "CF-24", "CF-25", "CF-25b", "CF-30", "INF-11"),
    "challenge": ("CF-26b", "CF-26c", "CF-26d", "CF-27d"),
    "publication": ("CF-23", "INF-12b"),
}


@dataclass(frozen=True)
class Doing:
    """One act of a record, with its place in the timeline."""

    step_id: int
    name: str
    on: date


@dataclass(frozen=True)
class CompanionShown:
    """One record as the page tells it."""

    name: str
    state: str
    is_open: bool
    acts: Sequence[Doing]
    facts: Sequence[tuple[str, str]]
    limits: Sequence[LimitShown]
    papers: Sequence[Any]


@dataclass(frozen=True)
class CompanionsShown:
    """The latest records, and how many there are in all."""

    rows: Sequence[CompanionShown]
    total: int


def companions_shown(
    file: OpenFile, limits: Sequence[LimitShown], records: Sequence[Any]
) -> CompanionsShown:
    """Tell the records of a case, those still open first, then the latest."""
    reader = _Reader(file, limits, records)
    told = [reader.tell(one) for one in records if one.table != "payment"]
    told += [reader.registered(one) for one in file.registrations]
    told.sort(key=lambda one: max((act.step_id for act in one.acts), default=0), reverse=True)
    told.sort(key=lambda one: not one.is_open)
    return CompanionsShown(told[:MOST], len(told))


class _Reader:
    """Reads the records of one case beside its acts, limits and papers."""

    def __init__(
        self, file: OpenFile, limits: Sequence[LimitShown], records: Sequence[Any]
    ) -> None:
        self.file = file
        self.acts = {row.id: row for row in file.history}
        self.limits = {one.id: one for one in limits}
        self.payments = [one for one in records if one.table == "payment"]

    def tell(self, record: Any) -> CompanionShown:
        state, is_open = _STATES[record.table](self, record)
        kind = record.kind if record.table == "hearing" else record.table
        marks = {getattr(record, mark, None) for mark in MARKS}
        if record.table == "performance":
            marks |= {one.step_id for one in self.payments_of(record)}
        acts = [row for row in self.file.history if row.id in marks]
        return CompanionShown(
            name=NAMES[kind],
            state=state,
            is_open=is_open,
            acts=[Doing(row.id, row.name, row.taken_on) for row in acts],
            facts=[pair for pair in _FACTS[record.table](self, record) if pair[1]],
            limits=self._running(record.table) if is_open else [],
            papers=[paper for row in acts for paper in self._papers(row)],
        )

    def registered(self, row: Any) -> CompanionShown:
        is_open = row.disposed_on is None
        disposal = DISPOSALS.get(row.disposal, row.disposal)
        keys = ("register_evidence", "register_urgent")
        acts = [
            one
            for one in self.file.history
            if (one.step in keys and one.taken_on == row.registered_on)
            or (one.step in _DISPOSING and one.taken_on == row.disposed_on)
        ]
        return CompanionShown(
            name=NAMES["registration"],
            state="保存中" if is_open else f"已处理：{disposal}",
            is_open=is_open,
            acts=[Doing(one.id, one.name, one.taken_on) for one in acts],
            facts=[("保存地点", row.place), ("保管人", row.keeper), ("批准人", row.approved_by)],
            limits=self._running("registration") if is_open else [],
            papers=[paper for one in acts for paper in self._papers(one)],
        )

    def _running(self, table: str) -> list[LimitShown]:
        families = LIMITS.get(table, ())
        open_rows = (row for row in self.file.limits if row.stopped_on is None)
        return [self.limits[row.id] for row in open_rows if row.family in families]

    def _papers(self, act: Any) -> Iterator[Any]:
        """Papers an act drafted bear its titles and came with it, before the next act."""
        step = step_of(self.file, act)
        if step is None:
            return
        titles = {*step.later_papers, *(PAPER_TITLES.get(one, "") for one in step.papers)}
        later = [one.taken_at for one in self.file.history if one.id > act.id]
        for paper in self.file.papers:
            in_time = paper.drafted_at >= act.taken_at and (
                not later or paper.drafted_at <= later[0]
            )
            if paper.title in titles and in_time:
                yield paper

    def payments_of(self, record: Any) -> list[Any]:
        return [one for one in self.payments if one.performance_id == record.id]

    def person(self, number: int | None) -> str:
        return self.file.names.get(number, "") if number is not None else ""

    def chosen(self, record: Any, key: str) -> str:
        """Say the choice of the form by which the record began."""
        act = self.acts.get(record.step_id)
        step = step_of(self.file, act) if act is not None else None
        for field in step.fields if step is not None else ():
            if field.key == key and act is not None:
                return dict(field.choices).get(str(act.given.get(key)), "")
        return ""

    def paid(self, record: Any) -> Decimal:
        return sum((one.paid for one in self.payments_of(record)), Decimal(0))


_DISPOSING = ("dispose_evidence", "lapse_evidence")
State = tuple[str, bool]


def _sampled(_reader: _Reader, record: Any) -> State:
    return ("已抽样，清单已交当事人" if record.list_handed else "已抽样", False)


def _seized(_reader: _Reader, record: Any) -> State:
    if record.released_on is not None:
        return "已解除", False
    if record.is_urgent and record.approved_at is None:
        return "待补办批准", True
    return ("查封中" if record.measure == "seal" else "扣押中"), True


_HEARD = {
    "held": "已举行",
    "dropped": "申请已撤回",
    "absent": "一方缺席",
    "default": "已缺席审理",
}


def _heard(_reader: _Reader, record: Any) -> State:
    if record.outcome:
        return _HEARD[record.outcome], False
    return ("已通知，待举行" if record.session_on else "已申请，待通知"), True


def _rested(reader: _Reader, record: Any) -> State:
    if record.resumed_on is not None:
        return "已恢复", False
    is_open = reader.file.case.state == "suspended"
    return ("中止中" if is_open else "随案件办结而结束"), is_open


def _extended(_reader: _Reader, _record: Any) -> State:
    return "已延长", False


_OWED = (
    ("court_asked_on", "已申请强制执行"),
    ("demanded_on", "逾期，已催告"),
    ("overdue_on", "逾期未履行"),
    ("deferred_until", "准予延期或者分期"),
)


def _owed(reader: _Reader, record: Any) -> State:
    if record.fell_on is not None:
        return "决定已撤销或者重作，不再履行", False
    if record.end:
        return ("履行完毕" if record.end == "performed" else "强制执行完毕"), False
    words = next((words for key, words in _OWED if getattr(record, key) is not None), "待履行")
    return words, reader.file.case.is_open


_OUTCOMES = {
    "upheld": "维持",
    "changed": "变更",
    "annulled": "撤销或者变更",
    "redo": "责令重新处理",
}


def _challenged(_reader: _Reader, record: Any) -> State:
    if record.outcome:
        return f"已有结果：{_OUTCOMES[record.outcome]}", False
    return ("已答复，待结果" if record.answered_on else "待答复"), True


def _shown(reader: _Reader, record: Any) -> State:
    if record.withdrawn_on is not None:
        return "已撤下", False
    if not record.is_published:
        return "不予公示", False
    words = "已公示，内容已更正" if record.corrected_on is not None else "已公示"
    is_due = any(
        row.stopped_on is None and row.family in LIMITS["publication"] for row in reader.file.limits
    )
    return words, is_due


_STATES: Mapping[str, Callable[[_Reader, Any], State]] = {
    "sampling": _sampled,
    "seizure": _seized,
    "hearing": _heard,
    "suspension": _rested,
    "extension": _extended,
    "performance": _owed,
    "challenge": _challenged,
    "publication": _shown,
}


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _sum(value: Decimal | None) -> str:
    return "" if value is None else sum_of(value)


def _of_sampling(_reader: _Reader, record: Any) -> Facts:
    return [("地点", record.place), ("样品", record.samples)]


def _of_seizure(reader: _Reader, record: Any) -> Facts:
    tested = record.test_first and f"{record.test_first} 至 {record.test_last}"
    return [
        ("措施", "查封" if record.measure == "seal" else "扣押"),
        ("地点", record.place),
        ("批准人", reader.person(record.approver_id)),
        ("检测鉴定（不计入期限）", tested or ""),
        ("解除", _day(record.released_on)),
    ]


def _of_hearing(reader: _Reader, record: Any) -> Facts:
    public = {True: "公开", False: "不公开", None: ""}[record.is_public]
    return [
        ("申请", _day(record.asked_on)),
        ("通知送达", _day(record.notice_on)),
        ("举行日期", _day(record.session_on)),
        ("地点", record.place),
        ("主持人", reader.person(record.presiding_id)),
        ("方式", public),
    ]


def _of_suspension(reader: _Reader, record: Any) -> Facts:
    ground = reader.chosen(record, "suspension_ground") or reader.chosen(record, "suspension")
    last = _day(record.resumed_on) or "（未恢复）"
    return [
        ("期间", f"{record.began_on} 至 {last}"),
        ("事由", ground),
        ("恢复的条件", record.end_event),
    ]


def _of_extension(_reader: _Reader, record: Any) -> Facts:
    return [
        ("期限", f"{record.what}（{record.rule_id}）"),
        ("延长", span(record.length, record.unit)),
        ("原届满日", _day(record.due_before)),
        ("延长至", _day(record.due_after)),
        ("批准人", record.approved_by),
        ("理由", record.reason),
    ]


def _of_performance(reader: _Reader, record: Any) -> Facts:
    surcharge = record.surcharge is not None and (
        f"算至 {record.surcharge_to} 为 {sum_of(record.surcharge)}，"
        f"最高不超过 {sum_of(record.surcharge_cap)}"
    )
    has_sums = record.fine is not None or record.confiscation is not None
    return [
        ("罚款", _sum(record.fine)),
        ("没收违法所得", _sum(record.confiscation)),
        ("已缴", _sum(reader.paid(record)) if has_sums else ""),
        ("凭证", "、".join(one.receipt for one in reader.payments_of(record) if one.receipt)),
        ("履行期限", _day(record.perform_until)),
        ("延期或者最后一期", _day(record.deferred_until)),
        ("加处罚款", surcharge or ""),
        ("人民法院", record.court),
    ]


def _of_challenge(_reader: _Reader, record: Any) -> Facts:
    return [
        ("种类", "行政复议" if record.kind == "reconsideration" else "行政诉讼"),
        ("机关", record.body),
        ("案号", record.number),
        ("受理日", _day(record.accepted_on)),
        ("执行", "停止执行" if record.stays_execution else "不停止执行"),
        ("结果", record.outcome_words),
    ]


def _of_publication(_reader: _Reader, record: Any) -> Facts:
    late = record.due_on is not None and record.decided_on > record.due_on
    return [
        ("渠道", record.channel),
        ("方式", {True: "遮盖后公示", False: "全文", None: ""}[record.is_masked]),
        ("应于", _day(record.due_on) + ("（逾期）" if late else "")),
        ("理由", record.reason),
        ("撤下", _day(record.withdrawn_on)),
        ("更正", record.corrected_words),
    ]


_FACTS: Mapping[str, Callable[[_Reader, Any], Facts]] = {
    "sampling": _of_sampling,
    "seizure": _of_seizure,
    "hearing": _of_hearing,
    "suspension": _of_suspension,
    "extension": _of_extension,
    "performance": _of_performance,
    "challenge": _of_challenge,
    "publication": _of_publication,
}
