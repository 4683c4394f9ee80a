"""The fixed cast of the tests: one of every role, two districts, three administrators."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseapp.accounts import actions, queries
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.bodies import actions as bodies
from caseapp.knowledge import actions as knowledge
from caseapp.law.procedures.roles import Role
from tests.pages import HOST, Reader

# Long enough that a case of the first edition and one of the newest find it valid.
CERTIFIED = (date(2012, 1, 1), date(2032, 12, 31))
ISSUER = "辽宁省人民政府"
COOKIE = "caseapp"  # its name without TLS


@dataclass(frozen=True)
class Member:
    """One of the cast, as hired on the first day."""

    login: str
    name: str
    unit: str
    role: Role
    is_certified: bool = False
    legal_qualification_no: str = ""
    is_principal: bool = False


CAST = (
    Member("wang", "王建民", places.ENFORCEMENT, Role.OFFICER, is_certified=True),
    Member("li", "李秀英", places.ENFORCEMENT, Role.OFFICER, is_certified=True),
    Member("xu", "徐志强", places.ENFORCEMENT, Role.OFFICER),  # has no certificate
    Member("wu", "吴国栋", places.ENFORCEMENT, Role.UNIT_HEAD, is_certified=True),
    Member("zhang", "张法正", places.LEGAL, Role.LEGAL, legal_qualification_no="A20102103000001"),
    Member("sun", "孙明远", places.LEGAL, Role.HEARING),
    Member("chen", "陈立新", places.CITY, Role.CHIEF, is_principal=True),
    Member("liu", "刘晓燕", places.HOTLINE, Role.OPERATOR),
    Member("zhou", "周静", places.HOTLINE, Role.INFORMANT_DESK),
    Member("zheng", "郑丽华", places.GENERAL, Role.REGISTRAR),
    Member("feng", "冯会来", places.GENERAL, Role.FINANCE),
    Member("chu", "褚文", places.GENERAL, Role.PUBLICITY),
    Member("wei", "卫东", places.GENERAL, Role.LIAISON),
    Member("zhao", "赵海涛", places.TIEDONG, Role.OFFICER, is_certified=True),
    Member("qian", "钱进", places.TIEDONG, Role.OFFICER, is_certified=True),
    Member("han", "韩冬梅", places.TIEDONG, Role.CHIEF, is_principal=True),
    Member("jiang", "蒋系统", places.CITY, Role.SYSTEM_ADMIN),
    Member("shen", "沈保密", places.CITY, Role.SECURITY_ADMIN),
    Member("yang", "杨审计", places.CITY, Role.AUDIT_ADMIN),
)


class People(Mapping[str, Person]):
    """The cast by login: `people.wang` or `people["wang"]`."""

    def __init__(self, cast: Mapping[str, Person]) -> None:
        self._cast = dict(cast)

    def __getattr__(self, login: str) -> Person:
        """Give one of the cast."""
        try:
            return self._cast[login]
        except KeyError:
            raise AttributeError(login) from None

    def __getitem__(self, login: str) -> Person:
        """Give one of the cast."""
        return self._cast[login]

    def __iter__(self) -> Iterator[str]:
        """Go through the logins."""
        return iter(self._cast)

    def __len__(self) -> int:
        """Count the cast."""
        return len(self._cast)


def hire() -> None:
    """Set up the units and take everybody on, through the actions of the office itself."""
    time_itself = Person.system()
    actions.seed_units(by=time_itself)
    bodies.take_shipped(by=time_itself)
    knowledge.take_shipped(by=time_itself)
    for number, member in enumerate(CAST, start=1):
        person_id = actions.add_person(
            by=time_itself,
            login=member.login,
            name=member.name,
            unit=member.unit,
            legal_qualification_no=member.legal_qualification_no,
            is_principal=member.is_principal,
            roles=[member.role.value],
        )
        if member.is_certified:
            actions.add_certificate(
                by=time_itself,
                person_id=person_id,
                number=f"辽专执{number:04d}",
                issuer=ISSUER,
                valid_from=CERTIFIED[0],
                valid_to=CERTIFIED[1],
            )


def everybody() -> People:
    """Read the cast as it stands in the database now."""
    found = {member.login: queries.person_by_login(member.login) for member in CAST}
    return People({login: person for login, person in found.items() if person is not None})


def sign_in(reader: Reader, login: str) -> Reader:
    """Put a sign-in of one of the cast into a browser; the link itself has tests of its own."""
    person = queries.person_by_login(login)
    assert person is not None, f"{login} is not of the cast"
    with writing():
        token = actions.start_session(by=person, address="127.0.0.1")
    reader.browser.set_cookie(COOKIE, token, domain=HOST)
    return reader
