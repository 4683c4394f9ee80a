"""Forms of the hand-over file: what goes along, why something does not, receipts, packed files that came."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
)
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, in_reach, may, must, strip
from caseapp.law.rights import RIGHT_KINDS
from caseapp.transfers.given import TransferGiven
from caseapp.transfers.item_given import Chosen, KeptFile, ReceiptGiven, UploadGiven
from caseapp.transfers.kinds import KINDS
from caseapp.transfers.manifest import Head

COUNTED = NumberRange(1, 100_000, message="请填写正整数。")
BY_LIST = "按核对表"


class ChooseForm(BaseForm):
    """Papers, evidence and goods of the case that go along."""

    papers = MultiCheckboxField("文书", [may()], choices=[])
    evidence = MultiCheckboxField("证据", [may()], choices=[])
    goods = MultiCheckboxField("物品", [may()], choices=[])
    category = SelectField(
        "归入类别",
        [may()],
        id="choose-category",
        choices={"": BY_LIST},
        description="一般不用选：文书按核对表归类，证据归入证据材料，物品归入涉案物品。",
    )

    def given(self) -> Chosen:
        """Return what was chosen; more than the page offered is dropped by the field."""
        return Chosen(
            papers=_ids(self.papers.data),
            evidence=_ids(self.evidence.data),
            goods=_ids(self.goods.data),
            category=self.category.data or "",
        )


class UploadForm(BaseForm):
    """A file of its own that goes along; its bytes are stored before the form is read."""

    category = SelectField("类别", [must()], id="thing-category", choices=[])
    name = StringField("名称", [must(), at_most(SHORT_TEXT)], id="thing-name", filters=[strip])
    pages = IntegerField("页数", [may(), COUNTED], id="thing-pages")
    copies = IntegerField("份数", [may(), COUNTED], id="thing-copies", default=1)
    file = FileField("文件", id="thing-file")

    def given(self, file: KeptFile) -> UploadGiven:
        """Return what was typed, with the stored file."""
        return UploadGiven(
            category=self.category.data or "",
            name=self.name.data or "",
            file=file,
            pages=self.pages.data,
            copies=self.copies.data or 1,
        )


class WithdrawForm(BaseForm):
    """Why a thing does not go along after all."""

    why = StringField("撤下的原因", [must(), at_most(SHORT_TEXT)], filters=[strip])


class LackForm(BaseForm):
    """Why it goes without what the list asks; empty takes the reason back."""

    row = HiddenField(validators=[must()])
    why = StringField("没有的理由", [may(), at_most(SHORT_TEXT)], filters=[strip])


class ReceiptForm(BaseForm):
    """What came back on a receipt."""

    on = DateField("签收日期", [must(), in_reach()], default=today)
    signed_by = StringField("签收人", [must(), at_most(40)], filters=[strip])
    code = StringField(
        "回执上的清单校验码",
        [must(), at_most(SHORT_TEXT)],
        id="receipt-code",
        filters=[strip],
        description="照回执抄写，至少前十六位；横线、空格可以不写。",
    )
    in_spite_of = StringField(
        "校验码不符时的核对情况",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="校验码相符的留空。",
    )
    pages = IntegerField("扫描件页数", [may(), COUNTED], id="receipt-pages")
    file = FileField("回执扫描件")

    def given(self, file: KeptFile | None) -> ReceiptGiven:
        """Return what was typed."""
        return ReceiptGiven(
            on=self.on.data or today(),
            signed_by=self.signed_by.data or "",
            code=self.code.data or "",
            file=file,
            pages=self.pages.data,
            in_spite_of=self.in_spite_of.data or "",
        )


class PackageForm(BaseForm):
    """A packed hand-over file that came."""

    file = FileField("移送材料压缩包", [may()])


class TakeInForm(BaseForm):
    """Under which kind and for which unit a packed file is entered."""

    kind = SelectField("登记为", [must()], choices=[])
    body_id = SelectField("移送机关", [must()], choices=[])
    unit_id = SelectField("承办单位", [must()], coerce=int, choices=[])
    received_on = DateField("收到日期", [must(), in_reach()], default=today)
    their_number = StringField("来文文号", [must(), at_most(80)], filters=[strip])
    code = StringField(
        "来函上印的清单校验码",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="照来函抄写，至少前十六位；与压缩包不符的不能登记。",
    )
    answer_due_on = DateField("要求反馈的日期", [may(), in_reach()])
    in_spite = BooleanField("清单写明的接收机关不是本机关；已经核对，确实应当由本机关接收")

    def given(self, head: Head) -> TransferGiven:
        """Return the transfer in, in the words of the list that came with it."""
        return TransferGiven(
            kind=self.kind.data or "",
            body_id=int(self.body_id.data or 0),
            unit_id=self.unit_id.data or 0,
            title=head.title[:SHORT_TEXT],
            content=head.content or head.title,
            received_on=self.received_on.data or today(),
            right_kind=head.right_kind if head.right_kind in RIGHT_KINDS else "",
            area=head.area[:6],
            reason=head.reason,
            basis=head.basis[:SHORT_TEXT],
            answer_due_on=self.answer_due_on.data,
            their_number=self.their_number.data or head.number[:80],
            facts=_facts(self.kind.data or "", head),
        )


def _facts(kind: str, head: Head) -> dict[str, object]:
    """Fill what a kind must ask beyond with what the sender wrote: nobody types it again."""
    asked = KINDS[kind].fields if kind in KINDS else ()
    texts = [one for one in asked if one.required and one.kind in ("text", "longtext")]
    return {one.key: head.content or head.title for one in texts}


def _ids(chosen: Any) -> tuple[int, ...]:
    return tuple(int(one) for one in chosen or () if str(one).isdecimal())
