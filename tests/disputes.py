"""Brings an infringement dispute to a wanted point by the office's own acts, under each edition."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from caseapp.accounts import units as places
from caseapp.base.clock import SHANGHAI
from caseapp.base.db import writing
from caseapp.cases import actions
from caseapp.cases.actions import RequestGiven
from caseapp.parties.given import PartyGiven
from tests.people import People
from tests.requested import RECEIVED, Requested, Way
from tests.stories import unit_id

MODEL, INVENTION = "ZL202320123456.1", "ZL201410123456.7"
HOLDER = PartyGiven(
    kind="company",
    name="鞍山市千山阀门研究所有限公司",
    legal_representative="林知远",
    address="鞍山市千山区科技路18号",
    phone="0412-5550400",
)
MAKER = PartyGiven(
    kind="company",
    name="鞍山腾达阀门制造有限公司",
    legal_representative="郭腾达",
    address="鞍山市立山区红旗路66号",
    phone="0412-5550500",
)
# Step, day after the receipt, who.
TO_FILING = (("verify", 1, "officer"), ("file", 3, "chief"))
TO_ANSWER = (*TO_FILING, ("serve_request", 7, "registrar"), ("record_answer", 17, "registrar"))
TO_ORAL = (*TO_ANSWER, ("pass_answer", 18, "registrar"), ("call_oral", 21, "officer"))
TO_HEARD = (*TO_ORAL, ("hold_oral", 32, "officer"))
TO_DRAFTED = (*TO_HEARD, ("deliberate", 35, "officer"), ("draft_decision", 36, "officer"))
TO_DECIDED = (*TO_DRAFTED, ("decide", 38, "chief"))
HANDED = (("serve_one_side", 39, "registrar"), ("serve_decision", 39, "registrar"))
TO_SERVED = (*TO_DECIDED, *HANDED, ("publish", 42, "publicity"))
PERFORMED = (*TO_SERVED, ("suit_lapsed", 57, "officer"), ("perform", 60, "officer"))
ENDS: dict[str, Way] = {
    "performed": (*PERFORMED, ("close", 61, "chief")),
    "enforced": (
        *TO_SERVED,
        *(("suit_lapsed", 57, "officer"), ("mark_unperformed", 70, "officer")),
        *(("apply_court", 91, "chief"), ("perform", 100, "officer"), ("close", 101, "chief")),
    ),
    "sued": (
        *TO_SERVED,
        *(("suit", 50, "legal"), ("suit_upheld", 80, "legal"), ("perform", 85, "officer")),
        ("close", 91, "chief"),
    ),
    "mediated": (
        *TO_ANSWER,
        *(("mediate", 20, "officer"), ("agree", 25, "officer"), ("close", 26, "chief")),
    ),
    "withdrawn": (
        *TO_ANSWER,
        *(("withdraw", 20, "chief"), ("serve_withdrawal", 21, "registrar"), ("close", 26, "chief")),
    ),
    "deemed_withdrawn": (
        *TO_ORAL,
        *(("note_absence", 32, "officer"), ("deem_withdrawn", 33, "chief")),
        *(("serve_withdrawal", 34, "registrar"), ("close", 35, "chief")),
    ),
    "refused": (("verify", 1, "officer"), ("refuse_filing", 3, "chief")),
}
STATES = {"refused": "refused"}


@dataclass
class Dispute(Requested):
    """One dispute and the people who bring it forward."""

    receiver = "郭腾达"

    def at(self, number: int, hour: int = 9) -> datetime:
        """An hour of such a day, in the office's time."""
        return datetime.combine(self.day(number), time(hour), SHANGHAI)

    @property
    def panel(self) -> tuple[int, ...]:
        """The three who hear the case."""
        return (self.people.wang.id, self.people.li.id, self.people.xu.id)

    def values(self, key: str, number: int) -> dict[str, Any]:
        """What the form of a step says in this story."""
        day = self.day(number)
        named = {
            "officers": self.panel,
            "panel_head": self.people.wang.id,
            "clerk": self.people.zheng.id,
        }
        given: dict[str, dict[str, Any]] = {
            **_before_hearing(self, day, named),
            **_hearing(self, number),
            **_after_hearing(self, day),
        }
        return given.get(key, {})


def _before_hearing(story: Dispute, day: date, named: dict[str, Any]) -> dict[str, dict[str, Any]]:
    tests = ("standing_shown", "respondent_clear", "request_clear", "is_ours", "no_suit")
    return {
        "verify": {
            "patent_number": MODEL,
            "act_on": RECEIVED[story.edition] - timedelta(days=3),
            "patent_status": "in_force",
            "looked_up_by": story.people.wang.id,
            "looked_up_on": day,
            "lookup_source": "专利登记簿副本",
            "patent_title": "一种阀门",
            "finding": "专利权在有效期内。",
        },
        "file": {**dict.fromkeys((*tests, "no_other_way"), True), **named},
        "change_panel": named,
        "refuse_filing": {"refusal": "no_standing"},
        "ask_supplement": {"defects": "没有提交专利登记簿副本。", "limit_on": story.day(12)},
        "supplemented": {"supplied": "补交登记簿副本。", "papers_added": ("register",)},
        "pass_on": {"receiver": "沈阳市知识产权局", "requester_told": True},
        "uphold_objection": {"receiver": "沈阳市知识产权局", "requester_told": True},
        "extend_answer": {"limit_on": story.day(30)},
        "object_jurisdiction": {"objection": "被请求人不在贵局辖区。"},
        "object_time_bar": {
            "objected_on": day,
            "known_on": date(2022, 1, 10),
            "time_bar_facts": "请求人2022年1月已发函。",
        },
        "record_answer": {"answer_text": "被控产品缺少权利要求1的密封圈。"},
        "take_evidence": {
            "officers": (story.people.wang.id, story.people.li.id),
            "certificate_shown": True,
            "certificate_shown_at": datetime.combine(day, time(9), SHANGHAI),
            "evidence_cause": "asked",
            "method": "sample",
            "evidence_found": "抽取被控阀门2件。",
        },
        "toll": {"toll": "expert", "pause_first": day, "pause_last": day + timedelta(days=9)},
        "mediate": {"both_willing": True},
        "agree": {
            "terms": "一、被请求人停止制造。二、双方再无争议。",
            "both_signed": True,
            "sealed": True,
        },
    }


def _hearing(story: Dispute, number: int) -> dict[str, dict[str, Any]]:
    notice = {
        "oral_at": story.at(number + 11),
        "oral_place": "本局第一审理庭",
        "requester_notice_on": story.day(number + 1),
        "respondent_notice_on": story.day(number + 2),
        "public_oral": True,
    }
    return {
        "call_oral": notice,
        "postpone_oral": notice,
        "oral_receipt": {"side": "respondent", "attends": "yes"},
        "hold_oral": {
            "requester_present": True,
            "respondent_present": True,
            "oral_record": "双方陈述、质证、辩论。",
        },
        "note_absence": {"absent": "requester", "absence_kind": "away", "unexcused": True},
        "hear_in_default": {"oral_record": "被请求人缺席，审理照常进行。"},
        "note_invalidation": {
            "invalidation_on": story.day(number),
            "invalidation_no": "4W100001",
        },
        "invalidation_ended": {
            "invalidation_result": "upheld",
            "result_on": story.day(number),
        },
        "suspend": {"suspension": "invalidation", "asked_by_party": True},
        "go_on": {"goes_on": "not_needed" if story.edition == 2025 else "groundless"},
    }


def _after_hearing(story: Dispute, day: date) -> dict[str, dict[str, Any]]:
    found = {
        "finding": "infringed",
        "facts_found": "被控阀门具备权利要求1的全部技术特征。",
        "order": ("make", "sell"),
        "order_words": "停止制造、销售被控阀门，销毁模具。",
        "perform_until": story.day(68),
    }
    repeat = {
        **found,
        "earlier_no": "鞍知法裁字〔2025〕9号",
        "effective_on": RECEIVED[story.edition] - timedelta(days=40),
        "same_patent": True,
        "same_kind": True,
    }
    return {
        "deliberate": {
            "officers": story.panel,
            "finding": "infringed",
            "comparison": "逐项对比，特征全部覆盖。",
            "deliberation": "三名成员一致认为侵权成立。",
        },
        "draft_decision": found,
        "decide": found,
        "draft_repeat": repeat,
        "decide_repeat": repeat,
        "withdraw": {"withdrawal": "taken_back"},
        **{
            key: {"published_where": "市政府门户网站", "masked": True}
            for key in ("publish", "publish_change")
        },
        "suit": {"court": "沈阳市中级人民法院", "suit_no": "（2026）辽01行初12号"},
        **{
            key: {"judgment": "判决如裁判文书。"}
            for key in ("suit_upheld", "suit_redo", "suit_annulled")
        },
        "perform": {"performed_how": "现场核实，模具已销毁。"},
        "apply_court": {
            "court": "鞍山市中级人民法院",
            "demanded_on": day - timedelta(days=20),
        },
        "correct_decision": {"change": "revoked", "change_scope": "专利权全部无效。"},
        "correct_words": {"corrected_words": "更正当事人名称中的一处错字。"},
        "extend_superior": {"approval_no": "辽知批字〔2026〕3号", "extend_months": 2},
    }


def requested(people: People, *, edition: int = 2025, **told: Any) -> Dispute:
    """A holder asks the office to settle an infringement."""
    given = {
        "track": "infringement",
        "received_on": RECEIVED[edition],
        "unit_id": unit_id(places.ENFORCEMENT),
        "requester": HOLDER,
        "respondent": MAKER,
        "patent_as_printed": MODEL,
        "claims": "权利要求1",
        "relief": "责令被请求人停止侵权。",
        "grounds": "被请求人制造、销售落入专利保护范围的阀门。",
        "papers": ("identity", "register", "evidence"),
        **told,
    }
    with writing():
        case = actions.open_request(by=people.zheng, given=RequestGiven(**given))
        return Dispute(people, edition, case.id)
