"""Forms of meetings and of what they agree on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from wtforms import DateField, SelectField, StringField, TextAreaField

from caseapp.base.clock import now, today
from caseapp.base.fields import InstantField, MultiCheckboxField
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
from caseapp.liaison.given import MeetingGiven, MoveGiven, OwnerGiven
from caseapp.liaison.life import CAME, PARTS, Move

MOVE_FIELDS = ("course", "on", "due_on", "owner", "reason")
UNITS, PEOPLE, BODIES = "u", "p", "b"


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


def day(label: str, *, required: bool = False, help_text: str = "", **more: Any) -> DateField:
    """Give a day."""
    checks = [must() if required else may(), in_reach()]
    return DateField(label, checks, description=help_text, **more)


class MeetingForm(BaseForm):
    """A meeting as it is called."""

    title = line("会议名称", required=True, help_text="如：2026年第四次知识产权执法联席会议。")
    unit_id = SelectField("召集机构", [must()], coerce=int)
    at = InstantField("会议时间", [must()])
    place = line("会议地点", required=True, help_text="写到房间。")
    chair = line("主持人", length=100, required=True, help_text="姓名和职务。")
    reply_by = day("报名截止日", required=True)
    asks = lines("参会要求", required=True)

    def given(self) -> MeetingGiven:
        """Return what was typed, frozen."""
        at: datetime | None = self.at.data
        return MeetingGiven(
            title=self.title.data or "",
            unit_id=int(self.unit_id.data),
            at=at or now(),
            place=self.place.data or "",
            chair=self.chair.data or "",
            reply_by=self.reply_by.data or today(),
            asks=self.asks.data or "",
        )


class ItemsForm(BaseForm):
    """Items of the agenda, one a line."""

    text = lines("议题", required=True, help_text="一行一项。")
    speaker = line("由谁说明", length=100, help_text="单位或者人员。")


class GuestsForm(BaseForm):
    """Who is invited."""

    part = SelectField("怎样参加", [must()], choices=dict(PARTS), default="member")
    bodies = MultiCheckboxField("单位", coerce=int)
    people = MultiCheckboxField("本机关人员", coerce=int)


class ResolutionForm(BaseForm):
    """Something agreed on, with its owner and its day."""

    text = lines("议定事项", required=True)
    owner = SelectField("由谁负责", [must()])
    due_on = day("完成日期", required=True)


class MoveForm(BaseForm):
    """One act of a table; only the fields it asks for are drawn and read."""

    course = lines("会议概况", help_text="听取了什么，讨论了什么；写入纪要。")
    on = day("日期", default=today)
    due_on = day("新的完成日期")
    owner = SelectField("新的责任单位", [may()], default="")
    reason = lines("说明")

    def only(self, row: Move) -> MoveForm:
        """Keep the fields of one act, worded and required as it asks."""
        for name in MOVE_FIELDS:
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

    def told(self, name: str) -> Any:
        """Return what was given for a field that may not be drawn."""
        return self[name].data if name in self else None

    def given(self) -> MoveGiven:
        """Return what was typed, frozen."""
        owner = self.told("owner")
        return MoveGiven(
            on=self.told("on"),
            reason=self.told("reason") or "",
            due_on=self.told("due_on"),
            owner=owner_of(owner) if owner else None,
        )


class DropForm(BaseForm):
    """The button that takes something out."""


def owner_choices(
    units: Iterable[Any], people: Iterable[Any], bodies: Iterable[tuple[int, str]]
) -> list[tuple[str, str]]:
    """Return who may have something to do: our units, our people, other bodies."""
    return [
        ("", "请选择"),
        *((f"{UNITS}{one.id}", f"本机关：{one.name}") for one in units),
        *(
            (f"{PEOPLE}{one.unit_id}-{one.id}", f"本机关：{one.unit_name}（{one.name}）")
            for one in people
        ),
        *((f"{BODIES}{number}", name) for number, name in bodies),
    ]


def owner_of(chosen: str) -> OwnerGiven:
    """Read a choice of an owner; the choices themselves were checked before."""
    kind, rest = chosen[:1], chosen[1:]
    if kind == BODIES:
        return OwnerGiven(body_id=int(rest))
    unit, _, person = rest.partition("-")
    return OwnerGiven(unit_id=int(unit), person_id=int(person) if person else None)


def attend_form(guests: Sequence[Any]) -> type[BaseForm]:
    """Make the form of who came: for each guest whether, who, post, phone."""
    fields: dict[str, Any] = {}
    for one in guests:
        who = one.name or one.body_name
        fields[f"came_{one.id}"] = SelectField(
            f"{who}：到会与否", choices=dict(CAME), default=one.came
        )
        for name, words, length in (
            ("name", "姓名", 60),
            ("post", "职务", 60),
            ("phone", "电话", 40),
        ):
            fields[f"{name}_{one.id}"] = StringField(
                f"{who}：{words}",
                [may(), at_most(length)],
                filters=[strip],
                default=getattr(one, name),
            )
    return type("AttendForm", (BaseForm,), fields)


def attended(form: Any, guests: Sequence[Any]) -> dict[int, dict[str, str]]:
    """Read who came, by the id of the guest."""
    return {
        one.id: {
            name: str(form[f"{name}_{one.id}"].data or "")
            for name in ("came", "name", "post", "phone")
        }
        for one in guests
    }
