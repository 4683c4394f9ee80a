"""Forms of rights assistance: the application, the check lists, the steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange

from caseapp.aid.actions import Answered
from caseapp.aid.given import AidGiven, MatterGiven
from caseapp.aid.states import Step
from caseapp.aid.words import (
    CHECKS,
    EXPORT_ANSWERS,
    FIRM_SIZES,
    FOREIGN_KINDS,
    PLAN_KINDS,
    RIGHT_STATES,
    SATISFACTION,
    STOP_GROUNDS,
    WISHES,
)
from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.law.handing_abroad import questions
from caseapp.law.rights import RIGHT_KINDS
from caseapp.parties.forms import PartyForm

CHOOSE = {"": "请选择"}


def line(label: str, *, length: int = SHORT_TEXT, help_text: str = "") -> StringField:
    """Give a line that may stay empty."""
    return StringField(label, [may(), at_most(length)], filters=[strip], description=help_text)


def lines(label: str, *, required: bool = True, help_text: str = "") -> TextAreaField:
    """Give room for a text."""
    checks = [must() if required else may(), at_most(LONG_TEXT)]
    return TextAreaField(label, checks, filters=[strip], description=help_text)


class AidForm(PartyForm):
    """An application as it stands on the form of the applicant; the applicant's own fields are a party's."""

    applied_on = DateField("申请日期", [must()], default=today)
    unit_id = SelectField("承办单位", [must()], coerce=int)
    firm_size = SelectField("企业规模", [must()], choices=CHOOSE | dict(FIRM_SIZES), default="")
    foreign_kind = RadioField("是否涉外", [must()], choices=dict(FOREIGN_KINDS), default="no")
    right_kind = SelectField("权利种类", [must()], choices=CHOOSE | dict(RIGHT_KINDS), default="")
    right_name = line("权利名称")
    right_number = line("权利号码", help_text="专利号、注册号、登记号，照证书录入。")
    right_holder = line("权利人", help_text="与申请人相同的不填。")
    right_state = SelectField("权利状态", [must()], choices=CHOOSE | dict(RIGHT_STATES), default="")
    opponent = line("对方")
    dispute = lines("纠纷情况", help_text="与谁、因为什么、到了哪一步；法院、其他机关有没有受理。")
    wishes = MultiCheckboxField("希望得到的帮助", [must()], choices=dict(WISHES))
    materials = lines("材料", required=False, help_text="一行一份材料，如：专利证书复印件 2份。")
    is_declared = BooleanField("申请人已声明：所填内容和材料真实，没有在其他机构申请援助")

    def application(self) -> AidGiven:
        """Return what was typed, frozen."""
        return AidGiven(
            applied_on=self.applied_on.data or today(),
            applicant=self.given(),
            firm_size=str(self.firm_size.data),
            foreign_kind=str(self.foreign_kind.data),
            right_kind=str(self.right_kind.data),
            right_name=self.right_name.data or "",
            right_number=self.right_number.data or "",
            right_holder=self.right_holder.data or "",
            right_state=str(self.right_state.data),
            opponent=self.opponent.data or "",
            dispute=self.dispute.data or "",
            wishes=tuple(self.wishes.data or ()),
            materials=self.materials.data or "",
            is_declared=bool(self.is_declared.data),
            unit_id=int(self.unit_id.data),
        )


class CorrectForm(BaseForm):
    """What an application is about, put right."""

    foreign_kind = RadioField("是否涉外", [must()], choices=dict(FOREIGN_KINDS))
    right_kind = SelectField("权利种类", [must()], choices=dict(RIGHT_KINDS))
    right_name = line("权利名称")
    right_number = line("权利号码")
    right_holder = line("权利人")
    right_state = SelectField("权利状态", [must()], choices=dict(RIGHT_STATES))
    opponent = line("对方")
    dispute = lines("纠纷情况")
    wishes = MultiCheckboxField("希望得到的帮助", [must()], choices=dict(WISHES))
    reason = lines("为什么更正", help_text="记入办理记录，更正前的内容一并保留。")

    def given(self) -> MatterGiven:
        """Return what was typed, frozen."""
        return MatterGiven(
            foreign_kind=str(self.foreign_kind.data),
            right_kind=str(self.right_kind.data),
            right_name=self.right_name.data or "",
            right_number=self.right_number.data or "",
            right_holder=self.right_holder.data or "",
            right_state=str(self.right_state.data),
            opponent=self.opponent.data or "",
            dispute=self.dispute.data or "",
            wishes=tuple(self.wishes.data or ()),
        )


class StepForm(BaseForm):
    """One step; only the fields it asks for are drawn and read."""

    kinds = MultiCheckboxField("援助方式", [may()], choices=dict(PLAN_KINDS))
    text = lines("方案内容", required=False, help_text="一步一行：做什么、由谁做、什么时候做。")
    opinion = lines("援助意见", required=False, help_text="分析和建议，写得具体、可以操作。")
    satisfaction = RadioField("满意程度", [may()], choices=dict(SATISFACTION))
    ground = RadioField("终止的情形", [may()], choices=dict(STOP_GROUNDS))
    reason = lines("说明", required=False)

    def only(self, row: Step) -> StepForm:
        """Keep the fields of one step, worded and required as it asks."""
        asked = {*row.fields, "version", "idem", "csrf_token"}
        for name in [name for name in self._fields if name not in asked]:
            del self[name]
        for name in row.fields:
            field: Any = self[name]
            if name == "reason":
                field.label.text = row.asks
            if name in row.needs:
                field.validators = [must(), *field.validators[1:]]
                field.flags.required = True
        return self

    def told(self, row: Step) -> dict[str, Any]:
        """Return what was given for a step, by the names its table uses."""
        return {name: self[name].data or "" for name in row.fields}


class SheetForm(BaseForm):
    """A check list: for each question an answer and a note; what is left open stays unanswered."""

    def answers(self) -> dict[str, Answered]:
        """Return the questions that were answered."""
        return {
            key: Answered(str(self[f"{key}_answer"].data), self[f"{key}_note"].data or "")
            for key in self.asked()
            if self[f"{key}_answer"].data
        }

    @staticmethod
    def asked() -> tuple[str, ...]:
        """Name the questions."""
        raise NotImplementedError

    @classmethod
    def filled(cls, rows: Mapping[str, Any]) -> dict[str, str]:
        """Write kept answers as the form's own values."""
        known = {key: rows[key] for key in cls.asked() if key in rows}
        return {f"{key}_answer": row.answer for key, row in known.items()} | {
            f"{key}_note": row.note for key, row in known.items()
        }


class CheckForm(SheetForm):
    """May the application be accepted."""

    @staticmethod
    def asked() -> tuple[str, ...]:
        """Name the four points of the list."""
        return tuple(CHECKS)


class ExportForm(SheetForm):
    """May the material leave the country."""

    @staticmethod
    def asked() -> tuple[str, ...]:
        """Name what is looked at before material leaves."""
        return tuple(one.key for one in questions())


def _ask(form: type[SheetForm], key: str, *, words: str, choices: Mapping[str, str]) -> None:
    answer = RadioField(words, [may()], choices=dict(choices))
    setattr(form, f"{key}_answer", answer)
    setattr(form, f"{key}_note", line(f"查到的情况（{words.partition('：')[0]}）", length=400))


for _key, _words in CHECKS.items():
    _ask(CheckForm, _key, words=_words, choices={"yes": "是", "no": "否"})
for _one in questions():
    _ask(ExportForm, _one.key, words=f"{_one.name}：{_one.text}", choices=EXPORT_ANSWERS)


class MaterialForm(BaseForm):
    """One more material."""

    name = StringField("材料名称", [must(), at_most(SHORT_TEXT)], filters=[strip])
    copies = IntegerField(
        "份数",
        [must(), NumberRange(min=1, max=999, message="份数应当是 1 到 999 的整数。")],
        default=1,
    )
