"""Forms at the foot of a paper: handing in, opinion, seal, proof of service, voiding."""

from __future__ import annotations

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from caseapp.base.clock import today
from caseapp.base.forms import LONG_TEXT, BaseForm, at_most, may, must, strip
from caseapp.cases.actions import OpinionGiven
from caseapp.documents.actions import SealGiven
from caseapp.documents.approval import AGREE, RETURN
from caseapp.documents.words import PROOFS

MOST_COPIES = 999


class HandInForm(BaseForm):
    """The undertaker's opinion with which a draft goes up."""

    asked_text = TextAreaField(
        "承办意见", [may(), at_most(LONG_TEXT)], filters=[strip], description="不填写的记为“报批”。"
    )
    asked_on = DateField("报批日期", [must()], default=today)

    def given(self) -> OpinionGiven:
        """Return what goes up with the draft, and which version of it."""
        return OpinionGiven(
            self.asked_on.data or today(), self.asked_text.data or "", self.version_seen()
        )


class OpinionForm(BaseForm):
    """An opinion on the draft the page shows."""

    verdict = RadioField(
        "审批意见", [must()], choices={AGREE: "同意", RETURN: "退回修改"}, default=AGREE
    )
    said_text = TextAreaField(
        "具体意见",
        [may(), at_most(LONG_TEXT)],
        filters=[strip],
        description="退回修改的，写明哪里要改；同意而不填写的，记为“同意”。",
    )
    said_on = DateField("意见日期", [must()], default=today)

    def given(self) -> OpinionGiven:
        """Return what was said, and of which version."""
        return OpinionGiven(
            self.said_on.data or today(), self.said_text.data or "", self.version_seen()
        )


class TakeBackForm(BaseForm):
    """Why a draft is taken back."""

    back_text = StringField("撤回原因", [may(), at_most(200)], filters=[strip])


class SealForm(BaseForm):
    """A use of the seal."""

    copies = IntegerField(
        "用印份数", [must(), NumberRange(1, MOST_COPIES, "用印份数应当是 1 至 999。")]
    )
    sealed_on = DateField("用印日期", [must()], default=today)
    sealed_by = StringField("用印人", [must(), at_most(60)], filters=[strip])
    seal_note = StringField("用印备注", [may(), at_most(200)], filters=[strip])

    def given(self) -> SealGiven:
        """Return what is told about the use."""
        return SealGiven(
            copies=int(self.copies.data or 0),
            on=self.sealed_on.data or today(),
            sealed_by=self.sealed_by.data or "",
            note=self.seal_note.data or "",
        )


class ProofForm(BaseForm):
    """What kind of proof the files are; they come beside the form."""

    service = SelectField("哪一次送达", [must()], coerce=int)
    what = SelectField("证明种类", [must()], choices={one: one for one in PROOFS})


class VoidForm(BaseForm):
    """Why a paper is void."""

    why = TextAreaField(
        "作废原因",
        [must(), at_most(LONG_TEXT)],
        filters=[strip],
        description="文号不再使用，连同原因留在文号登记簿上。",
    )


class BareForm(BaseForm):
    """A button and nothing else."""
