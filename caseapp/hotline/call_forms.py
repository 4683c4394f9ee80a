"""The form of a call: the contact itself, and a field for each guided question."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from caseapp.base.clock import local, now, today
from caseapp.base.fields import InstantField
from caseapp.base.forms import (
    LONG_TEXT,
    SHORT_TEXT,
    BaseForm,
    Must,
    at_most,
    may,
    must,
    new_click,
    strip,
)
from caseapp.hotline import guide
from caseapp.hotline.actions import CallGiven, PageOfCall
from caseapp.hotline.guide import Question
from caseapp.hotline.words import CHANNELS, MATTERS

LINK_ROOM, CODE_ROOM, ROOM_OF_IDS = 400, 18, 2000
MARK = re.compile(r"[\w-]{8,64}", re.ASCII)
NOT_TYPED = ("csrf_token", "idem", "version", "draft_mark")


class MomentField(InstantField):
    """A moment of a call: calls are counted in seconds, so they are shown."""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return local(self.data).strftime("%Y-%m-%dT%H:%M:%S") if self.data else ""


class MustUnlessCut(Must):
    """What has to be there, unless the line broke: then the matter alone makes a ticket."""

    def __call__(self, form: Any, field: Field) -> None:
        """Stop at an empty field while the call went on."""
        if form.cut.data and not any(strip(one) for one in field.raw_data or ()):
            return
        super().__call__(form, field)


class CallForm(BaseForm):
    """One contact, in the order a call goes: number, matter, what, the guided questions, who calls."""

    caller_phone = StringField("来电号码", [may(), at_most(40)], filters=[strip])
    matter = RadioField("事项", [must()], choices=dict(MATTERS), default="report")
    content = TextAreaField(
        "反映内容", [MustUnlessCut("此项必填。"), at_most(LONG_TEXT)], filters=[strip]
    )
    told = TextAreaField("当场答复", [may(), at_most(LONG_TEXT)], filters=[strip])
    caller_name = StringField("反映人姓名或单位", [may(), at_most(60)], filters=[strip])
    caller_id_number = StringField("反映人证件号", [may(), at_most(40)], filters=[strip])
    caller_address = StringField("反映人地址", [may(), at_most(SHORT_TEXT)], filters=[strip])
    wants_reply = BooleanField("要求答复（实名）")
    wants_secrecy = BooleanField("要求保密")
    channel = SelectField("渠道", [must()], choices=dict(CHANNELS))
    received_on = DateField("收到日期", [must()], default=today)
    order_no = StringField("12345/12315 工单编号", [may(), at_most(40)], filters=[strip])
    order_due_on = DateField("工单办结期限", [may()])
    began_at = MomentField("来电时间", [may()], default=now)
    ended_at = MomentField("结束时间", [may()])
    abusive = BooleanField(guide.sentences("abuse")["label"])
    cut = BooleanField(guide.sentences("cut")["label"])
    opened_at = HiddenField(default=lambda: now().isoformat(timespec="seconds"))
    draft_mark = HiddenField(default=new_click)
    phone_call = HiddenField()
    # Tickets the operator compared this call with: the same matter, or another.
    alike_same = HiddenField()
    alike_different = HiddenField()

    def of_matter(self) -> str:
        """Return the chosen matter; one that was never offered asks what a report asks."""
        chosen = str(self.matter.data)
        return chosen if chosen in MATTERS else "report"

    def page_of_call(self) -> PageOfCall:
        """Say which open page this is, which call of the telephone, and what was compared on it."""
        return PageOfCall(
            self.mark_of_draft(),
            next(iter(_ids(self.phone_call.data)), 0),
            same=_ids(self.alike_same.data),
            different=_ids(self.alike_different.data),
        )

    def mark_of_draft(self) -> str:
        """Return the mark of the open page; one that was not drawn here is none."""
        sent = str(self.draft_mark.data or "")
        return sent if MARK.fullmatch(sent) else ""

    def given(self) -> CallGiven:
        """Return what was taken down, typed and whole."""
        return CallGiven(
            channel=str(self.channel.data),
            matter=str(self.matter.data),
            received_on=self.received_on.data or today(),
            content=self.content.data or guide.sentences("cut")["content"],
            **self._columns(),
            caller_name=self.caller_name.data or "",
            caller_phone=self.caller_phone.data or "",
            caller_id_number=self.caller_id_number.data or "",
            caller_address=self.caller_address.data or "",
            wants_reply=bool(self.wants_reply.data),
            wants_secrecy=bool(self.wants_secrecy.data),
            order_no=self.order_no.data or "",
            order_due_on=self.order_due_on.data,
            answers=self._answers(),
            **self._times(),
        )

    def not_asked(self) -> list[str]:
        """Name what the matter needs and nobody answered; it holds nothing up."""
        return guide.not_asked(self.of_matter(), {**self._columns(), **self._answers()})

    def _columns(self) -> dict[str, Any]:
        asked = (one for one in guide.questions() if one.column)
        return {one.key: str(self[one.name].data or "") for one in asked}

    def _answers(self) -> dict[str, str]:
        asked = {one.key: _said(self[one.name].data) for one in guide.beyond_columns()}
        marked = {key: guide.YES if self[key].data else "" for key in guide.MARKS}
        return {key: text for key, text in {**asked, **marked}.items() if text}

    def _times(self) -> dict[str, Any]:
        """Return when the call was; the page's own opening is no time of an older letter."""
        began, ended = self.began_at.data, self.ended_at.data
        is_today = self.received_on.data == today()
        if began is None:
            return {"began_at": None, "ended_at": ended}
        if not is_today and began.isoformat(timespec="seconds") == self._opened():
            return {"began_at": None, "ended_at": ended}
        return {"began_at": began, "ended_at": ended or (now() if is_today else None)}

    def _opened(self) -> str:
        try:
            opened = datetime.fromisoformat(str(self.opened_at.data))
        except ValueError:
            return ""
        return local(opened).isoformat(timespec="seconds") if opened.tzinfo else ""

    def validate_respondent_code(self, field: Field) -> None:
        """Say what is wrong with a code before it is cut to the room it has."""
        if len(field.data or "") > CODE_ROOM:
            raise ValidationError(f"统一社会信用代码是 {CODE_ROOM} 位，请核对。")


def _ids(sent: Any) -> list[int]:
    """Read ids a page kept; anything else was not drawn here."""
    parts = str(sent or "")[:ROOM_OF_IDS].split(",")
    return [int(one) for one in parts if one.isascii() and one.isdecimal() and len(one) < 10]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return guide.YES if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "")


def _field(one: Question) -> Any:
    """Return the form field of a question."""
    about: dict[str, Any] = {"description": one.help}
    if one.kind in ("choice", "area"):
        choices = {"": "没有问到", **one.choices}
        return SelectField(one.label, [may()], choices=choices, **about)
    if one.kind == "yes":
        return BooleanField(one.label, **about)
    if one.kind == "date":
        return DateField(one.label, [may()], **about)
    room = LINK_ROOM if one.kind == "link" else LONG_TEXT if one.kind == "long" else SHORT_TEXT
    kind = TextAreaField if one.kind == "long" else StringField
    return kind(one.label, [may(), at_most(room)], filters=[strip], **about)


for _one in guide.questions():
    setattr(CallForm, _one.name, _field(_one))
