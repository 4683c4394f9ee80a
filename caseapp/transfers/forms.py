"""Forms of transfers: opening one, making a move; both grow from the fields of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.fields import InstantField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, in_reach, may, must, strip
from caseapp.base.web import typed_before
from caseapp.cases.forms import Choices, field_for, value_of
from caseapp.law.procedures.table import Field
from caseapp.law.rights import RIGHT_KINDS
from caseapp.transfers.given import TAKEN_DOWN, MoveGiven, TransferGiven
from caseapp.transfers.kinds import Kind
from caseapp.transfers.life import BODY, OFFICE, Move
from caseapp.transfers.told import tells_reason

# By these words the help of a field says that its number is a body's.
FROM_REGISTER = "机构名录"
RECEIVED = ("收到日期", "本机关收到来文的日期；本机关的期限自收到之日起算，不按来文落款的日期。")
OURS, THEIRS = "office", "body"
Groups = Mapping[str, Mapping[str, str]]


class OpenForm(BaseForm):
    """What every kind asks; what one kind asks beyond comes from its row."""

    title = StringField(
        "事项",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="一句话写明是什么事，登记簿和列表上显示。",
    )
    received_on = DateField("日期", [must(), in_reach()], default=today)
    case_number = StringField(
        "案号或者线索编号", [may(), at_most(60)], filters=[strip], description="没有案件的留空。"
    )
    right_kind = SelectField("权利种类", [may()], choices={"": "不涉及", **RIGHT_KINDS})
    area = SelectField("地区", [may()], description="按行为地或者对方所在地选择。")
    body_id = SelectField("对方机关", [must()], validate_choice=False)
    unit_id = SelectField("承办单位", [must()], coerce=int)
    content = TextAreaField("内容", [must(), at_most(LONG_TEXT)], filters=[strip])
    their_number = StringField("来文文号", [may(), at_most(80)], filters=[strip])
    reason_key = SelectField("理由类别", [may()], choices={"": "请选择"})
    reason = TextAreaField("理由", [may(), at_most(LONG_TEXT)], filters=[strip])
    basis = StringField(
        "依据", [may(), at_most(SHORT_TEXT)], filters=[strip], description="法律法规的名称和条文。"
    )
    answer_due_on = DateField(
        "要求反馈的日期", [may(), in_reach()], description="函件写明日期的填写；没有写明的留空。"
    )
    agreement_id = SelectField("所依协作协议", [may()], choices={"": "不依协议"})

    def facts(self) -> dict[str, object]:
        """Return what the kind asks beyond, by the key of its field."""
        asked: Sequence[Field] = self.asked
        found = {one.key: value_of(self[f"f_{one.key}"], one.kind) for one in asked}
        return {key: value for key, value in found.items() if value not in (None, "", ())}

    def chosen_body(self) -> int:
        """Return the body that was chosen, 0 for none."""
        text = str(self.body_id.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    def _told(self, name: str) -> Any:
        """Return what stands in a box that not every kind has."""
        return (self[name].data or "") if name in self else ""

    def given(self, kind: Kind, *, case_id: int | None) -> TransferGiven:
        """Return what was typed."""
        agreement = str(self._told("agreement_id"))
        return TransferGiven(
            kind=kind.key,
            body_id=self.chosen_body(),
            unit_id=int(self._told("unit_id") or 0),
            title=self.title.data or "",
            content=self.content.data or "",
            received_on=day_of(self),
            case_id=case_id,
            right_kind=self.right_kind.data or "",
            area=self.area.data or "",
            reason_key=str(self._told("reason_key")),
            reason=self.reason.data or "",
            basis=self.basis.data or "",
            answer_due_on=self.answer_due_on.data,
            their_number=str(self._told("their_number")),
            facts=self.facts(),
            agreement_id=int(agreement) if agreement.isdecimal() else None,
        )


def open_form(kind: Kind, *, officers: Choices, preset: Mapping[str, Any]) -> OpenForm:
    """Build the form that opens one kind; a preset fills what a case already knows."""
    fields = {f"f_{one.key}": field_for(one, officers) for one in kind.fields}
    made = type("FormOfKind", (OpenForm,), {**fields, "asked": tuple(kind.fields)})
    form: OpenForm = made(data=dict(preset))
    is_in = kind.direction == "in"
    form.received_on.label.text = "收到日期" if is_in else "登记日期"
    form.body_id.label.text = "来文机关" if is_in else "发往机关"
    for name in _left_out(kind):
        del form[name]
    if kind.matter and not kind.right:
        form.right_kind.validators = [must()]
        form.right_kind.flags.required = True
        form.right_kind.choices = {"": "请选择", **RIGHT_KINDS}
    if kind.right:
        form.right_kind.data = kind.right
        form.right_kind.choices = {kind.right: RIGHT_KINDS[kind.right]}
    if kind.case == "must":
        form.case_number.validators = [must(), at_most(60)]
        form.case_number.flags.required = True
        form.case_number.description = "填写案号或者线索编号。"
    return form


def edit_form(
    kind: Kind, *, officers: Choices, preset: Mapping[str, Any], version: int
) -> OpenForm:
    """Build the form that puts a transfer right; day, unit and case are of its number and stay."""
    form = open_form(kind, officers=officers, preset=preset)
    for name in ("received_on", "unit_id", "case_number"):
        if name in form:
            del form[name]
    if request.method == "GET" and typed_before() is None:
        form.version.data = str(version)
    return form


def _left_out(kind: Kind) -> list[str]:
    """Name what this kind does not ask."""
    found = ["their_number"] if kind.direction == "out" else []
    found += ["case_number"] if kind.case == "none" else []
    is_passed_on = kind.register == "transfer" and kind.direction == "out"
    found += [] if is_passed_on else ["reason_key"]
    found += [] if kind.register == "assistance" else ["agreement_id"]
    return found


class MoveForm(BaseForm):
    """The day every move has; the rest comes from its row."""

    on = DateField(
        "办理日期",
        [must(), in_reach()],
        description="实际发生这一步的日期；对方来函告知的，填函上的日期。",
    )
    category = SelectField("附件类别", [may()], description="有附件的选择；附件在下面选择文件。")

    @property
    def is_theirs(self) -> bool:
        """Say whether it is taken down for the other side."""
        return bool("side" in self and self["side"].data == THEIRS) or bool(self.only_theirs)

    def given(self, uploads: Sequence[Any] = ()) -> MoveGiven:
        """Return the typed values by field key."""
        asked: Sequence[Field] = self.asked
        values = {one.key: _typed(self[f"f_{one.key}"], one) for one in asked}
        if self.is_theirs:
            values |= {one.key: value_of(self[f"f_{one.key}"], one.kind) for one in TAKEN_DOWN}
        return MoveGiven(
            on=self.on.data or today(),
            at=self["at"].data if "at" in self else None,
            reason=self["reason"].data or "" if "reason" in self else "",
            values={key: value for key, value in values.items() if value not in (None, "", ())},
            version=self.version_seen(),
            body=self.is_theirs,
            uploads=tuple(uploads),
        )


def is_body(asked: Field) -> bool:
    """Say whether a field names a body of the register."""
    return asked.kind == "int" and FROM_REGISTER in asked.help


def _typed(field: Any, asked: Field) -> object:
    if is_body(asked):
        text = str(field.data or "")
        return int(text) if text.isdecimal() else None
    return value_of(field, asked.kind)


def move_form(
    move: Move,
    *,
    officers: Choices,
    bodies: Groups,
    turn: str,
    by_hour: bool,
    by_receipt: bool = False,
) -> MoveForm:
    """Build the form of a move; whose act it is is asked where both sides may make it."""
    fields: dict[str, Any] = {
        f"f_{one.key}": _body_field(one, bodies) if is_body(one) else field_for(one, officers)
        for one in move.fields
    }
    only_theirs = BODY in move.sides and OFFICE not in move.sides
    if BODY in move.sides:
        fields |= _theirs(turn, only=only_theirs)
    if by_hour:
        fields["at"] = InstantField(
            "时刻",
            [may()],
            description="期限按小时计算的，填到几时几分；不填的按现在或者当日正午计。",
        )
    fields["reason"] = _reason(move)
    made = type(
        "FormOfMove",
        (MoveForm,),
        {**fields, "asked": tuple(move.fields), "only_theirs": only_theirs},
    )
    form: MoveForm = made(data={"on": today()})
    if by_receipt:
        form.on.label.text, form.on.description = RECEIVED
    return form


def _theirs(turn: str, *, only: bool) -> dict[str, Any]:
    """Ask whose act it is, where both may make it, and by whom and by which letter it was theirs."""
    asked: dict[str, Any] = {f"f_{one.key}": _taken_down(one, required=only) for one in TAKEN_DOWN}
    if only:
        return asked
    side = RadioField(
        "由谁作出",
        [must()],
        choices={THEIRS: "对方作出，代为登记", OURS: "本机关作出"},
        default=THEIRS if turn == BODY else OURS,
    )
    return {"side": side, **asked}


def _reason(move: Move) -> Any:
    wanted = must() if move.needs_reason else may()
    return TextAreaField(
        "理由" if move.needs_reason else "说明",
        [wanted, at_most(LONG_TEXT)],
        filters=[strip],
        description="对方单位用账号查阅时能看到这段话。" if tells_reason(move) else "",
    )


def _taken_down(asked: Field, *, required: bool) -> Any:
    if asked.kind == "date":
        return DateField(asked.label, [may(), in_reach()], description=asked.help)
    checks = [must() if required else may(), at_most(SHORT_TEXT)]
    help_text = asked.help if required else f"对方作出的必填。{asked.help}"
    return StringField(asked.label, checks, filters=[strip], description=help_text)


def _body_field(asked: Field, bodies: Groups) -> Any:
    return SelectField(
        asked.label,
        [must() if asked.required else may()],
        choices={"": "请选择", **_nearest_first(asked, bodies)},
        description=asked.help,
    )


def _nearest_first(asked: Field, bodies: Groups) -> Groups:
    """Put first the group the label speaks of: 人民检察院, 公安机关, 上一级机关."""
    order = sorted(bodies, key=lambda name: name[:2] not in asked.label)
    return {name: bodies[name] for name in order}


def day_of(form: OpenForm) -> date:
    """Return the day the form speaks of."""
    found: date | None = form.received_on.data if "received_on" in form else None
    return found or today()


class DraftForm(BaseForm):
    """A button beside each paper of a transfer that its case holds."""

    kind = StringField("文书", [must(), at_most(40)])
