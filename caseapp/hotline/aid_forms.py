"""The form of an application that came as a visit or a letter: how it came, and the application itself."""

from __future__ import annotations

from wtforms import SelectField

from caseapp.aid.forms import AidForm
from caseapp.base.forms import must
from caseapp.hotline.words import CHANNELS

DIRECT = ("visit", "letter", "web")


class DirectAidForm(AidForm):
    """An application and the way it came."""

    channel = SelectField(
        "渠道", [must()], choices={key: CHANNELS[key] for key in DIRECT}, default="visit"
    )
