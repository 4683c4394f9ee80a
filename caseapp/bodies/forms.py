"""Forms of the register: a body, its end, a contact, a competence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, in_reach, may, must, strip
from caseapp.bodies.areas import areas
from caseapp.bodies.given import BodyGiven, CompetenceGiven, ContactGiven, EndGiven
from caseapp.bodies.words import BODY_LABELS, CHANNELS, KINDS
from caseapp.law.rights import MATTERS, RIGHT_KINDS


def _text(label: str, length: int, *checks: Any, help_text: str = "") -> StringField:
    return StringField(label, [*checks, at_most(length)], filters=[strip], description=help_text)


def _choice(label: str, words: Any, nothing: str = "", **more: Any) -> SelectField:
    first = {"": nothing} if nothing else {}
    checks = [may()] if nothing else [must()]
    return SelectField(label, checks, choices={**first, **words}, **more)


class BodyForm(BaseForm):
    """A body as the register keeps it."""

    name = _text(BODY_LABELS["name"], 100, must(), help_text="写全称，与公文用印一致。")
    short_name = _text(BODY_LABELS["short_name"], 40, may())
    kind = _choice(BODY_LABELS["kind"], KINDS)
    area = _choice(BODY_LABELS["area"], areas(), "全国")
    since = DateField(
        BODY_LABELS["since"], [may(), in_reach()], description="不知道的空着，不要推定。"
    )
    channel = _choice(BODY_LABELS["channel"], CHANNELS, default="letter")
    phone = _text(BODY_LABELS["phone"], 40, may())
    address = _text(BODY_LABELS["address"], SHORT_TEXT, may())
    speciality = _text(
        BODY_LABELS["speciality"], SHORT_TEXT, may(), help_text="专家和援助合作单位填写。"
    )
    secrecy_on = DateField(
        BODY_LABELS["secrecy_on"],
        [may(), in_reach()],
        description="专家和援助合作单位填写；没有签署的，不能派给任务。",
    )
    source = _text(BODY_LABELS["source"], SHORT_TEXT, may(), help_text="据以登记的文件名称和文号。")
    is_unsure = BooleanField(BODY_LABELS["is_unsure"])
    note = TextAreaField(BODY_LABELS["note"], [may(), at_most(2000)], filters=[strip])

    def given(self) -> BodyGiven:
        """Return what was typed, frozen."""
        return BodyGiven(
            name=self.name.data or "",
            kind=str(self.kind.data),
            short_name=self.short_name.data or "",
            area=self.area.data or "",
            since=self.since.data,
            channel=str(self.channel.data),
            address=self.address.data or "",
            phone=self.phone.data or "",
            speciality=self.speciality.data or "",
            secrecy_on=self.secrecy_on.data,
            source=self.source.data or "",
            is_unsure=bool(self.is_unsure.data),
            note=self.note.data or "",
        )


class EndForm(BaseForm):
    """A body's last day, and who took over."""

    on = DateField("最后工作日", [may(), in_reach()], description="空着保存，就是仍然在用。")
    successor = SelectField("承接机构", [may()])
    basis = _text("划转依据", SHORT_TEXT, may(), help_text="机构改革方案或者文件的名称和文号。")

    def offer(self, bodies: Iterable[tuple[int, str]]) -> EndForm:
        """Let the form offer the bodies that may have taken over."""
        self.successor.choices = [("", "没有承接机构"), *((str(one), name) for one, name in bodies)]
        return self

    def given(self) -> EndGiven:
        """Return what was typed, frozen."""
        chosen = str(self.successor.data or "")
        return EndGiven(self.on.data, int(chosen) if chosen else None, self.basis.data or "")


class ContactForm(BaseForm):
    """Whom to ask at a body."""

    name = _text("姓名", 60, must())
    post = _text("职务、科室", 60, may())
    phone = _text("电话", 40, may())
    note = _text("备注", SHORT_TEXT, may())
    since = DateField("起始日期", [must(), in_reach()], default=today)

    def given(self) -> ContactGiven:
        """Return what was typed, frozen."""
        return ContactGiven(
            name=self.name.data or "",
            since=self.since.data or today(),
            post=self.post.data or "",
            phone=self.phone.data or "",
            note=self.note.data or "",
        )


class CompetenceForm(BaseForm):
    """What a body is competent for."""

    right_kind = _choice("权利种类", RIGHT_KINDS, "各类权利")
    matter = _choice("事项", MATTERS, "各类事项")
    area = _choice("区域", areas(), "全国")
    limited_to = _text("仅限", 60, may(), help_text="只管其中一部分的填写，如“涉嫌犯罪”。")
    since = DateField("开始日期", [may(), in_reach()])
    until = DateField("终止日期", [may(), in_reach()])
    basis = _text("依据", SHORT_TEXT, must(), help_text="法律、文件的名称和条号。")

    def given(self) -> CompetenceGiven:
        """Return what was typed, frozen."""
        return CompetenceGiven(
            basis=self.basis.data or "",
            right_kind=self.right_kind.data or "",
            matter=self.matter.data or "",
            area=self.area.data or "",
            since=self.since.data,
            until=self.until.data,
            limited_to=self.limited_to.data or "",
        )


class LastDayForm(BaseForm):
    """The last day of a contact or a competence."""

    on = DateField("最后一天", [must(), in_reach()], default=today)
