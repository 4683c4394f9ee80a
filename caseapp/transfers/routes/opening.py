"""Opening a transfer: its kind, from a case or from nothing, with who is competent and what must go along."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.bodies import queries as bodies
from caseapp.bodies.areas import areas
from caseapp.cases import queries as cases
from caseapp.cases.shown import unit_choices
from caseapp.patents import queries as patents
from caseapp.transfers import completeness, file_queries
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.case_words import content_of
from caseapp.transfers.forms import OpenForm, day_of, open_form
from caseapp.transfers.kinds import KINDS, REGISTERS, Kind
from caseapp.transfers.lists import filters_of
from caseapp.transfers.lives.moving import REASONS
from caseapp.transfers.receivers import receivers_of, with_chosen
from caseapp.transfers.routes.blueprint import bp

PAGE = "transfers/open.html"
# What the fields of a kind are filled with from the case the transfer is of.
FROM_CASE = ("respondent", "place", "product")


@bp.get("/transfers/new")
@requires("cooperation.work")
def new() -> Response:
    """Offer the kinds: of a case what goes out, else everything."""
    wanted = filters_of(request.args)
    case = cases.visible_case(wanted.case, by=current_person()) if wanted.case else None
    rows = [
        one
        for one in KINDS.values()
        if wanted.register in ("", one.register)
        and (case is None or (one.case != "none" and one.direction == "out"))
    ]
    return page(
        "transfers/new.html",
        groups={
            name: [one for one in rows if one.register == key] for key, name in REGISTERS.items()
        },
        case=case,
    )


@bp.route("/transfers/new/<kind_key>", methods=["GET", "POST"])
@requires("cooperation.work")
@keeps_typed()
def open_kind(kind_key: str) -> Response:
    """Show the form of a kind, look up who is competent, or open the transfer."""
    kind = KINDS.get(kind_key)
    if kind is None:
        raise NotVisible
    form = _form(kind)
    if request.method == "GET" or "look" in request.form:
        return page(PAGE, **_values(kind, form))
    if not form.validate():
        return page(PAGE, status=422, **_values(kind, form))
    try:
        transfer = open_transfer(
            by=current_person(), given=form.given(kind, case_id=_case_id(form))
        )
    except Refused as no:
        return refused(no, PAGE, **_values(kind, form))
    flash(f"已登记：{kind.name} {file_queries.matter_of(transfer.id).number}。", "done")
    return back_to("transfers.transfer", transfer_id=transfer.id)


def _form(kind: Kind) -> OpenForm:
    by = current_person()
    officers = [
        (one.person.id, one.words) for one in accounts.assignable_officers(by.unit_path, on=today())
    ]
    form = open_form(kind, officers=officers, preset=_preset(kind))
    form.unit_id.choices = unit_choices(by, "cooperation.work")
    form.area.choices = {"": "全国", **areas()}
    if "reason_key" in form:
        form.reason_key.choices = {"": "请选择", **dict(REASONS)}
    if "agreement_id" in form:
        agreements = file_queries.agreements_on(day_of(form))
        form.agreement_id.choices = {"": "不依协议", **agreements}
    return form


def _preset(kind: Kind) -> dict[str, Any]:
    """Begin with what the case knows; nobody types it again."""
    by = current_person()
    found: dict[str, Any] = {"unit_id": by.unit_id, "area": accounts.area_of(by.unit_id)}
    wanted = filters_of(request.args)
    if not wanted.case or kind.case == "none":
        return found
    case = cases.visible_case(wanted.case, by=by)
    told = {f"f_{name}": getattr(case, name) for name in FROM_CASE}
    printed = "、".join(one.as_printed for one in patents.patents_of_case(case.id))
    return {
        **found,
        **told,
        "f_patent_as_printed": printed,
        "case_number": case.case_no or case.lead_no,
        "title": case.title,
        "content": content_of(case, printed),
        "right_kind": "patent",
        "unit_id": case.unit_id,
    }


def _case_id(form: OpenForm) -> int | None:
    """Return the case that was named; one this person may not know of is not there."""
    number = (form.case_number.data or "") if "case_number" in form else ""
    if not number:
        return None
    found = file_queries.case_numbered(number, by=current_person())
    if found is None:
        raise Refused(
            f"没有找到案号或者线索编号为“{number}”的案件。",
            remedy="请核对案号；没有案件的请留空。",
        )
    return found


def _values(kind: Kind, form: OpenForm) -> dict[str, Any]:
    found = receivers_of(
        kind,
        right_kind=str(form.right_kind.data or ""),
        area=str(form.area.data or ""),
        day=day_of(form),
    )
    form.body_id.choices = with_chosen(found, form.chosen_body())
    whole = [one for one in found.competent if not one.limited_to]
    is_asked = request.method == "GET" or "look" in request.form
    if is_asked and not form.chosen_body() and len(whole) == 1:
        form.body_id.data = str(whole[0].body_id)  # the only one there is for all of it
    return {
        "kind": kind,
        "register": REGISTERS[kind.register],
        "form": form,
        "asked": [form[f"f_{one.key}"] for one in kind.fields],
        "receivers": found,
        "day": day_of(form),
        "check_list": _check_list(kind, form),
    }


def _check_list(kind: Kind, form: OpenForm) -> Any:
    """Return what the receiver must get, as far as the receiver is known."""
    chosen = bodies.body(form.chosen_body())
    receiver = chosen.kind if chosen is not None else "".join(kind.receivers[:1])
    day = day_of(form)
    wanted = completeness.list_for(
        completeness.Asked(kind.key, kind.register, receiver, day, kind.direction)
    )
    return None if wanted is None else (wanted, completeness.rows_on(wanted, day))
