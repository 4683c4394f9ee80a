"""Forms of the administrator's pages and of signing in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import NumberRange, Regexp

from caseapp.accounts.actions.certificates import GENERAL_CERTIFICATE, PATENT_CERTIFICATE
from caseapp.accounts.actions.people import PersonGiven
from caseapp.accounts.actions.units import UnitGiven
from caseapp.accounts.person import Person
from caseapp.accounts.sight import LEVELS
from caseapp.accounts.units import KIND_WORDS, UnitKind
from caseapp.base.forms import BaseForm, at_most, may, must, strip
from caseapp.law.reviewers import ASKED_SINCE
from caseapp.law.wording import long_date

Choices = Sequence[tuple[str, str]]
_LEVELS: Any = dict(LEVELS)  # the field reads numbers, its type knows words only


def _text(label: str, length: int, *checks: Any, help_text: str = "") -> StringField:
    return StringField(
        label, validators=[*checks, at_most(length)], filters=[strip], description=help_text
    )


def _chosen() -> NumberRange:
    # The first choice is nobody, so that no role or certificate falls to whoever stands on top.
    return NumberRange(min=1, message="请选择人员。")


class ButtonForm(BaseForm):
    """A button that changes something: nothing is typed."""


class WhyForm(BaseForm):
    """A button that asks for the reason."""

    why = _text("原因", 200, must())


class PersonForm(BaseForm):
    """A person's record."""

    names: ClassVar[Mapping[str, str]] = {"unit": "unit_path", "body": "body_id"}
    name = _text("姓名", 60, must())
    unit = SelectField("单位", validators=[must()])
    post = _text("职务", 60, may())
    phone = _text("电话", 40, may())
    legal_qualification_no = _text(
        "法律职业资格证号",
        40,
        may(),
        help_text="初次从事行政处罚决定法制审核的人员应当填写（行政处罚法第五十八条）。",
    )
    legal_qualified_on = DateField("取得法律职业资格的日期", validators=[may()])
    reviews_since = DateField(
        "从事法制审核的起始日期",
        validators=[may()],
        description=f"{long_date(ASKED_SINCE)}以前已从事审核的，不要求法律职业资格。",
    )

    is_principal = BooleanField(
        "正职负责人或者主持工作的负责人",
        description="每个局只有一人；移送公安机关由其本人决定，代签人不能代为决定（国务院令第310号第五条）。",
    )
    body = SelectField(
        "所属外单位",
        coerce=int,
        default=0,
        validators=[may()],
        description="只有外单位联络员填写：其账号只能看到移送给该单位的事项。上面的“单位”填负责管理这个账号的单位。",
    )

    def offer(self, units: Choices, bodies: Sequence[tuple[int, str]]) -> Self:
        """Offer units and other bodies to choose from."""
        self.unit.choices = units
        self.body.choices = [(0, "不是外单位人员"), *bodies]
        return self

    def written(self, key: str, value: Any) -> Any:
        """Return a value of the record as its field holds it: nobody's body is the first choice."""
        return value or 0 if key == "body_id" else value

    def given(self) -> PersonGiven:
        """Return what was written down."""
        return PersonGiven(
            name=self.name.data or "",
            unit_path=self.unit.data or "",
            post=self.post.data or "",
            phone=self.phone.data or "",
            legal_qualification_no=self.legal_qualification_no.data or "",
            legal_qualified_on=self.legal_qualified_on.data,
            reviews_since=self.reviews_since.data,
            is_principal=bool(self.is_principal.data),
            body_id=self.body.data or None,
        )


class NewPersonForm(PersonForm):
    """A new person: the login name is chosen once."""

    login = _text(
        "登录名", 40, must(), help_text="小写字母、数字或汉字，2 至 40 个字；登记后不能修改。"
    )


class UnitForm(BaseForm):
    """A unit's record."""

    name = _text("名称", 100, must())
    area_code = StringField(
        "区划代码",
        validators=[must(), Regexp(r"^\d{6}$", message="区划代码是 6 位数字（GB/T 2260）。")],
        filters=[strip],
        description="6 位，例如鞍山市 210300、铁西区 210303。",
    )
    agency_name = _text("机关名称", 100, must(), help_text="文书署名用的全称；科室填所属局的名称。")
    agency_word = _text("机关代字", 20, must(), help_text="文号中的机关代字，例如“鞍知”。")
    is_active = BooleanField("在用", default=True)

    def given(self) -> UnitGiven:
        """Return what was written down."""
        return UnitGiven(
            name=self.name.data or "",
            area_code=self.area_code.data or "",
            agency_name=self.agency_name.data or "",
            agency_word=self.agency_word.data or "",
            is_active=bool(self.is_active.data),
        )


class NewUnitForm(UnitForm):
    """A new unit: kind, code and the office above are fixed from then on."""

    kind = SelectField("类别", choices={kind.value: words for kind, words in KIND_WORDS.items()})
    parent = SelectField("上级单位", validators=[may()], description="只有科室设在某个局之下。")
    code = _text(
        "单位代码", 20, must(), help_text="数字和大写字母；局用区划代码，科室用拼音首字母。"
    )

    def kind_given(self) -> UnitKind:
        """Return the chosen kind."""
        return UnitKind(self.kind.data)


@dataclass(frozen=True)
class CertificateGiven:
    """What is printed on a certificate."""

    person_id: int
    kind: str
    number: str
    issuer: str
    valid_from: date
    valid_to: date


class CertificateForm(BaseForm):
    """A certificate as printed."""

    person = SelectField("持证人", validators=[must(), _chosen()], coerce=int)
    kind = SelectField(
        "证件种类", choices={word: word for word in (PATENT_CERTIFICATE, GENERAL_CERTIFICATE)}
    )
    number = _text("证号", 60, must())
    issuer = _text("发证机关", 100, must())
    valid_from = DateField("有效期起", validators=[must()])
    valid_to = DateField("有效期止", validators=[must()])

    def given(self) -> CertificateGiven:
        """Return what is printed on it."""
        return CertificateGiven(
            person_id=int(self.person.data),
            kind=str(self.kind.data),
            number=self.number.data or "",
            issuer=self.issuer.data or "",
            valid_from=_day(self.valid_from),
            valid_to=_day(self.valid_to),
        )


class EndCertificateForm(WhyForm):
    """From which day a certificate no longer holds, and why."""

    on = DateField("停用日期", validators=[must()], description="自这一天起不再有效。")

    def day(self) -> date:
        """Return the first day without the certificate."""
        return _day(self.on)


class GrantForm(BaseForm):
    """A role for a person, for a unit."""

    person = SelectField("人员", validators=[must(), _chosen()], coerce=int)
    role = SelectField("角色", validators=[must()])
    unit = SelectField(
        "适用单位", validators=[may()], description="不选即为本人所在单位；县区的案件须按县区授予。"
    )


class ClearanceForm(BaseForm):
    """Up to which level somebody may read."""

    person = SelectField("人员", validators=[must(), _chosen()], coerce=int)
    clearance = RadioField("可阅级别", choices=_LEVELS, coerce=int, validators=[must()])
    reason = _text("依据", 200, must(), help_text="例如审批单的日期和批准人。")


class DelegationForm(BaseForm):
    """Which unit lets which one read its cases."""

    cases_of = SelectField("哪个单位的案件", validators=[must()])
    seen_by = SelectField(
        "由哪个单位查阅",
        validators=[must()],
        description="该单位中能查阅本单位全部案件的人员，可以查阅（不能办理）对方的案件。",
    )
    since = DateField("起始日期", validators=[must()])
    until = DateField("截止日期", validators=[may()])
    basis = _text("依据", 200, must(), help_text="授权文件的名称和文号。")


class MailForm(BaseForm):
    """Where one's own reminders go."""

    email = _text(
        "提醒邮件地址",
        120,
        may(),
        help_text="单位配置了邮件服务器时，期限提醒同时发到这里；邮件只写案号和期限，不含案情。清空即不再发送。",
    )


class DeputyForm(BaseForm):
    """Who is away, who signs meanwhile."""

    absent = SelectField("请假人", coerce=int, validators=[must(), _chosen()])
    deputy = SelectField(
        "代签人",
        coerce=int,
        validators=[must(), _chosen()],
        description="在这些日子里代行审批和签发；代签人本人承办的案件除外。签名写明代谁签。",
    )
    since = DateField("起始日期", validators=[must()])
    until = DateField("截止日期", validators=[must()])
    why = _text("依据", 200, must(), help_text="例如请假单日期、委托的决定。")


@dataclass(frozen=True)
class CalendarDayGiven:
    """A day the office declares."""

    day: date
    kind: str
    name: str
    source: str
    area: str = ""


class CalendarDayForm(BaseForm):
    """A day of rest or work that the shipped calendar does not know."""

    day = DateField("日期", validators=[must()])
    kind = RadioField(
        "安排", choices={"rest": "放假", "work": "上班"}, validators=[must()], default="rest"
    )
    name = _text("名称", 40, must(), help_text="例如“国庆节”“调休上班”。")
    source = _text("依据", 200, must(), help_text="通知的名称和文号。")
    area = SelectField(
        "适用地区",
        choices={"": "全市各单位"},
        default="",
        description="县区、民族自治地方自行放假的，选择该地区；只计入该地区单位办理的期限。",
    )
    seen = HiddenField()  # which list of moving limits was on the page this was sent from

    def given(self) -> CalendarDayGiven:
        """Return the declared day."""
        return CalendarDayGiven(
            _day(self.day),
            str(self.kind.data),
            self.name.data or "",
            self.source.data or "",
            self.area.data or "",
        )

    def offer(self, areas: Choices) -> CalendarDayForm:
        """Offer the city and its districts to choose from."""
        self.area.choices = {"": "全市各单位", **dict(areas)}
        return self


class SwitchForm(BaseForm):
    """Whom to become in the demo office."""

    person = HiddenField("人员", validators=[must()])

    def person_id(self) -> int:
        """Return the id, 0 for anything that is none."""
        text = str(self.person.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0


def own_choices(people: Iterable[Person]) -> list[tuple[int, str]]:
    """Return the people of the office alone for a picker: those of other bodies are not chosen."""
    return people_choices(one for one in people if one.body_id is None)


def people_choices(people: Iterable[Person]) -> list[tuple[int, str]]:
    """Return people for a picker, nobody first."""
    named = [(one.id, f"{one.name}（{one.unit_name}，{one.login}）") for one in people]
    return [(0, "请选择"), *named]


def unit_choices(units: Iterable[Any], *, empty: str = "") -> Choices:
    """Return the units for a picker, sections set in under their office."""
    first = [("", empty)] if empty else []
    return first + [(row.path, f"{'　' * (row.path.count('/') - 2)}{row.name}") for row in units]


def _day(field: DateField) -> date:
    if field.data is None:
        raise ValueError("asked before the form was validated")
    return field.data
