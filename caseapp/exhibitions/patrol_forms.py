"""Forms of the patrol: a look or a page of marks, what the register said, a mark copied wrongly, a lead."""

from __future__ import annotations

import secrets
from typing import Any

from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import (
    LONG_TEXT,
    SHORT_TEXT,
    BaseForm,
    at_most,
    in_reach,
    may,
    must,
    strip,
)
from caseapp.exhibitions import sent_values
from caseapp.exhibitions.patrol_given import LookUpGiven, PatrolGiven
from caseapp.exhibitions.patrol_words import FOUND, TEAMS

LONGEST_DEVICE = 30
ALONE = "1"


def _device() -> str:
    """Name a page that no device named: it is sent once."""
    return f"page-{secrets.token_hex(8)}"


class PatrolForm(BaseForm):
    """What stands on one exhibit, or on many."""

    text = TextAreaField(
        "专利标注",
        [must(), at_most(LONG_TEXT)],
        filters=[strip],
        description="照展品抄写、逐位口述（二零二零三零…点三、叉）或者成批粘贴；"
        "每行一个，展品名称可以写在同一行。",
    )
    booth = StringField(
        "展位", [may(), at_most(60)], filters=[strip], description="如 A12，参展商自动带出。"
    )
    product = StringField("展品", [may(), at_most(SHORT_TEXT)], filters=[strip])
    team = SelectField("检查组", [must()], choices={one: one for one in TEAMS}, default=TEAMS[0])
    device = HiddenField(default=_device)
    device_serial = HiddenField(default=ALONE)
    happened_at = HiddenField(default="")

    def given(self, exhibitor_id: int | None) -> PatrolGiven:
        """Return what was typed, with whoever stands at the booth."""
        return PatrolGiven(
            text=self.text.data or "",
            device=(self.device.data or "")[:LONGEST_DEVICE] or _device(),
            device_serial=_serial(self.device_serial.data),
            team=self.team.data or "",
            exhibitor_id=exhibitor_id,
            booth=self.booth.data or "",
            product=self.product.data or "",
            happened_at=sent_values.instant(self.happened_at.data),
        )


class LookUpForm(BaseForm):
    """What the register said."""

    finding = SelectField("查询结果", [must()], choices={"": "请选择", **FOUND})
    on = DateField("查询日期", [must(), in_reach()], default=today)
    source = StringField(
        "查询来源",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="如专利登记簿副本、专利检索系统。",
    )
    words = StringField(
        "说明",
        [may(), at_most(400)],
        filters=[strip],
        description="权利人、终止的日期和原因等。",
    )

    def given(self) -> LookUpGiven:
        """Return what was typed."""
        return LookUpGiven(
            finding=self.finding.data,
            on=self.on.data or today(),
            source=self.source.data or "",
            words=self.words.data or "",
        )


class CorrectForm(BaseForm):
    """The mark as it really stands, and whose exhibit it is."""

    text = StringField("专利标注", [must(), at_most(SHORT_TEXT)], filters=[strip])
    product = StringField("展品", [may(), at_most(SHORT_TEXT)], filters=[strip])
    exhibitor_id = SelectField("参展商", [may()], default="")


class LeadForm(BaseForm):
    """Who takes the lead."""

    unit_id = SelectField("承办单位", [must()], coerce=int)


class PhotoForm(BaseForm):
    """Photos of an exhibit; the files are no fields."""

    caption = StringField("照片说明", [may(), at_most(SHORT_TEXT)], filters=[strip])


def chosen(value: Any) -> int | None:
    """Read a choice that may be left open."""
    return sent_values.number(value)


def _serial(value: Any) -> int:
    return chosen(value) or 1
