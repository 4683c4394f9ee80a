"""The form of a note on a case."""

from __future__ import annotations

from wtforms import TextAreaField

from caseapp.base.forms import BaseForm, at_most, must, strip

NOTE_ROOM = 1000


class NoteForm(BaseForm):
    """What is worth remembering about a case and belongs into no paper."""

    words = TextAreaField(
        "记事",
        [must(), at_most(NOTE_ROOM)],
        filters=[strip],
        description="例如电话联系情况、待核实的问题。保存后不能修改，能看到本案的人都能看到。",
    )
