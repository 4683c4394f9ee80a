"""The form every screen builds on: token, version, key against double clicks, Chinese words."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from caseapp.base.text import keepable

LONG_TEXT = 20_000
SHORT_TEXT = 200


class BaseForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """A form that knows which version it was drawn from and which click it belongs to."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask_wtf has no types
        """WTForms ships the Chinese messages."""

        locales: ClassVar[list[str]] = ["zh_CN", "zh"]

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read what was sent without the characters that would break the page shown again."""
            sent = super().wrap_formdata(form, formdata)
            if sent is None or not hasattr(sent, "lists"):
                return sent
            return MultiDict([(name, _kept(one)) for name, many in sent.lists() for one in many])

    version = HiddenField(default="0")
    idem = HiddenField(default=lambda: secrets.token_urlsafe(12))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Several forms stand on one page, and what was sent as key may be anything.
        self.mark = secrets.token_hex(4)

    def version_seen(self) -> int:
        """Return the version of the record this page was drawn from."""
        text = str(self.version.data or "0")
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class Must(InputRequired):
    """Something readable has to be sent: blanks, full-width ones too, are nothing."""

    def __call__(self, _form: Any, field: Field) -> None:
        """Stop at a field in which nothing stands."""
        if any(strip(one) for one in field.raw_data or ()):
            return
        field.errors = []
        raise StopValidation(str(self.message))


def must() -> Must:
    """Say in the office's words that a field is required."""
    return Must("此项必填。")


def may() -> Optional:
    """Let a field stay empty."""
    return Optional()


def at_most(length: int) -> Length:
    """Name the limit of a text before anything is lost."""
    return Length(max=length, message=f"最多 {length} 个字，请缩短后再保存。")


def strip(value: Any) -> Any:
    """Drop blanks at both ends, full-width ones too."""
    return value.strip() if isinstance(value, str) else value


def _kept(value: Any) -> Any:
    return keepable(value) if isinstance(value, str) else value  # else it is a file
