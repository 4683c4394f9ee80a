"""A case with room for limits, and the officer who runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.deadlines import actions, queries
from tests.deadlines.case_rows import new_case
from tests.people import People


@dataclass(frozen=True)
class Limits:
    """Limits of one case, acted on as the case does."""

    by: Person
    case_id: int

    def start(self, family: str, on: date, *, at: datetime | None = None, why: str = "登记") -> Any:
        with writing():
            number = actions.start(
                by=self.by, case_id=self.case_id, family=family, on=on, at=at, why=why
            )
        return None if number is None else queries.one(number)

    def act(self, what: Callable[..., Any], *families: str, **values: Any) -> Any:
        with writing():
            what(by=self.by, case_id=self.case_id, families=families, **values)
        return queries.of_case(self.case_id)[-1]

    def tick(self, day: date) -> int:
        with writing():
            return actions.tick(by=Person.system(), day=day)


@pytest.fixture
def limits(app: Flask, people: People) -> Limits:
    return Limits(people.wang, new_case(people.wang))
