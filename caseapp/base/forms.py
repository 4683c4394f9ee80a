"""The form every screen builds on: token, version, key against double clicks, Chinese words."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, HiddenField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Length, Optional, StopValidation

from caseapp.base.text import keepable
from caseapp.base.web import typed_before

LONG_TEXT = 20_000
SHORT_TEXT = 200
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


def new_click() -> str:
    """Draw the key of a form: sent twice with the same key, it is carried out once."""
    return secrets.token_urlsafe(12)


class BaseForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """A form that knows which version it was drawn from and which click it belongs to."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask_wtf has no types
        """WTForms ships the Chinese messages."""

        locales: ClassVar[list[str]] = ["zh_CN", "zh"]

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read what was sent without the characters that would break the page shown again."""
            sent = super().wrap_formdata(form, formdata)
            if sent is None and formdata is _Auto:
                sent = typed_before()
            if sent is None or not hasattr(sent, "lists"):
                return sent
            kept = [(name, _kept(one)) for name, many in sent.lists() for one in many]
            return with_choices_made(MultiDict(kept))

    version = HiddenField(default="0")
    idem = HiddenField(default=new_click)
    # Where a field is not called as in the record: field to the record's own name.
    names: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # Several forms stand on one page, and what was sent as key may be anything.
        self.mark = secrets.token_hex(4)

    def version_seen(self) -> int:
        """Return the version of the record this page was drawn from."""
        sent = self.version.raw_data  # what was sent, never the record's own: none is stale
        text = str(sent[0]) if sent else ""
        return int(text) if text.isdecimal() and len(text) < 10 else 0

    def key_of(self, field: str) -> str:
        """Return what a field is called in the record."""
        return self.names.get(field, field)

    def written(self, _key: str, value: Any) -> Any:
        """Return a value of the record as this form's field holds it."""
        return value

    def as_sent(self, values: Mapping[str, Any]) -> MultiDict[str, str]:
        """Write a record as a browser would send it in this form."""
        keys = {name: self.key_of(name) for name in self._fields}
        held = {name: self.written(key, values[key]) for name, key in keys.items() if key in values}
        drawn = type(self)(formdata=None, data=held)
        return MultiDict([(name, one) for name in held for one in _sent(drawn[name])])


def with_choices_made(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """Put in what was chosen where two texts overlapped; while a choice is open the page is stale."""
    is_open = False
    for field in sent.getlist("overlap"):
        pick = sent.get(f"pick-{field}", "")
        if pick in ("theirs", "mine"):
            sent.setlist(field, sent.getlist(f"{pick}-{field}"))
        is_open = is_open or pick not in ("theirs", "mine", "own")
    if "overlap" in sent and not is_open:
        sent["version"] = sent.get("merged_version", "")
    return sent


def _sent(field: Field) -> list[str]:
    if isinstance(field, SelectMultipleField):
        return [str(one) for one in field.data or ()]
    if isinstance(field, BooleanField):
        return ["y"] if field.data else []
    if isinstance(field, SelectField):
        return [] if field.data is None else [str(field.data)]
    written: Any = field  # every other field of WTForms can write its value
    return [str(written._value())]  # noqa: SLF001 - how WTForms writes a field


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


def in_reach() -> Callable[[Any, Field], None]:
    """Refuse a day that was mistyped: the day before the first or after the last cannot be reckoned."""

    def check(_form: Any, field: Field) -> None:
        if field.data is not None and not FIRST_DAY <= field.data <= LAST_DAY:
            raise StopValidation(
                f"请填写{FIRST_DAY.isoformat()}至{LAST_DAY.isoformat()}之间的日期，并核对年份。"
            )

    return check


def strip(value: Any) -> Any:
    """Drop blanks at both ends, full-width ones too."""
    return value.strip() if isinstance(value, str) else value


def _kept(value: Any) -> Any:
    return keepable(value) if isinstance(value, str) else value  # else it is a file
