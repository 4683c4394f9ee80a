"""Forms about the shielding of a case: level, seal, names, recusal, emergency, questions of sight."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from caseapp.accounts import policy
from caseapp.accounts.sight import LEVELS
from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import BaseForm, at_most, may, must, strip
from caseapp.cases.actions import DecisionGiven, EmergencyGiven, RecusalGiven
from caseapp.cases.actions.recusals import ASKED_AS

REASON = 500
_LEVELS: Any = dict(LEVELS)  # the field reads numbers, its type knows words only
Choices = list[tuple[int, str]]


def _reason(label: str = "理由", help_text: str = "", *, mark: str = "reason") -> TextAreaField:
    # Several of these forms stand on one page, and an id stands there once.
    return TextAreaField(
        label, [must(), at_most(REASON)], filters=[strip], description=help_text, id=mark
    )


class ReasonForm(BaseForm):
    """An act that asks for nothing but its reason."""

    reason = _reason()


class LevelForm(BaseForm):
    """The level of a case."""

    reason = _reason(mark="level-reason")
    level = RadioField("案件级别", choices=_LEVELS, coerce=int, validators=[must()])


class SealForm(BaseForm):
    """Who may know of the case from now on."""

    reason = _reason(mark="seal-reason")
    chosen = MultiCheckboxField("指定人员", coerce=int, choices=())


class NameForm(BaseForm):
    """Somebody more for the list."""

    reason = _reason(mark="name-reason")
    person = SelectField(
        "人员", coerce=int, validators=[must(), NumberRange(min=1, message="请选择人员。")]
    )


class AskRecusalForm(BaseForm):
    """Who is to keep out, who asks, and why."""

    asked_as = RadioField("谁提出", choices=dict(ASKED_AS), validators=[must()])
    person = SelectField(
        "被申请回避的人员",
        coerce=int,
        validators=[must(), NumberRange(min=1, message="请选择人员。")],
    )
    on = DateField("申请日期", validators=[must()], default=today)
    reason = _reason(help_text="例如与当事人有近亲属关系、有利害关系，可能影响公正执法。")

    def given(self) -> RecusalGiven:
        """Return what is asked."""
        return RecusalGiven(
            person_id=self.person.data,
            asked_as=self.asked_as.data,
            on=self.on.data or today(),
            reason=self.reason.data or "",
        )


class DecideRecusalForm(BaseForm):
    """What is decided on a request, and who takes over."""

    granted = RadioField("决定", choices={"yes": "准予回避", "no": "驳回申请"}, validators=[must()])
    on = DateField("决定日期", validators=[must()], default=today, id="decided-on")
    why = _reason("决定理由", mark="decided-why")
    successor = SelectField(
        "接办人员",
        coerce=int,
        validators=[may()],
        description="准予回避后由其接办；不选即由其余承办人继续，不足两人时不能调查。",
    )

    def given(self) -> DecisionGiven:
        """Return what was decided."""
        return DecisionGiven(
            granted=self.granted.data == "yes",
            on=self.on.data or today(),
            why=self.why.data or "",
            successor_id=self.successor.data or 0,
        )


class EmergencyForm(BaseForm):
    """Which case is needed at once, why, and for how long."""

    number = StringField(
        "案号或线索编号",
        [must(), at_most(60)],
        filters=[strip],
        description="写全，例如“鞍市监案字〔2026〕1号”。",
    )
    category = RadioField("紧急情形", choices=(), validators=[must()])
    hours = IntegerField("查阅时长（小时）", [must()], default=1)
    reason = _reason()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        most, least = policy.row("emergency_hours"), policy.row("emergency_reason")
        self.category.choices = list(policy.categories().items())
        self.hours.description = f"最长 {most.value} 小时，自核准时起算（{most.source}）。"
        self.reason.description = f"至少 {least.value} 个字，写清为什么等不到正常调阅。"

    def given(self) -> EmergencyGiven:
        """Return what is asked."""
        return EmergencyGiven(
            number=self.number.data or "",
            category=self.category.data or "",
            reason=self.reason.data or "",
            hours=self.hours.data or 0,
        )


class DecideEmergencyForm(BaseForm):
    """The second person's yes or no."""

    granted = RadioField("核准", choices={"yes": "同意", "no": "驳回"}, validators=[must()])
    why = StringField("意见", [must(), at_most(200)], filters=[strip])
