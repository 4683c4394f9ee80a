"""Forms of notices: ours and those of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, BaseForm, at_most, may, must, strip
from caseapp.liaison.forms import day, line, lines
from caseapp.liaison.given import NoticeGiven, ReceivedGiven
from caseapp.liaison.life import Move


class NoticeForm(BaseForm):
    """A notice of ours."""

    title = line("通报名称", required=True, help_text="如：2026年第三季度专利行政执法情况通报。")
    unit_id = SelectField("通报机构", [must()], coerce=int)
    first_on = day("期间第一天", required=True)
    last_on = day("期间最后一天", required=True, default=today)
    bodies = MultiCheckboxField("受文单位", [must()], coerce=int)
    trends = lines("特点和趋势", help_text="不写当事人、举报人的名称和案号。")
    attention = lines("提请关注的事项", help_text="希望对方留意的产品、渠道、做法。")

    def given(self) -> NoticeGiven:
        """Return what was typed, frozen."""
        return NoticeGiven(
            title=self.title.data or "",
            unit_id=int(self.unit_id.data),
            first_on=self.first_on.data or today(),
            last_on=self.last_on.data or today(),
            bodies=tuple(self.bodies.data or ()),
            trends=self.trends.data or "",
            attention=self.attention.data or "",
        )


class ReceivedForm(BaseForm):
    """A notice of another body."""

    title = line("通报名称", required=True)
    unit_id = SelectField("登记机构", [must()], coerce=int)
    body_id = SelectField("来文单位", [must()], coerce=int)
    their_number = line("来文号", length=80, help_text="没有文号的写“无文号”。", required=True)
    received_on = day("收到日期", required=True, default=today)
    first_on = day("期间第一天", required=True)
    last_on = day("期间最后一天", required=True)
    content = lines("主要内容", required=True)

    def given(self) -> ReceivedGiven:
        """Return what was typed, frozen."""
        return ReceivedGiven(
            title=self.title.data or "",
            unit_id=int(self.unit_id.data),
            body_id=int(self.body_id.data),
            their_number=self.their_number.data or "",
            received_on=self.received_on.data or today(),
            first_on=self.first_on.data or today(),
            last_on=self.last_on.data or today(),
            content=self.content.data or "",
        )


class NoticeMoveForm(BaseForm):
    """One act on a notice; only what it asks for is drawn."""

    on = day("发出日期", default=today)
    reason = lines("说明")

    def only(self, row: Move) -> NoticeMoveForm:
        """Keep the fields of one act, required as it asks."""
        for name in ("on", "reason"):
            if name not in row.fields:
                del self[name]
                continue
            field: Any = self[name]
            if name == "reason":
                field.label.text = row.asks
            if name in row.needs:
                field.validators = [must(), *field.validators[1:]]
                field.flags.required, field.flags.optional = True, False
        return self

    def told(self, name: str) -> Any:
        """Return what was given for a field that may not be drawn."""
        return self[name].data if name in self else None


class AnswerForm(BaseForm):
    """What a body answered."""

    on = day("反馈日期", required=True, default=today)
    text = lines("反馈内容", required=True)


def tell_form(rows: Sequence[Any], told: dict[int, str]) -> type[BaseForm]:
    """Make the form of typical cases: for each case a text, empty to leave it out."""
    fields: dict[str, Any] = {
        f"told_{one.id}": TextAreaField(
            f"{one.case_no} {one.title}",
            [may(), at_most(LONG_TEXT)],
            filters=[strip],
            default=told.get(one.id, ""),
        )
        for one in rows
    }
    return type("TellForm", (BaseForm,), fields)
