"""The form by which a dispute is registered: who asks, against whom, on which patent, for what."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField

from caseapp.base.clock import today
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.cases.actions import RequestGiven
from caseapp.cases.actions.links import LinkGiven
from caseapp.cases.open_file import OpenFile
from caseapp.cases.request_words import REQUEST_PAPERS, STANDINGS
from caseapp.parties.given import KINDS, LABELS, PartyGiven, party_faults
from caseapp.patents.given import numbers_in

SIDES = {"requester": "请求人", "respondent": "被请求人"}
# What the request says of each side; the rest is added on the page of the party.
ASKED = (
    *("kind", "name", "credit_code", "id_number", "legal_representative", "address", "phone"),
    "service_address",
)
_LENGTHS = {"name": SHORT_TEXT, "address": SHORT_TEXT, "service_address": SHORT_TEXT}


def _field_of(side: str, name: str) -> Any:
    label = f"{SIDES[side]}{LABELS[name]}" if name != "kind" else f"{SIDES[side]}类型"
    if name == "kind":
        return RadioField(label, [must()], choices=dict(KINDS), default="company")
    check = must() if name == "name" else may()
    return StringField(label, [check, at_most(_LENGTHS.get(name, 60))], filters=[strip])


class BareRequest(BaseForm):
    """What every request says; the boxes of the two sides are made from one list."""

    received_on = DateField(
        "收到请求书日期", [must()], default=today, description="决定是否立案的期限从这一天起算。"
    )
    unit_id = SelectField("承办单位", [must()], coerce=int)
    standing = SelectField("请求人的身份", [must()], choices=dict(STANDINGS), default="holder")
    patent_as_printed = StringField(
        "专利号",
        [must(), at_most(SHORT_TEXT)],
        filters=[strip],
        description="一件请求只涉及一项专利；涉及几项的，分别登记后并案审理。",
    )
    claims = StringField(
        "主张的权利要求",
        [may(), at_most(400)],
        filters=[strip],
        description="如：权利要求1、3。外观设计填写主张的设计。",
    )
    relief = TextAreaField("请求事项", [must(), at_most(LONG_TEXT)], filters=[strip])
    grounds = TextAreaField("事实和理由", [must(), at_most(LONG_TEXT)], filters=[strip])
    product = StringField("涉嫌侵权的产品或者方法", [may(), at_most(SHORT_TEXT)], filters=[strip])
    place = StringField("侵权行为地", [may(), at_most(SHORT_TEXT)], filters=[strip])
    known_on = DateField(
        "请求人知道侵权行为以及侵权人的日期", [may()], description="时效从这一天起算。"
    )
    respondent_abroad = BooleanField("被请求人在中国没有住所", description="答辩期限因此不同。")
    papers = MultiCheckboxField("随请求书提交的材料", [may()], choices=dict(REQUEST_PAPERS))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the codes of both sides and the patent after the single fields are right."""
        if not super().validate(extra_validators):
            return False
        sound = True
        for side in SIDES:
            for name, sentence in party_faults(self.party(side), today=today()).items():
                box = self[f"{side}_{name}"]
                box.errors = [*box.errors, sentence]
                sound = False
        return self._patent_is_sound() and sound

    def _patent_is_sound(self) -> bool:
        """The right a request rests on has a real number; a wrong mark on goods is another matter."""
        box = self.patent_as_printed
        wrong = [one for one in numbers_in(box.data or "", today=today()) if not one.valid]
        box.errors = [
            *box.errors,
            *(f"“{one.raw}”有误：{one.why}。请对照专利登记簿或者证书核对。" for one in wrong),
        ]
        return not wrong

    def party(self, side: str) -> PartyGiven:
        """Return one side as it was typed."""
        return PartyGiven(**{name: str(self[f"{side}_{name}"].data or "") for name in ASKED})

    def given(self, track: str) -> RequestGiven:
        """Return the request as it was typed."""
        return RequestGiven(
            track=track,
            received_on=self.received_on.data or today(),
            unit_id=self.unit_id.data,
            requester=self.party("requester"),
            respondent=self.party("respondent"),
            patent_as_printed=self.patent_as_printed.data or "",
            relief=self.relief.data or "",
            grounds=self.grounds.data or "",
            claims=self.claims.data or "",
            standing=str(self.standing.data),
            papers=tuple(self.papers.data or ()),
            known_on=self.known_on.data,
            respondent_abroad=bool(self.respondent_abroad.data),
            place=self.place.data or "",
            product=self.product.data or "",
        )


# One box for each thing asked of each side.
OF_SIDES = {f"{side}_{name}": _field_of(side, name) for side in SIDES for name in ASKED}
RequestForm: type[BareRequest] = type("RequestForm", (BareRequest,), OF_SIDES)


def fill_from(form: BareRequest, file: OpenFile) -> None:
    """Begin a form with the request another case came from; the patent or a side is then changed."""
    asked = file.request
    if asked is None:
        return
    form.received_on.data, form.unit_id.data = file.case.received_on, file.case.unit_id
    form.product.data, form.place.data = file.case.product, file.case.place
    for name in ("standing", "claims", "relief", "grounds", "papers", "known_on"):
        form[name].data = getattr(asked, name)
    form.patent_as_printed.data = next((row.as_printed for row in file.patents), "")
    for row in file.parties:
        if row.part in SIDES:
            for name in ASKED:
                form[f"{row.part}_{name}"].data = getattr(row, name)


class LinkForm(BaseForm):
    """Another case that is heard together with this one."""

    number = StringField(
        "另一案的案号", [must(), at_most(60)], filters=[strip], description="案号或者请求编号。"
    )
    on = DateField("并案日期", [must()], default=today)
    why = StringField("理由", [must(), at_most(400)], filters=[strip])

    def given(self) -> LinkGiven:
        """Return what was typed, frozen."""
        return LinkGiven(
            number=self.number.data or "", on=self.on.data or today(), why=self.why.data or ""
        )


class SeparateForm(BaseForm):
    """Why two cases are no longer heard together."""

    separated_on = DateField("分开审理的日期", [must()], default=today)
    separated_why = StringField("分开审理的理由", [must(), at_most(400)], filters=[strip])
