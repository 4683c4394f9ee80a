"""Pages for the system administrator: the people of the office."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.forms import ButtonForm, NewPersonForm, PersonForm, WhyForm, unit_choices
from caseapp.accounts.routes.blueprint import (
    ID,
    INVALID,
    admin_page,
    admin_refused,
    bp,
    grant_words,
)
from caseapp.accounts.web import idle_time
from caseapp.base.clock import today
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.base.web import asked_page, back_to, current_person, keeps_typed, requires
from caseapp.revisions.page import flash_saved, merge_page

STATES = {"active": "在职", "left": "已停用", "all": "全部"}


@bp.get("/admin/people")
@requires("people.manage")
def people() -> Response:
    """List the people, by login name."""
    wanted = {
        "words": request.args.get("words", "").strip()[:60],
        "unit": request.args.get("unit", "")[:200],
        "state": request.args.get("state", "active"),
    }
    if wanted["state"] not in STATES:
        wanted["state"] = "active"
    found = queries.people_page(
        words=wanted["words"], unit_path=wanted["unit"], state=wanted["state"], after=asked_page()
    )
    roles = queries.roles_of(row.id for row in found.rows)
    return admin_page(
        "accounts/people.html",
        found=found,
        wanted=wanted,
        states=STATES,
        roles={person_id: queries.role_words(held) for person_id, held in roles.items()},
        units=unit_choices(queries.units(), empty="全部单位"),
    )


@bp.route("/admin/people/new", methods=["GET", "POST"])
@requires("people.manage")
def new_person() -> Response:
    """Take somebody on."""
    form = NewPersonForm()
    form.offer(unit_choices(queries.units(only_active=True)), queries.body_choices(today()))
    if request.method == "GET":
        return admin_page("accounts/new_person.html", form=form)
    if not form.validate():
        return admin_page("accounts/new_person.html", status=INVALID, form=form)
    given = form.given()
    try:
        person_id = actions.add_person(
            by=current_person(),
            login=form.login.data or "",
            name=given.name,
            unit=given.unit_path,
            post=given.post,
            phone=given.phone,
            legal_qualification_no=given.legal_qualification_no,
            legal_qualified_on=given.legal_qualified_on,
            reviews_since=given.reviews_since,
            is_principal=given.is_principal,
            body_id=given.body_id,
        )
    except Refused as no:
        return admin_refused(no, "accounts/new_person.html", form=form)
    flash(f"已登记{given.name}。角色由安全保密管理员授予。", "done")
    return back_to("accounts.person", person_id=person_id)


@bp.route(f"/admin/people/<{ID}:person_id>", methods=["GET", "POST"])
@requires("people.manage")
@keeps_typed()
def person(person_id: int) -> Response:
    """Show a person's record and correct it."""
    record = _record(person_id)
    form = _person_form(record)
    if request.method == "GET":
        return admin_page("accounts/person.html", form=form, **_around(record))
    if not form.validate():
        return admin_page("accounts/person.html", status=INVALID, form=form, **_around(record))
    try:
        both = actions.change_person(
            by=current_person(),
            person_id=person_id,
            version=form.version_seen(),
            given=form.given(),
        )
    except Conflict as clash:
        return merge_page(clash, form, back=request.path, what=record.name)
    except Refused as no:
        return admin_refused(no, "accounts/person.html", form=form, **_around(record))
    flash_saved("已保存。", both, form)
    return back_to("accounts.person", person_id=person_id)


@bp.post(f"/admin/people/<{ID}:person_id>/deactivate")
@requires("people.manage")
def deactivate_person(person_id: int) -> Response:
    """Let somebody leave."""
    record = _record(person_id)
    why = WhyForm()
    if not why.validate():
        return _person_page(record, why=why)
    try:
        actions.deactivate_person(by=current_person(), person_id=person_id, why=why.why.data or "")
    except Refused as no:
        return _person_page(record, why=why, no=no)
    flash(f"{record.name}的账号已停用，已登录的会话全部结束。", "done")
    return back_to("accounts.person", person_id=person_id)


@bp.post(f"/admin/people/<{ID}:person_id>/reactivate")
@requires("people.manage")
def reactivate_person(person_id: int) -> Response:
    """Let somebody come back."""
    record = _record(person_id)
    try:
        actions.reactivate_person(by=current_person(), person_id=person_id)
    except Refused as no:
        return _person_page(record, why=WhyForm(), no=no)
    flash(f"{record.name}的账号已恢复。", "done")
    return back_to("accounts.person", person_id=person_id)


@bp.post(f"/admin/people/<{ID}:person_id>/sign-out")
@requires("people.manage")
def end_sessions(person_id: int) -> Response:
    """Sign somebody out wherever they are signed in."""
    record = _record(person_id)
    actions.end_sessions_of(by=current_person(), person_id=person_id, why="系统管理员结束")
    flash(f"已结束{record.name}的全部登录。", "done")
    return back_to("accounts.person", person_id=person_id)


def _record(person_id: int) -> Any:
    record = queries.person_record(person_id)
    if record is None:
        raise NotVisible
    return record


def _person_form(record: Any, *, fresh: bool = False) -> PersonForm:
    values = {
        "name": record.name,
        "unit": record.unit_path,
        "post": record.post,
        "phone": record.phone,
        "legal_qualification_no": record.legal_qualification_no,
        "legal_qualified_on": record.legal_qualified_on,
        "reviews_since": record.reviews_since,
        "is_principal": record.is_principal,
        "body": record.body_id or 0,
        "version": str(record.version),
    }
    # A form of its own beside another one on the page must not read that one's fields.
    form = PersonForm(formdata=None, data=values) if fresh else PersonForm(data=values)
    return form.offer(unit_choices(queries.units()), _bodies(record))


def _bodies(record: Any) -> list[tuple[int, str]]:
    """Return the bodies to choose from; the one on record stays on the list after its end."""
    found = queries.body_choices(today())
    if record.body_id is None or record.body_id in dict(found):
        return found
    return [*found, (record.body_id, f"{record.body_name}（已不在用）")]


def _person_page(record: Any, *, why: WhyForm, no: Refused | None = None) -> Response:
    form = _person_form(record, fresh=True)
    around = _around(record) | {"why": why}
    if no is not None:
        return admin_refused(no, "accounts/person.html", form=form, **around)
    return admin_page("accounts/person.html", status=INVALID, form=form, **around)


def _around(record: Any) -> dict[str, Any]:
    """Return what stands beside a person's record."""
    on = today()
    return {
        "record": record,
        "why": WhyForm(formdata=None),
        "again": ButtonForm(formdata=None),
        "out": ButtonForm(formdata=None),
        "grants": grant_words(queries.grants_of(record.id)),
        "certificates": [
            (row, *queries.validity_words(row, on)) for row in queries.certificates_of(record.id)
        ],
        "signed_in": queries.open_sessions(record.id, idle=idle_time()),
    }
