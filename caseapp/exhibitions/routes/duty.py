"""The roster of a fair, day by day, and who signs on the spot for the chief."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, request, url_for

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, keeps_typed, page, requires
from caseapp.exhibitions import fair_queries, queries
from caseapp.exhibitions.actions import duty, fair_gates
from caseapp.exhibitions.actions.fair_writing import SET_UP
from caseapp.exhibitions.fair_forms import ConfirmForm, CopyForm, DutyForm, MandateForm
from caseapp.exhibitions.fair_words import DUTY_PARTS, OFFICERS
from caseapp.exhibitions.mandates import mandate_kinds
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.routes.blueprint import ID, bp, opened
from caseapp.exhibitions.routes.fair_asking import ask
from caseapp.law.procedures.gates.officers import LEAST_OFFICERS
from caseapp.law.wording import dated

MANAGE, DECIDE = "fair.manage", "fair.decide"


@bp.get(f"/fairs/<{ID}:fair_id>/duty")
@requires("fair.read")
def roster(fair_id: int) -> Response:
    """Show who is on duty, day by day."""
    by = current_person()
    found = queries.visible_fair(fair_id, by=by)
    by_day: dict[date, list[Any]] = {day: [] for day in fair_gates.days(found.fair)}
    for row in fair_queries.duty_of(fair_id):
        by_day.setdefault(row.day, []).append(row)
    is_set_up = found.fair.state in SET_UP
    return page(
        "exhibitions/duty.html",
        found=found,
        by_day=by_day,
        certified=fair_queries.certified(fair_id),
        least=LEAST_OFFICERS,
        article=fair_gates.officers_article(found.fair.first_on),
        parts=DUTY_PARTS,
        officers=OFFICERS,
        mandates=fair_queries.mandates_of(fair_id),
        mandate_kinds=mandate_kinds(),
        may_manage=is_set_up and queries.may(by, MANAGE, found),
        may_mandate=is_set_up and queries.may(by, DECIDE, found),
        today=today(),
        dated=dated,
    )


@bp.route(f"/fairs/<{ID}:fair_id>/duty/new", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def add_duty(fair_id: int) -> Response:
    """Put somebody on the roster of a day."""
    found = opened(fair_id, MANAGE)
    form: Any = DutyForm(data={"day": request.args.get("day", "")})
    form.day.choices = _days(found)
    on = _day_asked(form) or found.fair.first_on
    people = accounts.colleagues(found.row.unit_path)
    held = accounts.certificates_valid([one.id for one in people], on)
    people.sort(key=lambda one: one.id not in held)
    form.person_id.choices = [
        ("", "不是本机关人员"),
        *((str(one.id), _with_certificate(one, held)) for one in people),
    ]
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: duty.add_duty(by=by, opened=found, given=form.given()),
        done="值班已安排。",
        back=_roster(fair_id),
        title="安排值班",
        groups=(
            ("", ("day", "part", "person_id", "starts", "ends")),
            ("其他单位人员", ("name", "body_name")),
        ),
        press="安排",
        note=f"名单中的执法证件以{dated(on)}是否有效为准；安排时按所选的一天再核对一次。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/duty/copy", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def copy_duty(fair_id: int) -> Response:
    """Put everybody of one day on the roster of other days."""
    found = opened(fair_id, MANAGE)
    form: Any = CopyForm(data={"day": request.args.get("day", "")})
    form.day.choices = form.to_days.choices = _days(found)
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: duty.copy_duty(
            by=by,
            opened=found,
            day=date.fromisoformat(form.day.data),
            to_days=form.days(),
        ),
        done="值班安排已复制。",
        back=_roster(fair_id),
        title="复制值班安排",
        groups=(("", ("day", "to_days")),),
        press="复制",
        note="已经在值班的不重复安排；有一人当天证件无效或者时间冲突的，全部不复制。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/duty/<{ID}:row_id>/drop", methods=["GET", "POST"])
@requires(MANAGE)
def drop_duty(fair_id: int, row_id: int) -> Response:
    """Ask whether somebody goes off the roster; then take them off."""
    found = opened(fair_id, MANAGE)
    row = next((one for one in fair_queries.duty_of(fair_id) if one.id == row_id), None)
    if row is None:
        raise NotVisible
    by = current_person()
    return ask(
        found,
        ConfirmForm(),
        act=lambda: duty.drop_duty(by=by, opened=found, row_id=row_id),
        done=f"{row.name}已撤下。",
        back=_roster(fair_id),
        title=f"撤下{row.name}在{dated(row.day)}的值班",
        groups=(),
        press="撤下",
        note="已经过去的值班留在记录中；撤下后不再能以本展会值班人员的身份办理。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/mandates/new", methods=["GET", "POST"])
@requires(DECIDE)
@keeps_typed()
def give_mandate(fair_id: int) -> Response:
    """Let an officer on the roster sign on the spot."""
    found = opened(fair_id, DECIDE)
    days = {"first_on": found.fair.first_on, "last_on": found.fair.last_on}
    form: Any = MandateForm(data={**days, "kinds": list(mandate_kinds())})
    there = {
        row.person_id: row.name for row in fair_queries.duty_of(fair_id) if row.part in OFFICERS
    }
    form.person_id.choices = list(there.items())
    form.kinds.choices = list(mandate_kinds().items())
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: duty.give_mandate(by=by, opened=found, given=form.given()),
        done="已授权现场签发。",
        back=_roster(fair_id),
        title="授权现场签发",
        groups=(("", ("person_id", "kinds", "first_on", "last_on")),),
        press="授权",
        note="授权的人在这些日子代负责人现场签发所选的文书，文书上写明授权；起草人不能签发自己起草的文书。"
        "处理意见、裁决、立案和总结不在其中。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/mandates/<{ID}:row_id>/end", methods=["GET", "POST"])
@requires(DECIDE)
def take_back_mandate(fair_id: int, row_id: int) -> Response:
    """Ask whether a mandate is taken back; then take it back."""
    found = opened(fair_id, DECIDE)
    held = [one for one in fair_queries.mandates_of(fair_id) if one.ended_at is None]
    row = next((one for one in held if one.id == row_id), None)
    if row is None:
        raise NotVisible
    by = current_person()
    return ask(
        found,
        ConfirmForm(),
        act=lambda: duty.end_mandate(by=by, opened=found, row_id=row_id),
        done="授权已收回。",
        back=_roster(fair_id),
        title=f"收回对{row.person_name}的授权",
        groups=(),
        press="收回授权",
        note="已经签发的文书不受影响。",
    )


def _roster(fair_id: int) -> str:
    return url_for("exhibitions.roster", fair_id=fair_id)


def _days(found: Opened) -> list[tuple[str, str]]:
    return [(day.isoformat(), dated(day)) for day in fair_gates.days(found.fair)]


def _day_asked(form: Any) -> date | None:
    try:
        return date.fromisoformat(str(form.day.data or ""))
    except ValueError:
        return None


def _with_certificate(person: Any, held: dict[int, str]) -> str:
    words = f"执法证件 {held[person.id]}" if person.id in held else "没有有效的执法证件"
    return f"{person.name}（{person.unit_name}，{words}）"
