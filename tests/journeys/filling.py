"""Cases of every kind for the pictures: usual ones in every stage, a long one, a hostile one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from caseapp.base.clock import SHANGHAI
from caseapp.base.db import writing
from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import ServiceGiven, TakeGiven
from caseapp.documents import queries as documents
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import GoodsGiven, ItemGiven
from caseapp.hotline import actions as hotline
from caseapp.parties import actions as parties
from caseapp.parties.given import PartyGiven
from tests.disputes import TO_ANSWER, TO_DRAFTED, requested
from tests.mediations import TO_SESSION, asked
from tests.people import People, everybody

UNBROKEN = "WWWWWWWWWWWWWWWWWWWW" * 9
HOSTILE = "<script>alert(1)</script>{{7*7}}\"'><img src=x onerror=alert(1)>${7*7}\u202e倒\u202c&lt;"


@dataclass(frozen=True)
class Words:
    """What is written into a case."""

    shop: str
    product: str
    place: str
    content: str
    printed: str
    rows: int = 2


def usual(number: int) -> Words:
    """Words as an office writes them."""
    shop = ("兴旺家电商行", "福满电器商店", "新华日用百货店", "安康医疗器械有限公司")[number % 4]
    product = ("电热水壶", "电动牙刷", "保温杯", "颈椎按摩仪")[number % 4]
    return Words(
        shop=f"铁西区{shop}",
        product=product,
        place=f"鞍山市铁西区人民路{number + 1}号",
        content=f"铁西区一家店在卖标注 ZL201530012345.4 的{product}，怀疑专利已经失效。",
        printed="ZL201530012345.4",
    )


LONG = Words(
    shop="鞍山市铁西区" + "东北亚国际商贸物流产业园" * 12 + "有限责任公司第三分公司",
    product="多功能即热式" + "智能恒温" * 20 + "电热水壶",
    place=UNBROKEN,
    content="来电人反映的情况很长。" * 1800,
    printed="ZL 2015 3 0012345.4、ZL201530012346.2、" + "ZL2015300123454 " * 8,
    rows=60,
)
# A party is not registered with characters nobody sees; everywhere else they are kept.
SEEN = HOSTILE.replace("\u202e", "").replace("\u202c", "")
EVIL = Words(shop=SEEN, product=HOSTILE, place=HOSTILE, content=HOSTILE * 20, printed=HOSTILE)


class Filler:
    """Takes one case along its way until it is far enough."""

    def __init__(self, people: People, words: Words, received: date) -> None:
        self.people = people
        self.words = words
        self.received = received
        self.case = 0

    def on(self, days: int) -> date:
        """Return a day after receipt."""
        return self.received + timedelta(days=days)

    def at(self, days: int, hour: int) -> datetime:
        """Return an hour of a day after receipt."""
        return datetime.combine(self.on(days), time(hour), SHANGHAI)

    def go(self, steps: int) -> int:
        """Go so many of the stretches of the way; answer the case."""
        way = (self.lead, self.verified, self.asked, self.filed, self.investigated)
        later = (self.reported, self.reviewed, self.noticed, self.decided, self.performed)
        for stretch in (*way, *later)[:steps]:
            stretch()
        return self.case

    def lead(self) -> None:
        with writing():
            taken = hotline.take_call(
                by=self.people.liu,
                given=hotline.CallGiven(
                    channel="phone",
                    matter="report",
                    received_on=self.received,
                    content=self.words.content,
                    respondent=self.words.shop[:200],
                    place=self.words.place[:200],
                    product=self.words.product[:200],
                    patent_as_printed=self.words.printed[:200],
                    caller_phone="13841200000",
                    wants_reply=True,
                ),
            )
            unit = self.people.wang.unit_id
            self.case = hotline.send(by=self.people.liu, ticket=taken.ticket, unit_id=unit)

    def step(self, login: str, key: str, days: int, **values: object) -> None:
        """Take a step as one of the cast."""
        reason = str(values.pop("reason", ""))
        with writing():
            case = queries.visible_case(self.case, by=self.people[login])
            given = TakeGiven(on=self.on(days), values=values, reason=reason)
            cases.take_step(by=self.people[login], case=case, key=key, given=given)

    @property
    def team(self) -> tuple[int, int]:
        """The two officers."""
        return self.people.wang.id, self.people.li.id

    def verified(self) -> None:
        self.step(
            *("wang", "verify", 1),
            patent_number="ZL201530012345.4",
            act_on=self.received,
            patent_status="ended",
            looked_up_by=self.people.wang.id,
            looked_up_on=self.on(1),
            lookup_source="专利登记簿副本",
            finding=self.words.content[:2000],
        )

    def asked(self) -> None:
        self.step("wang", "ask_filing", 2, filing_proposal="file", filing_reasons="符合条件。")

    def filed(self) -> None:
        tests = dict.fromkeys(("has_evidence", "is_punishable", "is_ours", "in_time"), True)
        self.step("chen", "file", 3, officers=self.team, **tests)
        with writing():
            party = parties.add_party(
                by=self.people.wang,
                given=PartyGiven(
                    kind="individual",
                    name=self.words.shop[:200],
                    legal_representative=self.words.product[:60],
                    address=self.words.place[:200],
                    phone="13841200001",
                ),
            )
            parties.join_case(
                by=self.people.wang, case_id=self.case, party_id=party.id, part="respondent"
            )

    def investigated(self) -> None:
        shown = {
            "officers": self.team,
            "certificate_shown": True,
            "certificate_shown_at": self.at(4, 9),
            "started_at": self.at(4, 9),
            "ended_at": self.at(4, 10),
            "place": "店内",
            "signature": "signed",
        }
        self.step("wang", "inspect", 4, present="赵兴旺", scene=self.words.content[:2000], **shown)
        with writing():
            for number in range(self.words.rows):
                evidence.add_goods(by=self.people.wang, case_id=self.case, given=self.goods(number))
                evidence.add_item(by=self.people.wang, case_id=self.case, given=self.item(number))

    def goods(self, number: int) -> GoodsGiven:
        """A row of goods."""
        return GoodsGiven(
            list_kind="found",
            name=self.words.product[:200],
            spec=f"1.{number}L",
            quantity=Decimal(number + 1),
            unit="台",
            unit_price=Decimal("89.50"),
            patent_as_printed=self.words.printed[:200],
        )

    def item(self, number: int) -> ItemGiven:
        """A piece of evidence without a file."""
        return ItemGiven(
            kind="written",
            title=f"进货单据 {number + 1} {self.words.shop}"[:200],
            proves=self.words.content[:100],
            source="当事人提供",
            form="copy",
            taken_on=self.on(4),
            taken_by="王建民、李秀英",
        )

    def reported(self) -> None:
        self.step(
            *("wang", "report", 10),
            act_kinds=("CFA-1b", "CFA-2"),
            act_start=self.on(-30),
            act_end=self.on(4),
            act_facts=self.words.content[:9000],
            gains_kind="known",
            gains=Decimal(12000),
            gains_method="GAIN-71",
            gains_reason="销售100台，每台120元。",
            proposal="penalty",
            proposed_fine=Decimal(20000),
            confiscation=Decimal(12000),
            discretion=self.words.content[:1000],
            criminal_check="none",
            criminal_reason="未达到追诉标准。",
        )
        self.step("wang", "send_review", 11)

    def reviewed(self) -> None:
        self.step("zhang", "pass_review", 12, review_opinion="事实清楚，同意。")

    def noticed(self) -> None:
        self.step("chen", "sign_notice", 13, hearing_offered=True)
        self.serve("penalty_notice", 14)

    def serve(self, kind: str, days: int) -> None:
        """Hand a paper over."""
        with writing():
            by = self.people.wang
            case = queries.visible_case(self.case, by=by)
            papers = [one for one in documents.papers_of_case(self.case) if one.kind == kind]
            given = ServiceGiven(
                mode="直接",
                on=self.on(days),
                place="店内",
                receiver="赵兴旺",
                relation="经营者",
                servers=self.team,
            )
            cases.serve_paper(by=by, case=case, paper_id=papers[-1].id, given=given)

    def decided(self) -> None:
        self.step(
            *("wang", "record_defence", 15),
            defence_form="oral",
            defence_text=self.words.content[:1000],
            defence_answer="已考虑。",
        )
        penalty = {"fine": Decimal(20000), "confiscation": Decimal(12000)}
        self.step("wang", "ask_decision", 22, correction="停止销售。", **penalty)
        self.step("chen", "decide", 23, publicity_notice="told")
        self.serve("penalty_decision", 24)

    def performed(self) -> None:
        where = "市政府网站"
        self.step("wang", "publish", 25, publication="full", published_where=where)
        self.step("feng", "perform", 26, paid=Decimal(32000), corrected="已消除标注。")
        self.step("chen", "close", 27)


MORE_THAN_A_PAGE = 45
# what it is -> how far it went, and when its tip came in (the pictures are taken on 2026-11-23)
STAGES = {
    "lead": (1, date(2026, 11, 23)),
    "soon": (1, date(2026, 11, 3)),
    "late": (2, date(2026, 10, 20)),
    "asked": (3, date(2026, 11, 18)),
    "filed": (4, date(2026, 11, 17)),
    "investigated": (5, date(2026, 11, 16)),
    "in_review": (6, date(2026, 11, 9)),
    "to_notify": (7, date(2026, 11, 9)),
    "noticed": (8, date(2026, 11, 2)),
    "decided": (9, date(2026, 10, 12)),
    "closed": (10, date(2026, 10, 12)),
}


def disputed(people: People) -> dict[str, int]:
    """Make a dispute whose decision is drafted, one that rests, and a mediation in session."""
    answered = requested(people).walk(TO_ANSWER)
    resting = answered.walk((("note_invalidation", 20, "registrar"), ("suspend", 21, "chief")))
    return {
        "dispute": requested(people).walk(TO_DRAFTED).case_id,
        "suspended": resting.case_id,
        "mediation": asked(people).walk(TO_SESSION).case_id,
    }


def fill(only: str = "", of: str = "") -> str:
    """Fill the office, or make only one case, of a day; answer the cases as one line of JSON."""
    people = everybody()
    made = {
        name: Filler(people, usual(number), date.fromisoformat(of) if of else received).go(steps)
        for number, (name, (steps, received)) in enumerate(STAGES.items())
        if only in ("", name)
    }
    if not only:
        for number in range(MORE_THAN_A_PAGE):
            Filler(people, usual(number), date(2026, 11, 20)).go(1)
        made |= disputed(people)
        made["long"] = Filler(people, LONG, date(2026, 10, 12)).go(9)
        made["hostile"] = Filler(people, EVIL, date(2026, 10, 12)).go(9)
    return json.dumps(made)
