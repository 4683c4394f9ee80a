"""Forms of a ticket's page: its moves, answers, call-backs, the ticket it joins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.hotline.lead_kinds import TRACKS
from caseapp.hotline.life import Move
from caseapp.hotline.told_words import (
    ANSWER_KINDS,
    HOW_EXTENDED,
    HOW_TOLD,
    OUTCOMES,
    RETURN_REASONS,
    SATISFACTION,
)

Form = TypeVar("Form", bound=BaseForm)
# What a move needs, to the fields that ask for it.
ASKED = {
    "to": ("to",),
    "told": ("told",),
    "ground": ("ground",),
    "until": ("until",),
    "reason": ("reason",),
}
# What a move asks besides, and what it calls its reason.
BESIDES = {
    "dispatch": ("reason",),
    "send_back": ("why",),
    "tell_elsewhere": ("how",),
    "accept_complaint": ("how",),
    "refuse_complaint": ("how", "harm_known_on"),
    "tell_end": ("how",),
    "extend": ("limit", "how", "told"),
}
ORDER = ("to", "why", "ground", "harm_known_on", "limit", "until", "how", "told", "reason")
REASONS = {
    "tell_elsewhere": "告知的渠道和内容",
    "contribute": "协办情况",
    "find_lead": "发现的线索",
    "check_lead": "核查情况",
    "settle_conflict": "商定的结果",
    "dispatch": "理由",
}
BY_RULE = "按分办规则交给承办单位的不必写；交给别的单位的写明为什么。"
OPTIONAL = {("dispatch", "reason")}


def named(form: Form, key: str) -> Form:
    """Give the fields of a form names of their own on the page: several forms stand on it."""
    for one in form:
        one.id = f"{key}-{one.name}"
        one.label.field_id = one.id
    return form


class MoveForm(BaseForm):
    """One move of a ticket; a move drops what it does not ask."""

    to = SelectField("交给", [must()])
    why = SelectField("退回原因", [must()], choices=dict(RETURN_REASONS))
    ground = SelectField("依据的情形", [must()])
    harm_known_on = DateField(
        "知道权益受到侵害的日期", [may()], description="以超过期限不予受理的填写，系统核对。"
    )
    limit = SelectField("延长哪一项期限", [may()])
    until = DateField("最后一日", [must()])
    told = TextAreaField("告知当事人的话", [must(), at_most(LONG_TEXT)], filters=[strip])
    how = SelectField("告知方式", [must()], choices=dict(HOW_TOLD))
    reason = TextAreaField("理由", [must(), at_most(LONG_TEXT)], filters=[strip])

    @classmethod
    def of(cls, row: Move, *, sent: bool, choices: Any = (), typed: Any = None) -> MoveForm:
        """Draw the form of a move, or read what was sent in it."""
        form = cls() if sent else cls(formdata=typed)
        asked = {name for need in row.needs for name in ASKED[need]} | set(BESIDES.get(row.key, ()))
        for name in ORDER:
            if name not in asked:
                del form[name]
        for name in ("to", "ground", "limit"):
            if name in asked:
                form[name].choices = choices
        if row.key == "extend":
            form.how.choices = list(HOW_EXTENDED.items())
            form.told.validators = [may(), at_most(LONG_TEXT)]
            form.told.flags.required = False
            form.told.description = "尚未告知的可以不写，写了的作为拟告知的话。"
        if "reason" in asked:
            form.reason.label.text = REASONS.get(row.key, "理由")
            if (row.key, "reason") in OPTIONAL:
                form.reason.validators = [may(), at_most(LONG_TEXT)]
                form.reason.flags.required = False
                form.reason.description = BY_RULE
        return named(form, row.key)

    def said(self) -> dict[str, Any]:
        """Return what was typed, by the names the move knows; a coded reason stands before its words."""
        found = {
            name: self[name].data
            for name in ("told", "ground", "harm_known_on", "limit", "until", "how")
            if name in self and self[name].data
        }
        reason = self.reason.data or "" if "reason" in self else ""
        if "why" in self and self.why.data in RETURN_REASONS:
            reason = f"{RETURN_REASONS[self.why.data]}：{reason}"
        return {**found, "reason": reason}


class SendForm(BaseForm):
    """Which section gets the ticket, and which procedure it leads to."""

    unit_id = SelectField("转办单位", [must()], coerce=int)
    track = SelectField("适用程序", [must()], choices=dict(TRACKS))
    reason = TextAreaField(
        "理由", [may(), at_most(LONG_TEXT)], filters=[strip], description=BY_RULE
    )


class AnswerForm(BaseForm):
    """What the caller was told, how and when, and what it rests on."""

    kind = SelectField("种类", [must()])
    how = SelectField("告知方式", [must()], choices=dict(HOW_TOLD))
    told_on = DateField("告知日期", [must()], default=today)
    text = TextAreaField("答复内容", [must(), at_most(LONG_TEXT)], filters=[strip])
    basis = StringField("依据", [may(), at_most(SHORT_TEXT)], filters=[strip])

    @classmethod
    def of(cls, kinds: Sequence[str], *, sent: bool, typed: Any = None) -> AnswerForm:
        """Draw the form with the kinds of answer that the ticket can get now, or read what was sent."""
        form = cls() if sent else cls(formdata=typed)
        form.kind.choices = [(key, ANSWER_KINDS[key]) for key in (ANSWER_KINDS if sent else kinds)]
        return named(form, "answer")


class CallBackForm(BaseForm):
    """Whether the caller was reached, and what the caller thinks of it."""

    outcome = RadioField("结果", [must()], choices=dict(OUTCOMES), default="reached")
    satisfaction = RadioField(
        "满意程度", [may()], choices=dict(SATISFACTION), validate_choice=False
    )
    comment = TextAreaField(
        "来电人的意见",
        [may(), at_most(LONG_TEXT)],
        filters=[strip],
        description="不满意的写明原因，系统另立一张工单重办；无法回访的写明情况。",
    )


class JoinForm(BaseForm):
    """Which earlier ticket the same matter is already in, and what the caller was told."""

    earlier = StringField(
        "在先的工单号",
        [must(), at_most(40)],
        filters=[strip],
        description="例如 12330-20240304-0001。",
    )
    reason = StringField("为什么是同一事项", [must(), at_most(SHORT_TEXT)], filters=[strip])
    how = SelectField("告知方式", [must()], choices=dict(HOW_TOLD), default="spot")
    text = TextAreaField(
        "告知来电人的话",
        [must(), at_most(LONG_TEXT)],
        filters=[strip],
        default="您反映的事项已有在先的工单，本次反映并入一并办理，结果一并答复您。",
    )
