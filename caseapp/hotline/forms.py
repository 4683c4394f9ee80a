"""Forms of the 12330 desk."""

from __future__ import annotations

from wtforms import SelectField, TextAreaField

from caseapp.base.forms import LONG_TEXT, BaseForm, at_most, must, strip


class SendForm(BaseForm):
    """Which section gets the ticket."""

    unit_id = SelectField("转办单位", [must()], coerce=int)


class AnswerForm(BaseForm):
    """What the caller was told."""

    text = TextAreaField("答复内容", [must(), at_most(LONG_TEXT)], filters=[strip])
