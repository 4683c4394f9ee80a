"""How parts of a case are put into words for its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import visible_units
from caseapp.accounts.person import Person
from caseapp.base.clock import local
from caseapp.cases.given import in_words
from caseapp.cases.notices import NoticeShown
from caseapp.cases.open_file import OpenFile
from caseapp.deadlines.words import STATES, left
from caseapp.law import time_limits
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.sides import SIDE_WORDS
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Offer, Step
from caseapp.law.wording import long_date
from caseapp.law.working_days import Calendar

SOON_DAYS = 3
ENDED_TONES = {"met": "done", "lapsed": "done", "missed": "overdue"}


@dataclass(frozen=True)
class LimitShown:
    """A limit in a few words, with the tone of its badge and its paragraph."""

    id: int
    what: str
    due: str
    words: str
    tone: str
    text: str
    basis: str
    rule_id: str
    is_open: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of the list of cases, ready to be read out; no limit, no words for it."""

    id: int
    number: str
    title: str
    stage: str
    received_on: date
    team: str
    due: str = ""
    what: str = ""
    words: str = ""
    tone: str = ""


def limit_shown(
    row: Any, *, now: datetime, today: date, calendar: Calendar, whole: bool = True
) -> LimitShown:
    """Say how a limit stands today; the rows of lists come without the paragraph, not whole."""
    is_open, here = row.stopped_on is None, calendar.in_area(row.area)
    return LimitShown(
        id=row.id,
        what=row.what + (_whose(row) if whole else ""),
        due=_due(row),
        words=left(row, now=now, today=today, calendar=here) if is_open else STATES[row.state],
        tone=_tone(row, today),
        text=row.text + _resting(row) if whole else "",
        basis=row.basis if whole else "",
        rule_id=row.rule_id,
        is_open=is_open,
        provisional=row.provisional,
    )


def case_lines(
    rows: Sequence[Any], *, team: Mapping[int, str], due: Mapping[int, LimitShown]
) -> list[CaseLine]:
    """Put the rows of a list into lines, each with its officers and its next limit."""
    return [_line(row, team.get(row.id, "未指定"), due.get(row.id)) for row in rows]


def _line(row: Any, team: str, limit: LimitShown | None) -> CaseLine:
    number, stage = row.case_no or row.lead_no, PROCEDURES[row.edition].state(row.state).name
    if limit is None:
        return CaseLine(row.id, number, row.title, stage, row.received_on, team)
    return CaseLine(
        row.id,
        number,
        row.title,
        stage,
        row.received_on,
        team,
        limit.due,
        limit.what,
        limit.words,
        limit.tone,
    )


def _due(row: Any) -> str:
    if row.due_on is None:
        return "未定"
    day = str(row.due_on) + ("（暂定）" if row.provisional else "")
    # What rests has no last day until it goes on: the old one would be read as the day.
    return f"中止前 {day}" if _rests(row) else day


def _whose(row: Any) -> str:
    """Say whose limit it is: another body's, or that of the side the reason of its start names."""
    if theirs := time_limits.load().binding_others.get(row.rule_id):
        return f"（{theirs}）"
    sides = (f"（{word}）" for word in SIDE_WORDS.values())
    return next((side for side in sides if row.start_why.endswith(side)), "")


def _rests(row: Any) -> bool:
    return row.state == "paused" and row.stopped_on is None


def _resting(row: Any) -> str:
    """Say since when a limit rests and why; its paragraph still counts to the day before that."""
    since = next((one for one in row.pauses if not one["last"]), None) if _rests(row) else None
    if since is None:
        return ""
    first = long_date(date.fromisoformat(since["first"]))
    return f"自{first}起中止计算（{since['why']}），恢复后重新计算届满日。"


def _tone(row: Any, today: date) -> str:
    if row.stopped_on is not None:
        return ENDED_TONES.get(row.state, "calm")
    if row.due_on is None or row.state == "paused":
        return "calm"
    if row.due_on < today:
        return "overdue"
    return "soon" if (row.due_on - today).days <= SOON_DAYS else "calm"


@dataclass(frozen=True)
class ActShown:
    """One line of the timeline."""

    on: date
    at: datetime
    kind: str
    name: str
    who: str
    states: str
    given: Sequence[tuple[str, str]]
    url_of_paper: int | None = None
    step_id: int | None = None


# What the timeline mixes; the key narrows it in the address.
ACT_KINDS = {
    "act": "办理",
    "paper": "文书",
    "service": "送达",
    "evidence": "证据",
    "note": "记事",
    "correction": "更正",
}
NOTE_SHOWN = 60


def timeline(
    file: OpenFile,
    services: Sequence[Any],
    notes: Sequence[Any] = (),
    *,
    published: Sequence[NoticeShown] = (),
    only: str = "",
) -> list[ActShown]:
    """Mix acts, papers, services, evidence and notes by their legal date, then as entered."""
    steps = {step.key: step for step in file.procedure.steps}
    found = [_opened(file), *(_act(file, one, steps.get(one.step)) for one in file.history)]
    found += [_signed(row) for row in file.papers if row.signed_on is not None]
    found += [_served(row) for row in services]
    found += [_published(row) for row in published]
    found += [_item(row) for row in file.items]
    found += [_note(row) for row in notes]
    found += [_correction(row) for row in file.corrections]
    kept = [one for one in found if only in ("", one.kind)]
    return sorted(kept, key=lambda one: (one.on, one.at))


def _correction(row: Any) -> ActShown:
    given = [(one["label"], f"{one['before']} → {one['after']}") for one in row.changes]
    given.append(("理由", row.reason))
    day = local(row.at).date()
    return ActShown(day, row.at, "更正", f"更正：{row.what}", row.by_name, "", given)


def _note(row: Any) -> ActShown:
    is_long = len(row.words) > NOTE_SHOWN
    words = f"{row.words[:NOTE_SHOWN]}…" if is_long else row.words
    given = [("全文", row.words)] if is_long else []
    return ActShown(row.noted_on, row.noted_at, "记事", words, row.by_name, "", given)


def _opened(file: OpenFile) -> ActShown:
    case = file.case
    what = "请求" if case.source == Source.REQUEST else "线索"
    given = [(f"{what}编号", case.lead_no), ("内容", case.content)]
    who = file.names.get(case.created_by, "")
    return ActShown(case.received_on, case.created_at, "办理", f"登记{what}", who, "", given)


def _act(file: OpenFile, one: Any, step: Step | None) -> ActShown:
    given = in_words(step, one.given, file.names) if step is not None else []
    for key, label in (("reason", "理由"), ("override_reason", "例外理由")):
        if one.given.get(key):
            given.append((label, str(one.given[key])))
    before, after = file.procedure.state(one.from_state), file.procedure.state(one.to_state)
    states = "" if before == after else f"{before.name} → {after.name}"
    return ActShown(
        one.taken_on, one.taken_at, "办理", one.name, one.by_name, states, given, step_id=one.id
    )


def _signed(row: Any) -> ActShown:
    number = f"，{row.number}" if row.number else ""
    return ActShown(
        row.signed_on,
        row.signed_at,
        "文书",
        f"《{row.title}》定稿{number}",
        row.signed_by_name,
        "",
        [],
        row.id,
    )


def _served(row: Any) -> ActShown:
    given = [("方式", row.mode), ("收件人", row.receiver), ("地点", row.place)]
    return ActShown(
        row.served_on, row.recorded_at, "送达", f"送达《{row.title}》", row.servers, "", given
    )


def _published(row: NoticeShown) -> ActShown:
    ended = row.ended_why or f"至{row.due_on}届满，期满视为送达（{row.rule_id}）"
    given = [
        ("受送达人", row.addressee),
        ("载体", row.published_in),
        ("其他方式不能送达的情况", row.tried),
        ("公告期", ended),
    ]
    return ActShown(row.published_on, row.at, "送达", f"公告《{row.title}》", row.who, "", given)


def _item(row: Any) -> ActShown:
    given = [("证明", row.proves), ("文件", row.filename)]
    shown = [pair for pair in given if pair[1]]
    return ActShown(
        row.taken_on,
        row.added_at,
        "证据",
        f"证据 {row.serial}：{row.title}",
        row.taken_by,
        "",
        shown,
    )


@dataclass(frozen=True)
class StepShown:
    """A step on the case page: a button, or the sentences that stand against it."""

    key: str
    name: str
    who: str
    sentences: Sequence[str]
    is_mine: bool
    leads_on: bool


def next_steps(offers: Sequence[Offer], file: OpenFile) -> list[StepShown]:
    """Put what this person may do first, what leads on along the line before the rest of it."""
    state = file.case.state
    shown = [
        StepShown(
            offer.step.key,
            offer.step.name,
            "、".join(role.label for role in offer.step.by),
            [obstacle.text for obstacle in offer.obstacles],
            offer.is_mine,
            file.procedure.leads_on(offer.step, state),
        )
        for offer in offers
        if not offer.step.waits_for
    ]
    return sorted(shown, key=lambda one: (not one.is_mine, bool(one.sentences), not one.leads_on))


def unit_choices(by: Person, permission: str = "case.open_lead") -> list[tuple[int, str]]:
    """Return the units this person may register leads for, or other things by their permission."""
    reach = visible_units(by, permission)
    rows = accounts.units(only_active=True)
    return [(row.id, row.name) for row in rows if reach.covers(row.path)]
