"""Enters a published case by the office's own acts, on the days the record or its supplement names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from caseapp.accounts.person import Person
from caseapp.base.identifiers import make_credit_code
from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import LeadGiven, ServiceGiven, TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.cli.demo.days import at
from caseapp.cli.demo.papers import complete_drafts, freeze_records, seal_signed
from caseapp.cli.demo.people import Staff
from caseapp.cli.demo.photos import photo
from caseapp.cli.demo.published import Act, Published
from caseapp.documents import queries as documents
from caseapp.evidence import actions as evidence
from caseapp.evidence.given import GoodsGiven, ItemGiven
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.sources import Source
from caseapp.parties import actions as parties
from caseapp.parties.given import PartyGiven
from caseapp.patents import actions as patents
from caseapp.patents.given import PatentFacts

EDITION = PROCEDURES["counterfeit-2021"]
LOOKED_UP_IN = "专利登记簿副本〔补〕"
MADE_UP = "〔补〕"
AREA = "210300"
IDENTITY = "居民身份证〔补〕"


@dataclass
class Retelling:
    """One published case on its way."""

    story: Published
    staff: Staff
    dice: Random
    case_id: int = 0

    def run(self) -> Iterator[date]:
        """Name the day of each act, then do it."""
        yield self.story.received_on
        self.case_id = self._open().id
        for act in self.story.acts:
            yield act.on
            word, _, kind = act.key.partition(" ")
            OWN.get(word, Retelling.step)(self, act) if not kind else self.serve(act, kind)
            head = self.staff.head.name
            complete_drafts(self.case, by=self.officer, identity=IDENTITY, head=head)
            freeze_records(self.case, by=self.officer, on=act.on, staff=self.staff)
            seal_signed(self.case, on=act.on, staff=self.staff)

    @property
    def officer(self) -> Person:
        """The one in charge."""
        return self.staff.officers[0]

    @property
    def officer_ids(self) -> tuple[int, int]:
        """The ids of the two who handle the case."""
        return self.staff.officers[0].id, self.staff.officers[1].id

    @property
    def case(self) -> CaseFile:
        """The case as it stands."""
        return queries.visible_case(self.case_id, by=self.officer)

    def _open(self) -> CaseFile:
        story = self.story
        return cases.open_lead(
            by=self.officer,
            given=LeadGiven(
                source=Source(story.source),
                received_on=story.received_on,
                unit_id=self.staff.unit_id,
                content=story.content,
                respondent=str(story.party["name"]),
                place=story.place,
                product=story.product,
                patent_as_printed=story.printed,
            ),
        )

    def step(self, act: Act) -> None:
        """Take a step, completed by what every such step of a published case has."""
        asked = {
            one.key: one.kind for row in EDITION.steps if row.key == act.key for one in row.fields
        }
        known = {**self._usual(act), **act.given}
        values = {key: _typed(known[key], kind) for key, kind in asked.items() if key in known}
        by = self._who(act.who)
        case = queries.visible_case(self.case_id, by=by)
        cases.take_step(by=by, case=case, key=act.key, given=TakeGiven(on=act.on, values=values))

    def _who(self, who: str) -> Person:
        return {
            "officer": self.officer,
            "legal": self.staff.legal[0],
            "chief": self.staff.chiefs[0],
            "deputy": self.staff.chiefs[-1],
            "publicity": self.staff.publicity,
            "finance": self.staff.finance,
        }[who]

    def _usual(self, act: Act) -> Mapping[str, object]:
        return {
            **USUAL,
            "officers": self.officer_ids,
            "patent_number": self.story.printed,
            "looked_up_by": self.officer.id,
            "looked_up_on": act.on,
            "certificate_shown_at": at(act.on, 9),
            "started_at": at(act.on, 9, 10),
            "ended_at": at(act.on, 10, 30),
            "place": self.story.place,
        }

    def join(self, act: Act) -> None:
        """Write the party down."""
        said = dict(self.story.party)
        code = make_credit_code(area=AREA, serial=said.pop("serial"))
        party = parties.add_party(by=self.officer, given=PartyGiven(credit_code=code, **said))
        parties.join_case(
            by=self.officer,
            case_id=self.case_id,
            party_id=party.id,
            part="respondent",
            since=act.on,
        )

    def patents(self, act: Act) -> None:
        """Keep what the register says of each patent: title, end, why."""
        for one in self.story.patents:
            said = {key: value for key, value in one.items() if key != "printed"}
            patents.record_lookup(
                by=self.officer,
                case_id=self.case_id,
                text=str(one["printed"]),
                status="ended",
                status_on=self.story.received_on,
                looked_up_by=self.officer.id,
                looked_up_on=act.on,
                source=LOOKED_UP_IN,
                facts=PatentFacts(**said),
            )

    def goods(self, _act: Act) -> None:
        """List every batch in a row of its own."""
        for one in self.story.goods:
            for batch in one["batches"]:
                given = GoodsGiven(
                    list_kind="found",
                    name=one["name"],
                    spec=f"批号{batch}",
                    quantity=Decimal(self.dice.randrange(40, 120)),
                    unit="箱",
                    place="成品库",
                    patent_as_printed=one["printed"],
                    remark="包装印有“本包装已申请外观专利”；批号、数量为〔补〕",
                )
                evidence.add_goods(by=self.officer, case_id=self.case_id, given=given)

    def photos(self, act: Act) -> None:
        """Keep the pictures."""
        names = "、".join(one.name for one in self.staff.officers[:2])
        for place, one in enumerate(self.story.photos, start=1):
            given = ItemGiven(
                kind="photo",
                title=one["title"],
                proves=one["proves"],
                source=f"现场检查时取得{MADE_UP}",
                form="copy",
                taken_on=act.on,
                taken_by=names,
            )
            kept = photo(f"{self.story.key}-{place:02d}.png", self.dice)
            evidence.add_item(by=self.officer, case_id=self.case_id, given=given, file=kept)

    def serve(self, act: Act, kind: str) -> None:
        """Hand a paper over."""
        papers = [one for one in documents.papers_of_case(self.case_id) if one.kind == kind]
        given = ServiceGiven(
            mode="直接",
            on=act.on,
            place=self.story.place,
            receiver=str(self.story.party["legal_representative"]),
            relation="法定代表人",
            servers=self.officer_ids,
            note=MADE_UP,
        )
        cases.serve_paper(by=self.officer, case=self.case, paper_id=papers[-1].id, given=given)


def _typed(value: object, kind: str) -> object:
    if kind == "money":
        return Decimal(str(value))
    return tuple(value) if isinstance(value, list) else value


OWN: Mapping[str, Callable[[Retelling, Act], None]] = {
    "join": Retelling.join,
    "patents": Retelling.patents,
    "goods": Retelling.goods,
    "photos": Retelling.photos,
}
# What these steps have in all three cases; the record is silent on most of it.
USUAL: Mapping[str, object] = {
    "lookup_source": LOOKED_UP_IN,
    "filing_proposal": "file",
    "has_evidence": True,
    "is_punishable": True,
    "is_ours": True,
    "in_time": True,
    "certificate_shown": True,
    "signature": "signed",
    "person_position": "法定代表人",
    "rights_told": True,
    "gains_method": "GAIN-28",
    "proposal": "penalty",
    "confiscation": 0,
    "criminal_check": "none",
    "criminal_reason": "不涉及他人专利号，金额也未达到追诉标准。〔补〕",
    "review_opinion": "〔补〕事实清楚，证据确凿，程序合法，处罚在法定幅度以内，同意。",
    "hearing_offered": False,
    "waiver_form": "written",
    "publicity_notice": "told",
    "publication": "full",
    "published_where": "国家企业信用信息公示系统",
    "pay_reference": MADE_UP,
}
