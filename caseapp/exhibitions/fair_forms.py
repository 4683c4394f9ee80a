"""Forms of a fair: the show itself, its moves, contacts, halls, rules, roster, mandates, kit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange, ValidationError

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
from caseapp.exhibitions import sent_values
from caseapp.exhibitions.fair_given import (
    ContactGiven,
    Counts,
    DutyGiven,
    FairGiven,
    KitGiven,
    MandateGiven,
)
from caseapp.exhibitions.fair_values import FAIR_LABELS
from caseapp.exhibitions.fair_words import CONTACT_PARTS, DUTY_PARTS, PRESENCES, REPORTED_BY
from caseapp.exhibitions.life import Move
from caseapp.law.fairs import STATION

CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
MOST_PIECES = 9_999


def line(
    label: str, *, length: int = SHORT_TEXT, required: bool = False, help_text: str = ""
) -> StringField:
    """Give a line."""
    checks = [must() if required else may(), at_most(length)]
    return StringField(label, checks, filters=[strip], description=help_text)


def lines(
    label: str, *, length: int = LONG_TEXT, required: bool = False, help_text: str = ""
) -> TextAreaField:
    """Give room for a text."""
    checks = [must() if required else may(), at_most(length)]
    return TextAreaField(label, checks, filters=[strip], description=help_text)


def clock(label: str, help_text: str = "") -> StringField:
    """Give a time of day."""
    return StringField(
        label, [may(), _is_time], filters=[strip, _two_digits], description=help_text
    )


def number_or_none(value: object) -> int | None:
    """Read a choice that may be left open."""
    return sent_values.number(value)


def _two_digits(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = value.replace("：", ":")
    found = CLOCK.fullmatch(text)
    return f"{int(found[1]):02d}:{found[2]}" if found else text


def _is_time(_form: Any, field: Any) -> None:
    found = CLOCK.fullmatch(str(field.data))
    if not found or not (int(found[1]) < 24 and int(found[2]) < 60):
        raise ValidationError("时间应写成 09:00。")


class FairForm(BaseForm):
    """One session of a fair."""

    name = line(FAIR_LABELS["name"], required=True, help_text="如：第十二届鞍山国际家电博览会。")
    session = line(FAIR_LABELS["session"], length=40, help_text="不填的，从名称中取。")
    series = line(
        FAIR_LABELS["series"],
        length=80,
        help_text="同一展会各届相同，重复侵权按系列认定。不填的，取名称去掉年份和届次。",
    )
    code = line(
        FAIR_LABELS["code"], length=20, help_text="写在每份投诉编号的前面。不填的，取下一个代号。"
    )
    unit_id = SelectField(FAIR_LABELS["unit_id"], [must()], coerce=int)
    reported_by = SelectField(
        FAIR_LABELS["reported_by"], [must()], choices=dict(REPORTED_BY), default="organiser"
    )
    organiser = line(FAIR_LABELS["organiser"], required=True)
    undertaker = line(FAIR_LABELS["undertaker"], help_text="与主办单位不同的才填。")
    authority_id = SelectField(FAIR_LABELS["authority_id"], [may()], default="")
    venue = line(FAIR_LABELS["venue"], required=True)
    area = SelectField(FAIR_LABELS["area"], [may()], default="")
    first_on = DateField(FAIR_LABELS["first_on"], [must(), in_reach()], default=today)
    last_on = DateField(FAIR_LABELS["last_on"], [must(), in_reach()], default=today)
    opens_at = clock(FAIR_LABELS["opens_at"], "如 09:00。")
    closes_at = clock(FAIR_LABELS["closes_at"], "如 17:00。")
    has_online = BooleanField(FAIR_LABELS["has_online"])
    online_address = line(FAIR_LABELS["online_address"], length=300)
    presence = RadioField(
        FAIR_LABELS["presence"], [must()], choices=dict(PRESENCES), default=STATION
    )
    presence_why = lines(
        FAIR_LABELS["presence_why"],
        length=400,
        help_text="与条文的通常做法不同的必填，如展会管理部门的意见、主办单位的请求。",
    )
    station_place = line(FAIR_LABELS["station_place"], help_text="如：一号馆服务台。")
    station_phone = line(FAIR_LABELS["station_phone"], length=40)
    products = lines(FAIR_LABELS["products"])
    scale = line(FAIR_LABELS["scale"], help_text="如：展位 600 个，参展商 420 家。")
    measures = lines(
        FAIR_LABELS["measures"], help_text="参展合同的知识产权条款、展前审查、投诉处理办法。"
    )

    def given(self) -> FairGiven:
        """Return what was typed, frozen."""
        told: dict[str, Any] = {name: self[name].data or "" for name in FAIR_LABELS}
        return FairGiven(
            **told
            | {
                "unit_id": int(self.unit_id.data),
                "authority_id": number_or_none(self.authority_id.data),
                "has_online": bool(self.has_online.data),
                "first_on": self.first_on.data,
                "last_on": self.last_on.data,
            }
        )


class FairMoveForm(BaseForm):
    """One move; a reason where it asks for one."""

    reason = lines("说明", length=SHORT_TEXT * 10)

    def only(self, row: Move) -> FairMoveForm:
        """Require the reason where the move does."""
        if "reason" in row.needs:
            self.reason.label.text = "理由"
            self.reason.validators = [must(), *self.reason.validators[1:]]
            self.reason.flags.required = True
            self.reason.flags.optional = False
        return self


class ContactForm(BaseForm):
    """Whom to call."""

    part = SelectField("哪一方", [must()], choices=dict(CONTACT_PARTS), default="organiser")
    body_name = line("单位", required=True)
    name = line("姓名", length=60, required=True)
    post = line("职务", length=60)
    phone = line("电话", length=40, required=True)

    def given(self) -> ContactGiven:
        """Return what was typed, frozen."""
        names = ("part", "body_name", "name", "post", "phone")
        return ContactGiven(**{name: self[name].data or "" for name in names})


class PostForm(BaseForm):
    """When and where the contacts were posted."""

    on = DateField("公布日期", [must(), in_reach()], default=today)
    where = line("公布在哪里", required=True, help_text="展馆的显著位置，如：一号馆入口公告栏。")


class HallForm(BaseForm):
    """A hall, or the online part."""

    name = line("展馆", length=60, required=True, help_text="如：一号馆；线上展会写：线上。")
    is_online = BooleanField("线上展会")
    note = line("备注")


class RuleForm(BaseForm):
    """What was agreed for this fair."""

    value = RadioField("本展会的规则", [must()])
    basis = line(
        "写在哪里",
        length=300,
        required=True,
        help_text="如：参展合同第十二条、《展会知识产权保护须知》。",
    )


class DutyForm(BaseForm):
    """Somebody on duty."""

    day = SelectField("日期", [must()])
    part = SelectField("职责", [must()], choices=dict(DUTY_PARTS), default="officer")
    person_id = SelectField("本机关人员", [may()], default="")
    name = line("其他单位人员姓名", length=60)
    body_name = line("其他单位人员所在单位")
    starts = clock("开始", "不填为全天。")
    ends = clock("结束", "不填为全天。")

    def given(self) -> DutyGiven:
        """Return what was typed, frozen."""
        person_id = number_or_none(self.person_id.data)
        return DutyGiven(
            day=date.fromisoformat(self.day.data),
            part=self.part.data,
            person_id=person_id,
            name=self.name.data or "",
            body_name=self.body_name.data or "",
            starts=self.starts.data or "",
            ends=self.ends.data or "",
        )


class CopyForm(BaseForm):
    """One day's roster for other days."""

    day = SelectField("照哪一天", [must()])
    to_days = MultiCheckboxField("复制到", [must()])

    def days(self) -> tuple[date, ...]:
        """Return the days it is copied to."""
        return tuple(date.fromisoformat(one) for one in self.to_days.data or ())


class MandateForm(BaseForm):
    """Who signs what on the spot, on which days."""

    person_id = SelectField("授权给", [must()], coerce=int)
    kinds = MultiCheckboxField("可以现场签发的文书", [must()])
    first_on = DateField("第一天", [must(), in_reach()])
    last_on = DateField("最后一天", [must(), in_reach()])

    def given(self) -> MandateGiven:
        """Return what was typed, frozen."""
        return MandateGiven(
            person_id=self.person_id.data,
            kinds=tuple(self.kinds.data or ()),
            first_on=self.first_on.data or today(),
            last_on=self.last_on.data or today(),
        )


class ConfirmForm(BaseForm):
    """The button that takes something out of a fair."""


class NewThingForm(BaseForm):
    """One more thing for the kit."""

    item = line("装备", length=60, required=True)
    wanted = IntegerField("应带", [must(), NumberRange(1, MOST_PIECES, "应当是 1 至 9999。")])
    note = line("备注")


class KitForm(BaseForm):
    """The counts of the whole list; the fields of each row end with its id."""

    def counts(self, rows: Iterable[Any]) -> Counts:
        """Return what was counted."""
        return {
            row.id: KitGiven(
                wanted=int(self[f"wanted_{row.id}"].data),
                packed=int(self[f"packed_{row.id}"].data),
                returned=int(self[f"returned_{row.id}"].data),
                note=self[f"note_{row.id}"].data or "",
            )
            for row in rows
        }


def kit_form(rows: Iterable[Any]) -> type[KitForm]:
    """Return the form of these rows."""
    fields: dict[str, Any] = {}
    for row in rows:
        for name, words in (("wanted", "应带"), ("packed", "装车"), ("returned", "带回")):
            fields[f"{name}_{row.id}"] = IntegerField(
                f"{row.item} {words}",
                [must(), NumberRange(0, MOST_PIECES, "应当是 0 至 9999。")],
                default=getattr(row, name),
            )
        fields[f"note_{row.id}"] = StringField(
            f"{row.item} 备注", [may(), at_most(SHORT_TEXT)], filters=[strip], default=row.note
        )
    return type("KitForm", (KitForm,), fields)
