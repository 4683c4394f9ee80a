"""Forms of tasks, of the dispute abroad and of what leaves the country."""

from __future__ import annotations

from wtforms import DateField, RadioField, SelectField, StringField

from caseapp.aid.forms import CHOOSE, line, lines
from caseapp.aid.given import HandoutGiven, OverseasGiven, TaskGiven
from caseapp.aid.words import CURRENCIES, FORUMS, PLAN_KINDS
from caseapp.base.clock import today
from caseapp.base.fields import MoneyField
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, may, must, strip

CONFLICTS = {"none": "已经问明，没有利害关系", "has": "有利害关系"}
ENDS = {"delivered": "交付成果", "returned": "退回任务"}


def number_or_none(value: object) -> int | None:
    """Read a choice that may be left open."""
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


class TaskForm(BaseForm):
    """What an expert or partner is asked to do."""

    kind = SelectField("援助方式", [must()], choices=dict(PLAN_KINDS))
    body_id = SelectField("专家或者合作单位", [must()], coerce=int)
    what = lines("任务", help_text="请做什么、交付什么；不写与任务无关的商业秘密。")
    due_on = DateField("约定完成日期", [may()], description="由双方约定，没有法定期限。")
    conflict = RadioField("与双方的利害关系", [must()], choices=CONFLICTS)
    conflict_note = line("询问的情况", length=400)

    def given(self) -> TaskGiven:
        """Return what was typed, frozen."""
        return TaskGiven(
            kind=str(self.kind.data),
            body_id=int(self.body_id.data),
            what=self.what.data or "",
            due_on=self.due_on.data,
            conflict=str(self.conflict.data or ""),
            conflict_note=self.conflict_note.data or "",
        )


class ReplaceForm(TaskForm):
    """The same task for somebody else, and why."""

    why = lines("换人的原因")


class EndForm(BaseForm):
    """What came of a task."""

    how = RadioField("结果", [must()], choices=ENDS)
    text = lines("成果的内容或者退回的原因")


class OverseasForm(BaseForm):
    """The dispute abroad, as the applicant and the papers from abroad tell it."""

    country = StringField("国家或者地区", [must(), at_most(60)], filters=[strip])
    forum = SelectField("程序", [must()], choices=CHOOSE | dict(FORUMS), default="")
    stage = line("进行到哪一步")
    opponent = line("对方名称和国家、地区")
    deadline_on = DateField(
        "境外期限", [may()], description="境外机关或者来函写明的日期，不按中国法计算。"
    )
    deadline_words = line(
        "期限的原文或者来源", length=400, help_text="照传票、来函、境外律师的原话抄写。"
    )
    language = line("文书的语言", length=60)
    amount = MoneyField("涉及金额", [may()])
    currency = SelectField("币种", [may()], choices={"": "不写金额", **CURRENCIES}, default="")
    lawyer = line("境外律师", help_text="没有的写“未聘请”。")
    partner_id = SelectField("协作的涉外应对指导机构", [may()], default="")

    def given(self) -> OverseasGiven:
        """Return what was typed, frozen."""
        return OverseasGiven(
            country=self.country.data or "",
            forum=str(self.forum.data),
            stage=self.stage.data or "",
            opponent=self.opponent.data or "",
            deadline_on=self.deadline_on.data,
            deadline_words=self.deadline_words.data or "",
            language=self.language.data or "",
            amount=self.amount.data,
            currency=str(self.currency.data or ""),
            lawyer=self.lawyer.data or "",
            partner_id=number_or_none(self.partner_id.data),
        )


class HandoutForm(BaseForm):
    """Which material leaves, to whom, how and when."""

    material_id = SelectField("材料", [must()], coerce=int)
    receiver = StringField("接收人", [must(), at_most(SHORT_TEXT)], filters=[strip])
    country = StringField("国家或者地区", [must(), at_most(60)], filters=[strip])
    way = line("提供的方式", help_text="如：由申请人邮寄、当面交付、电子邮件。")
    handed_on = DateField("提供的日期", [must()], default=today)

    def given(self) -> HandoutGiven:
        """Return what was typed, frozen."""
        return HandoutGiven(
            material_id=int(self.material_id.data),
            receiver=self.receiver.data or "",
            country=self.country.data or "",
            way=self.way.data or "",
            handed_on=self.handed_on.data or today(),
        )
