"""A fair is registered, changed and moved from stage to stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.merging import Merge
from caseapp.bodies import queries as bodies
from caseapp.cooperation import actions as cooperation
from caseapp.exhibitions import fair_queries
from caseapp.exhibitions.actions.after import end_leftovers, start_leftovers
from caseapp.exhibitions.actions.fair_gates import GATES
from caseapp.exhibitions.actions.fair_writing import SET_UP, begin, write
from caseapp.exhibitions.fair_given import FairGiven
from caseapp.exhibitions.fair_values import (
    FAIR_KIND,
    FAIR_LABELS,
    given_from,
    series_of,
    session_of,
    suggested_code,
    values_given,
    values_of,
)
from caseapp.exhibitions.life import FAIR_MOVES, FAIR_STAGES, Move
from caseapp.exhibitions.models import Fair
from caseapp.exhibitions.queries import Opened, may
from caseapp.law import fairs as law
from caseapp.law.wording import long_date
from caseapp.revisions import queries as earlier

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
LONGEST_DAYS = 366
LONGEST_TITLE = 200
# What a move brings about for the complaints of the fair.
_EFFECTS: Mapping[str, Callable[..., int]] = {"close": start_leftovers, "resume": end_leftovers}
_OF_THE_ROW = ("unit_id",)


def register(*, by: Person, given: FairGiven) -> Opened:
    """Enter a fair in the register; series, session and code are suggested where they were left open."""
    _refuse_odd(given)
    named = _named(given)
    row = cooperation.enter(
        by=by, family="fair", kind="fair", title=_title(named), unit_id=named.unit_id
    )
    # The number is taken: who registers at the same time waits, and finds the next free code.
    told = _coded(named)
    _refuse_same(told, but=0)
    fair = Fair(id=row.id, state="registered")
    opened = Opened(fair, row)
    _fill(fair, told)
    _add(fair)
    write(by=by, opened=opened, act="register", to_state="registered")
    return opened


def _add(fair: Fair) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(fair)
    except sa.exc.IntegrityError:  # another office took the code at the same moment
        raise Refused(
            f"不能保存：展会代号 {fair.code} 刚刚被用于另一次展会。", remedy="请另取代号后再保存。"
        ) from None


def change(*, by: Person, opened: Opened, given: FairGiven, seen: int) -> Merge:
    """Change a fair, merged with what others saved meanwhile; an overlap is a Conflict."""
    begin(by=by, opened=opened, doing="修改展会", states=SET_UP)
    both = _merged(opened, _kept(opened, given), seen=seen)
    told = given_from(both.values)
    _refuse_odd(told)
    _refuse_same(told, but=opened.id)
    _refuse_lost(opened, told)
    _fill(opened.fair, told)
    opened.row.title = _title(told)
    write(by=by, opened=opened, act="change")
    return both


def move_fair(
    *, by: Person, opened: Opened, key: str, given: Mapping[str, str], seen: int = 0
) -> None:
    """Make one move of the table; `given` is what it asks for, `seen` the version the page showed."""
    row = FAIR_MOVES[key]
    begin(
        by=by,
        opened=opened,
        doing=row.name,
        states=row.from_states,
        permission=row.permission,
        seen=seen,
    )
    reason = given.get("reason", "").strip()
    if "reason" in row.needs and not reason:
        raise Refused(f"不能{row.name}：没有写明理由。", remedy="请补填后再提交。")
    if gate := GATES.get(key):
        gate(opened, reason)
    opened.fair.reported_at = now() if row.to_state == "reported" else None
    write(by=by, opened=opened, act=key, to_state=row.to_state, reason=reason)
    if effect := _EFFECTS.get(key):
        effect(by=by, opened=opened)


def why_not(*, by: Person, opened: Opened, row: Move) -> str:
    """Say why this person may not make a move now; nothing when they may."""
    if not may(by, row.permission, opened):
        return "由有权限的人员办理。"
    try:
        if gate := GATES.get(row.key):
            # A reason may still be given: what only lacks it is no hindrance yet.
            gate(opened, "理由")
    except Refused as no:
        return " ".join((*no.sentences, no.remedy)).strip()
    return ""


def is_open(opened: Opened) -> bool:
    """Say whether something is still to be done at a fair."""
    return FAIR_STAGES[opened.fair.state].is_open


def _merged(opened: Opened, given: FairGiven, *, seen: int) -> Merge:
    version = opened.fair.version
    saved = earlier.revision(FAIR_KIND, opened.id, version)
    who = "" if saved is None else saved.saved_by_name
    return earlier.merged(
        kind=FAIR_KIND,
        object_id=opened.id,
        seen=seen,
        version=version,
        theirs=values_of(opened),
        mine=values_given(given),
        labels=FAIR_LABELS,
        sentence=f"{opened.row.number} 在您打开之后已被{who or '他人'}修改，请合并后再保存。",
        who=who,
        when=None if saved is None else saved.saved_at,
    )


def _named(given: FairGiven) -> FairGiven:
    """Put in what follows from the name where it was left open."""
    return replace(
        given,
        series=given.series or series_of(given.name),
        session=given.session or session_of(given.name),
        code=given.code.upper(),
    )


def _kept(opened: Opened, given: FairGiven) -> FairGiven:
    """A code that was emptied stays the one it had: complaints are numbered by it."""
    named = _named(given)
    return named if named.code else replace(named, code=opened.fair.code)


def _coded(given: FairGiven) -> FairGiven:
    return given if given.code else replace(given, code=suggested_code(given.first_on))


def _title(given: FairGiven) -> str:
    extra = "" if not given.session or given.session in given.name else f"（{given.session}）"
    return f"{given.name}{extra}"[:LONGEST_TITLE]


def _fill(fair: Fair, given: FairGiven) -> None:
    for name in FAIR_LABELS:
        if name not in _OF_THE_ROW:
            setattr(fair, name, getattr(given, name))


def _refuse_odd(given: FairGiven) -> None:
    _refuse_days(given)
    if given.code and not CODE.fullmatch(given.code.upper()):
        raise Refused(
            f"不能保存：展会代号“{given.code}”不合规则。",
            remedy="代号写在每份投诉编号的前面，用 2 到 20 个字母、数字或者短横，如 ZH26-01。",
        )
    if given.opens_at and given.closes_at and given.closes_at <= given.opens_at:
        raise Refused(
            f"不能保存：闭馆时间（{given.closes_at}）不晚于开馆时间（{given.opens_at}）。",
            remedy="请改正时间。",
        )
    if given.has_online and not given.online_address:
        raise Refused(
            "不能保存：有线上展会，没有写网址。", remedy="请写明线上展会的网址，或者去掉线上展会。"
        )
    _refuse_authority(given)
    _refuse_presence(given)


def _refuse_days(given: FairGiven) -> None:
    if given.last_on < given.first_on:
        raise Refused(
            f"不能保存：最后一天（{long_date(given.last_on)}）早于第一天"
            f"（{long_date(given.first_on)}）。",
            remedy="请改正日期。",
        )
    if law.days_of(given.first_on, given.last_on) > LONGEST_DAYS:
        raise Refused("不能保存：展会超过一年。", remedy="请核对年份；常年展馆按届登记。")


def _refuse_authority(given: FairGiven) -> None:
    if given.authority_id is None:
        return
    body = bodies.body(given.authority_id)
    if body is None or not bodies.is_in_force(body, given.first_on):
        raise Refused(
            f"不能保存：所选的展会管理部门在{long_date(given.first_on)}不在机构名录中。",
            remedy="请另选，或者先在机构名录中登记。",
        )


def _refuse_presence(given: FairGiven) -> None:
    """Ask for the reason where the choice is another one than the article says of such a fair."""
    answer = law.presence(given.first_on, given.last_on)
    if answer is None or given.presence_why or given.presence == answer.usual:
        return
    raise Refused(
        f"不能保存：{answer.text}没有写明这样选择的理由。",
        article=answer.basis,
        remedy="请在“进驻方式的理由”中写明，如展会管理部门的意见、主办单位的请求。",
    )


def _refuse_same(given: FairGiven, *, but: int) -> None:
    other = fair_queries.fair_with_code(given.code)
    if other is not None and other.id != but:
        raise Refused(
            f"不能保存：展会代号 {given.code} 已经用于“{other.name}”。",
            remedy=f"请另取代号，如 {suggested_code(given.first_on)}。",
        )
    same = fair_queries.same_session(given.series, given.first_on, given.last_on, but=but)
    if same is not None:
        raise Refused(
            f"不能保存：系列“{given.series}”在这些日子已经登记了 {same.number}。",
            remedy="同一届展会只登记一次；不是同一系列的，请改写系列。",
        )


def _refuse_lost(opened: Opened, given: FairGiven) -> None:
    """Refuse other days or another code when what was made under the old ones would hang in the air."""
    if given.code != opened.fair.code and fair_queries.has_complaints(opened.id):
        raise Refused(
            f"不能修改展会代号：已有投诉以 {opened.fair.code} 编号。", remedy="请保留原来的代号。"
        )
    out = sorted(
        {
            row.day
            for row in fair_queries.duty_of(opened.id)
            if not given.first_on <= row.day <= given.last_on
        }
    )
    if out:
        raise Refused(
            f"不能修改日期：{'、'.join(long_date(day) for day in out)}还有值班安排，不在新的日期内。",
            remedy="请先撤下这些天的值班。",
        )
