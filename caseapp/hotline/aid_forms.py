"""Forms of an application: one that came as a visit or a letter, one that a ticket is about."""

from __future__ import annotations

from wtforms import BooleanField, SelectField

from caseapp.aid.forms import AidForm
from caseapp.base.forms import must
from caseapp.hotline.words import CHANNELS

DIRECT = ("visit", "letter", "web")


class DirectAidForm(AidForm):
    """An application and the way it came."""

    channel = SelectField(
        "渠道", [must()], choices={key: CHANNELS[key] for key in DIRECT}, default="visit"
    )


class TicketAidForm(AidForm):
    """An application of a caller; whoever asked for secrecy is asked whether that ends."""

    ends_secrecy = BooleanField("申请人就是要求保密的来电人，同意公开身份")

    def of(self, *, sealed: bool) -> TicketAidForm:
        """Ask only of a sealed caller whether the secrecy ends."""
        if not sealed:
            del self.ends_secrecy
        return self

    def ended(self) -> bool:
        """Say whether the applicant agreed to be named."""
        return "ends_secrecy" in self and bool(self.ends_secrecy.data)
