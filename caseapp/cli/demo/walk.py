"""One invented case on its way: who acts, what is given, which words are said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from random import Random

from caseapp.accounts.person import Person
from caseapp.base.chinese import date_words
from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import ServiceGiven, TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.cli.demo.days import Days
from caseapp.cli.demo.names import Inventor, Trader
from caseapp.cli.demo.papers import complete_drafts, freeze_records, seal_signed
from caseapp.cli.demo.people import Staff
from caseapp.cli.demo.plans import Plan
from caseapp.cli.demo.texts import Goods, goods, say
from caseapp.documents import queries as documents


@dataclass
class Walk:
    """What the acts of one case share; `turn` picks other people and texts for each case."""

    plan: Plan
    turn: int
    staff: Staff
    operators: tuple[Person, ...]
    days: Days
    inventor: Inventor
    dice: Random
    day: date = field(init=False)
    case_id: int = field(init=False, default=0)
    inspected_on: date = field(init=False)

    def __post_init__(self) -> None:
        """Make up name and number now: the order in which cases move differs from day to day."""
        _ = self.trader, self.number, self.id_number

    def run(self, acts: Mapping[str, Callable[[Walk], None]]) -> Iterator[date]:
        """Name the day of each act, then do it when its turn among all cases has come."""
        way = [_parted(one) for one in self.plan.way.split()]
        self.day = self._begin(sum(gap for gap, _ in way))
        for gap, name in way:
            self.day = self.days.after(self.day, gap)
            yield self.day
            acts[name](self)
            self._keep_papers()

    def _keep_papers(self) -> None:
        head = self.staff.head.name
        complete_drafts(self.case, by=self.officer, identity=self.identity, head=head)
        if self.plan.is_tidy:
            freeze_records(self.case, by=self.officer, on=self.day, staff=self.staff)
        seal_signed(self.case, on=self.day, staff=self.staff)

    def _begin(self, length: int) -> date:
        ends = self.plan.ends
        if isinstance(ends, int):
            return self.days.ago(ends + length)
        return self.days.before(ends, length)

    @cached_property
    def goods(self) -> Goods:
        """What is sold."""
        return goods()[self.plan.goods]

    @cached_property
    def trader(self) -> Trader:
        """Who sells it."""
        return self.inventor.trader(self.plan.area, self.goods.trade)

    @cached_property
    def id_number(self) -> str:
        """The owner's identity number."""
        return self.inventor.id_number(self.plan.area)

    @property
    def identity(self) -> str:
        """The owner's papers as the questioning record names them."""
        return f"居民身份证 {self.id_number}"

    @cached_property
    def number(self) -> str:
        """The patent number as printed."""
        is_right = self.plan.status != "no_such_number"
        ends = self.plan.ends
        before = self.days.today.year if isinstance(ends, int) else ends.year
        return self.inventor.patent_number(self.goods.kind, before=before, is_right=is_right)

    @property
    def officers(self) -> tuple[Person, Person]:
        """The two who handle the case."""
        all_of_them, first = self.staff.officers, self.turn % len(self.staff.officers)
        return all_of_them[first], all_of_them[(first + 1) % len(all_of_them)]

    @property
    def officer_ids(self) -> tuple[int, int]:
        """The ids of the two."""
        one, other = self.officers
        return one.id, other.id

    @property
    def officer(self) -> Person:
        """The one in charge."""
        return self.officers[0]

    @property
    def chief(self) -> Person:
        """Who approves in this case."""
        return self.staff.chiefs[self.turn % len(self.staff.chiefs)]

    @property
    def gains(self) -> Decimal:
        """What was taken in."""
        return Decimal(self.plan.sold * self.goods.price)

    @property
    def case(self) -> CaseFile:
        """The case as the one in charge sees it."""
        return self.seen_by(self.officer)

    def seen_by(self, person: Person) -> CaseFile:
        """Return the case, if this person may see it."""
        return queries.visible_case(self.case_id, by=person)

    def say(self, subject: str, matter: str) -> str:
        """Return a text of this case."""
        words = {**self._words, "day": date_words(self.day)}
        return say(f"{subject}.{matter}", self.turn, words)

    @cached_property
    def _words(self) -> dict[str, object]:
        words: dict[str, object] = {
            "firm": self.trader.name,
            "boss": self.trader.boss,
            "place": self.trader.address,
            "product": self.goods.name,
            "spec": self.goods.spec,
            "unit": self.goods.unit,
            "where": self.goods.where,
            "price": self.goods.price,
            "number": self.number,
            "stock": self.plan.stock,
            "sold": self.plan.sold,
            "gains": self.gains,
            "officers": "、".join(one.name for one in self.officers),
            "ended": date_words(self.day - timedelta(days=400 + self.dice.randrange(300))),
        }
        words["finding"] = say(f"finding.{self.plan.status}", self.turn, words)
        return words

    def step(self, key: str, by: Person, **values: object) -> None:
        """Take a step today; a reason is not one of the fields of the form."""
        reason = str(values.pop("reason", ""))
        given = TakeGiven(on=self.day, values=values, reason=reason)
        cases.take_step(by=by, case=self.seen_by(by), key=key, given=given)

    def serve(self, kind: str) -> None:
        """Hand the latest paper of a kind over at the door."""
        papers = [one for one in documents.papers_of_case(self.case_id) if one.kind == kind]
        given = ServiceGiven(
            mode="直接",
            on=self.day,
            place=self.trader.address,
            receiver=self.trader.boss,
            relation="法定代表人" if self.trader.kind == "company" else "经营者",
            servers=self.officer_ids,
        )
        cases.serve_paper(by=self.officer, case=self.case, paper_id=papers[-1].id, given=given)


def _parted(word: str) -> tuple[int, str]:
    gap, _, name = word.rpartition(":")
    return int(gap or 0), name
