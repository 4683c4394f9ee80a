"""Forms of the pages that reckon without a case: a limit, a fine."""

from __future__ import annotations

from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.fields import MoneyField
from caseapp.base.forms import BaseForm, may, must, strip
from caseapp.law import time_limits
from caseapp.law.procedures.fields import GAINS_KINDS


def _rules() -> dict[str, str]:
    return {row.id: f"{row.id} {row.what}" for row in time_limits.load().rows if row.enabled}


class DueForm(BaseForm):
    """A rule, the day it starts, what is not counted, how far it is prolonged."""

    rule = SelectField("期限", [must()], choices=_rules)
    start = StringField(
        "起算事件的日期",
        [may()],
        filters=[strip],
        description="写作 2015-09-01；按小时计算的写 2015-10-01T09:30；倒算的写后一事件的日期。",
    )
    pause_first = DateField("不计入期间的首日", [may()])
    pause_last = DateField("不计入期间的末日", [may()])
    extend = IntegerField(
        "延长", [may(), NumberRange(1, 3650, message="请填写 1 到 3650 的整数。")]
    )


class FineForm(BaseForm):
    """What the fine is measured by."""

    gains_kind = SelectField(
        "违法所得",
        [must()],
        choices=dict(GAINS_KINDS),
    )
    gains = MoneyField("违法所得数额（元）", [may()], description="没有或者无法计算的不填。")
    act_end = DateField("行为终止日", [must()])
    decided = DateField("作出决定的日期", [must()], default=today)
