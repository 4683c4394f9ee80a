"""An office for the benchmarks: a few whole files through the actions, then as many copies as asked.

The copies are Core inserts from the rows of the files, not acts: no audit row, no number register,
no paper on disk. What a case page or a list reads of a case is there, column by column.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from filing import in_hand, led, whole
from flask import Flask

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as people
from caseapp.accounts import units
from caseapp.accounts.person import Person
from caseapp.app import create_app
from caseapp.base.db import db, writing
from caseapp.cli.office import bring_up_to_date
from caseapp.config import load_settings
from caseapp.law.procedures.roles import Role

# One in twenty is in hand, one a lead nobody took up: more open files than an office ever has.
LEADS, OPEN, EVERY = 1, 2, 20
OFFICERS_A_UNIT = 40
# The rarest unit shows what a narrow right costs in a large office.
SHARES = ((units.ENFORCEMENT, 50), (units.TIEDONG, 30), (units.TIEXI, 19), (units.HIGH_TECH, 1))
IN_A_FILE = (
    "case_step",
    "case_party",
    "case_patent",
    "patent_lookup",
    "registration",
    "evidence_item",
    "goods_row",
)
ROLES = (
    ("operator", units.HOTLINE, Role.OPERATOR),
    ("legal", units.LEGAL, Role.LEGAL),
    ("chief", units.CITY, Role.CHIEF),
    ("finance", units.GENERAL, Role.FINANCE),
)


@dataclass(frozen=True)
class Office:
    """An office in a folder, its application, and where its copied cases begin."""

    folder: Path
    app: Flask
    copied: range

    @property
    def open_cases(self) -> list[int]:
        """The copies in hand, each with a whole file."""
        return [n for n in self.copied if n % EVERY == OPEN]

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Work in the application, and close its database behind."""
        with self.app.app_context():
            yield
            db.session.remove()
            db.engine.dispose()

    def cookie(self, login: str) -> str:
        """Sign somebody in and give the cookie of their browser."""
        with self.inside():
            person = people.person_by_login(login)
            assert person is not None, login
            with writing():
                token = accounts.start_session(by=person, address="127.0.0.1")
        return f"caseapp={token}"


def open_office(folder: Path) -> Office:
    """Open an office in a folder of its own: data, keys and index."""
    environ = {
        "CASEAPP_DATA": str(folder / "data"),
        "CASEAPP_KEYS": str(folder / "keys"),
        "CASEAPP_INDEX": str(folder / "index"),
    }
    # The sealing of informants reads its folder from the settings of the running application.
    return Office(folder, create_app(load_settings({**os.environ, **environ})), range(0))


def first_office(folder: Path, *, with_files: bool = True) -> Office:
    """Build the office with its people and, where cases are to be copied, four files."""
    office = open_office(folder)
    with office.inside():
        bring_up_to_date()
        with writing():
            _hire()
        if not with_files:
            return office
        cast = {person.login: person for person in people.everybody()}
        led(cast, date(2024, 5, 6))
        in_hand(cast, date(2024, 3, 4))
        whole(cast, date(2015, 9, 1))
        whole(cast, date(2024, 1, 8))
    return office


def larger(office: Office, folder: Path, *, cases: int, whole_files: bool = True) -> Office:
    """Copy an office and fill the copy up with cases, or only with what lists read of them."""
    folder.mkdir(parents=True)
    shutil.copytree(office.folder / "keys", folder / "keys")
    (folder / "data").mkdir()
    source = sqlite3.connect(office.folder / "data" / "caseapp.sqlite3")
    target = sqlite3.connect(folder / "data" / "caseapp.sqlite3")
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    grown = open_office(folder)
    if cases == 0:
        return grown
    with grown.inside():
        first = 1 + (db.session.scalar(sa.text("SELECT max(id) FROM case_file")) or 0)
        last = first + cases - 1
        with writing():
            _copy(first, last, whole_files=whole_files)
    return Office(folder, grown.app, range(first, last + 1))


def _hire() -> None:
    time_itself = Person.system()
    accounts.seed_units(by=time_itself)
    for login, unit, role in ROLES:
        _add(login, unit, role)
    for place, (unit, _) in enumerate(SHARES):
        for number in range(OFFICERS_A_UNIT):
            person_id = _add(f"officer{place}-{number}", unit, Role.OFFICER)
            accounts.add_certificate(
                by=time_itself,
                person_id=person_id,
                number=f"辽专执{person_id:04d}",
                issuer="辽宁省人民政府",
                valid_from=date(2012, 1, 1),
                valid_to=date(2040, 12, 31),
            )


def _add(login: str, unit: str, role: Role) -> int:
    return accounts.add_person(
        by=Person.system(),
        login=login,
        name=f"办案员{login[-3:]}",
        unit=unit,
        legal_qualification_no="A20102103000001" if role is Role.LEGAL else "",
        roles=[role.value],
    )


def _copy(first: int, last: int, *, whole_files: bool) -> None:
    """Insert the copies table by table; `n` is the id of the new case, `t` that of its file."""
    made = _numbers(first, last)
    case = db.metadata.tables["case_file"]
    unit = db.metadata.tables["unit"]
    fresh: dict[str, Any] = {
        "id": made.c.n,
        "lead_no": case.c.lead_no + "-" + sa.cast(made.c.n, sa.String),
        "case_no": case.c.case_no + "-" + sa.cast(made.c.n, sa.String),
        "unit_path": made.c.unit_path,
        "unit_id": sa.select(unit.c.id).where(unit.c.path == made.c.unit_path).scalar_subquery(),
        "ticket_id": sa.null(),
    }
    _insert(case, made, fresh)
    _copy_officers(made)
    _copy_limits(made)
    if not whole_files:
        return
    for name in IN_A_FILE:
        table = db.metadata.tables[name]
        _insert(table, made, {"case_id": made.c.n})
    _copy_papers(made)


def _copy_officers(made: Any) -> None:
    table, person = db.metadata.tables["case_officer"], db.metadata.tables["person"]
    own = sa.select(sa.func.min(person.c.id)).join_from(
        person, db.metadata.tables["unit"], person.c.unit_id == db.metadata.tables["unit"].c.id
    )
    first = own.where(db.metadata.tables["unit"].c.path == made.c.unit_path).scalar_subquery()
    of_unit = first + (made.c.n // EVERY + table.c.id % 2) % OFFICERS_A_UNIT
    _insert(table, made, {"case_id": made.c.n, "person_id": of_unit})


def _copy_limits(made: Any) -> None:
    table = db.metadata.tables["deadline"]
    # Ends between two years ago and one year from now, so that lists of what is due have work.
    spread = sa.func.date("now", sa.cast(made.c.n % 1095 - 730, sa.String) + " days")
    due = sa.case((table.c.due_on.is_(None), sa.null()), else_=spread)
    changed = {"case_id": made.c.n, "ticket_id": sa.null(), "due_on": due, "due_at": sa.null()}
    _insert(table, made, changed)


def _copy_papers(made: Any) -> None:
    paper, service = db.metadata.tables["paper"], db.metadata.tables["service"]
    number = paper.c.number + "-" + sa.cast(made.c.n, sa.String)
    # The words of a paper are read on its own page only, and would make a folder of gigabytes.
    changed = {"case_id": made.c.n, "number": number, "data": sa.literal({}, sa.JSON)}
    _insert(paper, made, changed)
    copy = paper.alias("copy")
    columns = [column for column in service.c if column.name != "id"]
    values = [copy.c.id if column.name == "paper_id" else column for column in columns]
    joined = (
        sa.select(*values)
        .join_from(made, paper, paper.c.case_id == made.c.t)
        .join(service, service.c.paper_id == paper.c.id)
        .join(copy, sa.and_(copy.c.case_id == made.c.n, copy.c.kind == paper.c.kind))
    )
    db.session.execute(service.insert().from_select(columns, joined))


def _insert(table: Any, made: Any, changed: Mapping[str, Any]) -> None:
    of_file = (table.c.id if table.name == "case_file" else table.c.case_id) == made.c.t
    columns = [column for column in table.c if column.name != "id" or "id" in changed]
    values = [changed.get(column.name, column) for column in columns]
    rows = sa.select(*values).join_from(made, table, of_file).order_by(made.c.n, table.c.id)
    db.session.execute(table.insert().from_select(columns, rows))


def _numbers(first: int, last: int) -> Any:
    """Give each new case its file and its unit; the older half ran under the older law."""
    case = db.metadata.tables["case_file"]
    lead, hand, old, new = db.session.scalars(sa.select(case.c.id).order_by(case.c.id)).all()
    counting = sa.select(sa.literal(first).label("n")).cte("counting", recursive=True)
    counting = counting.union_all(sa.select(counting.c.n + 1).where(counting.c.n < last))
    share = (counting.c.n // EVERY) % 100
    ways, reached = [], 0
    for path, percent in SHARES:
        reached += percent
        ways.append((share < reached, path))
    file = sa.case(
        (counting.c.n % EVERY == LEADS, lead),
        (counting.c.n % EVERY == OPEN, hand),
        (counting.c.n < (first + last) // 2, old),
        else_=new,
    )
    made = sa.select(counting.c.n, file.label("t"), sa.case(*ways).label("unit_path"))
    return made.cte("made")
