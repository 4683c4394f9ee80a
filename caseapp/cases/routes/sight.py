"""The page of a case that says who can see it and why; level, seal and the list of names."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, flash

from caseapp.accounts.permissions import decide
from caseapp.accounts.sight import LEVELS
from caseapp.base.db import finish, is_writing, writing
from caseapp.base.errors import Refused
from caseapp.base.web import (
    back_to,
    current_person,
    needs_fresh_sign_in,
    page,
    reads_protected,
    refused,
    requires,
)
from caseapp.cases import actions, seen_by, shield
from caseapp.cases.open_file import OpenFile
from caseapp.cases.routes.blueprint import ID, allowed, bp, head, opened
from caseapp.cases.shield_forms import LevelForm, NameForm, ReasonForm, SealForm

ACTS = {
    "level": "标定级别",
    "seal": "封存",
    "unseal": "解除封存",
    "name": "列入名单",
    "unname": "移出名单",
}
Form = LevelForm | NameForm | ReasonForm | SealForm


@bp.get(f"/cases/<{ID}:case_id>/sight")
@requires("case.sight")
@reads_protected
def sight(case_id: int) -> Response:
    """Show who can see this case and why; that the list was opened is kept."""
    file = opened(case_id)
    allowed(file, "case.sight")
    return _page(file)


@bp.post(f"/cases/<{ID}:case_id>/sight/level")
@requires("case.protect")
def set_level(case_id: int) -> Response:
    """Give the case a level."""
    file = _mine(case_id)
    form = LevelForm()
    return _do(
        file,
        form,
        lambda: actions.set_level(
            by=file.by, case=file.case, level=form.level.data, reason=form.reason.data or ""
        ),
        done="案件级别已标定。",
    )


@bp.post(f"/cases/<{ID}:case_id>/sight/seal")
@requires("case.protect")
@needs_fresh_sign_in
def seal(case_id: int) -> Response:
    """Seal the case for the chosen people."""
    file = _mine(case_id)
    form = SealForm()
    form.chosen.choices = _colleagues(file)
    return _do(
        file,
        form,
        lambda: actions.seal(
            by=file.by,
            case=file.case,
            reason=form.reason.data or "",
            names=form.chosen.data or (),
        ),
        done="案件已封存，名单以外的人员从现在起看不到本案。",
    )


@bp.post(f"/cases/<{ID}:case_id>/sight/unseal")
@requires("case.protect")
@needs_fresh_sign_in
def unseal(case_id: int) -> Response:
    """Open the case again."""
    file = _mine(case_id)
    form = ReasonForm()
    return _do(
        file,
        form,
        lambda: actions.unseal(by=file.by, case=file.case, reason=form.reason.data or ""),
        done="已解除封存。",
    )


@bp.post(f"/cases/<{ID}:case_id>/sight/names/add")
@requires("case.protect")
@needs_fresh_sign_in
def add_name(case_id: int) -> Response:
    """Put somebody on the list."""
    file = _mine(case_id)
    form = NameForm()
    form.person.choices = [(0, "请选择"), *_colleagues(file)]
    return _do(
        file,
        form,
        lambda: actions.name_person(
            by=file.by,
            case=file.case,
            person_id=form.person.data,
            reason=form.reason.data or "",
        ),
        done="已列入名单。",
    )


@bp.post(f"/cases/<{ID}:case_id>/sight/names/<{ID}:person_id>/drop")
@requires("case.protect")
@needs_fresh_sign_in
def drop_name(case_id: int, person_id: int) -> Response:
    """Take somebody off the list."""
    file = _mine(case_id)
    form = ReasonForm()
    return _do(
        file,
        form,
        lambda: actions.unname_person(
            by=file.by, case=file.case, person_id=person_id, reason=form.reason.data or ""
        ),
        done="已移出名单。",
    )


def _mine(case_id: int) -> OpenFile:
    file = opened(case_id)
    allowed(file, "case.protect")
    return file


def _do(file: OpenFile, form: Form, act: Callable[[], None], *, done: str) -> Response:
    """Take the act if the form is whole; show the same page with what stands against it if not."""
    if not form.validate():
        finish(commit=False)
        return _page(opened(file.case.id), sent=form, status=422)
    try:
        act()
    except Refused as no:
        finish(commit=False)
        return _page(opened(file.case.id), sent=form, no=no)
    flash(done, "done")
    return back_to("cases.sight", case_id=file.case.id)


def _page(
    file: OpenFile, *, sent: Form | None = None, no: Refused | None = None, status: int = 200
) -> Response:
    sees, out, everybody = seen_by.people_of(file.thing)
    if is_writing():
        actions.note_names_read(by=file.by, case=file.case, seen=len(sees))
    else:
        with writing():  # what was refused is undone; that the list is shown again is kept
            actions.note_names_read(by=file.by, case=file.case, seen=len(sees))
    values = {
        **head(file),
        "sees": sees,
        "out": out,
        "everybody": everybody,
        "levels": LEVELS,
        "acts": shield.acts_of(file.case.id),
        "act_words": ACTS,
        "names": shield.names_of(file.case.id) if file.case.is_sealed else (),
        "emergencies": shield.emergencies_of_case(file.case.id),
        "may_protect": bool(decide(file.by, "case.protect", file.thing)),
        "sent": sent,
        **_forms(file, sent),
    }
    if no is not None:
        return refused(no, "cases/sight.html", **values)
    return page("cases/sight.html", status=status, **values)


def _forms(file: OpenFile, sent: Form | None) -> dict[str, Form]:
    """Return the forms of the page: the one that was sent as it was, the others fresh."""
    level = sent if isinstance(sent, LevelForm) else LevelForm(formdata=None)
    if level is not sent:
        level.level.data = file.case.level
    seal_form = sent if isinstance(sent, SealForm) else SealForm(formdata=None)
    seal_form.chosen.choices = _colleagues(file)
    if seal_form is not sent:
        seal_form.chosen.data = sorted({*file.thing.team, file.by.id})
    name = sent if isinstance(sent, NameForm) else NameForm(formdata=None)
    name.person.choices = [(0, "请选择"), *_colleagues(file)]
    plain = sent if type(sent) is ReasonForm else ReasonForm(formdata=None)
    return {"level_form": level, "seal_form": seal_form, "name_form": name, "reason_form": plain}


def _colleagues(file: OpenFile) -> list[tuple[int, str]]:
    """Return whom the other rules would let in: naming opens the seal and nothing else."""
    sees, _out, _all = seen_by.people_of(seen_by.unsealed(file.thing))
    by = current_person()
    return [
        (one.person_id, f"{one.name}（{one.unit_name}，{one.role_words}）")
        for one in sees
        if one.person_id != by.id
    ]
