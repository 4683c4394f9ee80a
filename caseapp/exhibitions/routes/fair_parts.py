"""What is set up for a fair by hand: contacts, halls, rules, the kit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response, url_for

from caseapp.base.errors import NotVisible
from caseapp.base.web import current_person, keeps_typed, requires
from caseapp.exhibitions import fair_queries, rules
from caseapp.exhibitions.actions import setting_up
from caseapp.exhibitions.fair_forms import (
    ConfirmForm,
    ContactForm,
    HallForm,
    NewThingForm,
    PostForm,
    RuleForm,
    kit_form,
)
from caseapp.exhibitions.fair_given import KitGiven
from caseapp.exhibitions.kit import not_packed, not_returned
from caseapp.exhibitions.routes.blueprint import ID, bp, opened
from caseapp.exhibitions.routes.fair_asking import ask

MANAGE, WORK = "fair.manage", "fair.work"
PARTS = "any(contact, hall, kit)"
PART_NAMES = {"contact": "联系人", "hall": "展馆", "kit": "装备"}
PART_ROWS: Mapping[str, Callable[[int], Sequence[Any]]] = {
    "contact": fair_queries.contacts_of,
    "hall": fair_queries.halls_of,
    "kit": fair_queries.kit_of,
}
NEEDS = {"contact": MANAGE, "hall": MANAGE, "kit": WORK}


def _page_of(fair_id: int, section: str = "") -> str:
    return url_for("exhibitions.fair", fair_id=fair_id, _anchor=section or None)


@bp.route(f"/fairs/<{ID}:fair_id>/contacts/new", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def add_contact(fair_id: int) -> Response:
    """Write down whom to call."""
    found = opened(fair_id, MANAGE)
    form = ContactForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: setting_up.add_contact(by=by, opened=found, given=form.given()),
        done="联系人已增加。",
        back=_page_of(fair_id, "contacts"),
        title="增加联系人",
        groups=(("", ("part", "body_name", "name", "post", "phone")),),
        press="增加",
        note="",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/contacts/post", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def post_contacts(fair_id: int) -> Response:
    """Note that the contacts were posted."""
    found = opened(fair_id, MANAGE)
    form: Any = PostForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: setting_up.post_contacts(
            by=by, opened=found, on=form.on.data, where=form.where.data or ""
        ),
        done="已登记公布联系方式。",
        back=_page_of(fair_id, "contacts"),
        title="登记公布联系方式",
        groups=(("", ("on", "where")),),
        press="登记",
        note="",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/halls/new", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def add_hall(fair_id: int) -> Response:
    """Name a hall, or the online part."""
    found = opened(fair_id, MANAGE)
    form = HallForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: setting_up.add_hall(
            by=by,
            opened=found,
            name=form.name.data or "",
            is_online=bool(form.is_online.data),
            note=form.note.data or "",
        ),
        done="展馆已增加。",
        back=_page_of(fair_id, "halls"),
        title="增加展馆",
        groups=(("", ("name", "is_online", "note")),),
        press="增加",
        note="",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/rules/<key>", methods=["GET", "POST"])
@requires(MANAGE)
@keeps_typed()
def set_rule(fair_id: int, key: str) -> Response:
    """Agree on a rule of this fair."""
    asked = rules.every_rule().get(key)
    if asked is None:
        raise NotVisible
    found = opened(fair_id, MANAGE)
    now = rules.rule_of(found.fair, key)
    own = {"value": now.value, "basis": now.basis if now.is_own else ""}
    form = RuleForm(data=own)
    form.value.choices = [(one.value, one.words) for one in asked.options]
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: setting_up.set_rule(
            by=by, opened=found, key=key, value=form.value.data, basis=form.basis.data or ""
        ),
        done=f"“{asked.name}”已按本展会的约定。",
        back=_page_of(fair_id, "rules"),
        title=f"约定规则：{asked.name}",
        groups=(("", ("value", "basis")),),
        press="保存规则",
        note=f"{asked.asks}。现在：{now.told}。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/rules/<key>/default", methods=["GET", "POST"])
@requires(MANAGE)
def unset_rule(fair_id: int, key: str) -> Response:
    """Let the default of the day hold again."""
    asked = rules.every_rule().get(key)
    if asked is None:
        raise NotVisible
    found = opened(fair_id, MANAGE)
    by = current_person()
    return ask(
        found,
        ConfirmForm(),
        act=lambda: setting_up.unset_rule(by=by, opened=found, key=key),
        done=f"“{asked.name}”已恢复默认。",
        back=_page_of(fair_id, "rules"),
        title=f"恢复默认规则：{asked.name}",
        groups=(),
        press="恢复默认",
        note="另行约定的内容和依据留在办理记录中。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/<{PARTS}:part>/<{ID}:row_id>/drop", methods=["GET", "POST"])
@requires("fair.read")
def drop_part(fair_id: int, part: str, row_id: int) -> Response:
    """Ask whether a contact, hall or thing goes out of a fair; then take it out."""
    found = opened(fair_id, NEEDS[part])
    row = next((one for one in PART_ROWS[part](fair_id) if one.id == row_id), None)
    if row is None:
        raise NotVisible
    name = row.item if part == "kit" else row.name
    back = url_for("exhibitions.kit", fair_id=fair_id) if part == "kit" else _page_of(fair_id)
    by = current_person()
    return ask(
        found,
        ConfirmForm(),
        act=lambda: setting_up.drop(by=by, opened=found, part=part, row_id=row_id),
        done=f"已去掉{PART_NAMES[part]}“{name}”。",
        back=back,
        title=f"去掉{PART_NAMES[part]}“{name}”",
        groups=(),
        press="去掉",
        note=f"去掉以后要重新增加；办理记录中留有“去掉{PART_NAMES[part]}”一项。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/kit", methods=["GET", "POST"])
@requires("fair.work")
@keeps_typed()
def kit(fair_id: int) -> Response:
    """Count what goes along and what came back."""
    found = opened(fair_id, WORK)
    rows = fair_queries.kit_of(fair_id)
    form = kit_form(rows)()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: setting_up.pack(by=by, opened=found, counts=form.counts(rows)),
        done="装备数量已保存。",
        back=url_for("exhibitions.kit", fair_id=fair_id),
        template="exhibitions/kit.html",
        rows=rows,
        short=not_packed(rows),
        lost=not_returned(rows),
        title="装备清单",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/kit/default", methods=["GET", "POST"])
@requires("fair.work")
def list_kit(fair_id: int) -> Response:
    """Take the default list."""
    found = opened(fair_id, WORK)
    by = current_person()
    return ask(
        found,
        ConfirmForm(),
        act=lambda: setting_up.list_kit(by=by, opened=found),
        done="已列出默认清单，请清点。",
        back=url_for("exhibitions.kit", fair_id=fair_id),
        title="列出默认装备清单",
        groups=(),
        press="列出",
        note="清单中已有的装备和数量不变。",
    )


@bp.route(f"/fairs/<{ID}:fair_id>/kit/new", methods=["GET", "POST"])
@requires("fair.work")
@keeps_typed()
def add_kit(fair_id: int) -> Response:
    """Put one more thing on the list."""
    found = opened(fair_id, WORK)
    form: Any = NewThingForm()
    by = current_person()
    return ask(
        found,
        form,
        act=lambda: setting_up.add_kit(
            by=by,
            opened=found,
            item=form.item.data or "",
            given=KitGiven(int(form.wanted.data), note=form.note.data or ""),
        ),
        done="装备已增加。",
        back=url_for("exhibitions.kit", fair_id=fair_id),
        title="增加装备",
        groups=(("", ("item", "wanted", "note")),),
        press="增加",
        note="",
    )
