"""The form of a draft: one box for each word its kind asks for, each as its kind of word wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from wtforms import StringField, TextAreaField

from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, BaseForm, at_most, may, strip
from caseapp.cases.paper_words import (
    boxes_of,
    is_day,
    is_moment,
    kept_moment,
    read_word,
    word_help,
    written_word,
)
from caseapp.documents import approval
from caseapp.documents.catalogue import FieldOfPaper, kind_of
from caseapp.documents.catalogue import Source as PaperSource
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.values import MOST_SIGNS

# A list of some hundred goods is longer than any text.
LONGEST_LIST = 5 * LONG_TEXT


class DayField(StringField):
    """A day; what is no day stays as it was typed and is shown as text."""

    @property
    def shape(self) -> str:
        """Say which box shows what stands here without losing it."""
        return "date" if not self.data or is_day(self.data) else "text"


class MomentField(StringField):
    """A moment to the minute; what is none stays as it was typed and is shown as text."""

    @property
    def shape(self) -> str:
        """Say which box shows what stands here without losing it."""
        return "datetime-local" if not self.data or is_moment(kept_moment(self.data)) else "text"

    def _value(self) -> str:
        return kept_moment(self.data or "")


class SumField(StringField):
    """A sum as it is typed; what cannot be read stays in the box."""


class BoxesField(MultiCheckboxField):
    """The boxes of a choice; one that is ticked and unknown to the list is shown all the same."""


class RowsField(TextAreaField):
    """A list, one row a line; the page draws it as a table."""


class PaperForm(BaseForm):
    """The words of a draft; one field for each word its kind asks for."""

    def written(self, key: str, value: Any) -> Any:
        """Return a word as its box holds it."""
        is_choice = PLACEHOLDERS[key].type is Type.CHOICE
        return boxes_of(value) if is_choice else written_word(value or "")

    def given(self) -> dict[str, Any]:
        """Return the words by their name in the dictionary."""
        kept: Mapping[str, str] = self.names
        return {name: read_word(name, self[key].data or "") for key, name in kept.items()}


class AsideForm(BaseForm):
    """An act on a draft that types nothing: taking a version back, taking words over."""


def asked_of(record: Any, day: date) -> list[FieldOfPaper]:
    """Give what the page of a draft asks for, in the order of the paper."""
    kind = kind_of(record.kind)
    # Nobody puts words into the mouth of the head, the reviewer or the chief: the line fills them in.
    others = approval.words_of_others(kind.chain)
    return [
        one
        for one in kind.fields_on(day)
        if one.source is not PaperSource.PAPER and one.key not in others
    ]


def paper_form(record: Any, *, day: date, sent: bool) -> PaperForm:
    """Build the form of a draft from what was sent, or from its words of now."""
    asked = asked_of(record, day)
    names = {f"w{place}": one.key for place, one in enumerate(asked)}
    fields = {
        key: _field(one, record.data.get(one.key, ""))
        for key, one in zip(names, asked, strict=True)
    }
    made = type("FormOfPaper", (PaperForm,), {**fields, "names": names})
    blank: PaperForm = made(formdata=None)
    words = {key: blank.written(name, record.data.get(name, "")) for key, name in names.items()}
    if sent:
        return cast("PaperForm", made(data=words))
    # Another form of the page may have been sent: its version is none of this one's.
    form: PaperForm = made(formdata=None, data=words)
    form.version.data = str(record.version)
    return form


def _field(asked: FieldOfPaper, value: Any) -> Any:
    known = PLACEHOLDERS[asked.key]
    if known.type is Type.CHOICE:
        unknown = [one for one in boxes_of(value) if one not in known.options]
        choices = {one: one for one in (*known.options, *unknown)}
        return BoxesField(asked.label, [may()], choices=choices)
    if known.type is Type.ROWS:
        return RowsField(
            asked.label,
            [may(), at_most(LONGEST_LIST)],
            filters=[strip],
            description=word_help(asked.key),
        )
    make = BOXES.get(known.type, TextAreaField)
    most = MOST_SIGNS.get(asked.key, LONG_TEXT)
    return make(asked.label, [may(), at_most(most)], filters=[strip])


BOXES: Mapping[Type, Callable[..., Any]] = {
    Type.DATE: DayField,
    Type.INSTANT: MomentField,
    Type.MONEY: SumField,
}
