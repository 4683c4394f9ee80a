"""Forms for parties; a wrong code is told in a sentence at its field."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.parties.given import KINDS, LABELS, PARTS, PartyGiven, party_faults
from caseapp.parties.protected import PROTECTED_PARTS, ProtectedGiven


def _line(name: str, length: int = SHORT_TEXT, help_text: str = "") -> StringField:
    checks = [may(), at_most(length)]
    return StringField(LABELS[name], checks, filters=[strip], description=help_text)


class PartyForm(BaseForm):
    """A person or firm as the licence or the identity card shows it."""

    kind = RadioField(LABELS["kind"], [must()], choices=dict(KINDS), default="company")
    name = StringField(LABELS["name"], [must(), at_most(SHORT_TEXT)], filters=[strip])
    credit_code = _line("credit_code", 40, "18位，照营业执照录入，校验位自动核对。")
    org_code = _line("org_code", 20, "2015年前的旧证照才有。")
    registration_no = _line("registration_no", 40, "旧营业执照上的15位注册号。")
    id_number = _line("id_number", 40, "自然人和个体工商户经营者。")
    legal_representative = _line("legal_representative", 60)
    representative_post = _line("representative_post", 60)
    address = _line("address")
    service_address = _line("service_address", help_text="与住所不同时填写。")
    phone = _line("phone", 40)
    contact = _line("contact", 60)
    former_names = _line("former_names", 400)
    note = TextAreaField(LABELS["note"], [may(), at_most(LONG_TEXT)], filters=[strip])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the codes after the single fields are right."""
        if not super().validate(extra_validators):
            return False
        faults = party_faults(self.given(), today=today())
        for name, sentence in faults.items():
            self[name].errors = [*self[name].errors, sentence]
        return not faults

    def given(self) -> PartyGiven:
        """Return what was typed, frozen."""
        return PartyGiven(**{name: str(self[name].data or "") for name in LABELS})


class CasePartyForm(PartyForm):
    """A party and what it is in this case."""

    part = SelectField("本案身份", [must()], choices=dict(PARTS), default="respondent")


class ProtectedForm(BaseForm):
    """Somebody of a case who asks not to be named."""

    part = SelectField("本案身份", [must()], choices=dict(PROTECTED_PARTS), default="witness")
    name = StringField("姓名", [must(), at_most(60)], filters=[strip])
    phone = StringField("电话", [may(), at_most(40)], filters=[strip])
    id_number = StringField("身份证号", [may(), at_most(40)], filters=[strip])
    address = StringField("地址", [may(), at_most(SHORT_TEXT)], filters=[strip])

    def given(self) -> ProtectedGiven:
        """Return what was typed, frozen."""
        return ProtectedGiven(
            part=str(self.part.data),
            name=self.name.data or "",
            phone=self.phone.data or "",
            id_number=self.id_number.data or "",
            address=self.address.data or "",
        )


class PhoneForm(BaseForm):
    """A number to ask about; it is sent as a form and stands in no address."""

    phone = StringField("来电号码", [must(), at_most(40)], filters=[strip])


class AskForm(BaseForm):
    """Why an identity is to be opened."""

    reason = TextAreaField(
        "查看理由",
        [must(), at_most(400)],
        filters=[strip],
        description="写明用途和要核实的事项。理由、时间和本人姓名会一直留在记录中。",
    )


class DecideForm(BaseForm):
    """What the second person says to a request."""

    why = StringField(
        "意见", [may(), at_most(400)], filters=[strip], description="不同意的，必须写明原因。"
    )
