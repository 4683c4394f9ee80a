"""Notices: the register of both ways, one with what it tells, and its acts."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from caseapp.accounts.permissions import decide
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible
from caseapp.base.web import (
    asked_page,
    current_person,
    keeps_typed,
    page,
    requires,
    typed_before,
)
from caseapp.bodies import queries as bodies
from caseapp.bodies.words import HELPING
from caseapp.cooperation.owners import thing_of
from caseapp.documents import queries as papers
from caseapp.documents.words import STATE_WORDS as PAPER_STATES
from caseapp.liaison import notice_queries, queries
from caseapp.liaison.actions import notices as actions
from caseapp.liaison.composing import LEFT_OUT_WORDS
from caseapp.liaison.life import ACTS, NOTICE_MOVES, NOTICE_STAGES
from caseapp.liaison.notice_forms import (
    AnswerForm,
    NoticeForm,
    NoticeMoveForm,
    ReceivedForm,
    tell_form,
)
from caseapp.liaison.queries import MANAGE, Filters, Opened
from caseapp.liaison.routes.blueprint import ID, ask, asked_words, bp, open_new, own_units

OURS = ("title", "unit_id", "first_on", "last_on", "bodies", "trends", "attention")
THEIRS = (
    *("title", "unit_id", "body_id", "their_number", "received_on"),
    *("first_on", "last_on", "content"),
)
DIRECTIONS = {"out": "发出", "in": "收到"}
COUNTED = "件数在保存时按期间汇总；已封存、定密的案件不计入，没有公开的案件不作典型案例。"


@bp.get("/notices")
@requires("cooperation.read")
def notices() -> Response:
    """List notices of both ways, newest first."""
    by, (state, words) = current_person(), asked_words()
    way = request.args.get("way", "")
    wanted = Filters(state if state in NOTICE_STAGES else "", words)
    way = way if way in DIRECTIONS else ""
    return page(
        "liaison/notices.html",
        found=notice_queries.page_of_notices(by, wanted, asked_page(), direction=way),
        wanted=wanted,
        way=way,
        directions=DIRECTIONS,
        stages=NOTICE_STAGES,
        may_keep=bool(decide(by, MANAGE)),
    )


@bp.route("/notices/new/<any(out, in):way>", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def new_notice(way: str) -> Response:
    """Begin a notice, or take one down."""
    is_ours, by = way == "out", current_person()
    form: Any = NoticeForm() if is_ours else ReceivedForm()
    form.unit_id.choices = own_units()
    chosen = form.bodies if is_ours else form.body_id
    chosen.choices = _bodies()
    return open_new(
        form,
        act=lambda: (actions.draft if is_ours else actions.take_down)(by=by, given=form.given()),
        endpoint="liaison.notice",
        key="notice_id",
        title="拟写信息通报" if is_ours else "登记收到的信息通报",
        fields=OURS if is_ours else THEIRS,
        press="汇总并保存" if is_ours else "登记",
        note=COUNTED if is_ours else "照来文登记；来文作为附件另行归档。",
        back=url_for("liaison.notices"),
    )


@bp.get(f"/notices/<{ID}:notice_id>")
@requires("cooperation.read")
def notice(notice_id: int) -> Response:
    """Show one notice: what it tells, what it leaves out, to whom it goes, what they answered."""
    by = current_person()
    found = notice_queries.visible_notice(notice_id, by=by)
    record, keeps = found.record, queries.may(by, MANAGE, found)
    sender = bodies.body(record.body_id) if record.body_id else None
    return page(
        "liaison/notice.html",
        notice=found,
        stage=NOTICE_STAGES[record.state],
        sender=sender,
        moves=_moves(found) if keeps else (),
        may_change=keeps and record.state == "drafted",
        may_answer=keeps and record.state == "sent",
        told=notice_queries.told_in(notice_id),
        bodies=notice_queries.bodies_of(notice_id),
        left_out=[
            LEFT_OUT_WORDS[key].format(many) for key, many in record.left_out.items() if many
        ],
        papers=papers.papers_of_cooperation(notice_id),
        paper_states=PAPER_STATES,
        may_write=record.state == "drafted"
        and bool(decide(by, "cooperation.work", thing_of(found.row))),
        acts=queries.acts_of(notice_id),
        act_words=ACTS,
        directions=DIRECTIONS,
    )


@bp.route(f"/notices/<{ID}:notice_id>/edit", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def edit_notice(notice_id: int) -> Response:
    """Change a notice that was not sent, and count again."""
    found = _kept(notice_id)
    known = {name: getattr(found.record, name) for name in OURS if hasattr(found.record, name)}
    known |= {"title": found.row.title, "unit_id": found.row.unit_id}
    known["bodies"] = [one.body_id for one in notice_queries.bodies_of(notice_id)]
    is_typed = request.method == "POST" or typed_before()
    form: Any = NoticeForm() if is_typed else NoticeForm(data=known)
    form.unit_id.choices = [(found.row.unit_id, "登记时的通报机构")]
    form.bodies.choices = _bodies()
    by, seen = current_person(), form.version_seen()
    return _ask(
        found,
        form,
        act=lambda: actions.change(by=by, opened=found, given=form.given(), seen=seen),
        done="通报已修改，件数已重新汇总。",
        title="修改通报",
        fields=OURS,
        press="重新汇总并保存",
        note=COUNTED,
    )


@bp.route(f"/notices/<{ID}:notice_id>/cases", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def tell(notice_id: int) -> Response:
    """Choose the typical cases and tell them without names."""
    found, by = _kept(notice_id), current_person()
    rows = actions.tellable(by, found)
    told = {row.case_id: row.told for row in notice_queries.told_in(notice_id)}
    form: Any = tell_form(rows, told)()
    return _ask(
        found,
        form,
        act=lambda: actions.tell(
            by=by,
            opened=found,
            told={row.id: form[f"told_{row.id}"].data or "" for row in rows},
        ),
        done="典型案例已保存。",
        title="选定典型案例",
        fields=tuple(f"told_{row.id}" for row in rows),
        press="保存" if rows else "",
        note="写了文字的案件作为典型案例；不写当事人的名称。"
        if rows
        else "这一期间没有已经结案并且公开的案件，不能选典型案例。",
    )


@bp.route(f"/notices/<{ID}:notice_id>/bodies/<{ID}:row_id>", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def answer_notice(notice_id: int, row_id: int) -> Response:
    """Write down what a body answered."""
    found, by = _kept(notice_id), current_person()
    row = next((one for one in notice_queries.bodies_of(notice_id) if one.id == row_id), None)
    if row is None:
        raise NotVisible
    form = AnswerForm()
    return _ask(
        found,
        form,
        act=lambda: actions.answered(
            by=by,
            opened=found,
            body_id=row_id,
            on=form.on.data or today(),
            text=form.text.data or "",
        ),
        done="反馈已登记。",
        title=f"登记反馈：{row.name}",
        fields=("on", "text"),
        press="登记",
        note="",
    )


@bp.route(f"/notices/<{ID}:notice_id>/moves/<key>", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def move_notice(notice_id: int, key: str) -> Response:
    """Make one move of the table."""
    if key not in NOTICE_MOVES:
        raise NotVisible
    row, found, by = NOTICE_MOVES[key], _kept(notice_id), current_person()
    form = NoticeMoveForm().only(row)
    seen = form.version_seen()
    return _ask(
        found,
        form,
        act=lambda: actions.move(
            by=by,
            opened=found,
            key=key,
            on=form.told("on"),
            reason=form.told("reason") or "",
            seen=seen,
        ),
        done=row.done,
        title=row.name,
        fields=row.fields,
        press=row.name,
        note="",
    )


def _kept(notice_id: int) -> Opened:
    by = current_person()
    found = notice_queries.visible_notice(notice_id, by=by)
    if not queries.may(by, MANAGE, found):
        raise NotVisible
    return found


def _ask(found: Opened, form: Any, **values: Any) -> Response:
    back = url_for("liaison.notice", notice_id=found.id)
    return ask(form, found.record, matter=found, back=back, **values)


def _bodies() -> list[tuple[int, str]]:
    return [(one.id, one.name) for one in bodies.in_force(today()) if one.kind not in HELPING]


def _moves(found: Opened) -> list[tuple[Any, str]]:
    shown = []
    for row in NOTICE_MOVES.values():
        if found.record.state in row.from_states:
            no = actions.why_not_sent(found) if row.key == "send" else None
            shown.append((row, "" if no is None else " ".join(no.sentences)))
    return shown
