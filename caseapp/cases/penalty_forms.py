"""The form of the penalty desk: what was found, what is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.fields import MoneyField, MultiCheckboxField
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.law.gains import DEDUCTIONS, gain_methods
from caseapp.law.limit_rows import Pause
from caseapp.law.penalty_desk import NOT_OFFERED, OFFERED, Deduction, PenaltyFacts
from caseapp.law.procedures.false_statement.fields import STATEMENT_KINDS
from caseapp.law.procedures.fields import ACT_KINDS, GAINS_KINDS
from caseapp.law.thresholds import PARTIES

ROWS = (1, 2, 3, 4)
PARTY_KINDS = {"entity": PARTIES["entity"], "person": PARTIES["person"]}
ZERO = Decimal(0)


def _methods() -> dict[str, str]:
    return {"": "按决定日期通常适用的方法"} | {
        one.id: f"{one.id} {one.what[:30]}" for one in gain_methods()
    }


def _text(label: str, help_text: str = "") -> TextAreaField:
    return TextAreaField(label, [may(), at_most(1000)], filters=[strip], description=help_text)


class PenaltyForm(BaseForm):
    """The facts in the order in which the law asks for them."""

    party_kind = SelectField("当事人", [must()], choices=PARTY_KINDS)
    act_kinds = MultiCheckboxField(
        "违法行为", [must()], choices=dict((*ACT_KINDS, *STATEMENT_KINDS))
    )
    act_start = DateField("行为起始日", [must()])
    act_end = DateField("行为终止日", [must()])
    decided = DateField("作出决定的日期", [must()], default=today)
    gains_kind = SelectField("违法所得", [must()], choices=dict(GAINS_KINDS))
    gross = MoneyField("收入总额（元）", [may()], description="有违法所得的填写，扣除之前的数额。")
    method = SelectField("计算方法", [may()], choices=_methods)
    method_reason = _text("改用其他方法的理由")
    gains_reason = _text("无法计算的理由，或者计算说明")
    business = MoneyField(
        "非法经营数额（元）", [may()], description="制造、储存、运输、销售的货值，含未销售的。"
    )
    criminal_gains = MoneyField(
        "刑事违法所得（元）",
        [may()],
        description="已收和应收的全部收入扣除原材料、购进价款；不填的按上面的违法所得对照。",
    )
    loss = MoneyField("专利权人的直接经济损失（元）", [may()])
    patents = IntegerField(
        "涉及他人专利（项）", [must(), NumberRange(0, 10_000, message="请填写整数。")], default=1
    )
    earlier_business = MoneyField("二年内未经处理的非法经营数额（元）", [may()])
    earlier_gains = MoneyField("二年内未经处理的违法所得（元）", [may()])
    repeat = BooleanField("二年内因假冒专利受过刑事处罚或者行政处罚")
    fine = MoneyField("拟罚款（元）", [may()])
    confiscation = MoneyField("拟没收违法所得（元）", [may()])
    hearing = SelectField(
        "听证标准没有确定时",
        [must()],
        choices={OFFERED: "告知听证权利", NOT_OFFERED: "不告知听证权利"},
    )
    hearing_reason = _text("告知或者不告知的理由")
    due_on = DateField("缴款期限的末日", [may()], description="测算加处罚款的填写。")
    surcharge_until = DateField("加处罚款算至", [may()])
    review_first = DateField(
        "行政复议期间自",
        [may()],
        description="复议、诉讼期间不计算加处罚款；止日不填的算至上一栏。",
    )
    review_last = DateField("行政复议期间至", [may()])
    suit_first = DateField("行政诉讼期间自", [may()])
    suit_last = DateField("行政诉讼期间至", [may()])
    d1_kind = SelectField("扣除项目一", [may()], choices={"": "无", **DEDUCTIONS})
    d1_amount = MoneyField("扣除数额一（元）", [may()])
    d1_evidence = StringField("证据一", [may(), at_most(SHORT_TEXT)], filters=[strip])
    d2_kind = SelectField("扣除项目二", [may()], choices={"": "无", **DEDUCTIONS})
    d2_amount = MoneyField("扣除数额二（元）", [may()])
    d2_evidence = StringField("证据二", [may(), at_most(SHORT_TEXT)], filters=[strip])
    d3_kind = SelectField("扣除项目三", [may()], choices={"": "无", **DEDUCTIONS})
    d3_amount = MoneyField("扣除数额三（元）", [may()])
    d3_evidence = StringField("证据三", [may(), at_most(SHORT_TEXT)], filters=[strip])
    d4_kind = SelectField("扣除项目四", [may()], choices={"": "无", **DEDUCTIONS})
    d4_amount = MoneyField("扣除数额四（元）", [may()])
    d4_evidence = StringField("证据四", [may(), at_most(SHORT_TEXT)], filters=[strip])

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the fields of each deduction side by side."""
        parts = ("kind", "amount", "evidence")
        return [tuple(self[f"d{row}_{part}"] for part in parts) for row in ROWS]

    def facts(self, *, authority: str = "") -> PenaltyFacts:
        """Return what was typed as the law asks for it."""
        day = today()
        return PenaltyFacts(
            party_kind=str(self.party_kind.data),
            act_kinds=tuple(self.act_kinds.data or ()),
            act_start=self.act_start.data or day,
            act_end=self.act_end.data or day,
            decided=self.decided.data or day,
            gains_kind=str(self.gains_kind.data),
            gross=self.gross.data,
            method=self.method.data or "",
            method_reason=self.method_reason.data or "",
            deductions=self._deductions(),
            gains_reason=self.gains_reason.data or "",
            business=self.business.data or ZERO,
            criminal_gains=self.criminal_gains.data,
            loss=self.loss.data or ZERO,
            patents=self.patents.data or 0,
            earlier_business=self.earlier_business.data or ZERO,
            earlier_gains=self.earlier_gains.data or ZERO,
            repeat=bool(self.repeat.data),
            fine=self.fine.data,
            confiscation=self.confiscation.data,
            hearing=str(self.hearing.data),
            hearing_reason=self.hearing_reason.data or "",
            due_on=self.due_on.data,
            surcharge_until=self.surcharge_until.data,
            remedies=self._remedies(),
            authority=authority,
        )

    def in_words(self) -> list[dict[str, str]]:
        """Return every field that was filled in, label and value, as the file keeps it."""
        found = []
        for one in self:
            value = _word(one)
            if value and one.type not in ("HiddenField", "CSRFTokenField"):
                found.append({"label": str(one.label.text), "value": value})
        return found

    def _remedies(self) -> tuple[Pause, ...]:
        """What is pending lasts until the day the surcharge is reckoned to."""
        until = self.surcharge_until.data or today()
        pairs = (
            (self.review_first, self.review_last, "行政复议"),
            (self.suit_first, self.suit_last, "行政诉讼"),
        )
        return tuple(
            Pause(first.data, last.data or max(until, first.data), why)
            for first, last, why in pairs
            if first.data
        )

    def _deductions(self) -> tuple[Deduction, ...]:
        return tuple(
            Deduction(str(kind.data), amount.data or ZERO, evidence.data or "")
            for kind, amount, evidence in self.rows()
            if kind.data and amount.data is not None
        )


def _word(one: Any) -> str:
    if one.type == "BooleanField":
        return "是" if one.data else ""
    if one.type == "MoneyField":
        return "" if one.data is None else f"{one.data:,.2f} 元"
    if one.type in ("SelectField", "MultiCheckboxField"):
        choices = one.choices() if callable(one.choices) else one.choices
        words: Mapping[Any, Any] = choices if isinstance(choices, dict) else dict(choices)
        chosen = one.data if isinstance(one.data, list) else [one.data] if one.data else []
        return "；".join(str(words.get(each, each)) for each in chosen)
    return "" if one.data is None else str(one.data)
