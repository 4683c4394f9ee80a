"""The people of the demo office: all names are invented, nobody of these names is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseapp.accounts import actions, queries
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.bodies import queries as bodies
from caseapp.law.procedures.roles import Role

ISSUER = "辽宁省人民政府"
PATENT_CERTIFICATE, GENERAL_CERTIFICATE = "专利行政执法证", "行政执法证"
# The patent office's certificates ended with its procedure; the market bureau gave new ones.
FIRST = (date(2013, 1, 1), date(2019, 3, 31))
SECOND_FROM = date(2019, 4, 1)
RENEWED_FOR = timedelta(days=900)
EXPIRED_SINCE = timedelta(days=40)


@dataclass(frozen=True)
class Member:
    """One of the office; `held` is how the certificate stands, empty for who needs none."""

    login: str
    name: str
    unit: str
    role: Role
    post: str
    held: str = ""
    qualification: str = ""


PRINCIPAL = "局长"
# Accounts of other bodies: login, name, post, key of the body in the register.
COUNTERPARTS = (
    ("xingweiguo", "邢卫国", "经侦支队法制员", "anshan_police"),
    ("yanshouan", "严守安", "经侦支队民警", "anshan_police"),
    ("shichangshun", "史长顺", "执法稽查科", "anshan_market_bureau"),
    ("jianchengyi", "菅承毅", "第二检察部", "anshan_procuratorate"),
    ("qumingda", "曲明达", "综合股", "lishan_market_bureau"),
)

# Of each role the city's own stands first by login: that is whose link the commands print.
MEMBERS = (
    Member("anxiaotong", "安晓彤", places.HOTLINE, Role.OPERATOR, "值守员"),
    Member("haojingwen", "郝静文", places.HOTLINE, Role.OPERATOR, "值守员"),
    Member("jianning", "简宁", places.HOTLINE, Role.INFORMANT_DESK, "举报专员"),
    Member("baiyufeng", "白雨峰", places.ENFORCEMENT, Role.OFFICER, "一级主任科员", "valid"),
    Member("caomingyuan", "曹明远", places.ENFORCEMENT, Role.OFFICER, "二级主任科员", "valid"),
    Member("duxiaoran", "杜晓然", places.ENFORCEMENT, Role.OFFICER, "三级主任科员", "valid"),
    Member("gaozhiheng", "高志恒", places.ENFORCEMENT, Role.OFFICER, "四级主任科员", "valid"),
    Member("hejiali", "贺佳丽", places.ENFORCEMENT, Role.OFFICER, "一级科员", "valid"),
    Member("kongxiangrui", "孔祥瑞", places.ENFORCEMENT, Role.OFFICER, "一级科员", "expired"),
    Member("lujianping", "陆建平", places.ENFORCEMENT, Role.UNIT_HEAD, "执法科科长", "valid"),
    Member("chengsishen", "程思慎", places.LEGAL, Role.LEGAL, "法制科科长", "", "A20112103010017"),
    Member("liangshouzheng", "梁守正", places.LEGAL, Role.LEGAL, "科员", "", "A20172103020046"),
    Member("fangtinglan", "方听澜", places.LEGAL, Role.HEARING, "听证主持人"),
    Member("dingliping", "丁立平", places.CITY, Role.CHIEF, "局长"),
    Member("fanguoliang", "范国梁", places.CITY, Role.CHIEF, "副局长"),
    Member("jiwenxiu", "纪文秀", places.GENERAL, Role.REGISTRAR, "登记员"),
    Member("jinhuichang", "金会昌", places.GENERAL, Role.FINANCE, "会计"),
    Member("guchen", "顾晨", places.GENERAL, Role.PUBLICITY, "公示员"),
    Member("lianyunfei", "连云飞", places.GENERAL, Role.LIAISON, "联络员"),
    Member("jiangwei", "江维", places.CITY, Role.SYSTEM_ADMIN, "系统管理员"),
    Member("maoshenzhi", "毛慎之", places.CITY, Role.SECURITY_ADMIN, "安全保密管理员"),
    Member("niemingcha", "聂明察", places.CITY, Role.AUDIT_ADMIN, "安全审计员"),
    Member("rentiejun", "任铁军", places.TIEXI, Role.OFFICER, "执法员", "valid"),
    Member("shaolin", "邵琳", places.TIEXI, Role.OFFICER, "执法员", "valid"),
    Member("shilei", "石磊", places.TIEXI, Role.UNIT_HEAD, "执法股股长", "valid"),
    Member("songminglv", "宋明律", places.TIEXI, Role.LEGAL, "法制员", "", "A20152103030028"),
    Member("shenhaidong", "沈海东", places.TIEXI, Role.CHIEF, "局长"),
    Member("tianye", "田野", places.HAICHENG, Role.OFFICER, "执法员", "valid"),
    Member("wangxiaolan", "汪晓岚", places.HAICHENG, Role.OFFICER, "执法员", "valid"),
    Member("xuhaiming", "徐海鸣", places.HAICHENG, Role.UNIT_HEAD, "执法股股长", "valid"),
    Member("yushenyan", "于慎言", places.HAICHENG, Role.LEGAL, "法制员", "", "A20192103810005"),
    Member("wuzhenshan", "武振山", places.HAICHENG, Role.CHIEF, "局长"),
)


@dataclass(frozen=True)
class Staff:
    """Who acts for one office; a small office lets its officers publish and take payments."""

    unit_id: int
    area_code: str
    officers: tuple[Person, ...]
    head: Person
    legal: tuple[Person, ...]
    chiefs: tuple[Person, ...]
    publicity: Person
    finance: Person
    registrar: Person
    hearing: Person | None = None


# office -> the unit its cases lie in, and the unit all of whose people act for it
OFFICES: Mapping[str, tuple[str, str]] = {
    "city": (places.ENFORCEMENT, places.CITY),
    "tiexi": (places.TIEXI, places.TIEXI),
    "haicheng": (places.HAICHENG, places.HAICHENG),
}


def hire() -> None:
    """Set up the units and take everybody on with role and certificates."""
    time_itself = Person.system()
    actions.seed_units(by=time_itself)
    for number, member in enumerate(MEMBERS, start=1):
        person_id = actions.add_person(
            by=time_itself,
            login=member.login,
            name=member.name,
            unit=member.unit,
            post=member.post,
            phone=f"0412-555{number:04d}",
            legal_qualification_no=member.qualification,
            is_principal=member.post == PRINCIPAL,
            roles=[member.role.value],
        )
        for kind, number_text, first, last in _certificates(member, number):
            actions.add_certificate(
                by=time_itself,
                person_id=person_id,
                kind=kind,
                number=number_text,
                issuer=ISSUER,
                valid_from=first,
                valid_to=last,
            )


def invite() -> None:
    """Give the liaison officers of other bodies their accounts; the register of bodies comes first."""
    for login, name, post, key in COUNTERPARTS:
        body = bodies.with_key(key)
        if body is None:
            raise LookupError(key)
        actions.add_person(
            by=Person.system(),
            login=login,
            name=name,
            unit=places.GENERAL,
            post=post,
            body_id=body.id,
            roles=[Role.COUNTERPART.value],
        )


def staff() -> dict[str, Staff]:
    """Return who acts for each office, as they stand in the database."""
    return {key: _staff(unit, people) for key, (unit, people) in OFFICES.items()}


def operators() -> tuple[Person, ...]:
    """Return who answers the telephone."""
    return _holding(Role.OPERATOR, places.CITY)


def liaison() -> Person:
    """Return who keeps meetings, notices and agreements with other bodies for the city."""
    return _holding(Role.LIAISON, places.CITY)[0]


def informant_desk() -> Person:
    """Return who tells the sealed reporters of all offices."""
    return _holding(Role.INFORMANT_DESK, places.CITY)[0]


def _certificates(member: Member, number: int) -> Iterator[tuple[str, str, date, date]]:
    if not member.held:
        return
    ends = today() + RENEWED_FOR if member.held == "valid" else today() - EXPIRED_SINCE
    yield PATENT_CERTIFICATE, f"演示专执{number:04d}", *FIRST
    yield GENERAL_CERTIFICATE, f"演示执法{number:04d}", SECOND_FROM, ends


def _holding(role: Role, people: str) -> tuple[Person, ...]:
    found = [queries.person_by_login(m.login) for m in MEMBERS if _is_of(m, role, people)]
    return tuple(person for person in found if person is not None)


def _is_of(member: Member, role: Role, people: str) -> bool:
    return member.role is role and member.unit.startswith(people)


def _certified(role: Role, people: str) -> tuple[Person, ...]:
    valid = {member.login for member in MEMBERS if member.held == "valid"}
    return tuple(person for person in _holding(role, people) if person.login in valid)


def _staff(unit: str, people: str) -> Staff:
    officers = _certified(Role.OFFICER, people)
    row = queries.unit_by_path(unit)
    publicity, finance = _holding(Role.PUBLICITY, people), _holding(Role.FINANCE, people)
    hearing = _holding(Role.HEARING, people)
    return Staff(
        unit_id=row.id if row is not None else 0,
        area_code=row.area_code if row is not None else "",
        officers=officers,
        head=_holding(Role.UNIT_HEAD, people)[0],
        legal=_holding(Role.LEGAL, people),
        chiefs=_holding(Role.CHIEF, people),
        publicity=next(iter(publicity), officers[0]),
        finance=next(iter(finance), officers[1]),
        # A small office leaves the seal with its chief.
        registrar=next(iter(_holding(Role.REGISTRAR, people)), _holding(Role.CHIEF, people)[0]),
        hearing=next(iter(hearing), None),
    )
