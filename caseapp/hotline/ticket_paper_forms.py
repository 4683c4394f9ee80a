"""Forms of a ticket's papers: which one, the day of signing, why it is void, how it was served."""

from __future__ import annotations

import re

from wtforms import DateField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.documents.words import BY_NOTICE, MODES, ServiceGiven

NAMES = re.compile(r"[\s、，,；;]+")


class DraftForm(BaseForm):
    """A button beside each paper that can be drafted."""

    kind = StringField("文书", [must(), at_most(40)])


class SignForm(BaseForm):
    """The day a paper is signed; the version says which text was read."""

    on = DateField("签发日期", [must()], default=today)


class VoidForm(BaseForm):
    """Why a paper is void."""

    why = StringField("作废原因", [must(), at_most(SHORT_TEXT)], filters=[strip])


class TicketServiceForm(BaseForm):
    """How a paper of a ticket reached its receiver."""

    addressee = StringField(
        "受送达人",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="身份已密封的只写代号。",
    )
    mode = SelectField(
        "送达方式", [must()], choices={one: one for one in MODES if one != BY_NOTICE}
    )
    served_on = DateField("送达日期", [must()], default=today)
    place = StringField("送达地点", [may(), at_most(SHORT_TEXT)], filters=[strip])
    receiver = StringField("收件人", [may(), at_most(100)], filters=[strip])
    relation = StringField("与受送达人的关系", [may(), at_most(100)], filters=[strip])
    servers = StringField(
        "送达人", [may(), at_most(SHORT_TEXT)], filters=[strip], description="两人用顿号分开。"
    )
    witness = StringField("见证人", [may(), at_most(100)], filters=[strip])
    consent_on = DateField("同意电子送达的日期", [may()])
    note = TextAreaField(
        "备注", [may(), at_most(SHORT_TEXT)], filters=[strip], description="邮件号或者电子地址。"
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
            note=self.note.data or "",
            consent_on=self.consent_on.data,
        )
