"""Brings a case to a wanted point by the office's own acts, in any edition, as its people would."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.clock import SHANGHAI
from caseapp.base.db import db, writing
from caseapp.cases import actions, queries
from caseapp.cases.actions import LeadGiven, ServiceGiven, TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.documents import queries as documents
from caseapp.evidence import actions as evidence
from caseapp.evidence import queries as evidence_queries
from caseapp.evidence.given import GoodsGiven
from caseapp.hotline import actions as hotline
from caseapp.law.procedures.sources import Source
from caseapp.parties import actions as parties
from caseapp.parties.given import PartyGiven
from tests.people import People

PATENT = "ZL201530012345.4"
SHOP = "铁西区兴旺家电商行"
PLACE = "鞍山市铁西区人民路1号"
KETTLE = "电热水壶"
REPORT = f"铁西区某商店销售标注 {PATENT} 的{KETTLE}，怀疑冒用专利号。"
# The other district's case shares no word with the city's but the number on the goods.
DISTRICT_WORDS = {
    "party": "铁东净水商店",
    "goods": "净水器",
    "scene": "柜台上有净水器12台。",
    **dict.fromkeys(("legal_representative", "present", "person_asked", "keeper"), "孙铁东"),
    "address": "鞍山市铁东区二道街2号",
}
# The first day of the story under each edition; all are working days.
RECEIVED = {
    2011: date(2015, 3, 2),
    2015: date(2015, 9, 1),
    2019: date(2020, 9, 1),
    2021: date(2024, 3, 4),
}
OFFICE_EDITIONS = (2011, 2015)
SERVED = {"notify": "penalty_notice", "serve_decision": "penalty_decision"}
# Step, day after the receipt, who; notify and serve_decision are recorded services.
ROAD = (
    *(("verify", 1, "officer"), ("ask_filing", 2, "officer"), ("file", 3, "chief")),
    *(("inspect", 4, "officer"), ("question", 4, "officer"), ("register_evidence", 4, "officer")),
    *(
        ("dispose_evidence", 6, "officer"),
        ("report", 10, "officer"),
        ("send_review", 11, "officer"),
    ),
    *(("pass_review", 12, "legal"), ("sign_notice", 13, "chief"), ("notify", 14, "officer")),
    *(("record_defence", 15, "officer"), ("ask_decision", 22, "officer"), ("decide", 23, "chief")),
    *(("serve_decision", 24, "officer"), ("publish", 25, "publicity"), ("perform", 26, "finance")),
    ("close", 27, "chief"),
)
DAY_OF = {key: day for key, day, _ in ROAD}


@dataclass(frozen=True)
class Crew:
    """Who of the cast acts in a story."""

    officer: Person
    second: Person
    chief: Person
    legal: Person
    finance: Person
    publicity: Person
    unit: str


def city_crew(people: People) -> Crew:
    """The enforcement section of the city office."""
    return Crew(
        officer=people.wang,
        second=people.li,
        chief=people.chen,
        legal=people.zhang,
        finance=people.feng,
        publicity=people.chu,
        unit=places.ENFORCEMENT,
    )


def district_crew(people: People) -> Crew:
    """The other district, whose chief does what it has nobody else for."""
    return Crew(
        officer=people.zhao,
        second=people.qian,
        chief=people.han,
        legal=people.han,
        finance=people.han,
        publicity=people.han,
        unit=places.TIEDONG,
    )


@dataclass
class Story:
    """One case and the people who bring it forward."""

    people: People
    crew: Crew
    edition: int
    received_on: date
    case_id: int
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def case(self) -> CaseFile:
        """The case as the database has it now."""
        found = db.session.get(CaseFile, self.case_id, populate_existing=True)
        assert found is not None
        return found

    @property
    def path(self) -> str:
        """The address of the case page."""
        return f"/cases/{self.case_id}"

    def day(self, number: int) -> date:
        """The day that many days after the receipt."""
        return self.received_on + timedelta(days=number)

    def at(self, number: int, hour: int = 9) -> datetime:
        """An hour of such a day, in the office's time."""
        return datetime.combine(self.day(number), time(hour), SHANGHAI)

    def word(self, name: str, usual: str) -> str:
        """A text of the story, or the one a test typed in its place."""
        return self.words.get("*", self.words.get(name, usual))

    def values(self, key: str) -> dict[str, Any]:
        """What the form of a step says in this story."""
        given = _VALUES.get(key)
        return dict(given(self)) if given is not None else {}

    def take(self, key: str, *, who: str = "", on: date | None = None, **changed: Any) -> None:
        """Take one step as the story has it, with what a test changes about it."""
        day, usual = next(((day, by) for k, day, by in ROAD if k == key), (0, "officer"))
        by = self.people[who] if who else getattr(self.crew, usual)
        given = TakeGiven(
            on=on or self.day(day),
            reason=changed.pop("reason", ""),
            override_reason=changed.pop("override_reason", ""),
            version=changed.pop("version", None),
            values={k: v for k, v in (self.values(key) | changed).items() if v is not None},
        )
        with writing():
            case = queries.visible_case(self.case_id, by=by)
            actions.take_step(by=by, case=case, key=key, given=given)

    def serve(self, kind: str, *, on: date | None = None, **changed: Any) -> None:
        """Record the service of a paper."""
        key = next(step for step, paper in SERVED.items() if paper == kind)
        given = {
            "mode": "直接",
            "on": on or self.day(DAY_OF[key]),
            "place": PLACE,
            "receiver": "赵兴旺",
            "relation": "经营者",
            "servers": (self.crew.officer.id, self.crew.second.id),
        }
        with writing():
            actions.serve_paper(
                by=self.crew.officer,
                case=queries.visible_case(self.case_id, by=self.crew.officer),
                paper_id=self.paper(kind).id,
                given=ServiceGiven(**(given | changed)),
            )

    def walk(self, until: str, *, start: str = "") -> "Story":
        """Take the road from after one step up to another, both named by their key."""
        keys = [key for key, _, _ in ROAD]
        for key in keys[keys.index(start) + 1 if start else 0 : keys.index(until) + 1]:
            if key in SERVED:
                self.serve(SERVED[key])
            else:
                self.take(key)
            if key == "file":
                self.name_party()
                self.find_goods()
        return self

    def name_party(self) -> int:
        """Register the shop as the party."""
        with writing():
            party = parties.add_party(
                by=self.crew.officer,
                given=PartyGiven(
                    kind="individual",
                    name=self.word("party", SHOP),
                    legal_representative=self.word("legal_representative", "赵兴旺"),
                    address=self.word("address", PLACE),
                    phone="0412-5550100",
                ),
            )
            parties.join_case(
                by=self.crew.officer, case_id=self.case_id, party_id=party.id, part="respondent"
            )
            return int(party.id)

    def find_goods(self) -> int:
        """Enter the kettles found in the shop."""
        with writing():
            return evidence.add_goods(
                by=self.crew.officer,
                case_id=self.case_id,
                given=GoodsGiven(
                    list_kind="found",
                    name=self.word("goods", KETTLE),
                    spec=self.word("spec", "1.8L"),
                    quantity=Decimal(40),
                    unit="台",
                    unit_price=Decimal(89),
                    patent_as_printed=PATENT,
                    remark=self.word("remark", ""),
                ),
            )

    def paper(self, kind: str) -> Any:
        """The latest paper of a kind."""
        found = [row for row in documents.papers_of_case(self.case_id) if row.kind == kind]
        assert found, f"the case has no {kind}"
        return found[-1]

    def goods(self) -> Any:
        """The first row of goods."""
        return evidence_queries.goods_of_case(self.case_id)[0].rows[0]

    def fields(self, key: str, **changed: Any) -> dict[str, Any]:
        """The same values as a browser would send them."""
        return form_fields(self.values(key) | changed)


def form_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write typed values as the fields of a step's form."""
    return {f"f_{key}": _typed(value) for key, value in values.items() if value is not None}


def _typed(value: Any) -> Any:
    if isinstance(value, bool):
        return "y" if value else []
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return str(value)


def unit_id(path: str) -> int:
    """The id of a unit by its path."""
    return int(accounts.unit_by_path(path).id)


def reported(
    people: People,
    *,
    edition: int = 2021,
    received_on: date | None = None,
    words: Mapping[str, str] | None = None,
    **told: Any,
) -> Story:
    """Take a report on 12330 and send it to the city's enforcement section."""
    on = received_on or RECEIVED[edition]
    story = Story(people, city_crew(people), edition, on, 0, words or {})
    given = hotline.CallGiven(
        **{
            "channel": "phone",
            "matter": "report",
            "received_on": on,
            "content": story.word("content", REPORT),
            "respondent": story.word("respondent", SHOP),
            "place": story.word("place", PLACE),
            "product": story.word("product", KETTLE),
            "patent_as_printed": story.word("patent_as_printed", PATENT),
            **told,
        }
    )
    with writing():
        taken = hotline.take_call(by=people.liu, given=given)
        story.case_id = hotline.send(
            by=people.liu, ticket=taken.ticket, unit_id=unit_id(places.ENFORCEMENT)
        )
    return story


def found_by_district(people: People, *, edition: int = 2021, until: str = "") -> Story:
    """Let the other district find something itself, and walk on if asked."""
    crew = district_crew(people)
    given = LeadGiven(
        source=Source.INSPECTION,
        received_on=RECEIVED[edition],
        unit_id=unit_id(crew.unit),
        content="巡查铁东商场发现标注专利号的净水器。",
        respondent="铁东净水商店",
        place="鞍山市铁东区二道街2号",
        product="净水器",
        patent_as_printed=PATENT,
    )
    with writing():
        case = actions.open_lead(by=crew.officer, given=given)
    story = Story(people, crew, edition, RECEIVED[edition], case.id, DISTRICT_WORDS)
    return story.walk(until) if until else story


def walked(people: People, until: str, *, edition: int = 2021, **told: Any) -> Story:
    """Report, and walk the road up to this step."""
    return reported(people, edition=edition, **told).walk(until)


def _officers(story: Story) -> dict[str, Any]:
    return {"officers": (story.crew.officer.id, story.crew.second.id)}


def _shown(story: Story) -> dict[str, Any]:
    return {
        **_officers(story),
        "certificate_shown": True,
        "certificate_shown_at": story.at(4),
    }


def _verify(story: Story) -> dict[str, Any]:
    return {
        "patent_number": story.word("patent_number", PATENT),
        "act_on": story.received_on,
        "patent_status": "ended",
        "looked_up_by": story.crew.officer.id,
        "looked_up_on": story.day(1),
        "lookup_source": story.word("lookup_source", "专利登记簿副本"),
        "finding": story.word("finding", "专利已终止，仍在标注。"),
    }


def _register(story: Story) -> dict[str, Any]:
    extra = {"sampling_impossible": True} if story.edition in OFFICE_EDITIONS else {}
    return {
        **_shown(story),
        **extra,
        "approved_by": story.crew.chief.id,
        "approved_on": story.day(4),
        "registration_reason": story.word("registration_reason", "物品可能被转移。"),
        "keeping_place": story.word("keeping_place", "店内库房"),
        "keeper": story.word("keeper", "赵兴旺"),
    }


def _report(story: Story) -> dict[str, Any]:
    return {
        "act_kinds": ("CFA-1b", "CFA-2"),
        "act_start": story.day(-30),
        "act_end": story.day(4),
        "act_facts": story.word("act_facts", "当事人销售标注已终止专利的电热水壶。"),
        "gains_kind": "known",
        "gains": Decimal(12000),
        "gains_method": "GAIN-71",
        "gains_reason": story.word("gains_reason", "销售100台，每台120元。"),
        "proposal": "penalty",
        "proposed_fine": Decimal(20000),
        "confiscation": Decimal(12000),
        "discretion": story.word("discretion", "初次违法，配合调查。"),
        "criminal_check": "none",
        "criminal_reason": story.word("criminal_reason", "未达到追诉标准。"),
    }


_VALUES: Mapping[str, Any] = {
    "verify": _verify,
    "ask_filing": lambda s: {
        "filing_proposal": "file",
        "filing_reasons": s.word("filing_reasons", "符合立案条件。"),
    },
    "file": lambda s: {
        **_officers(s),
        **dict.fromkeys(("has_evidence", "is_punishable", "is_ours", "in_time"), True),
    },
    "inspect": lambda s: {
        **_shown(s),
        "started_at": s.at(4),
        "ended_at": s.at(4, 10),
        "place": s.word("place", PLACE),
        "present": s.word("present", "赵兴旺"),
        "scene": s.word("scene", "货架上有标注专利号的电热水壶40台。"),
        "signature": "signed",
    },
    "question": lambda s: {
        **_shown(s),
        "started_at": s.at(4, 10),
        "ended_at": s.at(4, 11),
        "place": s.word("place", PLACE),
        "person_asked": s.word("person_asked", "赵兴旺"),
        "person_position": s.word("person_position", "经营者"),
        "rights_told": True,
        "answers": s.word("answers", "问：从哪里进货？\n答：从批发市场。"),
        "signature": "signed",
    },
    "register_evidence": _register,
    "dispose_evidence": lambda s: {
        "disposal": "returned",
        "disposal_note": s.word("disposal_note", "已取证。"),
    },
    "report": _report,
    "pass_review": lambda s: {"review_opinion": s.word("review_opinion", "事实清楚，同意。")},
    "sign_notice": lambda s: {"hearing_offered": True},
    "record_defence": lambda s: {
        "defence_form": "oral",
        "defence_text": s.word("defence_text", "请求从轻。"),
        "defence_answer": s.word("defence_answer", "已充分考虑。"),
    },
    "ask_decision": lambda s: {
        "fine": Decimal(20000),
        "confiscation": Decimal(12000),
        "correction": s.word("correction", "停止销售并去除标注。"),
    },
    "decide": lambda s: {"publicity_notice": "told"} if s.edition == 2021 else {},
    "suspend": lambda s: {
        "suspension_ground": "expert",
        "end_event": s.word("end_event", "收到鉴定结论"),
    },
    "publish": lambda s: {
        "publication": "full",
        "published_where": s.word("published_where", "市政府网站"),
    },
    "perform": lambda s: {
        "paid": Decimal(32000),
        "pay_reference": s.word("pay_reference", "P0001"),
        "corrected": s.word("corrected", "已去除标注。"),
    },
}
