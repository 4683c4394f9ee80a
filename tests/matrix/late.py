"""What the floors built on the first ones put into the world, and the forms of their addresses."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from caseapp.accounts import actions as accounts
from caseapp.accounts import policy
from caseapp.accounts import queries as people
from caseapp.accounts import units as places
from caseapp.accounts.actions import DeputyGiven
from caseapp.accounts.person import Person
from caseapp.base.clock import today
from caseapp.base.db import db, finish, start_write, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.web import Upload
from caseapp.cases import actions as acts
from caseapp.cases import queries as cases
from caseapp.cases.actions import DecisionGiven, EmergencyGiven, RecusalGiven, protection
from caseapp.cases.models import CaseFile
from caseapp.documents.actions import blocks
from caseapp.documents.block_words import BlockGiven
from caseapp.evidence import queries as evidence
from caseapp.parties import actions as parties
from tests.stories import RECEIVED

__all__ = ["FORMS", "NOT_BUSINESS", "DecisionGiven", "Upload", "add_to", "seal"]
# What somebody typed and could not save is kept for them, whatever the answer was; tries to sign in
# and who looked at an identity are trails of their own.
NOT_BUSINESS = ("unsaved_text", "audit_checkpoint", "sign_in_try", "opening_view")
ABSENT = 2_000_000
TODAY = "2026-11-23"
BLOCKS = (
    *(("block-own", "wang", "own"), ("block-unit", "wu", "unit")),
    *(("block-office", "zhang", "office"), ("block-district", "han", "office")),
)
WHY = "回访核实线索中的进货时间和数量"


def seal(story: Any, *, by: Person) -> None:
    """Seal a case to its team and the chief who seals it."""
    with writing():
        case = cases.visible_case(story.case_id, by=by)
        team = (story.crew.officer.id, story.crew.second.id)
        protection.seal(by=by, case=case, reason="涉及举报人安全", names=team)


def add_to(world: Any) -> None:
    """Ask for recusals, an emergency and an identity, and delegate a district to the city."""
    for name, asker in (("own", "zheng"), ("district", "zhao")):
        target = world.targets[name]
        target.ids["recusal_id"] = _recusal(target.story, by=_person(asker))
    world.targets["mixed"].ids["recusal_id"] = world.targets["district"].ids["recusal_id"]
    case_no = world.targets["district"].story.case.case_no
    informants = list(db.session.scalars(sa.text("SELECT id FROM informant ORDER BY id")))
    with writing():
        category = next(iter(policy.categories()))
        given = EmergencyGiven(number=case_no, category=category, reason=WHY, hours=1)
        emergency = acts.ask_emergency(by=_person("zhang"), given=given)
        opening = parties.ask_to_open(by=_person("zhou"), informant_id=informants[0], reason=WHY)
        accounts.add_delegation(
            by=_person("shen"),
            cases_of=places.LISHAN,
            seen_by=places.CITY,
            since=RECEIVED[2021],
            until=None,
            basis="授权文件",
        )
        delegation = int(
            db.session.execute(sa.text("SELECT max(id) FROM unit_delegation")).scalar_one()
        )
        kept = acts.save_filter(by=_person("wang"), name="常用", given={"mine": "1"})
        leave = accounts.add_deputy(by=_person("chen"), given=_leave("chen", "feng"))
    asked = {
        "filter_id": kept.id,
        "row_id": leave,
        "person_id": _person("wang").id,
        "emergency_id": emergency,
        "informant_id": informants[0],
        "opening_id": opening.id,
        "delegation_id": delegation,
        "answer": "agree",
    }
    for name, login, scope in BLOCKS:
        with writing():
            given = BlockGiven(scope=scope, title="常用", text="常用的一段")
            block = blocks.write_block(by=_person(login), given=given)
        world.targets[name] = type(world.targets["here"])(name, {"block_id": block.id})
    world.targets["block-none"] = type(world.targets["here"])("block-none", {"block_id": ABSENT})
    none = {**dict.fromkeys((*asked, "reset_id"), ABSENT), "answer": "agree"}
    kind = type(world.targets["here"])
    world.targets["asked"] = kind("asked", asked)
    world.targets["another"] = kind("another", asked | {"informant_id": informants[1]})
    world.targets["unasked"] = kind("unasked", none)


def _recusal(story: Any, *, by: Person) -> int:
    given = RecusalGiven(story.crew.officer.id, "party", on=story.day(5), reason="有利害关系")
    with writing():
        case = cases.visible_case(story.case_id, by=by)
        return int(acts.ask_recusal(by=by, case=case, given=given))


def _person(login: str) -> Person:
    person = people.person_by_login(login)
    assert person is not None, login
    return person


def _leave(absent: str, deputy: str) -> DeputyGiven:
    # In the days to come: nobody of the table is a deputy today.
    first = today() + timedelta(days=30)
    return DeputyGiven(_person(absent).id, _person(deputy).id, first, first, "请假单")


def _succession(world: Any, _target: Any) -> dict[str, Any]:
    chosen = [str(world.targets["own"].story.case_id)]
    return {"chosen": chosen, "successor": str(_person("xu").id), "reason": WHY}


def _deputy(_world: Any, _target: Any) -> dict[str, Any]:
    given = _leave("wu", "sun")
    return {
        "absent": str(given.absent_id),
        "deputy": str(given.deputy_id),
        "since": given.since.isoformat(),
        "until": given.until.isoformat(),
        "why": given.why,
    }


def _ask_recusal(_world: Any, target: Any) -> dict[str, Any]:
    person = target.story.crew.second.id
    return {"asked_as": "party", "person": str(person), "on": "2024-03-20", "reason": WHY}


def _seal(_world: Any, target: Any) -> dict[str, Any]:
    return {"reason": WHY, "chosen": [str(target.story.crew.second.id)]}


def _add_name(_world: Any, target: Any) -> dict[str, Any]:
    office = {places.TIEDONG: "ding"}
    return {"reason": WHY, "person": str(_person(office.get(target.story.crew.unit, "zheng")).id)}


def _emergency(world: Any, _target: Any) -> dict[str, Any]:
    return {
        "number": world.targets["district"].story.case.case_no,
        "category": next(iter(policy.categories())),
        "hours": "1",
        "reason": WHY,
    }


def _clearance(_world: Any, _target: Any) -> dict[str, Any]:
    return {"person": str(_person("xu").id), "clearance": "1", "reason": "审批单"}


def _delegation(_world: Any, _target: Any) -> dict[str, Any]:
    return {
        "cases_of": places.TAIAN,
        "seen_by": places.CITY,
        "since": TODAY,
        "basis": "授权文件",
    }


def _unsaved(world: Any, target: Any) -> dict[str, Any]:
    return {
        "kept_of": f"/cases/{target.ids['case_id']}/goods/{target.ids['goods_id']}",
        "name": "水",
    }


def _correction(_world: Any, target: Any) -> dict[str, Any]:
    """Correct the address as a head does who looked at the preview first."""
    case = db.session.get(CaseFile, target.ids["case_id"], populate_existing=True)
    if case is None:
        return {"reason": WHY}
    values = {
        "received_on": case.received_on,
        "respondent": case.respondent,
        "place": "鞍山市铁东区二道街9号",
        "product": case.product,
        "content": case.content,
    }
    mark = ""
    for chief in (_person("chen"), _person("han")):
        start_write()
        # Where the trail cannot be kept there is no preview either: the form goes out without its mark.
        with contextlib.suppress(Refused, NotVisible, sa.exc.IntegrityError):
            given = acts.CorrectionGiven("case", 0, values, WHY)
            mark = acts.correct(by=chief, case=case, given=given).mark
        finish(commit=False)
    typed = {f"f_{key}": str(value) for key, value in values.items()}
    return {**typed, "reason": WHY, "seen": mark, "apply": "1"}


def _hand_over(_world: Any, target: Any) -> dict[str, Any]:
    item = evidence.item(target.ids["item_id"])
    holder = evidence.held_by(item, evidence.custody_of(item.id)) if item else "某人"
    return {
        "moved_at": "2024-05-06T09:30",
        "from_whom": holder,
        "to_whom": "物证室保管员",
        "place": "物证室",
        "why": WHY,
    }


def _said(**fields: str) -> Callable[..., dict[str, Any]]:
    return lambda _world, _target: dict(fields)


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "cases.ask_recusal": _ask_recusal,
    "cases.correction": _correction,
    "cases.hand_over": _hand_over,
    "cases.new_feature": _said(claim_no="1", feature="壁", product_feature="壁", verdict="same"),
    "cases.edit_feature": _said(claim_no="1", feature="壁", product_feature="壁", verdict="same"),
    "cases.drop_feature": _said(why=WHY),
    "cases.penalty": _said(
        party_kind="entity",
        act_kinds="CFA-2",
        act_start="2024-01-01",
        act_end="2024-02-01",
        decided="2024-06-03",
        gains_kind="none",
        patents="1",
        hearing="offer",
    ),
    "cases.decide_recusal": _said(granted="yes", on="2024-03-21", why=WHY, successor="0"),
    "cases.withdraw_recusal": _said(),
    "cases.hand_in_paper": _said(asked_on="2024-03-20"),
    "cases.judge_paper": _said(verdict="agree", said_on="2024-03-20", version="1"),
    "cases.take_back_paper": _said(),
    "cases.void_paper": _said(why=WHY),
    "cases.seal_paper": _said(copies="1", sealed_on="2024-03-20", sealed_by="郑丽华"),
    "cases.prove_service": _said(what="送达回证"),
    "cases.bind_contents": _said(volume="main"),
    "cases.print_papers": lambda _world, target: {"paper": str(target.ids["signed"])},
    "cases.convert_item": _said(),
    "cases.cancel_job": _said(),
    "cases.correct_paper": _said(),
    "cases.save_filter": _said(name="在办", given="openness=open"),
    "cases.drop_filter": _said(),
    "accounts.deputies": _deputy,
    "accounts.end_deputy": _said(),
    "cases.handover_of": _succession,
    "accounts.own_mail": _said(email="someone@office.example"),
    "cases.notes": _said(words="电话联系当事人。"),
    "cases.seal": _seal,
    "cases.unseal": _said(reason=WHY),
    "cases.set_level": _said(level="1", reason=WHY),
    "cases.add_name": _add_name,
    "cases.drop_name": _said(reason=WHY),
    "cases.my_emergencies": _emergency,
    "cases.close_emergency": _said(),
    "cases.stop_emergency": _said(),
    "cases.note_emergency": _said(),
    "cases.decide_emergency": _said(granted="yes", why="同意"),
    "accounts.clearances": _clearance,
    "accounts.delegations": _delegation,
    "accounts.end_delegation": _said(),
    "accounts.verify_audit": _said(),
    "accounts.retry_outbox": _said(),
    "accounts.new_password": _said(present_password="wrong", password="x", repeated="x"),
    "accounts.proved": _said(password="wrong", code="000000"),
    "accounts.recovery_codes": _said(),
    "accounts.make_activation_code": _said(),
    "accounts.ask_reset": _said(why=WHY),
    "accounts.agree_reset": _said(),
    "accounts.try_password": _said(login="wang", password="wrong"),
    "accounts.try_activation": _said(login="wang", one_time="ABCD-EFGH-2345-6789"),
    "accounts.try_code": _said(one_time="000000"),
    "accounts.finish_set_up": _said(password="x"),
    "accounts.begin_again": _said(),
    "cases.protected": _said(part="witness", name="某证人"),
    "parties.ask": _said(reason=WHY),
    "parties.look": _said(phone="0412-5550199"),
    "parties.answer_request": _said(why="同意"),
    "revisions.keep": _unsaved,
    "revisions.drop": _unsaved,
}
