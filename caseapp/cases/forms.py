"""Forms of the case file; a step's form is built from the fields of its row in the procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.fields import InstantField, MoneyField, MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Field as Asked
from caseapp.law.procedures.table import Step

FEW_CHOICES = 6


@dataclass(frozen=True)
class StepGiven:
    """What the form of a step gave, typed."""

    on: date
    values: dict[str, object]
    version: int
    override_reason: str = ""


class StepForm(BaseForm):
    """The legal date every step has; the rest comes from its row."""

    on = DateField("办理日期", [must()], description="法律上发生这一步的日期，补录时填实际日期。")

    def given(self) -> StepGiven:
        """Return the typed values by field key."""
        asked: Sequence[Asked] = self.asked  # type: ignore[attr-defined]  # set by step_form
        values = {one.key: _value(self[f"f_{one.key}"], one.kind) for one in asked}
        return StepGiven(
            on=self.on.data or today(),
            values={key: value for key, value in values.items() if value is not None},
            version=self.version_seen(),
        )


def step_form(step: Step, people: Sequence[tuple[int, str]], *, preset: dict[str, Any]) -> StepForm:
    """Build the form of a step; a preset fills what the file already knows."""
    fields = {f"f_{one.key}": _field(one, people) for one in step.fields}
    made = type("FormOfStep", (StepForm,), {**fields, "asked": tuple(step.fields)})
    data = {f"f_{key}": value for key, value in preset.items()}
    form: StepForm = made(data={"on": today(), **data})
    return form


def _value(field: Field, kind: str) -> object:
    if kind == "bool":
        return bool(field.data)
    if kind in ("choices", "officers"):
        return tuple(field.data or ())
    if isinstance(field.data, str):
        return field.data or None
    return field.data


def _field(asked: Asked, people: Sequence[tuple[int, str]]) -> Any:
    checks: list[Any] = [must() if asked.required else may()]
    common = {"label": asked.label, "description": asked.help}
    if asked.kind == "bool":
        return BooleanField(asked.label, description=asked.help)
    if asked.kind == "date":
        return DateField(validators=checks, **common)
    if asked.kind == "instant":
        return InstantField(validators=checks, **common)
    if asked.kind == "money":
        return MoneyField(validators=checks, **common)
    if asked.kind == "int":
        return IntegerField(validators=[*checks, NumberRange(0, 1_000_000)], **common)
    if asked.kind == "longtext":
        return TextAreaField(validators=[*checks, at_most(LONG_TEXT)], filters=[strip], **common)
    return _choice(asked, people, checks=checks, common=common)


def _choice(
    asked: Asked, people: Sequence[tuple[int, str]], *, checks: list[Any], common: dict[str, Any]
) -> Any:
    if asked.kind == "officers":
        return MultiCheckboxField(validators=checks, choices=list(people), coerce=int, **common)
    if asked.kind == "person":
        return SelectField(validators=checks, choices=list(people), coerce=int, **common)
    if asked.kind == "choices":
        return MultiCheckboxField(validators=checks, choices=list(asked.choices), **common)
    if asked.kind == "choice":
        choices = list(asked.choices)
        if asked.required and len(choices) <= FEW_CHOICES:
            return RadioField(
                validators=checks, choices=choices, default=asked.default or None, **common
            )
        blank = [] if asked.required and asked.default else [("", "请选择")]
        return SelectField(
            validators=checks, choices=[*blank, *choices], default=asked.default, **common
        )
    return StringField(validators=[*checks, at_most(SHORT_TEXT)], filters=[strip], **common)


class LeadForm(BaseForm):
    """A lead registered by the office itself, without a ticket."""

    source = SelectField("来源", [must()], choices=[(one.value, one.label) for one in Source])
    received_on = DateField(
        "发现或收到日期", [must()], default=today, description="立案期限从这一天起算。"
    )
    content = TextAreaField("线索内容", [must(), at_most(LONG_TEXT)], filters=[strip])
    respondent = StringField("涉嫌单位或店铺", [may(), at_most(SHORT_TEXT)], filters=[strip])
    place = StringField("地址", [may(), at_most(SHORT_TEXT)], filters=[strip])
    product = StringField("商品", [may(), at_most(SHORT_TEXT)], filters=[strip])
    patent_as_printed = StringField("标注的专利号", [may(), at_most(SHORT_TEXT)], filters=[strip])
    unit_id = SelectField("承办单位", [must()], coerce=int)


class PaperTextForm(BaseForm):
    """A draft's fields; they are added one by one for each kind of paper."""

    paper_id = HiddenField()
