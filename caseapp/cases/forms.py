"""Forms of the case file; a step's form is built from the fields of its row in the procedure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
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
from caseapp.cases.actions import ServiceGiven, TakeGiven
from caseapp.documents.words import MODES
from caseapp.law.procedures.sources import LEADS
from caseapp.law.procedures.table import Field as Asked
from caseapp.law.procedures.table import Step

FEW_CHOICES = 6
TRACKS = {
    "counterfeit": "假冒专利",
    "false-statement": "弄虚作假申请专利、作虚假的开放许可声明",
}
Choices = Sequence[tuple[int, str]]


class StepForm(BaseForm):
    """The legal date every step has; the rest comes from its row."""

    on = DateField("办理日期", [must()], description="法律上发生这一步的日期，补录时填实际日期。")

    def given(self) -> TakeGiven:
        """Return the typed values by field key."""
        asked: Sequence[Asked] = self.asked
        values = {one.key: value_of(self[f"f_{one.key}"], one.kind) for one in asked}
        return TakeGiven(
            on=self.on.data or today(),
            values={key: value for key, value in values.items() if value is not None},
            reason=self["reason"].data or "" if "reason" in self else "",
            override_reason=self["override_reason"].data or "" if "override_reason" in self else "",
            version=self.version_seen(),
        )


def step_form(
    step: Step,
    *,
    officers: Choices,
    people: Choices,
    preset: dict[str, Any],
    on: date,
) -> StepForm:
    """Build the form of a step; a preset fills what the file already knows."""
    fields = {
        f"f_{one.key}": field_for(one, officers if one.kind == "officers" else people)
        for one in step.fields
    }
    if step.needs_reason:
        fields["reason"] = TextAreaField("理由", [must(), at_most(LONG_TEXT)], filters=[strip])
    if step.override:
        fields["override_reason"] = TextAreaField(
            "超期或例外办理的理由",
            [may(), at_most(LONG_TEXT)],
            filters=[strip],
            description="仅在期限已过等可以例外的情形，由负责人填写。",
        )
    made = type("FormOfStep", (StepForm,), {**fields, "asked": tuple(step.fields)})
    data = {f"f_{key}": value for key, value in preset.items()}
    form: StepForm = made(data={"on": on, **data})
    return form


def value_of(field: Field, kind: str) -> object:
    """Return what was typed into a field as its kind holds it."""
    if kind == "bool":
        return bool(field.data)
    if kind in ("choices", "officers"):
        return tuple(field.data or ())
    if isinstance(field.data, str):
        return field.data or None
    return field.data


def field_for(asked: Asked, people: Choices) -> Any:
    """Build the box of one field of a row: of a step, or of a move between bodies."""
    checks: list[Any] = [must() if asked.required else may()]
    common: dict[str, Any] = {"label": asked.label, "description": asked.help}
    if asked.kind in _PLAIN:
        return _PLAIN[asked.kind](validators=checks, **common)
    if asked.kind == "int":
        return IntegerField(validators=[*checks, NumberRange(0, 1_000_000)], **common)
    if asked.kind == "longtext":
        return TextAreaField(validators=[*checks, at_most(LONG_TEXT)], filters=[strip], **common)
    return _choice(asked, people, checks=checks, common=common)


_PLAIN: Mapping[str, Any] = {
    "bool": BooleanField,
    "date": DateField,
    "instant": InstantField,
    "money": MoneyField,
}


def _choice(asked: Asked, people: Choices, *, checks: list[Any], common: dict[str, Any]) -> Any:
    if asked.kind == "officers":
        return MultiCheckboxField(validators=checks, choices=_offered(people), coerce=int, **common)
    if asked.kind == "person":
        # Nobody is named unless somebody names them: a first line chosen by itself would be.
        offered = {"": "请选择" if asked.required else "无", **_offered(people)}
        return SelectField(validators=checks, choices=offered, coerce=_person_id, **common)
    if asked.kind == "choices":
        return MultiCheckboxField(validators=checks, choices=dict(asked.choices), **common)
    if asked.kind == "choice":
        return _one_of(asked, checks=checks, common=common)
    checks = [*checks, at_most(SHORT_TEXT)]
    return StringField(validators=checks, filters=[strip], default=asked.default, **common)


def _person_id(value: Any) -> int | None:
    return int(value) if value else None


def _offered(people: Choices) -> Any:
    return dict(people)  # WTForms' types know only text as keys, its code any value


def _one_of(asked: Asked, *, checks: list[Any], common: dict[str, Any]) -> Any:
    """Show few choices as buttons, many as a list; nothing is chosen unless the row says so."""
    choices = dict(asked.choices)
    if asked.required and len(choices) <= FEW_CHOICES:
        return RadioField(
            validators=checks, choices=choices, default=asked.default or None, **common
        )
    blank = {} if asked.required and asked.default else {"": "请选择"}
    return SelectField(
        validators=checks, choices={**blank, **choices}, default=asked.default, **common
    )


class LeadForm(BaseForm):
    """A lead registered by the office itself, without a ticket."""

    track = SelectField("案由", choices=TRACKS, default="counterfeit")
    source = SelectField("来源", [must()], choices={one.value: one.label for one in LEADS})
    received_on = DateField(
        "发现或收到日期", [must()], default=today, description="立案期限从这一天起算。"
    )
    content = TextAreaField("线索内容", [must(), at_most(LONG_TEXT)], filters=[strip])
    respondent = StringField("涉嫌单位或店铺", [may(), at_most(SHORT_TEXT)], filters=[strip])
    place = StringField("地址", [may(), at_most(SHORT_TEXT)], filters=[strip])
    product = StringField("商品", [may(), at_most(SHORT_TEXT)], filters=[strip])
    patent_as_printed = StringField(
        "标注的专利号、申请号", [may(), at_most(SHORT_TEXT)], filters=[strip]
    )
    unit_id = SelectField("承办单位", [must()], coerce=int)


class NewPaperForm(BaseForm):
    """The day whose wording a new draft follows; which paper it is, is said by the button."""

    on = DateField(
        "文书的日期",
        [must()],
        default=today,
        description="补录以前的案件时，改为当时的日期，文书用当时的名称和写法。",
    )


class CloseForm(BaseForm):
    """The day a record or sheet was finished."""

    on = DateField("定稿日期", [must()], default=today, description="笔录填当场签名的日期。")


class ServiceForm(BaseForm):
    """How a paper was handed over."""

    part = SelectField("受送达人", [must()])
    mode = SelectField("送达方式", [must()], choices={one: one for one in MODES})
    served_on = DateField(
        "送达日期",
        [must()],
        default=today,
        description="公告送达不看这一项：自公告之日起经过法定期间，期满之日视为送达，由系统计算。",
    )
    place = StringField("送达地点", [may(), at_most(SHORT_TEXT)], filters=[strip])
    receiver = StringField("收件人", [may(), at_most(60)], filters=[strip])
    relation = StringField("与受送达人的关系", [may(), at_most(60)], filters=[strip])
    servers = MultiCheckboxField("送达人（两名）", [must()], coerce=int)
    witness = StringField("见证人", [may(), at_most(60)], filters=[strip])
    note = TextAreaField(
        "备注",
        [may(), at_most(LONG_TEXT)],
        filters=[strip],
        description="拒收的事由、邮件号或者电子地址。",
    )
    consent_on = DateField(
        "同意电子送达的日期", [may()], description="电子送达的，填签订送达地址确认书的日期。"
    )
    published_on = DateField("公告日期", [may()], description="公告送达的，填公告登出的日期。")
    published_in = StringField(
        "公告载体",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="报刊名称和版面、网站或者公告栏。",
    )
    tried = TextAreaField(
        "其他方式不能送达的情况",
        [may(), at_most(LONG_TEXT)],
        filters=[strip],
        description="公告送达的，写明哪一天用什么方式送过、结果如何；应当在案卷中记明。",
    )

    def given(self) -> ServiceGiven:
        """Return how the paper was handed over."""
        return ServiceGiven(
            mode=str(self.mode.data),
            on=self.served_on.data or today(),
            place=self.place.data or "",
            receiver=self.receiver.data or "",
            relation=self.relation.data or "",
            servers=tuple(self.servers.data or ()),
            witness=self.witness.data or "",
            note=self.note.data or "",
            part=str(self.part.data or "") if "part" in self else "",
            consent_on=self.consent_on.data,
            published_on=self.published_on.data,
            published_in=self.published_in.data or "",
            tried=self.tried.data or "",
        )
