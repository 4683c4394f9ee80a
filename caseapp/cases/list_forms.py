"""The form under the list of cases: a name for what it is narrowed to."""

from __future__ import annotations

from wtforms import HiddenField, StringField

from caseapp.base.forms import BaseForm, at_most, must, strip

NAME_ROOM = 40


class FilterForm(BaseForm):
    """Keep the present filters under a name; the same name is taken over."""

    name = StringField("筛选名称", [must(), at_most(NAME_ROOM)], filters=[strip])
    # The filters as they stand in the address of the list.
    given = HiddenField()


class DropForm(BaseForm):
    """A button and nothing else."""
