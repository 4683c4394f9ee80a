"""Forms of regional agreements: what was signed with whom, and its end."""

from __future__ import annotations

from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, in_reach, may, must, strip
from caseapp.transfers.agreement_given import AgreementGiven
from caseapp.transfers.agreements import SCOPES

MOST_DAYS = 250


class AgreementForm(BaseForm):
    """An agreement as it was signed."""

    title = StringField(
        "名称", [must(), at_most(SHORT_TEXT)], filters=[strip], description="照协议的标题。"
    )
    unit_id = SelectField("承办单位", [must()], coerce=int)
    bodies = MultiCheckboxField("签约的对方", [must()], coerce=int)
    scope = MultiCheckboxField("协作内容", [must()], choices=dict(SCOPES))
    signed_on = DateField("签订日期", [must(), in_reach()], default=today)
    since = DateField("生效日期", [must(), in_reach()], default=today)
    until = DateField("期满日期", [may(), in_reach()], description="没有约定期限的留空。")
    answer_days = IntegerField(
        "约定的答复天数（工作日）",
        [may(), NumberRange(1, MOST_DAYS, message=f"请填1到{MOST_DAYS}之间的整数。")],
        description="自收到请求的次日起算；没有约定的留空，只按函件写明的日期。",
    )
    text = TextAreaField(
        "协议要点",
        [may(), at_most(LONG_TEXT)],
        filters=[strip],
        description="协作内容的条款，一行一项，照协议抄录；起草协议文书时逐项带入。",
    )

    def given(self) -> AgreementGiven:
        """Return what was typed, frozen."""
        return AgreementGiven(
            title=self.title.data or "",
            unit_id=int(self.unit_id.data or 0),
            bodies=tuple(self.bodies.data or ()),
            scope=tuple(self.scope.data or ()),
            signed_on=self.signed_on.data or today(),
            since=self.since.data or today(),
            until=self.until.data,
            answer_days=self.answer_days.data,
            text=self.text.data or "",
            version=self.version_seen(),
        )


class EndForm(BaseForm):
    """The last day of an agreement and why it ends."""

    on = DateField("最后一日", [must(), in_reach()], default=today)
    why = TextAreaField(
        "理由",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="如：各方商定终止、由新的协议替代；写明文件的名称和日期。",
    )
