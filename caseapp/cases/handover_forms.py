"""The form of a hand-over."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import NumberRange

from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import BaseForm, at_most, must, strip


class HandOverForm(BaseForm):
    """Which cases go to whom, and why."""

    chosen = MultiCheckboxField("交接的案件", coerce=int, validators=[must()])
    successor = SelectField(
        "接办人员",
        coerce=int,
        validators=[must(), NumberRange(min=1, message="请选择人员。")],
        description="应当有当日有效的执法证件、没有回避、尚未承办这些案件。",
    )
    reason = StringField(
        "交接原因",
        [must(), at_most(200)],
        filters=[strip],
        description="例如调离、退休、长期病假。",
    )
