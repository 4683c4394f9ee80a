"""Pages for the security administrator: who holds which role."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import actions, queries
from caseapp.accounts.forms import ButtonForm, GrantForm, people_choices, unit_choices
from caseapp.accounts.permissions import ROLE_MAP, permissions_of
from caseapp.accounts.routes.blueprint import ID, INVALID, admin_page, admin_refused, bp
from caseapp.base.errors import Refused
from caseapp.base.web import back_to, current_person, requires
from caseapp.law.procedures.roles import Role

GRANTABLE = [(role.value, role.label) for role in ROLE_MAP if role != Role.CLOCK]


@bp.get("/admin/roles")
@requires("roles.manage")
def roles() -> Response:
    """List who holds which role, and what each role may do."""
    return admin_page("accounts/roles.html", form=_grant_form(), **_shown())


@bp.post("/admin/roles/grant")
@requires("roles.manage")
def grant_role() -> Response:
    """Give somebody a role."""
    form = _grant_form()
    if not form.validate():
        return admin_page("accounts/roles.html", status=INVALID, form=form, **_shown())
    try:
        actions.grant_role(
            by=current_person(),
            person_id=form.person.data,
            role=form.role.data or "",
            unit=form.unit.data or "",
        )
    except Refused as no:
        return admin_refused(no, "accounts/roles.html", form=form, **_shown())
    flash("角色已授予，对方下一次操作起生效。", "done")
    return back_to("accounts.roles")


@bp.post(f"/admin/roles/<{ID}:grant_id>/withdraw")
@requires("roles.manage")
def withdraw_role(grant_id: int) -> Response:
    """Take a role back."""
    try:
        actions.withdraw_role(by=current_person(), grant_id=grant_id)
    except Refused as no:
        return admin_refused(no, "accounts/roles.html", form=_grant_form(fresh=True), **_shown())
    flash("角色已收回，对方下一次操作起生效。", "done")
    return back_to("accounts.roles")


def _grant_form(*, fresh: bool = False) -> GrantForm:
    form = GrantForm(formdata=None) if fresh else GrantForm()
    form.person.choices = people_choices(queries.everybody())
    form.role.choices = GRANTABLE
    form.unit.choices = unit_choices(queries.units(only_active=True), empty="本人所在单位")
    return form


def _shown() -> dict[str, Any]:
    role = request.args.get("role", "")
    wanted = {
        "role": role if role in dict(GRANTABLE) else "",
        "words": request.args.get("words", "").strip()[:60],
    }
    return {
        "rows": queries.grants(role=wanted["role"], words=wanted["words"]),
        "wanted": wanted,
        "names": dict(GRANTABLE),
        "may": [(name, permissions_of(key)) for key, name in GRANTABLE],
        "button": ButtonForm(formdata=None),
        "here": current_person().id,
    }
