"""The patrol: marks noted at the booth, the list to look up, one look with its photos and lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import finish
from caseapp.base.errors import Refused
from caseapp.base.web import (
    accepts_files,
    asked_page,
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
    uploads,
)
from caseapp.cases import queries as cases
from caseapp.exhibitions import exhibitor_queries, patrol_queries, queries
from caseapp.exhibitions.actions import patrol as patrols
from caseapp.exhibitions.actions.photos import add_photo
from caseapp.exhibitions.dictation import marks_in
from caseapp.exhibitions.exhibitor_models import FairCheck
from caseapp.exhibitions.patrol_forms import (
    CorrectForm,
    LeadForm,
    LookUpForm,
    PatrolForm,
    PhotoForm,
    chosen,
)
from caseapp.exhibitions.patrol_given import PatrolGiven
from caseapp.exhibitions.patrol_words import FINDINGS, LEADS
from caseapp.exhibitions.queries import Opened
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, opened
from caseapp.exhibitions.routes.station import frame
from caseapp.exhibitions.spot_given import PhotoGiven

WORK = "fair.work"
PAGE, ONE = "exhibitions/patrol.html", "exhibitions/patrol_one.html"
PATROL = f"/fairs/<{ID}:fair_id>/patrol"
CHECK = f"{PATROL}/<{ID}:check_id>"
TOLD = 5
# Room for the place of a photo within what a device sends at once.
LONGEST = 35


@bp.route(PATROL, methods=["GET", "POST"])
@requires("fair.read")
@accepts_files
@keeps_typed()
def patrol(fair_id: int) -> Response:
    """Note marks at the booth; saved, the page is ready for the next exhibit."""
    if request.method == "GET":
        found = queries.visible_fair(fair_id, by=current_person())
        return page(PAGE, **_values(found, _form(fair_id)))
    found = opened(fair_id, WORK)
    form = PatrolForm()
    if not form.validate():
        return page(PAGE, status=INVALID, **_values(found, form))
    there = _at_booth(fair_id, form.booth.data or "")
    given = form.given(there[0].id if len(there) == 1 else None)
    try:
        made = patrols.check_marks(by=current_person(), opened=found, given=given)
        _keep_photos(found, made, given)
    except Refused as no:
        finish(commit=False)
        again = queries.visible_fair(fair_id, by=current_person())
        return refused(no, PAGE, **_values(again, form))
    _tell(made, marks_in(given.text, today=today()).left_out)
    if len(there) > 1:
        flash(
            f"展位 {form.booth.data} 有 {len(there)} 家参展商，请打开这一条选定是哪一家。", "done"
        )
    return back_to("exhibitions.patrol", fair_id=fair_id)


@bp.get(CHECK)
@requires("fair.read")
def patrol_check(fair_id: int, check_id: int) -> Response:
    """Show one look: the mark, what is known of it, photos, what may become of it."""
    found = queries.visible_fair(fair_id, by=current_person())
    return page(ONE, **_one(found, check_id))


@bp.post(f"{CHECK}/look-up")
@requires("fair.work")
@keeps_typed()
def look_up(fair_id: int, check_id: int) -> Response:
    """Write down what the register says."""
    found = opened(fair_id, WORK)
    patrol_queries.check_of(fair_id, check_id)
    form = LookUpForm()
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, check_id, look=form))
    try:
        patrols.look_up(by=current_person(), opened=found, check_id=check_id, given=form.given())
    except Refused as no:
        return _again(no, fair_id, check_id, look=form)
    flash(f"查询结果已登记：{FINDINGS[form.finding.data]}。", "done")
    return back_to("exhibitions.patrol_check", fair_id=fair_id, check_id=check_id)


@bp.post(f"{CHECK}/correct")
@requires("fair.work")
@keeps_typed()
def correct_mark(fair_id: int, check_id: int) -> Response:
    """Put right a mark that was copied wrongly, and say whose exhibit it is."""
    found = opened(fair_id, WORK)
    row = patrol_queries.check_of(fair_id, check_id)
    form = _correct(row, CorrectForm())
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, check_id, correct=form))
    try:
        patrols.correct_mark(
            by=current_person(),
            opened=found,
            check_id=check_id,
            text=form.text.data or "",
            product=form.product.data or "",
            exhibitor_id=chosen(form.exhibitor_id.data),
        )
    except Refused as no:
        return _again(no, fair_id, check_id, correct=form)
    flash("已更正，号码已重新核对。", "done")
    return back_to("exhibitions.patrol_check", fair_id=fair_id, check_id=check_id)


@bp.post(f"{CHECK}/photos")
@requires("fair.work")
@accepts_files
def patrol_photos(fair_id: int, check_id: int) -> Response:
    """Add photos to a look."""
    found = opened(fair_id, WORK)
    row = patrol_queries.check_of(fair_id, check_id)
    form = PhotoForm()
    if not form.validate() or not uploads("photos"):
        no = Refused("没有选照片。", remedy="请拍照或者选择照片再保存。")
        return _again(no, fair_id, check_id, photo=form)
    taken = len(patrol_queries.photos_of([check_id]).get(check_id, ()))
    try:
        _photos(found, row, caption=form.caption.data or "", begin=taken)
    except Refused as no:
        return _again(no, fair_id, check_id, photo=form)
    flash("照片已保存。", "done")
    return back_to("exhibitions.patrol_check", fair_id=fair_id, check_id=check_id)


@bp.post(f"{CHECK}/lead")
@requires("case.open_lead")
def patrol_lead(fair_id: int, check_id: int) -> Response:
    """Make a lead of a finding."""
    found = opened(fair_id, WORK)
    patrol_queries.check_of(fair_id, check_id)
    form: Any = LeadForm()
    form.unit_id.choices = _units(current_person())
    if not form.validate():
        return page(ONE, status=INVALID, **_one(found, check_id, lead=form))
    try:
        case_id = patrols.open_lead(
            by=current_person(), opened=found, check_id=check_id, unit_id=int(form.unit_id.data)
        )
    except Refused as no:
        return _again(no, fair_id, check_id, lead=form)
    flash("已转为假冒专利线索，标注、展位、查询结果和照片已经带入。", "done")
    return back_to("cases.case_file", case_id=case_id)


def _form(fair_id: int) -> Any:
    form = PatrolForm()
    team, booth = patrol_queries.before(fair_id, current_person().id)
    if typed_before() is None:
        # The next exhibit stands at the same booth, as a rule.
        form.team.data, form.booth.data = team or form.team.data, booth
    return form


def _at_booth(fair_id: int, booth: str) -> Sequence[Any]:
    return exhibitor_queries.at_booth(fair_id, "", booth) if booth.strip() else ()


def _keep_photos(found: Opened, made: Sequence[FairCheck], given: PatrolGiven) -> None:
    if uploads("photos") and len(made) > 1:
        raise Refused(
            "照片没有保存：一次登记了几个标注，不知道照片是哪一件的。",
            remedy="请先登记标注，再打开那一条补照片。",
        )
    if made:
        _photos(found, made[0], caption=given.product or made[0].product)


def _photos(found: Opened, row: Any, *, caption: str, begin: int = 0) -> None:
    for number, file in enumerate(uploads("photos"), start=begin):
        given = PhotoGiven(
            # Beside the photos the device counts itself.
            device=f"{row.device[:LONGEST]}/{number}",
            device_serial=row.device_serial,
            taken_at=now() if begin else row.checked_at,
            caption=caption or f"{row.booth} {row.as_printed}".strip(),
            check_id=row.id,
        )
        add_photo(by=current_person(), opened=found, given=given, file=file)


def _tell(made: Iterable[FairCheck], left_out: Sequence[str]) -> None:
    rows = list(made)
    wrong = [row for row in rows if not row.is_formed]
    if left_out:
        lines = "；".join(f"“{line[:40]}”" for line in left_out[:TOLD])
        more = "等" if len(left_out) > TOLD else ""
        flash(f"{len(left_out)} 行没有读到专利标注，没有登记：{lines}{more}。", "warn")
    if not wrong:
        flash(f"已登记 {len(rows)} 个标注，号码都成立。", "done")
        return
    told = "；".join(f"{row.as_printed}（{row.why}）" for row in wrong[:TOLD])
    more = "等" if len(wrong) > TOLD else ""
    flash(f"已登记 {len(rows)} 个标注，{len(wrong)} 个号码不对：{told}{more}。", "done")


def _values(found: Opened, form: Any) -> dict[str, Any]:
    finding = request.args.get("finding", "")
    finding = finding if finding in FINDINGS else ""
    shown = patrol_queries.page_of_checks(found.id, finding, asked_page())
    by = current_person()
    return {
        "fair": found,
        "station": frame(found),
        "form": form,
        "found": shown,
        "finding": finding,
        "findings": FINDINGS,
        "counts": patrol_queries.counts_of(found.id),
        "teams": patrol_queries.teams_of(found.id),
        "known": patrol_queries.known_of([row.patent_id for row in shown.rows]),
        "may_work": queries.may(by, WORK, found) and found.fair.state in patrols.GOING_ROUND,
    }


def _one(found: Opened, check_id: int, **forms: Any) -> dict[str, Any]:
    by = current_person()
    row = patrol_queries.check_of(found.id, check_id)
    lead = forms.get("lead") or LeadForm(formdata=None)
    lead.unit_id.choices = _units(by)
    may_work = queries.may(by, WORK, found) and found.fair.state in patrols.LOOKED_UP
    is_free = may_work and row.case_id is None
    seen = row.case_id is not None and bool(cases.visible_ids({row.case_id}, by=by))
    known = patrol_queries.known_of([row.patent_id])
    return {
        "fair": found,
        "row": row,
        "findings": FINDINGS,
        "known": known.get(row.patent_id, ""),
        "photos": patrol_queries.photos_of([check_id]).get(check_id, []),
        "is_free": is_free,
        "may_photo": may_work,
        "may_lead": is_free and row.finding in LEADS and bool(lead.unit_id.choices),
        "case_is_seen": seen,
        "look": forms.get("look") or LookUpForm(formdata=None),
        "correct": forms.get("correct")
        or _correct(row, CorrectForm(formdata=None, data=_as_correct(row))),
        "photo": forms.get("photo") or PhotoForm(formdata=None),
        "lead": lead,
    }


def _as_correct(row: Any) -> dict[str, str]:
    chosen_before = "" if row.exhibitor_id is None else str(row.exhibitor_id)
    return {"text": row.as_printed, "product": row.product, "exhibitor_id": chosen_before}


def _correct(row: Any, form: Any) -> Any:
    there = {str(one.id): one.name for one in _at_booth(row.fair_id, row.booth)}
    if row.exhibitor_id is not None:
        there[str(row.exhibitor_id)] = row.exhibitor
    form.exhibitor_id.choices = [("", "没有认定"), *there.items()]
    return form


def _units(by: Person) -> list[tuple[int, str]]:
    rows = sorted(accounts.units(only_active=True), key=lambda row: row.id != by.unit_id)
    return [(row.id, row.name) for row in rows if decide(by, "case.open_lead", Thing(row.path))]


def _again(no: Refused, fair_id: int, check_id: int, **forms: Any) -> Response:
    finish(commit=False)
    found = queries.visible_fair(fair_id, by=current_person())
    return refused(no, ONE, **_one(found, check_id, **forms))
