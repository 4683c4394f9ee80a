"""Forms of papers of cooperation; those of the line of approval are the case's own."""

from __future__ import annotations

import re

from wtforms import DateField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.documents.words import BY_NOTICE, MODES, ServiceGiven

NAMES = re.compile(r"[\s、，,；;]+")


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


class ServeForm(BaseForm):
    """How a letter reached one of its receivers."""

    addressee = StringField("受送达人", [must(), at_most(SHORT_TEXT)], filters=[strip])
    mode = SelectField(
        "送达方式", [must()], choices={one: one for one in MODES if one != BY_NOTICE}
    )
    served_on = DateField("送达日期", [must()], default=today)
    place = StringField("送达地点", [may(), at_most(SHORT_TEXT)], filters=[strip])
    receiver = StringField("收件人", [may(), at_most(60)], filters=[strip])
    relation = StringField("与受送达人的关系", [may(), at_most(60)], filters=[strip])
    servers = StringField(
        "送达人", [may(), at_most(SHORT_TEXT)], filters=[strip], description="两人用顿号分开。"
    )
    witness = StringField("见证人", [may(), at_most(60)], filters=[strip])
    consent_on = DateField("同意电子送达的日期", [may()])
    serve_note = TextAreaField(
        "送达备注",
        [may(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="拒收的事由、邮件号或者电子地址。",
    )

    def given(self) -> ServiceGiven:
        """Return the service as it was typed."""
        return ServiceGiven(
            addressee=self.addressee.data or "",
            mode=str(self.mode.data),
            served_on=self.served_on.data or today(),
            place=self.place.data or "",
            receiver=self.receiver.data or "",
            relation=self.relation.data or "",
            servers=tuple(one for one in NAMES.split(self.servers.data or "") if one),
            witness=self.witness.data or "",
            note=self.serve_note.data or "",
            consent_on=self.consent_on.data,
        )
