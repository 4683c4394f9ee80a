"""Forms of exhibitors: one of them, who leaves, the promise, the columns of a list, what became of a warning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import LONG_TEXT, BaseForm, at_most, in_reach, may, must, strip
from caseapp.exhibitions.exhibitor_given import LABELS, ROOM, ExhibitorGiven, exhibits_of
from caseapp.exhibitions.list_columns import FIELDS
from caseapp.exhibitions.prechecks import VERDICTS

NOT_READ = {"": "不读取"}
MOST_COLUMNS = 200
_LONGEST_ROW = 7


def _line(name: str, *, required: bool = False, help_text: str = "", room: int = 0) -> StringField:
    checks = [must() if required else may(), at_most(room or ROOM[name])]
    return StringField(LABELS[name], checks, filters=[strip], description=help_text)


class ExhibitorForm(BaseForm):
    """Somebody at a booth, with what is shown there."""

    hall = _line("hall")
    booth = _line("booth", required=True)
    name = _line("name", required=True)
    # Blanks and dashes in it do not count.
    credit_code = _line("credit_code", room=40)
    contact = _line("contact")
    phone = _line("phone")
    address = _line("address")
    agent = _line("agent", help_text="代他人参展的，写明代谁参展。")
    exhibits = TextAreaField(
        "展品",
        [may(), at_most(LONG_TEXT)],
        filters=[strip],
        description="一行一件：名称，型号，专利标注。",
    )

    def given(self) -> ExhibitorGiven:
        """Return what was typed, frozen."""
        own = {name: self[name].data or "" for name in LABELS}
        return ExhibitorGiven(**own, exhibits=exhibits_of(self.exhibits.data or ""))


class LeaveForm(BaseForm):
    """Why somebody is not at the fair any more."""

    why = StringField("原因", [must(), at_most(200)], filters=[strip])


class PromiseForm(BaseForm):
    """When the letter of promise was signed; its file comes beside."""

    promised_on = DateField("签署日期", [must(), in_reach()], default=today)


class VerdictForm(BaseForm):
    """What was made of a warning."""

    verdict = SelectField("结论", [must()], choices={"": "请选择", **VERDICTS})
    words = StringField("说明", [may(), at_most(400)], filters=[strip])


class UploadForm(BaseForm):
    """The list as it came; the file comes beside."""


class SheetForm(BaseForm):
    """Which sheet of the file, and in which row the titles stand."""

    sheet = SelectField("工作表", [may()])
    header_row = StringField("表头在第几行", [may(), at_most(_LONGEST_ROW)], filters=[strip])

    def row(self) -> int:
        """Return the row of the titles, 0 where it is to be found."""
        text = str(self.header_row.data or "")
        return int(text) if text.isdecimal() else 0


class EnterForm(BaseForm):
    """Enter a list as it was looked at."""

    shown = HiddenField()
    with_gone = BooleanField("把不在这份名单里的参展商登记为退展")


class CheckForm(BaseForm):
    """The button of the look before the show."""


def columns_form(titles: Sequence[str], chosen: Mapping[str, str] | None = None) -> Any:
    """Make the form with one choice for each column of a list."""
    choices = {**NOT_READ, **FIELDS}
    fields = {
        f"column_{place}": SelectField(title, [may()], choices=choices)
        for place, title in enumerate(titles[:MOST_COLUMNS])
    }
    made: Any = type("ColumnsForm", (BaseForm,), fields)
    if chosen is None:
        return made()
    kept = {f"column_{place}": chosen.get(title, "") for place, title in enumerate(titles)}
    return made(formdata=None, data=kept)


def chosen_columns(form: Any, titles: Sequence[str]) -> dict[str, str]:
    """Return title to field as somebody chose it."""
    return {
        title: form[f"column_{place}"].data or ""
        for place, title in enumerate(titles[:MOST_COLUMNS])
    }
