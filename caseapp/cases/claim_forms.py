"""The form for one row of a claim chart."""

from __future__ import annotations

from wtforms import IntegerField, RadioField, TextAreaField
from wtforms.validators import NumberRange

from caseapp.base.forms import BaseForm, at_most, may, must, strip
from caseapp.cases.actions import FeatureGiven
from caseapp.cases.claim_chart import VERDICTS

ROOM = 2000


class FeatureForm(BaseForm):
    """A feature of the claim and that of the product."""

    claim_no = IntegerField(
        "权利要求", [must(), NumberRange(1, 999, message="请填写权利要求的编号。")], default=1
    )
    feature = TextAreaField("权利要求的特征", [must(), at_most(ROOM)], filters=[strip])
    product_feature = TextAreaField("产品的特征", [may(), at_most(ROOM)], filters=[strip])
    verdict = RadioField("结论", [must()], choices=dict(VERDICTS))
    reason = TextAreaField(
        "理由",
        [may(), at_most(ROOM)],
        filters=[strip],
        description="等同、不同、缺少的，写明理由。",
    )

    def given(self) -> FeatureGiven:
        """Return what was typed, frozen."""
        return FeatureGiven(
            claim_no=self.claim_no.data or 0,
            feature=self.feature.data or "",
            product_feature=self.product_feature.data or "",
            verdict=str(self.verdict.data),
            reason=self.reason.data or "",
        )
