"""The form by which an account of another body makes one move: the fields of its row, a reason, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, SelectField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import LONG_TEXT, BaseForm, Must, at_most, may, must, strip
from caseapp.base.web import typed_before
from caseapp.bodies import queries as bodies
from caseapp.cases.forms import field_for, value_of
from caseapp.law.procedures.table import Field
from caseapp.transfers.counterpart_words import help_of, label
from caseapp.transfers.counterparts import Seat
from caseapp.transfers.given import MoveGiven
from caseapp.transfers.life import Move
from caseapp.transfers.manifest import short_code
from caseapp.transfers.models import Transfer
from caseapp.transfers.receipts import CODE, asks_code

# 对方报请指定管辖的是上一级机关；公安机关转送的是有管辖权的公安机关。
ABOVE = ("superior",)


class CounterpartForm(BaseForm):
    """One move of the other side; it is made now, so no day is asked."""

    asked: Sequence[Field] = ()

    def given(self) -> MoveGiven:
        """Return what was typed; the day is today: nobody here acts for a day that is over."""
        values = {one.key: value_of(self[f"f_{one.key}"], one.kind) for one in self.asked}
        if CODE in self and self[CODE].data:
            # The code this very page showed: another list may have gone out since.
            values[CODE] = self[CODE].raw_data[0]
        return MoveGiven(
            on=today(),
            reason=self["reason"].data or "" if "reason" in self else "",
            values={key: value for key, value in values.items() if value is not None},
            version=self.version_seen(),
        )

    @property
    def fields(self) -> list[Any]:
        """Return the fields of the row in its order, the reason last."""
        names = [f"f_{one.key}" for one in self.asked]
        return [self[name] for name in (*names, *(one for one in (CODE, "reason") if one in self))]


def form_of(row: Move, seat: Seat, *, transfer: Transfer, address: str = "") -> CounterpartForm:
    """Build the form of a move: what the browser sent, or what was typed before at this address."""
    made: dict[str, Any] = {f"f_{one.key}": _box(one, seat) for one in row.fields}
    if asks_code(row, transfer.manifest_sha256):
        made[CODE] = _code_box(short_code(transfer.manifest_sha256))
    if row.needs_reason:
        made["reason"] = TextAreaField(
            "理由", [must(), at_most(LONG_TEXT)], filters=[strip], description="移送机关能看到。"
        )
    kind = type("FormOfMove", (CounterpartForm,), {**made, "asked": tuple(row.fields)})
    drawn = {"data": {"version": str(transfer.version)}}
    form: CounterpartForm = (
        kind(formdata=typed_before(address), **drawn) if address else kind(**drawn)
    )
    for one in form.fields:  # several forms stand on one page
        one.id = f"{row.key}-{one.name}"
    return form


def _code_box(code: str) -> Any:
    return BooleanField(
        f"收到的材料与清单核对相符，清单校验码 {code}",
        [Must("请把收到的材料与清单核对，相符的勾选确认。")],
        render_kw={"value": code},
        description="签收时按此登记回执；核对不符的不要签收，请与移送机关联系。",
    )


def _box(asked: Field, seat: Seat) -> Any:
    if asked.kind != "int":
        made = replace(asked, label=label(asked.label), help=help_of(asked.help))
        return field_for(made, ())
    # A number in such a row names a body of the register.
    kinds = (*ABOVE, *((seat.kind,) if seat.kind == "police" else ()))
    offered: Any = dict(bodies.choices(today(), kinds))  # WTForms' types know only text as keys
    offered.pop(seat.body_id, None)
    return SelectField(
        label(asked.label),
        validators=[must() if asked.required else may()],
        choices={"": "请选择", **offered},
        coerce=_number,
        description="从名录中选择。",
    )


def _number(value: Any) -> int | None:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 10 else None
