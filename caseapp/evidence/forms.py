"""Forms for evidence: an item with its file, a row of goods, a reason."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from wtforms import (
    DateField,
    DecimalField,
    FileField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its types
from wtforms.validators import NumberRange

from caseapp.base.clock import now, today
from caseapp.base.fields import InstantField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.evidence.given import GoodsGiven, HandOverGiven, ItemGiven
from caseapp.evidence.words import ITEM_FORMS, ITEM_KINDS, LISTS


def _choices(words: Mapping[str, str]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in words.items()]


QUANTITY = NumberRange(
    min=Decimal("0.001"), max=Decimal("99999999"), message="请填写大于零、小于一亿的数。"
)
PRICE = NumberRange(min=0, max=Decimal("99999999"), message="请填写不小于零、小于一亿的金额。")


class ItemForm(BaseForm):
    """One piece of evidence; the file is stored before the form is read."""

    file = FileField("文件")
    kind = SelectField("种类", [must()], choices=_choices(ITEM_KINDS))
    title = StringField("名称", [must(), at_most(SHORT_TEXT)], filters=[strip])
    proves = TextAreaField("证明对象", [may(), at_most(LONG_TEXT)], filters=[strip])
    source = StringField("来源", [may(), at_most(SHORT_TEXT)], filters=[strip])
    form = SelectField("原件或复制件", [must()], choices=_choices(ITEM_FORMS))
    pages = IntegerField("页数", [may(), NumberRange(1, 100_000, message="请填写正整数。")])
    taken_on = DateField("取证日期", [must()], default=today)
    taken_by = StringField("取证人员", [must(), at_most(SHORT_TEXT)], filters=[strip])
    second_taker = StringField(
        "第二名取证人员",
        [may(), at_most(60)],
        filters=[strip],
        description="执法人员取得的证据由两人取得；当事人或者他人提交的，填接收人一人。",
    )
    taken_at = StringField("取证地点", [may(), at_most(SHORT_TEXT)], filters=[strip])
    note = TextAreaField("备注", [may(), at_most(LONG_TEXT)], filters=[strip])

    def given(self) -> ItemGiven:
        """Return the description without the file."""
        return ItemGiven(
            kind=str(self.kind.data),
            title=self.title.data or "",
            proves=self.proves.data or "",
            source=self.source.data or "",
            form=str(self.form.data),
            pages=self.pages.data,
            taken_on=self.taken_on.data or today(),
            taken_by=self.taken_by.data or "",
            second_taker=self.second_taker.data or "",
            taken_at=self.taken_at.data or "",
            note=self.note.data or "",
        )


class GoodsForm(BaseForm):
    """One row of a list of goods."""

    list_kind = SelectField("清单", [must()], choices=_choices(LISTS))
    name = StringField("名称", [must(), at_most(SHORT_TEXT)], filters=[strip])
    spec = StringField("规格型号", [may(), at_most(SHORT_TEXT)], filters=[strip])
    quantity = DecimalField("数量", [must(), QUANTITY], places=None)
    unit = StringField("单位", [must(), at_most(20)], filters=[strip], default="件")
    unit_price = DecimalField(
        "单价（元）",
        [may(), PRICE],
        places=None,
        description="不知道的留空，金额按数量乘单价计算。",
    )
    place = StringField("存放地点", [may(), at_most(SHORT_TEXT)], filters=[strip])
    patent_as_printed = StringField(
        "标注的专利号",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="照物品上的写法录入，错误也照录。",
    )
    remark = TextAreaField("备注", [may(), at_most(LONG_TEXT)], filters=[strip])

    def given(self) -> GoodsGiven:
        """Return the row, its price open where none was typed."""
        return GoodsGiven(
            list_kind=str(self.list_kind.data),
            name=self.name.data or "",
            spec=self.spec.data or "",
            quantity=self.quantity.data or Decimal(0),
            unit=self.unit.data or "",
            unit_price=self.unit_price.data,
            place=self.place.data or "",
            patent_as_printed=self.patent_as_printed.data or "",
            remark=self.remark.data or "",
        )


class HandOverForm(BaseForm):
    """One move in the custody of a piece of evidence."""

    moved_at = InstantField("交接时间", [must()])
    from_whom = StringField("交出人", [must(), at_most(60)], filters=[strip])
    to_whom = StringField("接收人", [must(), at_most(60)], filters=[strip])
    place = StringField("交接地点", [must(), at_most(SHORT_TEXT)], filters=[strip])
    why = TextAreaField("交接原因", [must(), at_most(500)], filters=[strip])

    def given(self) -> HandOverGiven:
        """Return what was typed, frozen."""
        return HandOverGiven(
            moved_at=self.moved_at.data or now(),
            from_whom=self.from_whom.data or "",
            to_whom=self.to_whom.data or "",
            place=self.place.data or "",
            why=self.why.data or "",
        )


class RemoveForm(BaseForm):
    """Why an item or a row is taken out."""

    why = TextAreaField("移出原因", [must(), at_most(LONG_TEXT)], filters=[strip])
