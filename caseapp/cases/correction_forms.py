"""The form by which a record keyed wrongly is corrected, built from what the record holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wtforms import DateField, DecimalField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import NumberRange

from caseapp.base.fields import InstantField, MoneyField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.cases.actions import CorrectionGiven
from caseapp.cases.correctable import Entry, Target, as_typed

REASON_ROOM = 500


class CorrectionForm(BaseForm):
    """Why a record is corrected; its fields come from the record."""

    reason = TextAreaField(
        "更正理由",
        [must(), at_most(REASON_ROOM)],
        filters=[strip],
        description="写明哪里录错、以什么材料为准。原值、理由和更正人会一直留在案卷中。",
    )
    seen = HiddenField(default="")

    def given(self, *, is_agreed: bool) -> CorrectionGiven:
        """Return what was typed; once agreed to, with the preview it was agreed to."""
        target: Target = self.target
        return CorrectionGiven(
            target=target.kind,
            target_id=target.id,
            values={one.key: self[f"f_{one.key}"].data for one in target.entries},
            reason=self.reason.data or "",
            version=self.version_seen() or None,
            seen=str(self.seen.data or "") if is_agreed else None,
        )

    def asked(self) -> Sequence[Any]:
        """Return the fields of the record in their order."""
        target: Target = self.target
        return [self[f"f_{one.key}"] for one in target.entries]


def correction_form(target: Target) -> CorrectionForm:
    """Build the form of a record, filled with what it holds now."""
    fields = {f"f_{one.key}": _field(one) for one in target.entries}
    made = type("FormOfCorrection", (CorrectionForm,), {**fields, "target": target})
    held = {f"f_{one.key}": as_typed(one.kind, one.stored) for one in target.entries}
    form: CorrectionForm = made(data=held)
    return form


_PLAIN: Mapping[str, Any] = {"date": DateField, "instant": InstantField, "money": MoneyField}


def _field(one: Entry) -> Any:
    checks: list[Any] = [must() if one.required else may()]
    if one.kind in _PLAIN:
        return _PLAIN[one.kind](one.label, checks)
    if one.kind == "int":
        return IntegerField(one.label, [*checks, NumberRange(0, 1_000_000)])
    if one.kind == "number":
        positive = NumberRange(min=Decimal("0.001"), message="请填写大于零的数。")
        return DecimalField(one.label, [*checks, positive], places=None)
    if one.kind == "longtext":
        return TextAreaField(one.label, [*checks, at_most(LONG_TEXT)], filters=[strip])
    return StringField(one.label, [*checks, at_most(SHORT_TEXT)], filters=[strip])
