"""Forms around a caller: the query code, telling a reporter, buttons that ask for nothing."""

from __future__ import annotations

from wtforms import DateField, RadioField, StringField

from caseapp.base.clock import today
from caseapp.base.forms import BaseForm, at_most, must, strip
from caseapp.hotline.actions.informing import TellingGiven
from caseapp.hotline.informing import HOW, OUTCOMES


class CodeForm(BaseForm):
    """The code a caller was told when the ticket was taken."""

    code = StringField(
        "查询码",
        [must(), at_most(40)],
        filters=[strip],
        description="16位数字，来电人分四段念，空格和短横可有可无。",
    )


class TellForm(BaseForm):
    """How and when a reporter was told, and whether they were reached; no word of what was said."""

    how = RadioField("告知方式", [must()], choices=dict(HOW), default="phone")
    outcome = RadioField("结果", [must()], choices=dict(OUTCOMES), default="told")
    told_on = DateField("告知日期", [must()], default=today)

    def given(self) -> TellingGiven:
        """Return what was chosen, frozen."""
        return TellingGiven(
            str(self.how.data), str(self.outcome.data), self.told_on.data or today()
        )


class PressForm(BaseForm):
    """A button: nothing is asked."""
