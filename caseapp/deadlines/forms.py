"""What an administrator fills in when a calendar is read in or changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wtforms import DateField, FileField, HiddenField, IntegerField, StringField
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, must, strip
from caseapp.law.arrangements import LARGEST_FILE


class SeenForm(BaseForm):
    """A button under a list of moving limits; it says which list was looked at."""

    seen = HiddenField()


@dataclass(frozen=True)
class NoticeGiven:
    """A year's notice as it was sent."""

    year: int
    source: str
    published: date
    file_name: str
    data: bytes


class NoticeForm(BaseForm):
    """A year's notice of free and make-up days, as a table file."""

    year = IntegerField(
        "年份",
        [must(), NumberRange(2000, 2100, message="请填写四位年份。")],
        default=lambda: today().year + 1,
    )
    source = StringField(
        "通知的名称和文号",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="例如“国务院办公厅关于2027年部分节假日安排的通知”。",
    )
    published = DateField("公布日期", [must()], default=today)
    file = FileField("表格文件（CSV）", [must()])

    def given(self) -> NoticeGiven:
        """Return the notice with the bytes of its file; a longer file is cut and then refused."""
        sent = self.file.data
        return NoticeGiven(
            year=int(self.year.data or 0),
            source=self.source.data or "",
            published=self.published.data or today(),
            file_name=str(getattr(sent, "filename", "") or ""),
            data=sent.read(LARGEST_FILE + 1) if hasattr(sent, "read") else b"",
        )
