"""Joint meetings: the list, a meeting with its agenda, guests and minutes, and its acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response, request, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide
from caseapp.accounts.units import office_path
from caseapp.base.clock import local, today
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
from caseapp.liaison import actions, queries
from caseapp.liaison.forms import (
    DropForm,
    GuestsForm,
    ItemsForm,
    MeetingForm,
    MoveForm,
    ResolutionForm,
    attend_form,
    attended,
    owner_choices,
    owner_of,
)
from caseapp.liaison.gates import why_not
from caseapp.liaison.life import (
    ACTS,
    CAME,
    MEETING_MOVES,
    MEETING_ROAD,
    MEETING_STAGES,
    PARTS,
    RESOLUTION_STATES,
)
from caseapp.liaison.queries import MANAGE, Filters, Opened
from caseapp.liaison.routes.blueprint import ID, ask, asked_words, bp, open_new, own_units

FIELDS = ("title", "unit_id", "at", "place", "chair", "reply_by", "asks")
LISTED = "any(items, guests, resolutions)"
# What is listed under a meeting: its name, its rows, and which words tell one of them.
PART_ROWS: Mapping[str, tuple[str, Callable[[int], Sequence[Any]], Callable[[Any], str]]] = {
    "items": ("议题", queries.items_of, lambda row: row.topic),
    "guests": ("邀请", queries.guests_of, lambda row: f"{row.body_name} {row.name}".strip()),
    "resolutions": ("议定事项", queries.agreed_of, lambda row: row.text),
}
WORDS: dict[str, Any] = {
    "came": CAME,
    "parts": PARTS,
    "act_words": ACTS,
    "agreed_states": RESOLUTION_STATES,
    "stages": MEETING_STAGES,
}


@bp.get("/meetings")
@requires("cooperation.read")
def meetings() -> Response:
    """List joint meetings, newest first."""
    by, (state, words) = current_person(), asked_words()
    wanted = Filters(state if state in MEETING_STAGES else "", words)
    return page(
        "liaison/meetings.html",
        found=queries.page_of_meetings(by, wanted, asked_page()),
        late=queries.late_of(by, today=today(), most=5),
        wanted=wanted,
        may_call=bool(decide(by, MANAGE)),
        **WORDS,
    )


@bp.route("/meetings/new", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def new_meeting() -> Response:
    """Call a meeting."""
    form: Any = MeetingForm()
    form.unit_id.choices = own_units()
    return open_new(
        form,
        act=lambda: actions.call(by=current_person(), given=form.given()),
        endpoint="liaison.meeting",
        key="meeting_id",
        title="召集联席会议",
        fields=FIELDS,
        press="登记并继续写议题",
        note="编号在登记时取得；会议通知在会议页起草，由负责人签发。",
        back=url_for("liaison.meetings"),
    )


@bp.get(f"/meetings/<{ID}:meeting_id>")
@requires("cooperation.read")
def meeting(meeting_id: int) -> Response:
    """Show one meeting: where it stands, agenda, guests, what was agreed, papers, history."""
    by = current_person()
    found = queries.visible_meeting(meeting_id, by=by)
    state, may_keep = found.record.state, queries.may(by, MANAGE, found)
    return page(
        "liaison/meeting.html",
        meeting=found,
        at=local(found.record.at),
        stage=MEETING_STAGES[state],
        line=_line(state),
        moves=_moves(found) if may_keep else (),
        may_prepare=may_keep and state == "called",
        may_agree=may_keep and state == "held",
        may_attend=may_keep and state in ("called", "held"),
        items=queries.items_of(meeting_id),
        guests=queries.guests_of(meeting_id),
        agreed=queries.agreed_of(meeting_id),
        papers=papers.papers_of_cooperation(meeting_id),
        paper_states=PAPER_STATES,
        may_write=found.row.family == "meeting"
        and bool(decide(by, "cooperation.work", thing_of(found.row))),
        acts=queries.acts_of(meeting_id),
        today=today(),
        **WORDS,
    )


@bp.route(f"/meetings/<{ID}:meeting_id>/edit", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def edit_meeting(meeting_id: int) -> Response:
    """Change a meeting that was not held yet."""
    found = kept_meeting(meeting_id)
    known = {name: getattr(found.record, name) for name in ("place", "chair", "reply_by", "asks")}
    known |= {"title": found.row.title, "unit_id": found.row.unit_id}
    known["at"] = local(found.record.at)
    is_typed = request.method == "POST" or typed_before()
    form: Any = MeetingForm() if is_typed else MeetingForm(data=known)
    form.unit_id.choices = [(found.row.unit_id, "登记时的召集机构")]
    by, seen = current_person(), form.version_seen()
    return _ask(
        found,
        form,
        act=lambda: actions.change(by=by, opened=found, given=form.given(), seen=seen),
        done="会议已修改；已经签发会议通知的，请另行通知各单位。",
        title="修改会议",
        fields=FIELDS,
        press="保存",
    )


@bp.route(f"/meetings/<{ID}:meeting_id>/<{LISTED}:part>/new", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def add_part(meeting_id: int, part: str) -> Response:
    """Add to the agenda, to the guests, or to what was agreed."""
    return ADDS[part](kept_meeting(meeting_id))


@bp.route(
    f"/meetings/<{ID}:meeting_id>/<{LISTED}:part>/<{ID}:row_id>/drop", methods=["GET", "POST"]
)
@requires("cooperation.manage")
@keeps_typed()
def drop_part(meeting_id: int, part: str, row_id: int) -> Response:
    """Ask whether an item, a guest, or something agreed is to go; then take it out."""
    found = kept_meeting(meeting_id)
    what, rows, words_of = PART_ROWS[part]
    row = next((one for one in rows(meeting_id) if one.id == row_id), None)
    if row is None:
        raise NotVisible
    by = current_person()
    return _ask(
        found,
        DropForm(),
        act=lambda: actions.drop(by=by, opened=found, part=part, row_id=row_id),
        done=f"已去掉{what}。",
        title=f"去掉{what}",
        fields=(),
        press="去掉",
        note=words_of(row),
    )


@bp.route(f"/meetings/<{ID}:meeting_id>/attendance", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def attendance(meeting_id: int) -> Response:
    """Write down who came, as the signed sheet says."""
    found = kept_meeting(meeting_id)
    guests = queries.guests_of(meeting_id)
    form: Any = attend_form(guests)()
    by = current_person()
    return _ask(
        found,
        form,
        act=lambda: actions.attend(by=by, opened=found, came=attended(form, guests)),
        done="到会情况已登记。",
        template="liaison/attendance.html",
        title="登记到会情况",
        guests=guests,
    )


@bp.route(f"/meetings/<{ID}:meeting_id>/moves/<key>", methods=["GET", "POST"])
@requires("cooperation.manage")
@keeps_typed()
def move_meeting(meeting_id: int, key: str) -> Response:
    """Make one move of the table."""
    if key not in MEETING_MOVES:
        raise NotVisible
    row, found = MEETING_MOVES[key], kept_meeting(meeting_id)
    form = MoveForm().only(row)
    by, seen = current_person(), form.version_seen()
    return _ask(
        found,
        form,
        act=lambda: actions.move(
            by=by,
            opened=found,
            key=key,
            reason=form.told("course") or form.told("reason") or "",
            seen=seen,
        ),
        done=row.done,
        title=row.name,
        fields=row.fields,
        press=row.name,
    )


def kept_meeting(meeting_id: int) -> Opened:
    """Find a meeting this person keeps; any other is not there."""
    by = current_person()
    found = queries.visible_meeting(meeting_id, by=by)
    if not queries.may(by, MANAGE, found):
        raise NotVisible
    return found


def owners(opened: Opened) -> list[tuple[str, str]]:
    """Return who may have something to do after a meeting: ours, then the bodies of the day."""
    path, day = opened.row.unit_path, local(opened.record.at).date()
    people = [one for one in accounts.everybody() if one.body_id is None]
    office = office_path(path)
    units = [one for one in accounts.units(only_active=True) if one.path.startswith(office)]
    near = {one.id for one in units}
    invited = [one.body_id for one in queries.guests_of(opened.id) if one.body_id]
    known = [one for one in bodies.in_force(day) if one.kind not in HELPING]
    known.sort(key=lambda one: one.id not in invited)
    return owner_choices(
        units,
        [one for one in people if one.unit_id in near],
        [(one.id, one.name) for one in known],
    )


def _ask(found: Opened, form: Any, **values: Any) -> Response:
    values.setdefault("note", "")
    return ask(form, found.record, matter=found, back=_page_of(found), **values)


def _page_of(found: Opened) -> str:
    return url_for("liaison.meeting", meeting_id=found.id)


def _add_items(found: Opened) -> Response:
    form = ItemsForm()
    return _ask(
        found,
        form,
        act=lambda: actions.add_items(
            by=current_person(),
            opened=found,
            text=form.text.data or "",
            speaker=form.speaker.data or "",
        ),
        done="议题已增加。",
        title="增加议题",
        fields=("text", "speaker"),
        press="增加",
    )


def _add_guests(found: Opened) -> Response:
    form: Any = GuestsForm()
    guests = queries.guests_of(found.id)
    known = {one.body_id for one in guests}
    asked = {one.person_id for one in guests}
    day = local(found.record.at).date()
    form.bodies.choices = [
        (one.id, one.name)
        for one in bodies.in_force(day)
        if one.id not in known and one.kind not in HELPING
    ]
    form.people.choices = [
        (one.id, f"{one.name}（{one.unit_name}）")
        for one in accounts.everybody()
        if one.body_id is None and one.id not in asked
    ]
    return _ask(
        found,
        form,
        act=lambda: actions.invite(
            by=current_person(),
            opened=found,
            chosen=form.bodies.data or (),
            people=form.people.data or (),
            part=str(form.part.data),
        ),
        done="已邀请。",
        title="邀请单位和人员",
        fields=("part", "bodies", "people"),
        press="邀请",
        note="列出的是开会当天在机构名录中的单位；其他单位来的人，按其报名或者签到表登记。",
    )


def _add_resolution(found: Opened) -> Response:
    form: Any = ResolutionForm()
    form.owner.choices = owners(found)
    return _ask(
        found,
        form,
        act=lambda: actions.resolve(
            by=current_person(),
            opened=found,
            text=form.text.data or "",
            owner=owner_of(form.owner.data),
            due_on=form.due_on.data,
        ),
        done="议定事项已登记。",
        title="登记议定事项",
        fields=("text", "owner", "due_on"),
        press="登记",
        note="每项都要有一个责任单位和完成日期，写入纪要，跟踪到底。",
    )


def _moves(found: Opened) -> list[tuple[Any, str]]:
    rows = [row for row in MEETING_MOVES.values() if found.record.state in row.from_states]
    shown = []
    for row in rows:
        no = why_not(found, row.key)
        shown.append((row, "" if no is None else " ".join(no.sentences)))
    return shown


def _line(state: str) -> list[tuple[str, str]]:
    names = [(key, MEETING_STAGES[key].name) for key in MEETING_ROAD]
    if state not in MEETING_ROAD:
        return [*((name, "later") for _, name in names), (MEETING_STAGES[state].name, "now")]
    here = MEETING_ROAD.index(state)
    marks = ["done"] * here + ["now"] + ["later"] * (len(names) - here - 1)
    return [(name, mark) for (_, name), mark in zip(names, marks, strict=True)]


ADDS: Mapping[str, Callable[[Opened], Response]] = {
    "items": _add_items,
    "guests": _add_guests,
    "resolutions": _add_resolution,
}
