"""Drawing up the plan: the action, its bodies, groups, members, places; and its moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response, flash, request

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import Thing, decide
from caseapp.base.clock import today
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import (
    back_to,
    current_person,
    keeps_typed,
    page,
    refused,
    requires,
    typed_before,
)
from caseapp.bodies import queries as bodies
from caseapp.bodies.areas import HOME, areas
from caseapp.bodies.words import HELPING
from caseapp.joint import actions, queries
from caseapp.joint.forms import (
    BodyForm,
    DropForm,
    GroupForm,
    MemberForm,
    MoveForm,
    PlacesForm,
    PlanForm,
    number_or_none,
)
from caseapp.joint.life import MOVES
from caseapp.joint.planned import OWN, values_of
from caseapp.joint.queries import Opened
from caseapp.joint.routes.blueprint import ID, INVALID, SHEET, ask, bp, opened

PLAN = "joint.plan"
FIELDS = (
    *("title", "unit_id", "lead_id", "aim", "basis", "first_on", "last_on", "areas"),
    *("scope", "course", "rules"),
)
PARTS = "any(body, group, member, place)"
PART_NAMES = {"body": "参加单位", "group": "分组", "member": "组员", "place": "场所"}
PART_ROWS: Mapping[str, Callable[[int], Sequence[Any]]] = {
    "body": queries.bodies_of,
    "group": queries.groups_of,
    "member": queries.members_of,
    "place": queries.places_of,
}


@bp.route("/joint/new", methods=["GET", "POST"])
@requires("joint.plan")
@keeps_typed()
def new() -> Response:
    """Draw up a plan."""
    form: Any = _choose(PlanForm())
    form.unit_id.choices = _units()
    shown = {"joint": None, "form": form, "title": "拟订联合执法方案", "fields": FIELDS}
    shown |= {"press": "登记并继续写分组", "note": "编号在登记时取得；批准以前都可以修改。"}
    if request.method == "GET":
        return page(SHEET, **shown)
    if not form.validate():
        return page(SHEET, status=INVALID, **shown)
    try:
        made = actions.plan(by=current_person(), given=form.given())
    except Refused as no:
        return refused(no, SHEET, **shown)
    flash(f"已登记 {made.row.number}，请接着写参加单位、分组和场所。", "done")
    return back_to("joint.action", joint_id=made.id)


@bp.route(f"/joint/<{ID}:joint_id>/edit", methods=["GET", "POST"])
@requires("joint.plan")
@keeps_typed()
def edit(joint_id: int) -> Response:
    """Change a plan that is not approved yet."""
    found = opened(joint_id, PLAN)
    is_typed = request.method == "POST" or typed_before()
    form: Any = _choose(PlanForm() if is_typed else PlanForm(data=values_of(found)))
    form.unit_id.choices = [(found.row.unit_id, "登记时的承办单位")]
    by, seen = current_person(), form.version_seen()
    return ask(
        found,
        form,
        act=lambda: actions.change(by=by, opened=found, given=form.given(), seen=seen),
        done="方案已修改。",
        merges=True,
        title="修改方案",
        fields=FIELDS,
        press="保存方案",
        note="",
    )


@bp.route(f"/joint/<{ID}:joint_id>/bodies/new", methods=["GET", "POST"])
@requires("joint.plan")
@keeps_typed()
def add_body(joint_id: int) -> Response:
    """Let a body take part."""
    found = opened(joint_id, PLAN)
    form: Any = BodyForm()
    known = {row.body_id for row in queries.bodies_of(joint_id)}
    form.body_id.choices = [
        (row.id, row.name)
        for row in bodies.in_force(found.action.first_on)
        if row.id not in known and row.kind not in HELPING
    ]
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.add_body(by=by, opened=found, given=form.given()),
        done="参加单位已增加。",
        title="增加参加单位",
        fields=("body_id", "head", "contact", "phone"),
        press="增加",
        note="列出的是行动第一天在机构名录中的单位。",
    )


@bp.route(f"/joint/<{ID}:joint_id>/groups/new", methods=["GET", "POST"])
@requires("joint.plan")
@keeps_typed()
def add_group(joint_id: int) -> Response:
    """Add a group."""
    found = opened(joint_id, PLAN)
    form = GroupForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.add_group(
            by=by,
            opened=found,
            name=form.name.data or "",
            leader=form.leader.data or "",
            area=form.area.data or "",
        ),
        done="分组已增加。",
        title="增加分组",
        fields=("name", "leader", "area"),
        press="增加",
        note="",
    )


@bp.route(f"/joint/<{ID}:joint_id>/members/new", methods=["GET", "POST"])
@requires("joint.plan")
@keeps_typed()
def add_member(joint_id: int) -> Response:
    """Let somebody go out with a group."""
    found = opened(joint_id, PLAN)
    form: Any = MemberForm()
    form.group_id.choices = _groups(joint_id)
    people = accounts.colleagues(found.row.unit_path)
    form.person_id.choices = [("", "不是本机关人员"), *((str(one.id), one.name) for one in people)]
    others = [row for row in queries.bodies_of(joint_id) if not row.is_ours]
    form.body_id.choices = [("", "请选择"), *((str(row.id), row.name) for row in others)]
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.add_member(
            by=by, opened=found, group_id=int(form.group_id.data), given=form.given()
        ),
        done="组员已增加。",
        title="增加组员",
        fields=("group_id", "person_id", "name", "body_id", "post"),
        press="增加",
        note="本机关人员从名单中选择；其他单位的人员写姓名，不在本系统登录。",
    )


@bp.route(f"/joint/<{ID}:joint_id>/places/new", methods=["GET", "POST"])
@requires("joint.plan")
@keeps_typed()
def add_places(joint_id: int) -> Response:
    """Add the places a group goes to."""
    found = opened(joint_id, PLAN)
    form: Any = PlacesForm()
    form.group_id.choices = [
        ("", "暂不分组"),
        *((str(one), name) for one, name in _groups(joint_id)),
    ]
    form.area.choices = area_choices(found)
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: actions.add_places(
            by=by,
            opened=found,
            text=form.text.data or "",
            group_id=number_or_none(form.group_id.data),
            kind=str(form.kind.data),
            area=str(form.area.data),
        ),
        done="场所已增加。",
        title="增加场所",
        fields=("group_id", "kind", "area", "text"),
        press="增加",
        note="",
    )


@bp.route(f"/joint/<{ID}:joint_id>/<{PARTS}:part>/<{ID}:row_id>/drop", methods=["GET", "POST"])
@requires("joint.plan")
@keeps_typed()
def drop(joint_id: int, part: str, row_id: int) -> Response:
    """Ask whether a body, group, member or place goes out of an action; then take it out."""
    found = opened(joint_id, PLAN)
    row = next((one for one in PART_ROWS[part](joint_id) if one.id == row_id), None)
    if row is None:
        raise NotVisible
    by = current_person()
    return ask(
        found,
        DropForm(),
        act=lambda: actions.drop(by=by, opened=found, part=part, row_id=row_id),
        done=f"已去掉{PART_NAMES[part]}“{row.name}”。",
        title=f"去掉{PART_NAMES[part]}“{row.name}”",
        fields=(),
        press="去掉",
        note="办理记录中留有一项。批准以后去掉组员，登记为离组，参加过的检查保留。",
    )


@bp.route(f"/joint/<{ID}:joint_id>/moves/<key>", methods=["GET", "POST"])
@requires("cooperation.read")
@keeps_typed()
def move(joint_id: int, key: str) -> Response:
    """Make one move of the table."""
    if key not in MOVES:
        raise NotVisible
    row = MOVES[key]
    found = opened(joint_id, row.permission)
    form = MoveForm().only(row)
    by, seen = current_person(), form.version_seen()
    return ask(
        found,
        form,
        act=lambda: actions.move(by=by, opened=found, key=key, given=form.told(row), seen=seen),
        done=row.done,
        title=row.name,
        fields=row.fields,
        press=row.name,
        note="",
    )


def area_choices(found: Opened) -> list[tuple[str, str]]:
    """Return the areas of an action first, then the rest of the city."""
    named = [(code, areas().get(code, code)) for code in found.action.areas]
    return [*named, *(one for one in _home() if one[0] not in found.action.areas)]


def _home() -> list[tuple[str, str]]:
    return [(code, name) for code, name in areas().items() if code[:4] == HOME[:4]]


def _choose(form: Any) -> Any:
    form.areas.choices = _home()
    own = [(OWN, "本机关")]
    form.lead_id.choices = own + [
        (str(number), name) for number, name in bodies.choices(today(), ("department", "superior"))
    ]
    return form


def _units() -> list[tuple[int, str]]:
    by = current_person()
    return [
        (row.id, row.name)
        for row in accounts.units(only_active=True)
        if decide(by, PLAN, Thing(row.path))
    ]


def _groups(joint_id: int) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in queries.groups_of(joint_id)]
