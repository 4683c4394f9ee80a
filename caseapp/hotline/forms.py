"""Forms of the 12330 desk."""

from __future__ import annotations

from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.hotline.actions import CallGiven
from caseapp.hotline.words import CHANNELS, MATTERS


class CallForm(BaseForm):
    """One contact, in the order a call goes: number, matter, what, where, who is complained of."""

    caller_phone = StringField(
        "来电号码",
        [may(), at_most(40)],
        filters=[strip],
        description="举报人的号码加密保存，办案人员看不到。",
    )
    channel = SelectField("渠道", [must()], choices=dict(CHANNELS))
    received_on = DateField(
        "收到日期",
        [must()],
        default=today,
        description="期限从这一天起算；补录旧件填实际收到的日期。",
    )
    matter = RadioField("事项", [must()], choices=dict(MATTERS), default="report")
    content = TextAreaField("反映内容", [must(), at_most(LONG_TEXT)], filters=[strip])
    patent_as_printed = StringField(
        "商品上标注的专利号",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="照商品上的写法录入，校验位错误也照录，错误本身就是线索。",
    )
    product = StringField("商品", [may(), at_most(SHORT_TEXT)], filters=[strip])
    respondent = StringField("被反映的单位或店铺", [may(), at_most(SHORT_TEXT)], filters=[strip])
    area = SelectField("所在县区", [may()])
    place = StringField("地址", [may(), at_most(SHORT_TEXT)], filters=[strip])
    caller_name = StringField(
        "反映人姓名", [may(), at_most(60)], filters=[strip], description="匿名举报留空。"
    )
    caller_id_number = StringField(
        "反映人身份证号",
        [may(), at_most(40)],
        filters=[strip],
        description="实名举报才填，加密保存。",
    )
    caller_address = StringField(
        "反映人地址", [may(), at_most(SHORT_TEXT)], filters=[strip], description="加密保存。"
    )
    wants_reply = BooleanField("要求答复（实名）")

    def given(self) -> CallGiven:
        """Return what was taken down, typed and whole."""
        return CallGiven(
            channel=str(self.channel.data),
            matter=str(self.matter.data),
            received_on=self.received_on.data or today(),
            content=self.content.data or "",
            respondent=self.respondent.data or "",
            place=self.place.data or "",
            product=self.product.data or "",
            area=str(self.area.data or ""),
            patent_as_printed=self.patent_as_printed.data or "",
            caller_name=self.caller_name.data or "",
            caller_phone=self.caller_phone.data or "",
            caller_id_number=self.caller_id_number.data or "",
            caller_address=self.caller_address.data or "",
            wants_reply=bool(self.wants_reply.data),
        )


class SendForm(BaseForm):
    """Which section gets the ticket."""

    unit_id = SelectField("转办单位", [must()], coerce=int)


class AnswerForm(BaseForm):
    """What the caller was told."""

    text = TextAreaField("答复内容", [must(), at_most(LONG_TEXT)], filters=[strip])
