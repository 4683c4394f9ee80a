"""A case of dishonest filing: an agency filed made-up applications, and the nation's office passed it on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from caseapp.base.db import writing
from caseapp.cases import actions
from caseapp.cases.actions import LeadGiven
from caseapp.law.procedures.sources import Source
from tests.people import People
from tests.stories import Story, city_crew, unit_id

RECEIVED_ON = date(2024, 3, 4)
AGENCY = "鞍山某科技咨询商行"
# What counterfeit cases ask and this track does not.
NOT_ASKED = {"gains_kind", "gains", "gains_method", "gains_reason", "confiscation"}
OWN: dict[str, dict[str, Any]] = {
    "verify": {"found_by": "cnipa", "found_no": "国知办函〔2024〕3号", "patent_status": "pending"},
    "report": {
        "act_kinds": ("FS-11",),
        "act_facts": "当事人编造实验数据，提出十二件实用新型专利申请。",
        "warning": True,
    },
    "ask_decision": {"warning": True, "correction": "撤回编造的专利申请"},
    "decide": {"publicity_notice": "told"},
    "publish": {"publication": "full", "published_where": "国家企业信用信息公示系统"},
    "perform": {"paid": Decimal(20000)},
}


@dataclass
class FalseStory(Story):
    """Such a case and the people who bring it forward."""

    def values(self, key: str) -> dict[str, Any]:
        """What the form of a step says in this story."""
        usual = super().values(key)
        return {name: value for name, value in usual.items() if name not in NOT_ASKED} | OWN.get(
            key, {}
        )


def told(people: People, *, edition: int = 2024, received_on: date = RECEIVED_ON) -> FalseStory:
    """Register what the national office passed on."""
    crew = city_crew(people)
    given = LeadGiven(
        source=Source.TRANSFER,
        received_on=received_on,
        unit_id=unit_id(crew.unit),
        content="国家知识产权局移送：当事人提出的十二件专利申请编造实验数据。",
        respondent=AGENCY,
        place="鞍山市铁西区人民路1号",
        patent_as_printed="ZL201530012345.4",
        track="false-statement",
    )
    with writing():
        case = actions.open_lead(by=crew.officer, given=given)
    return FalseStory(people, crew, edition, received_on, case.id, {"party": AGENCY})
