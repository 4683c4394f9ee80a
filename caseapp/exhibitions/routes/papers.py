"""Pages of fairs: papers at one press, the slip of the complainant, what somebody outside may ask."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request, session, url_for

from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import Conflict, Refused
from caseapp.base.web import back_to, current_person, page, public, refused, requires, sent_on
from caseapp.cooperation import owners, paper_line
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import kinds
from caseapp.documents.words import STATE_WORDS
from caseapp.exhibitions import paper_owner, slip
from caseapp.exhibitions.actions import query_codes, station_papers
from caseapp.exhibitions.life import STATES
from caseapp.exhibitions.paper_forms import AskForm, DayForm, KindForm, PressForm
from caseapp.exhibitions.queries import Complained, may
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, complained, opened

COMPLAINT = f"/fair-complaints/<{ID}:complaint_id>"
PAGE, SLIP, ASK = "exhibitions/papers.html", "exhibitions/slip.html", "exhibitions/ask.html"
SIZES = {"roll": "80 毫米小票", "a5": "A5 纸"}
DAILY = {"E15": station_papers.draft_daily, "E16": station_papers.draft_patrol}


@bp.get(f"{COMPLAINT}/papers")
@requires("fair.read")
def complaint_papers(complaint_id: int) -> Response:
    """Offer the papers of a complaint: what is there, what one press drafts or signs."""
    return page(PAGE, **_papers(complained(complaint_id, "fair.read")))


@bp.post(f"{COMPLAINT}/papers")
@requires("fair.work")
def issue_paper(complaint_id: int) -> Response:
    """Draft a paper and hand it in, or sign by mandate what a colleague drafted."""
    found, form = complained(complaint_id, "fair.work"), KindForm()
    if not form.validate() or form.kind.data not in {kind.key for kind in kinds()}:
        return page(PAGE, status=INVALID, **_papers(found))
    try:
        made = station_papers.issue(by=current_person(), complained=found, kind=str(form.kind.data))
    except (Refused, Conflict) as no:
        return refused(no, PAGE, **_papers(complained(complaint_id, "fair.read")))
    flash(made.words, "warn" if made.missing else "done")
    return back_to("cooperation.paper", matter_id=complaint_id, paper_id=made.paper_id)


@bp.post(f"/fairs/<{ID}:fair_id>/papers/<kind>")
@requires("fair.work")
def draft_of_day(fair_id: int, kind: str) -> Response:
    """Draft the report of a day, or the record of its checks, with what that day counted."""
    found, form = opened(fair_id, "fair.work"), DayForm()
    back = url_for("cooperation.new_paper", matter_id=fair_id)
    if not form.validate() or kind not in DAILY:
        flash("没有起草：请填写日报或者检查记录的日期。", "warn")
        return sent_on(back)
    paper_id = DAILY[kind](by=current_person(), opened=found, day=form.day.data or today())
    return back_to("cooperation.paper", matter_id=fair_id, paper_id=paper_id)


@bp.get(f"{COMPLAINT}/slip")
@requires("fair.read")
def complaint_slip(complaint_id: int) -> Response:
    """Show the slip of a complaint, to be printed or held out; its code only just after it was made."""
    return page(SLIP, **_slip(complained(complaint_id, "fair.read")))


@bp.post(f"{COMPLAINT}/slip")
@requires("fair.work")
def make_slip(complaint_id: int) -> Response:
    """Make a code for the complainant; it is told once and kept as a hash."""
    by, found = current_person(), complained(complaint_id, "fair.work")
    if not PressForm().validate():
        return page(SLIP, status=INVALID, **_slip(found))
    try:
        code = query_codes.give_code(by=by, complained=found)
    except Refused as no:
        return refused(no, SLIP, **_slip(complained(complaint_id, "fair.read")))
    # Told once: only this browser shows it, until the next slip is made.
    session["fair_code"] = {"of": by.id, "complaint": found.id, "code": code}
    return back_to("exhibitions.complaint_slip", complaint_id=complaint_id, size=_size())


@bp.get("/fair-query")
@public("展会投诉人凭回执上的编号和查询码查进度，只说状态，不含办案信息")
def ask_progress() -> Response:
    """Ask for number and code; the QR code of a slip leads here."""
    return page(ASK, form=AskForm(formdata=None), found="", number="", is_wrong=False)


@bp.post("/fair-query")
@public("展会投诉人凭编号和查询码查进度；按电脑限制次数，只说状态")
def tell_progress() -> Response:
    """Tell how far a complaint is, in the words for outsiders, and nothing else of it."""
    form = AskForm()
    values: dict[str, Any] = {"form": form, "found": "", "number": "", "is_wrong": False}
    if not form.validate():
        return page(ASK, status=INVALID, **values)
    try:
        found = query_codes.find_by_code(
            by=Person.system(),
            typed=form.number.data or "",
            code=form.code.data or "",
            address=request.remote_addr or "",
        )
    except Refused as no:
        return refused(no, ASK, **values)
    form.code.data = ""
    if found is None:
        return page(ASK, **(values | {"is_wrong": True}))
    return page(ASK, **(values | {"found": slip.TOLD_STATES[found.state], "number": found.number}))


def _papers(found: Complained) -> dict[str, Any]:
    by = current_person()
    matter = owners.matter(found.id, by=by)
    drafted = papers.papers_of_cooperation(found.id)
    latest = {row.kind: row for row in drafted if row.state != "void"}
    rows = [
        (
            kind,
            kind.title_on(today()),
            latest.get(kind.key),
            [row.name for row in paper_owner.signers(found.at, kind.key, today())],
        )
        for kind in paper_line.kinds_for(matter)
    ]
    return {
        "found": found,
        "complaint": found.complaint,
        "state": STATES[found.complaint.state],
        "rows": rows,
        "others": [row for row in drafted if row.kind not in {kind.key for kind, *_ in rows}],
        "states": STATE_WORDS,
        "may_work": may(by, "fair.work", found.at),
        "press": KindForm(formdata=None),
        "back": matter.owner.url(found),
    }


def _slip(found: Complained) -> dict[str, Any]:
    by, told = current_person(), session.get("fair_code", {})
    # Whoever signs in next on this browser is told nothing.
    is_mine = told.get("of") == by.id and told.get("complaint") == found.id
    code = told["code"] if is_mine else ""
    where = url_for("exhibitions.ask_progress", _external=True)
    number = found.complaint.number
    return {
        "found": found,
        "slip": slip.slip_of(found, on=today()),
        "code": slip.in_fours(code),
        # Behind the sign # it stays in the reader's browser and in no log of a server.
        "image": slip.code_image(f"{where}#{number}.{code}" if code else where),
        "where": where,
        "has_code": bool(found.complaint.query_code_hash),
        "may_work": may(by, "fair.work", found.at),
        "press": PressForm(formdata=None),
        "size": _size(),
        "sizes": SIZES,
    }


def _size() -> str:
    asked = request.args.get("size", "roll")
    return asked if asked in SIZES else "roll"
