"""A case with room for evidence."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.evidence import actions
from caseapp.evidence.given import GoodsGiven, ItemGiven, KeptFile
from tests.deadlines.case_rows import new_case
from tests.people import People

KETTLE = GoodsGiven(
    list_kind="found",
    name="电热水壶",
    spec="1.8L",
    quantity=Decimal(12),
    unit="个",
    unit_price=Decimal("89.90"),
    place="店内货架",
    patent_as_printed="ZL201530012345.4",
)
PHOTO = ItemGiven(
    kind="photo",
    title="货架上的电热水壶",
    proves="商品上标注专利号",
    source="现场拍摄",
    form="original",
    taken_on=date(2015, 9, 8),
    taken_by="王建民、李秀英",
    taken_at="铁西区某电器商店",
)


@dataclass(frozen=True)
class Sent:
    """What an upload looks like once its bytes lie in the store."""

    filename: str = "IMG_0001.JPG"
    media_type: str = "image/jpeg"
    sha256: str = "ab" * 32
    size: int = 62_914_560


@dataclass(frozen=True)
class Evidence:
    """Evidence of one case, handled by one officer."""

    by: Person
    case_id: int

    def add(self, file: KeptFile | None = Sent(), **other: object) -> int:
        with writing():
            return actions.add_item(
                by=self.by, case_id=self.case_id, given=replace(PHOTO, **other), file=file
            )

    def goods(self, **other: object) -> int:
        with writing():
            return actions.add_goods(
                by=self.by, case_id=self.case_id, given=replace(KETTLE, **other)
            )


@pytest.fixture
def evidence(app: Flask, people: People) -> Evidence:
    return Evidence(people.wang, new_case(people.wang))


@pytest.fixture
def other_case(evidence: Evidence) -> int:
    return new_case(evidence.by, number=2)
