"""One invented infringement dispute on its way: who acts, what is given, which words are said."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.cases import actions as cases
from caseapp.cases import queries
from caseapp.cases.actions import RequestGiven, TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.cli.demo.days import Days, at
from caseapp.cli.demo.disputes import DisputePlan
from caseapp.cli.demo.names import Inventor, Trader
from caseapp.cli.demo.people import Staff
from caseapp.cli.demo.request_story import RequestStory
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.table import Step
from caseapp.parties.given import PartyGiven

TEXTS = Path(__file__).with_name("disputes.toml")
# Names are made up by trade and place; there are only so many of each.
ASKING = ("科技", "建材", "食品")
ANSWERING = ("五金", "家电", "百货", "汽车", "机械")
AREAS = ("210303", "210304", "210311")
TESTS = ("standing_shown", "respondent_clear", "request_clear", "is_ours", "no_suit")
# What the chief signs, by what the panel drafted for it.
SIGNED_FROM = {"decide": "draft_decision", "decide_repeat": "draft_repeat"}
REGISTRAR = "jiwenxiu"
REASON = "经审查，符合规定，应当这样办理。"
ORDER: Mapping[str, Any] = {
    "finding": "infringed",
    "facts_found": "被控产品具备主张的权利要求的全部技术特征，落入专利权的保护范围。",
    "order": ("make", "sell"),
    "order_words": "停止制造、销售被控产品，销毁专用模具，库存产品不得销售。",
}
SAID: Mapping[str, Mapping[str, Any]] = {
    "file": {**dict.fromkeys((*TESTS, "no_other_way"), True)},
    "refuse_filing": {"refusal": "no_standing"},
    "ask_supplement": {"defects": "没有提交专利登记簿副本。"},
    "uphold_objection": {"receiver": "营口市知识产权局", "requester_told": True},
    "object_jurisdiction": {"objection": "被请求人住所地和侵权行为地都不在鞍山。"},
    "take_evidence": {
        "certificate_shown": True,
        "evidence_cause": "asked",
        "method": "sample",
        "evidence_found": "在被请求人仓库抽取被控产品两件，拍照并制作清单。",
    },
    "mediate": {"both_willing": True},
    "agree": {
        "terms": "一、被请求人停止实施专利。二、双方就已售产品达成和解，再无争议。",
        "both_signed": True,
        "sealed": True,
    },
    "hold_oral": {
        "requester_present": True,
        "respondent_present": True,
        "oral_record": "合议组核对身份，双方陈述、质证、辩论，并作最后陈述。",
    },
    "note_absence": {"absent": "requester", "absence_kind": "away", "unexcused": True},
    "hear_in_default": {"oral_record": "被请求人经合法通知未到场，缺席审理。"},
    "note_invalidation": {"invalidation_no": "4W110236"},
    "invalidation_ended": {"invalidation_result": "upheld"},
    "suspend": {"suspension": "invalidation", "asked_by_party": True},
    "go_on": {"goes_on": "not_needed"},
    "deliberate": {
        "finding": "infringed",
        "comparison": "逐项对比技术特征，均相同或者等同。",
        "deliberation": "合议组一致认为侵权成立。",
    },
    "draft_decision": ORDER,
    "draft_repeat": {
        **ORDER,
        "earlier_no": "（在先已生效裁决）",
        "same_patent": True,
        "same_kind": True,
    },
    "withdraw": {"withdrawal": "taken_back"},
    "publish": {"published_where": "市政府门户网站", "masked": True},
    "suit": {"court": "沈阳市中级人民法院", "suit_no": "（行政案号待录）"},
    "suit_upheld": {"judgment": "判决驳回原告的诉讼请求。"},
    "perform": {"performed_how": "合议组成员现场核实，模具已销毁，库存已处理。"},
    "apply_court": {"court": "鞍山市中级人民法院"},
    "correct_decision": {"change": "revoked", "change_scope": "专利权被宣告全部无效。"},
}


class DisputeStory(RequestStory):
    """One dispute; its names are made up at once, its acts when their day comes."""

    def __init__(
        self, plan: DisputePlan, turn: int, staff: Staff, *, days: Days, inventor: Inventor
    ) -> None:
        super().__init__(plan, staff, days)
        self._plan = plan
        self._said = texts()[plan.about]
        self._drafted: dict[str, Mapping[str, Any]] = {}
        self._asking: Trader = inventor.trader("210302", ASKING[turn % len(ASKING)])
        area = AREAS[turn % len(AREAS)]
        self._answering: Trader = inventor.trader(area, ANSWERING[turn % len(ANSWERING)])
        before = days.today.year if isinstance(plan.ends, int) else plan.ends.year
        self._number = inventor.patent_number(self._said["kind"], before=before)

    def _ask(self, day: date) -> None:
        given = RequestGiven(
            track="infringement",
            received_on=day,
            unit_id=self._staff.unit_id,
            requester=_party(self._asking),
            respondent=_party(self._answering),
            patent_as_printed=self._number,
            relief=self._said["relief"],
            grounds=self._said["grounds"],
            claims=self._said["claims"],
            papers=self._plan.papers,
            respondent_abroad=self._plan.abroad,
            product=self._said["product"],
        )
        self._case_id = cases.open_request(by=_registrar(), given=given).id

    def _take(self, key: str, day: date) -> None:
        case: CaseFile = queries.visible_case(self._case_id, by=self._staff.officers[0])
        step = next(
            one
            for one in PROCEDURES[case.edition].steps
            if one.key == key and case.state in one.origins
        )
        by = self._who(step)
        said = self._drafted.get(SIGNED_FROM.get(key, "")) or {
            **self._values(key, day),
            **self._plan.given.get(key, {}),
        }
        self._drafted[key] = said
        asked = {one.key for one in step.fields}
        values = {name: word for name, word in said.items() if name in asked and word is not None}
        reason = REASON if step.needs_reason else ""
        given = TakeGiven(on=day, values=values, reason=reason)
        cases.take_step(
            by=by, case=queries.visible_case(self._case_id, by=by), key=key, given=given
        )

    def _receiver(self, part: str) -> str:
        return (self._asking if part == "requester" else self._answering).boss

    def _who(self, step: Step) -> Person:
        people = {
            Role.REGISTRAR: _registrar(),
            Role.OFFICER: self._staff.officers[0],
            Role.CHIEF: self._staff.chiefs[0],
            Role.LEGAL: self._staff.legal[0],
            Role.PUBLICITY: self._staff.publicity,
            Role.UNIT_HEAD: self._staff.head,
        }
        return next(people[role] for role in step.by if role in people)

    def _values(self, key: str, day: date) -> Mapping[str, Any]:
        panel = tuple(one.id for one in self._staff.officers[:3])
        after = self._days.after
        of_day: Mapping[str, Mapping[str, Any]] = {
            "verify": self._looked_up(day),
            "file": {"officers": panel, "panel_head": panel[0], "clerk": _registrar().id},
            "ask_supplement": {"limit_on": after(day, 8)},
            "record_answer": {"answer_text": self._said["answer"]},
            "take_evidence": {"officers": panel[:2], "certificate_shown_at": at(day, 9)},
            "call_oral": {
                "oral_at": at(after(day, 9), 9),
                "oral_place": "本局第一审理庭",
                "requester_notice_on": after(day, 1),
                "respondent_notice_on": after(day, 2),
                "public_oral": True,
            },
            "note_invalidation": {"invalidation_on": day},
            "invalidation_ended": {"result_on": day},
            "deliberate": {"officers": panel},
            "draft_decision": {"perform_until": after(day, 20)},
            "draft_repeat": {
                "perform_until": after(day, 20),
                "effective_on": self._days.before(day, 60),
            },
            "apply_court": {"demanded_on": self._days.before(day, 12)},
        }
        return {**SAID.get(key, {}), **of_day.get(key, {})}

    def _looked_up(self, day: date) -> Mapping[str, Any]:
        return {
            "patent_number": self._number,
            "act_on": self._days.before(day, 5),
            "patent_status": "in_force",
            "looked_up_by": self._staff.officers[0].id,
            "looked_up_on": day,
            "lookup_source": "专利登记簿副本",
            "patent_title": self._said["product"],
            "patent_holder": self._asking.name,
            "finding": "专利权在有效期内，年费已缴纳。",
        }


def _party(firm: Trader) -> PartyGiven:
    return PartyGiven(
        kind=firm.kind,
        name=firm.name,
        credit_code=firm.credit_code,
        legal_representative=firm.boss,
        address=firm.address,
        phone=firm.phone,
    )


@cache
def texts() -> Mapping[str, Mapping[str, Any]]:
    """Read what the disputes are about."""
    return tomllib.loads(TEXTS.read_text("utf-8"))


def _registrar() -> Person:
    found = accounts.person_by_login(REGISTRAR)
    if found is None:
        raise LookupError(REGISTRAR)
    return found
