"""Random offices: people with any roles, clearance and delegations; cases of any level, seal and team."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import sqlalchemy as sa

from caseapp.accounts.permissions import ROLE_MAP
from caseapp.accounts.person import Delegation, Grant, Person
from caseapp.accounts.units import ANSHAN_UNITS
from caseapp.base.db import db
from caseapp.cases.models import CaseFile, CaseOfficer, SealedName
from caseapp.law.procedures.registry import PROCEDURES

PATHS = [seed.path for seed in ANSHAN_UNITS]
ROLES = [role.value for role in ROLE_MAP]
AT = datetime(2026, 3, 2, tzinfo=UTC)
DAY = date(2026, 3, 2)
LEVELS = (0, 0, 0, 1, 2)


@dataclass(frozen=True)
class World:
    """The cases of one random office and those who ask for them."""

    case_ids: Sequence[int]
    people: Sequence[Person]


def draw(dice: random.Random, *, ids: Sequence[int], unit_ids: dict[str, int], cases: int) -> World:
    """Put a random office into the database of this transaction."""
    first = (db.session.scalar(sa.select(sa.func.max(CaseFile.id))) or 0) + 1
    case_ids = range(first, first + cases)
    db.session.execute(sa.insert(CaseFile), [_case(dice, one, unit_ids) for one in case_ids])
    _fill(CaseOfficer, [row for one in case_ids for row in _team(dice, one, ids)])
    _fill(SealedName, [row for one in case_ids for row in _names(dice, one, ids)])
    people = [_person(dice, dice.choice(ids), case_ids) for _ in range(3)]
    if dice.random() < 0.1:
        people.append(Person.system())
    return World(tuple(case_ids), people)


def _fill(model: type, rows: list[dict]) -> None:
    if rows:
        db.session.execute(sa.insert(model), rows)


def _case(dice: random.Random, number: int, unit_ids: dict[str, int]) -> dict:
    path, edition = dice.choice(PATHS), dice.choice(list(PROCEDURES))
    return {
        "id": number,
        "lead_no": f"线索 {number}",
        "case_no": None,
        "title": "假冒专利",
        "track": "counterfeit",
        "edition": edition,
        "state": "lead",
        "is_open": dice.random() < 0.7,
        "unit_id": unit_ids[path],
        "unit_path": path,
        "source": "inspection",
        "received_on": DAY,
        "content": "",
        "level": dice.choice(LEVELS),
        "is_sealed": dice.random() < 0.25,
        "created_by": 0,
        "created_at": AT,
        "updated_at": AT,
    }


def _team(dice: random.Random, case_id: int, ids: Sequence[int]) -> list[dict]:
    return [
        {
            "case_id": case_id,
            "person_id": person_id,
            "part": "协办",
            "since": DAY,
            "until": DAY if dice.random() < 0.2 else None,
            "recused": dice.random() < 0.3,
        }
        for person_id in dice.choices(ids, k=dice.randrange(6))
    ]


def _names(dice: random.Random, case_id: int, ids: Sequence[int]) -> list[dict]:
    return [
        {
            "case_id": case_id,
            "person_id": person_id,
            "added_by": "某",
            "added_at": AT,
            "ended_at": AT if dice.random() < 0.3 else None,
        }
        for person_id in dice.sample(ids, k=dice.randrange(4))
    ]


def _person(dice: random.Random, person_id: int, case_ids: Sequence[int]) -> Person:
    grants = tuple(
        Grant(dice.choice(ROLES), dice.choice(PATHS))
        for _ in range(dice.choice((0, 1, 1, 1, 2, 3)))
    )
    opened = dice.sample(case_ids, k=dice.choice((0, 0, 0, 1, 2)))
    return Person(
        id=person_id,
        login="wang",
        name="王建民",
        unit_id=1,
        unit_name="某",
        unit_path=PATHS[0],
        roles=tuple(dict.fromkeys(grant.role for grant in grants)),
        grants=grants,
        is_active=dice.random() < 0.95,
        clearance=dice.choice((0, 0, 1, 2)),
        delegations=_delegations(dice),
        emergencies=tuple(sorted(opened)),
    )


def _delegations(dice: random.Random) -> tuple[Delegation, ...]:
    return tuple(Delegation(*dice.sample(PATHS, k=2)) for _ in range(dice.choice((0, 0, 1, 2, 4))))
