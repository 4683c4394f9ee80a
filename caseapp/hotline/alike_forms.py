"""The form under two tickets side by side."""

from __future__ import annotations

from wtforms import StringField

from caseapp.base.forms import BaseForm, at_most, must


class VerdictForm(BaseForm):
    """One of three buttons."""

    verdict = StringField("是否同一件事", [must(), at_most(10)])
