"""One city with its districts and a zone: a case for each relation, canaries in every hidden text."""

import contextlib
import hashlib
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as people_queries
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db, writing
from caseapp.cases import actions as cases
from caseapp.cases.actions import LeadGiven
from caseapp.cases.models import CaseOfficer
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as documents
from caseapp.evidence import actions as evidence
from caseapp.evidence import queries as evidence_queries
from caseapp.evidence.given import ItemGiven
from caseapp.hotline import actions as hotline
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.sources import Source
from caseapp.ledger.store import FileStore
from caseapp.ledger.worker import drain_all
from caseapp.parties import queries as parties
from caseapp.reactions import REACTIONS
from tests.counterparts import invite
from tests.matrix import (
    aided,
    compared,
    contacts,
    handed,
    informed,
    jointed,
    late,
    liaised,
    pacts,
    passed,
    received,
    registers,
    routed,
    searched,
    shown,
    taking,
)
from tests.matrix.watching import Watch
from tests.people import CERTIFIED, ISSUER, People, everybody
from tests.stories import (
    PATENT,
    RECEIVED,
    ROAD,
    Crew,
    Story,
    city_crew,
    district_crew,
    reported,
    unit_id,
)

ABSENT = 2_000_000
CANARY = re.compile(r"kn[0-9a-f]{12}")
# Numbers keep their shape: a canary in them would be a wrong number, which the office treats apart.
SHAPED = ("patent_number", "patent_as_printed", "spec", "phone")
MATTER = (
    "sign_notice"  # a draft, a signed notice to serve, evidence to dispose of: much can be done
)
FROM_A_CALL = ("own", "section", "recused", "sealed", "closed")
TURNS = ("verify", "file", "pass_review", "sign_notice", "decide", "publish", "perform", "close")


class Canaries(dict[str, str]):
    """The words of a story, each with a mark that stands nowhere else."""

    def __init__(self, owner: str, book: dict[str, tuple[str, str]]) -> None:
        super().__init__()
        self.owner = owner
        self.book = book

    def __bool__(self) -> bool:
        """Stand where a story asks whether it was given words."""
        return True

    def get(self, name: str, usual: str | None = None) -> str:  # type: ignore[override]  # stories ask with a text
        """Return the usual words with the canary of this field behind them."""
        if name == "*" or name in SHAPED:
            return usual or ""
        return f"{usual or ''}{self.mark(name)}"

    def mark(self, name: str) -> str:
        """Return the canary of a field and remember whose it is."""
        token = "kn" + hashlib.sha256(f"{self.owner}/{name}".encode()).hexdigest()[:12]
        self.book[token] = (self.owner, name)
        return token


@dataclass(frozen=True)
class Target:
    """What an address is filled in with: a case or ticket and what hangs on it."""

    name: str
    ids: dict[str, Any] = field(default_factory=dict)
    story: Story | None = None


@dataclass
class World:
    """Everything of the matrix, kept in a folder to be put back after each cell that wrote."""

    app: Flask
    kept: Path
    targets: dict[str, Target]
    canaries: dict[str, tuple[str, str]]
    tokens: dict[str, str]
    logins: dict[str, str]

    @property
    def database(self) -> Path:
        """The file of the database."""
        return Path(str(db.engine.url.database))

    @property
    def data(self) -> Path:
        """The folder of the office's data."""
        return self.app.extensions["settings"].data_dir  # type: ignore[no-any-return]  # a plain dict

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.app.extensions["settings"].index_dir  # type: ignore[no-any-return]  # a plain dict

    @property
    def keys(self) -> Path:
        """The folder of the keys: other tests of the same office begin and end without any."""
        return self.app.extensions["settings"].keys_dir  # type: ignore[no-any-return]  # a plain dict

    @property
    def first(self) -> Path:
        """The file of the database as it was first."""
        return self.kept / self.data.name / self.database.name

    def lay_out(self) -> None:
        """Put the whole world where the office is."""
        db.session.remove()
        db.engine.dispose()
        for folder in (self.data, self.index, self.keys):
            for path in folder.rglob("*"):
                if path.is_file():
                    path.unlink()
            shutil.copytree(self.kept / folder.name, folder, dirs_exist_ok=True)

    @contextlib.contextmanager
    def watched(self) -> Iterator[Watch]:
        """Watch the database for changes that were kept, and undo them."""
        with (
            contextlib.closing(sqlite3.connect(self.database)) as eye,
            contextlib.closing(sqlite3.connect(self.first)) as first,
        ):
            yield Watch(eye, first)


def build(app: Flask, kept: Path) -> World:
    """Let the office live through everything once, then keep the folder."""
    hire_more()
    people = everybody()
    book: dict[str, tuple[str, str]] = {}
    targets = {one.name: one for one in _case_targets(app, people, book)}
    targets |= {f"call-{name}": _call_of(targets[name]) for name in FROM_A_CALL}
    targets |= {one.name: one for one in _turns(people)}
    targets |= {one.name: one for one in _tickets(people, book)}
    targets |= {one.name: one for one in _office_targets(people)}
    tokens, sessions = _sign_everybody_in()
    targets |= sessions
    world = World(app, kept, targets, book, tokens, dict(LOGINS))
    late.add_to(world)
    compared.add_to(world)
    taking.add_to(world)
    contacts.add_to(world)
    informed.add_to(world)
    routed.add_to(world)
    registers.add_to(world)
    for one in (aided, jointed, liaised, pacts, received, handed, passed, shown, searched):
        one.add_to(world)
    drain_all(REACTIONS)
    db.session.remove()
    db.engine.dispose()
    for folder in (world.data, world.index, world.keys):
        shutil.copytree(folder, kept / folder.name)
    _fold(world.first)
    return world


def _fold(file: Path) -> None:
    """Bring what lies in the write-ahead log into the file, so that one file is the database."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


# The rows of the table and who of the cast stands for them.
LOGINS = {
    "officer": "wang",
    "head": "wu",
    "registrar": "zheng",
    "legal": "zhang",
    "hearing": "sun",
    "chief": "chen",
    "finance": "feng",
    "publicity": "chu",
    "liaison": "wei",
    "operator": "liu",
    "informants": "zhou",
    "d-officer": "zhao",
    "d-chief": "han",
    "d-legal": "ding",
    "z-officer": "gao",
    "system": "jiang",
    "security": "shen",
    "audit": "yang",
    "disabled": "tang",
    "receiver": "shi",
    "watcher": "jian",
}
HALF_WAY = {"half-way": "chen"}  # gave the right password; the code of the telephone is owed


def hire_more() -> None:
    """Take on who the cast lacks: an officer of a zone, and one whose account was ended."""
    time_itself = Person.system()
    invite("shi", "jian")
    with writing():
        for login, name, unit, role in (
            ("gao", "高新民", places.HIGH_TECH, Role.OFFICER),
            ("tang", "唐离职", places.ENFORCEMENT, Role.OFFICER),
            ("song", "宋立志", places.ENFORCEMENT, Role.OFFICER),
            ("ding", "丁法明", places.TIEDONG, Role.LEGAL),
        ):
            person_id = accounts.add_person(
                by=time_itself,
                login=login,
                name=name,
                unit=unit,
                roles=[role.value],
                legal_qualification_no="A20102103000009",
            )
            accounts.add_certificate(
                by=time_itself,
                person_id=person_id,
                number=f"辽专执{login}",
                issuer=ISSUER,
                valid_from=CERTIFIED[0],
                valid_to=CERTIFIED[1],
            )


def _case_targets(app: Flask, people: People, book: dict[str, tuple[str, str]]) -> Iterator[Target]:
    own = reported(people, words=Canaries("own", book)).walk(MATTER)
    others = Crew(**{**vars(city_crew(people)), "officer": people.li, "second": _person("song")})
    theirs = Crew(**{**vars(district_crew(people)), "legal": _person("ding")})
    made: dict[str, Story] = {
        "own": own,
        "section": _of(others, reported(people, words=Canaries("section", book))).walk(MATTER),
        "district": _lead(people, theirs, Canaries("district", book)).walk(MATTER),
        "lent": _lead(people, theirs, Canaries("lent", book)).walk(MATTER),
        "recused": reported(people, words=Canaries("recused", book)).walk(MATTER),
        "sealed": _of(others, reported(people, words=Canaries("sealed", book))).walk(MATTER),
        "closed": reported(people, words=Canaries("closed", book)).walk("close"),
    }
    for name, unit, by in (
        ("general", places.GENERAL, people.zheng),
        ("city", places.CITY, people.zheng),
        ("zone", places.HIGH_TECH, _person("gao")),
    ):
        crew = Crew(**{**vars(city_crew(people)), "officer": by, "second": by, "unit": unit})
        made[name] = _lead(people, crew, Canaries(name, book))
    lend(made["lent"], people.wang)
    recuse(made["recused"], people.wang)
    late.seal(made["sealed"], by=people.chen)
    ids = {
        name: ids_of(story, add_item(app, story, Canaries(name, book)))
        for name, story in made.items()
    }
    yield from (Target(name, ids[name], story) for name, story in made.items())
    mine = ids["own"]
    yield Target("none", {**mine, "case_id": ABSENT}, own)
    yield Target("mixed", {**ids["district"], "case_id": own.case_id}, own)
    yield Target("no-child", {**dict.fromkeys(mine, ABSENT), "case_id": own.case_id}, own)


def _person(login: str) -> Person:
    person = people_queries.person_by_login(login)
    assert person is not None, login
    return person


def _of(crew: Crew, story: Story) -> Story:
    story.crew = crew
    return story


def _call_of(target: Target) -> Target:
    """Name the ticket a case came from."""
    assert target.story is not None
    return Target(f"call-{target.name}", {"ticket_id": target.story.case.ticket_id}, target.story)


def _lead(people: People, crew: Crew, words: Canaries) -> Story:
    """Let an office find something itself."""
    given = LeadGiven(
        source=Source.INSPECTION,
        received_on=RECEIVED[2021],
        unit_id=unit_id(crew.unit),
        content=words.get("content", "巡查发现标注专利号的净水器。"),
        respondent=words.get("respondent", "净水商店"),
        place=words.get("place", "鞍山市二道街2号"),
        product=words.get("product", "净水器"),
        patent_as_printed=PATENT,
    )
    with writing():
        case = cases.open_lead(by=crew.officer, given=given)
    return Story(people, crew, 2021, RECEIVED[2021], case.id, words)


def lend(story: Story, person: Person) -> None:
    """Put somebody of another office on the team."""
    with writing():
        row = {"case_id": story.case_id, "person_id": person.id, "part": "协办"}
        db.session.add(CaseOfficer(since=story.day(3), **row))


def recuse(story: Story, person: Person) -> None:
    """Note that somebody of the team keeps away from this case."""
    mine = (CaseOfficer.case_id == story.case_id, CaseOfficer.person_id == person.id)
    with writing():
        db.session.execute(sa.update(CaseOfficer).where(*mine).values(recused=True))


def add_item(app: Flask, story: Story, words: Canaries) -> int:
    """Put a file with a canary in its name and in its bytes into the case."""
    store: FileStore = app.extensions["store"]
    kept = store.put(io.BytesIO(f"现场照片{words.mark('bytes')}".encode()), 1000)
    name = f"照片{words.mark('filename')}.jpg"
    texts = {key: words.get(key, "现场") for key in ("proves", "source", "taken_at", "note")}
    given = ItemGiven(
        kind="photo",
        title=words.get("title", "照片"),
        form="original",
        pages=1,
        taken_on=story.day(4),
        taken_by=words.get("taken_by", "王建民"),
        **texts,
    )
    sent = late.Upload(name, "image/jpeg", kept.sha256, kept.size)
    with writing():
        evidence.add_item(by=story.crew.officer, case_id=story.case_id, given=given, file=sent)
    return int(evidence_queries.items_of_case(story.case_id)[-1].id)


def ids_of(story: Story, item: int) -> dict[str, Any]:
    """Return the ids of what hangs on a case; what it lacks is not there."""
    papers = documents.papers_of_case(story.case_id)
    rows = evidence_queries.goods_of_case(story.case_id)
    return {
        "case_id": story.case_id,
        "draft": next((p.id for p in reversed(papers) if p.kind == "site_record"), ABSENT),
        "signed": next((p.id for p in papers if p.kind == "penalty_notice"), ABSENT),
        "party_id": next((p.id for p in parties.parties_of_case(story.case_id)), ABSENT),
        "goods_id": rows[0].rows[0].id if rows else ABSENT,
        "item_id": item,
        "limit_id": deadlines.of_case(story.case_id)[0].id,
        "key": "investigate_more",
        "kind": "case",
        "target_id": 0,
        "feature_id": ABSENT,
        "reckoning_id": ABSENT,
        "recusal_id": ABSENT,
        "link_id": ABSENT,
        "person_id": _person("song").id,
    }


def _turns(people: People) -> Iterator[Target]:
    """Give a case of the city for each step that has somebody else's turn."""
    keys = [key for key, _, _ in ROAD]
    for key in TURNS:
        story = reported(people)
        if keys.index(key):
            story.walk(keys[keys.index(key) - 1])
        yield Target(f"to-{key}", {**ids_of(story, 0), "key": key}, story)


def _tickets(people: People, book: dict[str, tuple[str, str]]) -> Iterator[Target]:
    """Take a call that nobody handled yet, and one for the city and one for a district."""
    for name, unit in (("open", ""), ("sent-city", places.ENFORCEMENT), ("sent-d", places.TIEDONG)):
        words = Canaries(name, book)
        story = Story(people, city_crew(people), 2021, RECEIVED[2021], 0, words)
        texts = ("content", "respondent", "place", "product")
        given = hotline.CallGiven(
            channel="phone",
            matter="report",
            received_on=RECEIVED[2021],
            caller_name=f"密报人{Canaries('identity', book).mark(name)}",
            caller_phone="0412-5550199",
            **{key: words.get(key, "某商店售假") for key in texts},
        )
        with writing():
            ticket = hotline.take_call(by=people.liu, given=given).ticket
            if unit:
                story.case_id = hotline.send(
                    by=people.liu, ticket=ticket, unit_id=unit_id(unit), reason="按案件分工交办"
                )
        yield Target(name, {"ticket_id": ticket.id, "case_id": story.case_id}, story)
    yield Target("no-ticket", {"ticket_id": ABSENT})


def _office_targets(people: People) -> Iterator[Target]:
    """Name one of each thing the administrators keep, and one that is not there."""
    time_itself = Person.system()
    with writing():
        accounts.add_calendar_day(
            by=people.jiang,
            day=RECEIVED[2021].replace(year=2027, month=3, day=5),
            kind="rest",
            name="停办公",
            source="通知",
        )
        notice = accounts.take_arrangement(
            by=people.jiang,
            year=2026,
            source="通知",
            published=RECEIVED[2021],
            file_name="a.csv",
            data="日期,名称,安排\n2026-12-31,纪念日,放假\n".encode(),
        )
        link = accounts.make_login_link(by=time_itself, person_id=people.li.id)
        used = accounts.make_login_link(by=time_itself, person_id=people.li.id)
        accounts.enter(by=people.li, token=used, address="127.0.0.1")
    rows = _first_ids("certificate", "role_grant", "calendar_day")
    there = {
        "person_id": people.xu.id,
        "unit_id": unit_id(places.TAIAN),
        "certificate_id": rows["certificate"],
        "grant_id": rows["role_grant"],
        "day_id": rows["calendar_day"],
        "arrangement_id": notice,
        "token": link,
        "key": next(iter(PROCEDURES)),
    }
    yield Target("there", there)
    yield Target("gone", {**dict.fromkeys(there, ABSENT), "token": used, "key": "nothing"})
    yield Target("here")


def _first_ids(*tables: str) -> dict[str, int]:
    found = {}
    for name in tables:
        table = db.metadata.tables[name]
        found[name] = int(db.session.execute(sa.select(sa.func.max(table.c.id))).scalar_one())
    return found


def _sign_everybody_in() -> tuple[dict[str, str], dict[str, Target]]:
    """Sign everybody in twice; the second sign-in is one to end."""
    tokens: dict[str, str] = {}
    session = db.metadata.tables["web_session"]
    latest = sa.select(sa.func.max(session.c.id))
    second: dict[str, int] = {}
    li = int(db.session.execute(latest).scalar_one())  # she came in by a link before all the others
    for label, login in LOGINS.items():
        person = _person(login)
        with writing():
            tokens[label] = accounts.start_session(by=person, address="127.0.0.1")
            accounts.start_session(by=person, address="127.0.0.2")
            second[label] = int(db.session.execute(latest).scalar_one())
    for label, login in HALF_WAY.items():
        with writing():
            tokens[label] = accounts.start_session(
                by=_person(login), address="127.0.0.1", level="password"
            )
    with writing():
        # Everybody has just proved who they are: what is asked here is rights, not freshness.
        db.session.execute(sa.update(session).values(proved_at=now()))
    with writing():
        tang, jiang = _person("tang"), _person("jiang")
        accounts.deactivate_person(by=jiang, person_id=tang.id, why="离职")
    mine = Target("my-session", {f"session of {label}": one for label, one in second.items()})
    of_other = Target("other-session", {"session_id": li})
    return tokens, {
        one.name: one for one in (mine, of_other, Target("no-session", {"session_id": ABSENT}))
    }
