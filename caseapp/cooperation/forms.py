"""Forms of papers of cooperation; those of the line of approval are the case's own."""

from __future__ import annotations

from wtforms import DateField, StringField

from caseapp.base.clock import today
from caseapp.base.forms import BaseForm, at_most, must


class DraftForm(BaseForm):
    """A button beside each paper that can be drafted, and the day whose wording it follows."""

    kind = StringField("文书", [must(), at_most(40)])
    on = DateField(
        "文书的日期",
        [must()],
        default=today,
        description="补录以前的事项时，改为当时的日期，文书用当时的名称和写法。",
    )


class SignHereForm(BaseForm):
    """A press: the draft the page shows is signed on the spot."""
