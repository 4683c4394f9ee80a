"""The dispute abroad: its facts, the check before material leaves, what left; and the materials."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from caseapp.aid import actions, queries
from caseapp.aid.forms import ExportForm, MaterialForm
from caseapp.aid.routes.blueprint import ID, ask, bp, opened
from caseapp.aid.states import WORK
from caseapp.aid.task_forms import HandoutForm, OverseasForm
from caseapp.base.clock import today
from caseapp.base.web import current_person, keeps_typed, requires, typed_before
from caseapp.bodies import queries as bodies
from caseapp.law.handing_abroad import basis_on, questions

PARTNERS = ("aid_partner", "superior")
FACTS = (
    *("country", "forum", "stage", "opponent", "deadline_on", "deadline_words", "language"),
    *("amount", "currency", "lawyer", "partner_id"),
)
PRACTICE = "本局的工作要求"


@bp.route(f"/aid/<{ID}:aid_id>/overseas", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def overseas(aid_id: int) -> Response:
    """Keep the facts of the dispute abroad."""
    aid = opened(aid_id, WORK)
    form = _overseas_form(aid)
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.save_overseas(by=by, aid=aid, given=form.given(), seen=seen),
        done="涉外纠纷已登记。",
        title="涉外纠纷",
        fields=FACTS,
        press="保存",
        note="境外期限照原文登记，到期前在工作台提醒；系统不按中国法计算境外期限。",
    )


@bp.route(f"/aid/<{ID}:aid_id>/export-check", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def export_check(aid_id: int) -> Response:
    """Answer what is asked before material leaves the country."""
    aid = opened(aid_id, WORK)
    kept = ExportForm.filled(queries.answers_of(aid.id, "export"))
    form = ExportForm() if request.method == "POST" or typed_before() else ExportForm(data=kept)
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.answer_export(by=by, aid=aid, answers=form.answers(), seen=seen),
        done="材料出境检查已保存。",
        template="aid/sheet.html",
        title="材料出境检查",
        asked=tuple(one.key for one in questions()),
        note=f"依据：{basis_on(today()) or PRACTICE}。对全部材料逐项检查；以后新增材料的，重新检查。",
    )


@bp.route(f"/aid/<{ID}:aid_id>/handouts/new", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def hand_out(aid_id: int) -> Response:
    """Note a material that leaves the country."""
    aid = opened(aid_id, WORK)
    form: Any = HandoutForm()
    form.material_id.choices = [(row.id, row.name) for row in queries.materials_of(aid.id)]
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.hand_out(by=by, aid=aid, given=form.given(), seen=seen),
        done="已登记向境外提供的材料。",
        title="向境外提供材料",
        fields=("material_id", "receiver", "country", "way", "handed_on"),
        press="登记",
        note="材料出境检查的各项都有结果、没有“不得提供”的，才能登记。",
    )


@bp.route(f"/aid/<{ID}:aid_id>/materials/new", methods=["GET", "POST"])
@requires("aid.work")
@keeps_typed()
def new_material(aid_id: int) -> Response:
    """List one more material."""
    aid = opened(aid_id, WORK)
    form = MaterialForm()
    by, seen = current_person(), form.version_seen()
    return ask(
        aid,
        form,
        act=lambda: actions.add_material(
            by=by, aid=aid, name=form.name.data or "", copies=form.copies.data or 1, seen=seen
        ),
        done="材料已登记。",
        title="登记材料",
        fields=("name", "copies"),
        press="登记",
        note="",
    )


def _overseas_form(aid: Any) -> OverseasForm:
    known = queries.overseas_of(aid.id)
    is_first = request.method == "GET" and typed_before() is None
    form: Any = OverseasForm(obj=known) if is_first and known else OverseasForm()
    form.partner_id.choices = [("", "没有"), *_partners()]
    return form  # type: ignore[no-any-return]  # made two lines above


def _partners() -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in bodies.choices(today(), PARTNERS)]
