"""Transfers in the world, their letters on the way to a signature, and the forms of their pages."""

from collections.abc import Callable, Mapping
from typing import Any

from caseapp.accounts import queries as people
from caseapp.base.clock import today
from caseapp.base.db import writing
from caseapp.cases.actions.approving import OpinionGiven
from caseapp.cooperation import actions, owners
from caseapp.deadlines import queries as deadlines
from caseapp.documents import queries as papers
from tests.transfers.doing import body_id, opened

ABSENT = 2_000_000
ASKED = {"asked": "查明仓库的进货渠道。"}
SHENYANG = "shenyang_ip"


def add_to(world: Any) -> None:
    """Open transfers in two offices and one of a case; draft letters, one of them handed in."""
    kind, wang = type(world.targets["here"]), _person("wang")
    mine = opened(wang, "lead_out", "anshan_market_bureau")
    theirs = opened(_person("zhao"), "lead_out", "anshan_market_bureau")
    none = {"transfer_id": ABSENT, "matter_id": ABSENT, "draft": ABSENT, "limit_id": ABSENT}
    for name, number in (("passed", mine), ("passed-d", theirs)):
        ids = {"transfer_id": number, "matter_id": number, "limit_id": _limit(number)}
        world.targets[name] = kind(name, none | ids | {"key": "withdraw", "kind_key": "lead_out"})
    asked = opened(wang, "inquiry_in", SHENYANG, facts=ASKED, their_number="沈知协字〔2026〕7号")
    with writing():
        matter = owners.matter(asked, by=wang)
        ready, up = (_letter(wang, matter) for _ in range(2))
        given = OpinionGiven(today(), "请审定。", papers.paper(up).version)
        actions.hand_in_paper(by=wang, matter=matter, paper_id=up, given=given)
    for name, paper in (("letter", ready), ("letter-up", up), ("letter-none", ABSENT)):
        ids = {"transfer_id": asked, "matter_id": asked, "draft": paper}
        world.targets[name] = kind(name, none | ids)
    none |= {"key": "withdraw", "kind_key": "nothing"}
    world.targets["passed-none"] = kind("passed-none", none)


def _letter(by: Any, matter: Any) -> int:
    number = actions.draft_paper(by=by, matter=matter, kind="X03-reply")
    words = {"办理情况": "该仓库已于9月退租。"}
    actions.change_paper(by=by, matter=matter, paper_id=number, data=words, version=1)
    return number


def _person(login: str) -> Any:
    found = people.person_by_login(login)
    assert found is not None, login
    return found


def _limit(transfer_id: int) -> int:
    return int(deadlines.of_transfer(transfer_id)[0].id)


def _open(_world: Any, _target: Any) -> dict[str, Any]:
    return {
        "title": "商标线索",
        "content": "店里卖假冒商标的鞋。",
        "received_on": today().isoformat(),
        "right_kind": "trademark",
        "body_id": str(body_id("anshan_market_bureau")),
        "unit_id": "",
    }


def _version(_world: Any, target: Any) -> str:
    number = target.ids["draft"]
    return "0" if number == ABSENT else str(papers.paper(number).version)


FORMS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "transfers.open_kind": _open,
    "transfers.edit": lambda world, target: {**_open(world, target), "version": "1"},
    "transfers.move": lambda _world, _target: {
        "on": today().isoformat(),
        "reason": "登记错误",
        "version": "1",
    },
    "transfers.draft_paper": lambda _world, _target: {"kind": "X12"},
    "cooperation.draft_paper": lambda _world, _target: {
        "kind": "X03-reply",
        "on": today().isoformat(),
    },
    "cooperation.save_paper": lambda world, target: {
        "version": _version(world, target),
        "w0": "鞍山市市场监督管理局",
    },
    "cooperation.close_paper": lambda world, target: {
        "on": today().isoformat(),
        "version": _version(world, target),
    },
    "cooperation.hand_in_paper": lambda world, target: {
        "asked_on": today().isoformat(),
        "version": _version(world, target),
    },
    "cooperation.judge_paper": lambda world, target: {
        "verdict": "agree",
        "said_on": today().isoformat(),
        "version": _version(world, target),
    },
    "cooperation.sign_here": lambda world, target: {"version": _version(world, target)},
    "cooperation.serve_paper": lambda _world, _target: {
        "addressee": "鞍山市市场监督管理局",
        "mode": "直接送达",
        "served_on": today().isoformat(),
        "place": "收发室",
        "receiver": "何收",
    },
    "cooperation.take_back_paper": lambda _world, _target: {"back_text": "再核对"},
    "cooperation.seal_paper": lambda _world, _target: {
        "copies": "2",
        "sealed_on": today().isoformat(),
        "sealed_by": "纪文秀",
    },
    "cooperation.void_paper": lambda _world, _target: {"why": "受文单位写错"},
}
