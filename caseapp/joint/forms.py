"""Forms of the plan: the action, bodies, groups, members, places, the moves."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import (
    LONG_TEXT,
    SHORT_TEXT,
    BaseForm,
    at_most,
    in_reach,
    may,
    must,
    strip,
)
from caseapp.joint.given import BodyGiven, MemberGiven, PlanGiven
from caseapp.joint.life import Move
from caseapp.joint.planned import OWN, PLAN_LABELS
from caseapp.joint.words import PLACE_KINDS

NEEDED_WORDS = ("troubles", "plans", "reason")


def line(
    label: str, *, length: int = SHORT_TEXT, required: bool = False, help_text: str = ""
) -> StringField:
    """Give a line."""
    checks = [must() if required else may(), at_most(length)]
    return StringField(label, checks, filters=[strip], description=help_text)


def lines(label: str, *, required: bool = False, help_text: str = "") -> TextAreaField:
    """Give room for a text."""
    checks = [must() if required else may(), at_most(LONG_TEXT)]
    return TextAreaField(label, checks, filters=[strip], description=help_text)


def number_or_none(value: object) -> int | None:
    """Read a choice that may be left open."""
    text = str(value or "")
    return int(text) if text.isdecimal() and 0 < int(text[:10]) < 2**31 else None


class PlanForm(BaseForm):
    """The plan of an action."""

    title = line(
        PLAN_LABELS["title"], required=True, help_text="如：2026年第四季度知识产权联合执法行动。"
    )
    unit_id = SelectField(PLAN_LABELS["unit_id"], [must()], coerce=int)
    lead_id = SelectField(PLAN_LABELS["lead_id"], [must()], default=OWN)
    aim = lines(PLAN_LABELS["aim"], required=True)
    basis = line(PLAN_LABELS["basis"], help_text="会议纪要、通知、方案的名称和文号。")
    first_on = DateField(PLAN_LABELS["first_on"], [must(), in_reach()], default=today)
    last_on = DateField(PLAN_LABELS["last_on"], [must(), in_reach()], default=today)
    areas = MultiCheckboxField(PLAN_LABELS["areas"], [must()])
    scope = lines(PLAN_LABELS["scope"], help_text="检查哪一类场所、哪一类商品。")
    course = lines(PLAN_LABELS["course"], help_text="准备、检查、总结各在什么时候做什么。")
    rules = lines(PLAN_LABELS["rules"], help_text="依法、保密、安全的要求。")

    def given(self) -> PlanGiven:
        """Return what was typed, frozen."""
        first, last = self.first_on.data or today(), self.last_on.data or today()
        return PlanGiven(
            title=self.title.data or "",
            unit_id=int(self.unit_id.data),
            lead_id=number_or_none(self.lead_id.data),
            aim=self.aim.data or "",
            basis=self.basis.data or "",
            first_on=first,
            last_on=last,
            areas=tuple(self.areas.data or ()),
            scope=self.scope.data or "",
            course=self.course.data or "",
            rules=self.rules.data or "",
        )


class BodyForm(BaseForm):
    """A body that takes part."""

    body_id = SelectField("单位", [must()], coerce=int)
    head = line("负责人", length=60)
    contact = line("联系人", length=60)
    phone = line("联系电话", length=40)

    def given(self) -> BodyGiven:
        """Return what was typed, frozen."""
        return BodyGiven(
            body_id=int(self.body_id.data),
            head=self.head.data or "",
            contact=self.contact.data or "",
            phone=self.phone.data or "",
        )


class GroupForm(BaseForm):
    """A group and its leader."""

    name = line("组名", length=40, required=True, help_text="如：第一组。")
    leader = line("组长", length=60, required=True)
    area = line("检查区域")


class MemberForm(BaseForm):
    """Somebody of a group: ours from the list, others by name."""

    group_id = SelectField("分组", [must()], coerce=int)
    person_id = SelectField("本机关人员", [may()], default="")
    name = line("其他单位人员姓名", length=60)
    body_id = SelectField("其他单位人员所在单位", [may()], default="")
    post = line("职务", length=60)

    def given(self) -> MemberGiven:
        """Return what was typed, frozen."""
        return MemberGiven(
            person_id=number_or_none(self.person_id.data),
            name=self.name.data or "",
            body_id=number_or_none(self.body_id.data),
            post=self.post.data or "",
        )


class PlacesForm(BaseForm):
    """Places of a group, one a line."""

    group_id = SelectField("分给", [may()], default="")
    kind = SelectField("场所种类", [must()], choices=dict(PLACE_KINDS), default="shop")
    area = SelectField("所在区域", [must()])
    text = lines("场所", required=True, help_text="一行一处：名称，地址。")


class MoveForm(BaseForm):
    """One move; only the fields it asks for are drawn and read."""

    troubles = lines("存在的问题")
    plans = lines("下一步打算")
    reason = lines("说明")

    def only(self, row: Move) -> MoveForm:
        """Keep the fields of one move, worded and required as it asks."""
        for name in NEEDED_WORDS:
            if name not in row.fields:
                del self[name]
                continue
            field: Any = self[name]
            if name == "reason":
                field.label.text = row.asks
            if name in row.needs:
                field.validators = [must(), *field.validators[1:]]
                field.flags.required = True
                field.flags.optional = False
        return self

    def told(self, row: Move) -> dict[str, str]:
        """Return what was given for a move, by the names its table uses."""
        return {name: self[name].data or "" for name in row.fields}


class DropForm(BaseForm):
    """The button that takes something out of an action."""
