"""Forms of papers and slips at a fair: presses, and what somebody outside types to ask."""

from __future__ import annotations

from wtforms import DateField, StringField

from caseapp.base.clock import today
from caseapp.base.forms import BaseForm, at_most, must, strip


class PressForm(BaseForm):
    """A button: nothing is asked."""


class KindForm(BaseForm):
    """A button beside each paper."""

    kind = StringField("文书", [must(), at_most(40)])


class DayForm(BaseForm):
    """The day a report or record is of."""

    day = DateField("日期", [must()], default=today)


class AskForm(BaseForm):
    """The number and the code of the slip."""

    number = StringField(
        "投诉编号", [must(), at_most(40)], filters=[strip], description="印在回执上方，如 JBZ-001。"
    )
    code = StringField(
        "查询码",
        [must(), at_most(40)],
        filters=[strip],
        description="16 位数字，印在回执上，空格可有可无。",
    )
