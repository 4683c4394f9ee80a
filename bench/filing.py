"""Files of the benchmarks, worked through the office's own actions: a lead, one in hand, a whole one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from caseapp.accounts.person import Person
from caseapp.accounts.queries import enforcement_choices
from caseapp.base.clock import SHANGHAI
from caseapp.base.db import writing
from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import LeadGiven, ServiceGiven, TakeGiven
from caseapp.documents import queries as documents
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import GoodsGiven, ItemGiven
from caseapp.law.procedures.sources import Source
from caseapp.parties import actions as parties
from caseapp.parties.given import PartyGiven

OFFICERS = ("officer0-0", "officer0-1")
FINE, GAINS = Decimal(20_000), Decimal(12_000)
Cast = Mapping[str, Person]


@dataclass(frozen=True)
class File:
    """A case at work: who works it and on which day it came."""

    cast: Cast
    case_id: int
    came: date

    def day(self, more: int) -> date:
        """Count days from the first."""
        return self.came + timedelta(days=more)

    def hour(self, more: int, hour: int) -> datetime:
        """Name an hour of such a day."""
        day = self.day(more)
        return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)

    @property
    def officers(self) -> tuple[int, ...]:
        """The two on the case."""
        return tuple(self.cast[login].id for login in OFFICERS)

    def take(self, key: str, more: int, login: str = OFFICERS[0], **values: Any) -> None:
        """Take a step as somebody."""
        with writing():
            case = queries.visible_case(self.case_id, by=self.cast[login])
            given = TakeGiven(on=self.day(more), values=values)
            cases.take_step(by=self.cast[login], case=case, key=key, given=given)

    def serve(self, kind: str, more: int) -> None:
        """Serve the latest paper of a kind."""
        by = self.cast[OFFICERS[0]]
        with writing():
            case = queries.visible_case(self.case_id, by=by)
            paper = [one for one in documents.papers_of_case(case.id) if one.kind == kind][-1]
            given = ServiceGiven(
                mode="直接",
                on=self.day(more),
                place="店内",
                receiver="赵兴旺",
                relation="经营者",
                servers=self.officers,
            )
            cases.serve_paper(by=by, case=case, paper_id=paper.id, given=given)


def led(cast: Cast, came: date) -> File:
    """Register a lead and leave it."""
    given = LeadGiven(
        source=Source.REPORT,
        received_on=came,
        unit_id=enforcement_choices()[0][0],
        content="某商店销售标注 ZL201530012345.4 的电热水壶，怀疑冒用专利号。" * 6,
        respondent="铁西区兴旺家电商行",
        place="鞍山市铁西区人民路1号",
        product="电热水壶",
        patent_as_printed="ZL201530012345.4",
    )
    with writing():
        case = cases.open_lead(by=cast[OFFICERS[0]], given=given)
    return File(cast, case.id, came)


def in_hand(cast: Cast, came: date) -> File:
    """Work a file up to the party's defence: most of what a case page can show is there."""
    file = led(cast, came)
    _file(file)
    _add_things(file)
    _inquire(file)
    _report(file)
    file.take("send_review", 11)
    file.take("pass_review", 12, "legal", review_opinion="事实清楚，同意。")
    file.take("sign_notice", 13, "chief", hearing_offered=True)
    file.serve("penalty_notice", 14)
    file.take(
        "record_defence",
        15,
        defence_form="oral",
        defence_text="请求从轻。",
        defence_answer="已考虑。",
    )
    return file


def whole(cast: Cast, came: date) -> File:
    """Work a file to its end."""
    file = in_hand(cast, came)
    file.take("ask_decision", 22, fine=FINE, confiscation=GAINS, correction="停止销售并去除标注")
    told = {} if came.year < 2021 else {"publicity_notice": "told"}
    file.take("decide", 23, "chief", **told)
    file.serve("penalty_decision", 24)
    file.take("publish", 25, publication="full", published_where="市政府网站")
    file.take(
        "perform",
        26,
        "finance",
        paid=FINE + GAINS,
        pay_reference="P1",
        corrected="已去除标注",
    )
    file.take("close", 27, "chief")
    return file


def _file(file: File) -> None:
    file.take(
        "verify",
        1,
        patent_number="ZL201530012345.4",
        act_on=file.came,
        patent_status="ended",
        looked_up_by=file.officers[0],
        looked_up_on=file.day(1),
        lookup_source="专利登记簿",
        finding="专利已终止，仍在标注。",
    )
    file.take("ask_filing", 2, filing_proposal="file", filing_reasons="符合立案条件。")
    file.take(
        "file",
        3,
        "chief",
        officers=file.officers,
        has_evidence=True,
        is_punishable=True,
        is_ours=True,
        in_time=True,
    )


def _add_things(file: File) -> None:
    by = file.cast[OFFICERS[0]]
    with writing():
        party = parties.add_party(
            by=by,
            given=PartyGiven(
                kind="individual",
                name=f"兴旺家电商行{file.case_id}",
                legal_representative="赵兴旺",
                address="鞍山市铁西区人民路1号",
                phone="13841200001",
            ),
        )
        parties.join_case(by=by, case_id=file.case_id, party_id=party.id, part="respondent")
        for spec in ("1.5L", "1.8L", "2.0L"):
            goods = GoodsGiven(
                list_kind="found",
                name="电热水壶",
                spec=spec,
                quantity=Decimal(40),
                unit="台",
                unit_price=Decimal(89),
                patent_as_printed="ZL201530012345.4",
            )
            evidence.add_goods(by=by, case_id=file.case_id, given=goods)
        for title in ("店铺门头照片", "货架照片", "进货单"):
            item = ItemGiven(
                kind="written",
                title=title,
                proves="销售的事实",
                source="店内",
                form="original",
                taken_on=file.day(4),
                taken_by="办案员0-0、办案员0-1",
            )
            evidence.add_item(by=by, case_id=file.case_id, given=item)


def _inquire(file: File) -> None:
    both: dict[str, Any] = {
        "officers": file.officers,
        "certificate_shown": True,
        "certificate_shown_at": file.hour(4, 9),
    }
    file.take(
        "inspect",
        4,
        started_at=file.hour(4, 9),
        ended_at=file.hour(4, 10),
        place="店内",
        present="赵兴旺",
        scene="货架上有标注专利号的电热水壶 120 台。" * 4,
        signature="signed",
        **both,
    )
    file.take(
        "question",
        4,
        started_at=file.hour(4, 10),
        ended_at=file.hour(4, 11),
        place="店内",
        person_asked="赵兴旺",
        person_position="经营者",
        rights_told=True,
        answers="问：电热水壶从哪里进货？\n答：从批发市场。\n" * 5,
        signature="signed",
        **both,
    )
    old = {"sampling_impossible": True} if file.came.year < 2021 else {}
    file.take(
        "register_evidence",
        4,
        approved_by=file.cast["chief"].id,
        approved_on=file.day(4),
        registration_reason="物品可能被转移",
        keeping_place="店内库房",
        keeper="赵兴旺",
        **both,
        **old,
    )
    file.take("dispose_evidence", 6, disposal="returned", disposal_note="已取证")


def _report(file: File) -> None:
    file.take(
        "report",
        10,
        act_kinds=("CFA-1b", "CFA-2"),
        act_start=file.day(-30),
        act_end=file.day(4),
        act_facts="当事人销售标注已终止专利的电热水壶。",
        gains_kind="known",
        gains=GAINS,
        gains_method="GAIN-71",
        gains_reason="销售 100 台，每台 120 元",
        proposal="penalty",
        proposed_fine=FINE,
        confiscation=GAINS,
        discretion="初次违法，配合调查。",
        criminal_check="none",
        criminal_reason="未达到追诉标准",
    )
