"""What is typed about a saved search."""

from __future__ import annotations

from wtforms import BooleanField, StringField

from caseapp.base.forms import BaseForm


class SavedForm(BaseForm):
    """The name of a saved search, and whether it tells of new hits."""

    name = StringField("名称", default="")
    notify = BooleanField("有新命中时提示", default=True)
