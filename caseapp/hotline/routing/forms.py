"""What an administrator fills in to add a routing row or to end one."""

from __future__ import annotations

from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.hotline.routing.given import RowGiven, numbers
from caseapp.hotline.routing.table import AREAS, SPECIALS
from caseapp.hotline.words import MATTERS, RIGHT_KINDS


class RoutingForm(BaseForm):
    """One row: for what, from when, to whom, by what, in place of which."""

    right_kinds = MultiCheckboxField("权利种类", [may()], choices=dict(RIGHT_KINDS))
    matters = MultiCheckboxField("事项", [may()], choices=dict(MATTERS))
    areas = MultiCheckboxField("区县", [may()], choices=dict(AREAS))
    specials = MultiCheckboxField("特别情形", [may()], choices=dict(SPECIALS))
    since = DateField(
        "起始日期",
        [must()],
        default=today,
        description="按工单的收到日期适用；早于今天的，只影响尚未分办的工单。",
    )
    until = DateField("截止日期", [may()])
    to_unit = SelectField("去处：本市单位", [may()])
    to_body = SelectField("去处：名录中的机构", [may()])
    also = SelectField(
        "同时告知：名录中的机构", [may()], description="由去处办理，这一机构只是同时告知。"
    )
    tell = StringField(
        "去处：告知的渠道",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="不转办、只告知来电人的，写告知他的话；可以同时选机构。",
    )
    sentence = StringField(
        "规则的话",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="例如“海城市的商标投诉转〔承办〕办理”，〔承办〕显示为办理单位的名称。",
    )
    basis = StringField("依据", [must(), at_most(SHORT_TEXT)], filters=[strip])
    overrides = StringField(
        "代替的规则",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="与哪条规则同样具体、由这条代替的，写它的编号，例如“R-14、R-15”。",
    )
    reason = TextAreaField("理由", [must(), at_most(SHORT_TEXT)], filters=[strip])
    seen = HiddenField()

    def given(self) -> RowGiven:
        """Return the row as it was filled in."""
        return RowGiven(
            right_kinds=tuple(self.right_kinds.data or ()),
            matters=tuple(self.matters.data or ()),
            areas=tuple(self.areas.data or ()),
            specials=tuple(self.specials.data or ()),
            since=self.since.data or today(),
            until=self.until.data,
            to_unit=self.to_unit.data or "",
            to_body=self.to_body.data or "",
            tell=self.tell.data or "",
            sentence=self.sentence.data or "",
            basis=self.basis.data or "",
            overrides=numbers(self.overrides.data or ""),
            reason=self.reason.data or "",
            also=self.also.data or "",
        )


class EndRoutingForm(BaseForm):
    """The last day of an own row, and why."""

    last = DateField("最后适用日", [must()], default=today)
    why = TextAreaField("理由", [must(), at_most(SHORT_TEXT)], filters=[strip])
    seen = HiddenField()
