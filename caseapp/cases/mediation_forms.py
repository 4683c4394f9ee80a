"""The form by which a mediation is registered: the request, and what decides who may mediate it."""

from __future__ import annotations

from typing import cast

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.fields import MoneyField, MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, at_most, may, must, strip
from caseapp.cases.actions import MediationGiven
from caseapp.cases.request_forms import OF_SIDES, BareRequest
from caseapp.cases.request_words import MEDIATION_PAPERS, MEDIATION_STANDINGS
from caseapp.law.procedures.mediation.facts import KINDS


class BareMediation(BareRequest):
    """A request to mediate; the sides are those of every request."""

    received_on = DateField(
        "收到请求书日期", [must()], default=today, description="通知被请求人的期限从这一天起算。"
    )
    standing = SelectField(
        "请求人的身份", [must()], choices=dict(MEDIATION_STANDINGS), default="holder"
    )
    dispute_kind = SelectField(
        "纠纷的种类", [must()], choices={"": "请选择", **dict(KINDS)}, default=""
    )
    patent_as_printed = StringField(
        "专利号或者申请号",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="一件请求只涉及一项专利或者专利申请。",
    )
    granted_on = DateField(
        "授权公告日", [may()], description="尚未授权的不填；使用费纠纷在授权之后才能提出。"
    )
    known_on = DateField(
        "请求人知道权益受到侵害的日期",
        [may()],
        description="使用费和赔偿数额纠纷填写；使用费纠纷在授权之前知道的，时效自授权之日起算。",
    )
    seat_is_here = BooleanField("被请求人所在地在本市", default=True)
    act_is_here = BooleanField("侵权行为地在本市", description="赔偿数额和使用费纠纷填写。")
    claimed = MoneyField("请求给付的数额（元）", [may()])
    agreed_terms = TextAreaField(
        "关于奖励、报酬的约定",
        [may(), at_most(500)],
        filters=[strip],
        description="奖励和报酬纠纷填写；有约定的从约定。",
    )
    papers = MultiCheckboxField("随请求书提交的材料", [may()], choices=dict(MEDIATION_PAPERS))
    relief = TextAreaField("请求事项", [must(), at_most(LONG_TEXT)], filters=[strip])

    def about(self) -> MediationGiven:
        """Return what the request says of the dispute itself."""
        return MediationGiven(
            kind=str(self.dispute_kind.data or ""),
            granted_on=self.granted_on.data,
            seat_is_here=bool(self.seat_is_here.data),
            act_is_here=bool(self.act_is_here.data),
            claimed=self.claimed.data,
            agreed_terms=self.agreed_terms.data or "",
        )


MediationForm = cast("type[BareMediation]", type("MediationForm", (BareMediation,), OF_SIDES))
