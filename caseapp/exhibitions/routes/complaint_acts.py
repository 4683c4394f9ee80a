"""Acts on a complaint: its moves, papers, comparison, checks at the booth, measures and orders."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import back_to, current_person, keeps_typed, page, refused, requires
from caseapp.documents import queries as papers
from caseapp.exhibitions import complaint_queries, complaint_rules, completeness, fair_queries
from caseapp.exhibitions.actions import complaints as actions
from caseapp.exhibitions.actions.measures import ORDER_PAPER, SIGNED
from caseapp.exhibitions.complaint_forms import (
    ComplaintMoveForm,
    DoneForm,
    FeaturesForm,
    LiftForm,
    MaterialsForm,
    MeasureForm,
    OrderForm,
    RightForm,
    VisitForm,
    features_sent,
)
from caseapp.exhibitions.complaint_words import TRACKS, VERDICTS
from caseapp.exhibitions.life import MOVES, OUTCOMES, Move
from caseapp.exhibitions.queries import Complained
from caseapp.exhibitions.receivers import receivers_of
from caseapp.exhibitions.routes.blueprint import ID, INVALID, bp, complained
from caseapp.exhibitions.routes.complaint_asking import ask
from caseapp.exhibitions.routes.complaints import BLANK_ROWS, ONE, WORK, shown
from caseapp.exhibitions.rules import answer_rule

PAGE = "exhibitions/complaint.html"


@bp.route(f"{ONE}/move/<key>", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def move_complaint(complaint_id: int, key: str) -> Response:
    """Make one move of the table."""
    row = MOVES.get(key)
    if row is None:
        raise NotVisible
    found = complained(complaint_id, row.permission)
    by = current_person()
    form: Any = ComplaintMoveForm().of(row, _choices(found, row, by))
    if request.method == "GET":
        _propose(form, found, key)
    seen = form.version_seen()
    return ask(
        found,
        form,
        act=lambda: actions.move(by=by, complained=found, key=key, given=form.told(row), seen=seen),
        done=row.done,
        title=row.name,
        press=row.name,
        groups=(("", (*row.fields, "happened_at")),),
        note=_note(found, key),
        why_not=actions.why_not(by=by, complained=found, row=row),
    )


def _propose(form: Any, found: Complained, key: str) -> None:
    """Fill in what may be suggested; whoever presses says it."""
    if key == "ask_more" and not form.missing.data:
        form.missing.data = "；".join(completeness.missing(found))
    if key == "notify" and not form.answer_hours.data:
        rule = answer_rule(found.at.fair)
        form.answer_hours.data = str(rule.hours) if rule.hours and not rule.is_sure else ""


def _choices(found: Complained, row: Move, by: Person) -> dict[str, list[tuple[str, str]]]:
    one, day = found.complaint, completeness.day_of(found.complaint)
    known: dict[str, list[tuple[str, str]]] = {}
    if "refused_for" in row.fields:
        rows = complaint_rules.grounds(one.right_kind, day)
        known["refused_for"] = [(r.key, f"{r.name}（{r.cited}）") for r in rows]
    if "receiver" in row.fields:
        able = receivers_of(found, today())
        known["receiver"] = [(str(r.body_id), f"{r.name}：{r.reason}") for r in able]
    if "outcome" in row.fields:
        known["outcome"] = list(OUTCOMES.items())
        known["early"] = [(r.key, f"{r.name}（{r.cited}）") for r in complaint_rules.early(day)]
    if "track" in row.fields:
        known["track"] = list(TRACKS.items())
        known["unit_id"] = _units(found, by)
    return known


def _units(found: Complained, by: Person) -> list[tuple[str, str]]:
    """Return the units this person may open a case for, the one of the fair first."""
    rows = [
        row
        for row in accounts.units(only_active=True)
        if decide(by, "case.open_lead", Thing(row.path))
    ]
    rows.sort(key=lambda row: row.id != found.row.unit_id)
    return [(str(row.id), row.name) for row in rows]


def _note(found: Complained, key: str) -> str:
    if key == "notify":
        return f"答辩时间：{answer_rule(found.at.fair).told}"
    if key == "file":
        return "权利、双方、事实、对比、查验和照片会带入案件，不用再填。"
    return ""


@bp.post(f"{ONE}/materials")
@requires(WORK)
@keeps_typed()
def complaint_materials(complaint_id: int) -> Response:
    """Note which papers are there."""
    found = complained(complaint_id, WORK)
    form: Any = MaterialsForm()
    rows = completeness.materials_of(found)
    form.offer((one.row.key, f"{one.row.name}（{one.row.cited}）") for one in rows)
    if not form.validate():
        return page(PAGE, status=INVALID, **shown(found, form))
    try:
        actions.set_materials(by=current_person(), complained=found, given=form.told())
    except Refused as no:
        return refused(no, PAGE, **shown(complained(complaint_id, WORK), form))
    flash("材料清单已保存。", "done")
    return back_to("exhibitions.complaint", complaint_id=complaint_id)


@bp.route(f"{ONE}/features", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def complaint_features(complaint_id: int) -> Response:
    """Write the rows of the comparison."""
    found = complained(complaint_id, WORK)
    form: Any = FeaturesForm()
    by, seen, sent = current_person(), form.version_seen(), features_sent()
    kept = sent if request.method == "POST" else complaint_queries.features_of(complaint_id)
    return ask(
        found,
        form,
        act=lambda: actions.set_features(by=by, complained=found, given=sent, seen=seen),
        done="对比已保存。",
        title="权利要求、设计要点与展品的对比",
        press="保存对比",
        groups=(),
        features=kept,
        blank=range(BLANK_ROWS),
        verdicts=VERDICTS,
    )


@bp.route(f"{ONE}/visit", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def complaint_visit(complaint_id: int) -> Response:
    """Enter a check at the booth."""
    found = complained(complaint_id, WORK)
    form: Any = VisitForm()
    form.offer(_officers(found))
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.visit(by=by, complained=found, given=form.given()),
        done="现场查验已登记。",
        title="登记现场查验",
        press="登记查验",
        groups=(
            ("", ("officers", "begun_at", "ended_at", "present", "present_post")),
            ("", ("found", "samples", "why_early")),
        ),
    )


def _officers(found: Complained) -> list[tuple[int, str]]:
    """Return who may check: who is on duty, then the officers of the unit, each with the certificate."""
    duty = [(row.person_id, row.name) for row in fair_queries.officers_on(found.at.id, today())]
    unit = [(row.id, row.name) for row in accounts.officers_of(found.at.row.unit_path)]
    people = {key: name for key, name in (*duty, *unit) if key is not None}
    valid = accounts.certificates_valid(list(people), today())
    return [(key, f"{name}（{valid.get(key, '没有有效证件')}）") for key, name in people.items()]


@bp.route(f"{ONE}/measure", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def complaint_measure(complaint_id: int) -> Response:
    """Enter what the organiser did under its contract."""
    found = complained(complaint_id, WORK)
    form: Any = MeasureForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.measure(by=by, complained=found, given=form.given()),
        done="主办单位的措施已登记。",
        title="登记主办单位的措施",
        press="登记措施",
        note="主办单位依参展合同采取，不是本局的行政行为，不能对它申请复议或者起诉本局。",
        groups=(("", ("kind", "exhibits", "clause", "done_at", "organiser_person", "note")),),
    )


@bp.route(f"{ONE}/order", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def complaint_order(complaint_id: int) -> Response:
    """Enter what the office ordered."""
    found = complained(complaint_id, WORK)
    form: Any = OrderForm()
    form.paper_id.choices = {
        str(row.id): f"《{row.title}》{row.number or ''}"
        for row in papers.papers_of_cooperation(complaint_id)
        if row.kind == ORDER_PAPER and row.state in SIGNED
    }
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.order(by=by, complained=found, given=form.given()),
        done="本局的命令已登记。",
        title="登记本局的命令",
        press="登记命令",
        note="本局依法作出，凭已经签发的《撤展（遮盖）通知书》登记；当事人可以申请复议或者起诉。",
        groups=(("", ("paper_id", "kind", "exhibits", "basis", "ordered_at", "done_at", "note")),),
    )


@bp.route(f"{ONE}/orders/<{ID}:order_id>/done", methods=["GET", "POST"])
@requires(WORK)
def complaint_order_done(complaint_id: int, order_id: int) -> Response:
    """Note when an order was carried out."""
    found = complained(complaint_id, WORK)
    if order_id not in {row.id for row in complaint_queries.orders_of(complaint_id)}:
        raise NotVisible
    form: Any = DoneForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.order_done(by=by, complained=found, order_id=order_id, at=form.at.data),
        done="命令的执行已登记。",
        title="登记命令的执行",
        press="登记执行",
        groups=(("", ("at",)),),
    )


@bp.route(f"{ONE}/right", methods=["GET", "POST"])
@requires(WORK)
@keeps_typed()
def complaint_right(complaint_id: int) -> Response:
    """Put number and kind of the patent right after a complaint has ended."""
    found = complained(complaint_id, WORK)
    kept = {name: getattr(found.complaint, name) for name in ("right_number", "patent_kind")}
    form: Any = RightForm(data=kept)
    by, seen = current_person(), form.version_seen()
    return ask(
        found,
        form,
        act=lambda: actions.correct(by=by, complained=found, given=form.given(), seen=seen),
        done="专利号和种类已更正。",
        title="更正专利号和种类",
        press="更正",
        note="投诉已经处理或者结束；更正只改变登记和统计，不改变处理结果。",
        groups=(("", ("right_number", "patent_kind", "why")),),
    )


@bp.route(f"{ONE}/lift", methods=["GET", "POST"])
@requires("fair.manage")
@keeps_typed()
def complaint_lift(complaint_id: int) -> Response:
    """Take a finding off the list of repeats."""
    found = complained(complaint_id, "fair.manage")
    if complaint_queries.repeat_of(complaint_id) is None:
        raise NotVisible
    form: Any = LiftForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.lift(by=by, complained=found, why=form.why.data or ""),
        done="已从名单中撤销。",
        title="撤销侵权认定和禁止参展",
        press="撤销",
        groups=(("", ("why",)),),
    )
