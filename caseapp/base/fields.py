"""Form fields as Chinese officials fill them: sums in any written form, several boxes, instants."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from wtforms import DateTimeLocalField, SelectMultipleField, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from caseapp.base.chinese import parse_amount
from caseapp.base.clock import SHANGHAI

LARGEST_SUM = Decimal("999999999999.99")


class MoneyField(StringField):
    """A sum in yuan: 30000, 30,000.00, 3万元, 叁万元整 are the same."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the sum; what cannot be read stays in the box with a sentence."""
        self.data: Any = None
        if not valuelist or not valuelist[0].strip():
            return
        amount = parse_amount(valuelist[0].strip()[:60])
        if amount is None:
            raise ValueError("读不出金额，请写成 30000 或 3万元。")
        if amount < 0 or amount > LARGEST_SUM:
            raise ValueError("金额应当在 0 到 9999 亿元之间。")
        if amount != amount.quantize(Decimal("0.01")):
            raise ValueError("金额最多写到分。")
        self.data = amount

    def _value(self) -> str:
        if self.data is not None:
            return f"{self.data:.2f}"
        return str(self.raw_data[0]) if self.raw_data else ""


class MultiCheckboxField(SelectMultipleField):
    """Several boxes of which some may be ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, in one sentence that names no value."""
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError("所选的项不在可选范围之内，请重新选择。") from None


class InstantField(DateTimeLocalField):
    """A moment typed in the office's time, handed on with its zone."""

    def __init__(self, label: str, validators: Any = None, **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(label, validators, format=formats, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the moment; a wrong one is named in Chinese."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        text = re.sub(r"\s+", " ", valuelist[0].strip())[:30]
        for form in self.strptime_format:
            try:
                self.data = datetime.strptime(text, form).replace(tzinfo=SHANGHAI)
            except ValueError:
                continue
            else:
                return
        self.data = None
        raise ValueError("时间应写成 2015-09-01 09:30。")

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.strftime("%Y-%m-%dT%H:%M") if self.data else ""
