"""Forms for the street: a visit with what was found, and what becomes of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import BaseForm, may, must
from caseapp.joint.actions.finding import TRACKS
from caseapp.joint.forms import line, lines, number_or_none
from caseapp.joint.given import FindingGiven, InspectionGiven, OutcomeGiven
from caseapp.joint.words import MEASURES, OUTCOMES, PLACE_KINDS
from caseapp.law.rights import RIGHT_KINDS

# As many findings as one page of a phone takes in; more are added to the visit afterwards.
BLOCKS = ("f1", "f2", "f3")
FIELDS = (*("right", "what", "product", "pieces", "patent", "body", "measure", "measure_words"),)
MOST = 10_000_000


def _count(label: str) -> IntegerField:
    return IntegerField(
        label,
        [may(), NumberRange(min=0, max=MOST, message=f"应当是 0 到 {MOST:,} 的整数。")],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


class FindingsForm(BaseForm):
    """Some findings; an empty one is none."""

    blocks: tuple[str, ...] = ("f1",)

    def findings(self) -> tuple[FindingGiven, ...]:
        """Return what was found."""
        return tuple(self._finding(key) for key in self.blocks if self._is_given(key))

    def of(self, key: str) -> Mapping[str, Any]:
        """Return the fields of a block by their short names."""
        return {name: self[f"{key}_{name}"] for name in FIELDS}

    def is_filled(self, key: str) -> bool:
        """Say whether somebody typed into a block, or has to mend it."""
        fields = self.of(key)
        return self._is_given(key) or any(field.errors for field in fields.values())

    def _is_given(self, key: str) -> bool:
        told = {name: field.data for name, field in self.of(key).items()}
        # A measure without words is a finding that lacks them: nobody's seizure is dropped unsaid.
        is_measure = (told.pop("measure") or "none") != "none"
        is_counted = told.pop("pieces") is not None
        return is_measure or is_counted or any(told.values())

    def _finding(self, key: str) -> FindingGiven:
        told = {name: field.data for name, field in self.of(key).items()}
        return FindingGiven(
            right_kind=told["right"] or "other",
            what=told["what"] or "",
            product=told["product"] or "",
            pieces=told["pieces"],
            patent_as_printed=told["patent"] or "",
            body_id=number_or_none(told["body"]),
            measure=told["measure"] or "none",
            measure_words=told["measure_words"] or "",
        )


def _block(form: type[FindingsForm], key: str, number: int) -> None:
    fields = {
        "right": SelectField(
            f"问题 {number}：哪一类权利",
            [may()],
            choices={"": "没有问题", **RIGHT_KINDS},
            default="",
        ),
        "what": lines(f"问题 {number}：发现了什么"),
        "product": line(f"问题 {number}：商品"),
        "pieces": _count(f"问题 {number}：件数"),
        "patent": line(f"问题 {number}：标注的专利号", help_text="照包装抄写，不用核对。"),
        "body": SelectField(
            f"问题 {number}：由谁处理",
            [may()],
            default="",
            description="不选的，按机构名录由有权处理的单位处理。",
        ),
        "measure": SelectField(
            f"问题 {number}：现场措施", [may()], choices=dict(MEASURES), default="none"
        ),
        "measure_words": line(f"问题 {number}：措施的说明", length=400),
    }
    for name, field in fields.items():
        setattr(form, f"{key}_{name}", field)


class FindingForm(FindingsForm):
    """One more finding or more photos of a visit."""


class InspectForm(FindingsForm):
    """A visit as it is entered with one hand."""

    blocks = BLOCKS
    group_id = SelectField("分组", [must()], coerce=int)
    on = DateField("检查日期", [must()], default=today)
    place_id = SelectField("检查的场所", [may()], default="")
    shop = line("其他商户的名称", help_text="场所里没有的，写招牌或者执照上的名称。")
    address = line("其他商户的地址")
    area = SelectField("所在区域", [must()])
    kind = SelectField("种类", [must()], choices=dict(PLACE_KINDS), default="shop")
    goods = _count("检查商品（件）")
    patent_goods = _count("其中标注专利的（件）")
    looked_at = lines("检查了哪些商品")
    person_met = line("在场的商户人员", length=100)
    absent = MultiCheckboxField("没有到场的组员", [may()], coerce=int)
    is_again = BooleanField("当天再次检查这一家")
    note = lines("备注")

    def given(self) -> InspectionGiven:
        """Return what was typed, frozen."""
        return InspectionGiven(
            group_id=int(self.group_id.data),
            on=self.on.data or today(),
            place_id=number_or_none(self.place_id.data),
            shop=self.shop.data or "",
            address=self.address.data or "",
            area=str(self.area.data or ""),
            kind=str(self.kind.data),
            goods=self.goods.data or 0,
            patent_goods=self.patent_goods.data or 0,
            looked_at=self.looked_at.data or "",
            person_met=self.person_met.data or "",
            note=self.note.data or "",
            absent=tuple(self.absent.data or ()),
            is_again=bool(self.is_again.data),
            findings=self.findings(),
        )


for _number, _key in enumerate(BLOCKS, start=1):
    _block(InspectForm, _key, _number)
_block(FindingForm, "f1", 1)


class VoidForm(BaseForm):
    """Why a visit counts nothing."""

    why = line("哪里登记错了", required=True)


class LeadForm(BaseForm):
    """Which procedure and which unit."""

    track = SelectField("适用的程序", [must()], choices=TRACKS, default="counterfeit")
    unit_id = SelectField("承办单位", [must()], coerce=int)


class HandOverForm(BaseForm):
    """Why another body gets it."""

    reason = lines("移交的理由", required=True)


class OutcomeForm(BaseForm):
    """How a body decided in its own name."""

    outcome = SelectField("处理结果", [must()], choices={"": "请选择", **OUTCOMES}, default="")
    on = DateField("结果的日期", [must()], default=today)
    number = line("文号或者案号", length=80)
    words = lines("说明")

    def given(self) -> OutcomeGiven:
        """Return what was typed, frozen."""
        return OutcomeGiven(
            outcome=str(self.outcome.data),
            on=self.on.data or today(),
            number=self.number.data or "",
            words=self.words.data or "",
        )
