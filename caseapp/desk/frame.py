"""The frame around every page: who is here, the menu of what this person may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.permissions import decide, is_foreign
from caseapp.accounts.person import Person
from caseapp.base.storage import Disk
from caseapp.config import Settings
from caseapp.ledger import queries as ledger

# name, endpoint, permission, key after g
ENTRIES = (
    ("工作台", "desk.desk", "desk.use", "d"),
    ("热线", "hotline.tickets", "ticket.read", "t"),
    ("维权援助", "aid.files", "aid.read", ""),
    ("案件", "cases.cases", "case.read", "c"),
    ("协作", "transfers.transfers", "cooperation.read", "x"),
    ("联合执法", "joint.actions", "cooperation.read", "j"),
    ("展会", "exhibitions.fairs", "fair.read", "z"),
    ("文书目录", "documents.papers", "law.ask", "w"),
    ("机构名录", "bodies.bodies", "bodies.read", "o"),
    ("知识库", "knowledge.items", "knowledge.read", "k"),
    ("待告知举报人", "hotline.to_inform", "informant.reveal", ""),
    ("身份保护", "parties.identities", "informant.reveal", "i"),
    ("身份查看申请", "parties.waiting", "informant.agree", ""),
    ("文书登记", "cases.number_register", "paper.read", ""),
    ("案件交接", "cases.handover", "case.assign", ""),
    ("请假代签", "accounts.deputies", "deputy.appoint", ""),
    ("检索", "search.found", "search.use", "s"),
    ("期限计算", "desk.due", "law.ask", "q"),
    ("罚款测算", "desk.fine", "law.ask", "f"),
    ("办案流程", "desk.procedures", "law.ask", "p"),
    ("管理", "accounts.admin", "admin.home", "a"),
)

# All that an account of another body finds here.
FOREIGN_ENTRIES = (
    ("移送事项", "counterparts.received", "counterpart.read", "d"),
    ("我的登录", "accounts.me", "session.own", ""),
)

# Entries of their own within a package: the pages that belong to them.
APART = {
    "accounts.deputies": ("accounts.deputies", "accounts.end_deputy"),
    "cases.handover": ("cases.handover", "cases.handover_of"),
    "cases.number_register": ("cases.number_register", "cases.seal_register"),
    "hotline.to_inform": ("hotline.to_inform", "hotline.inform", "hotline.told", "hotline.letter"),
}
# Packages without an entry of their own, and under which one they lie.
UNDER = {"cooperation": "transfers", "liaison": "transfers"}
_OF_THEIR_OWN = frozenset(one for pages in APART.values() for one in pages)


@dataclass(frozen=True)
class Entry:
    """One entry of the menu."""

    name: str
    url: str
    here: bool
    key: str
    count: int = 0


@dataclass(frozen=True)
class Me:
    """The signed-in person as the head of a page shows them."""

    name: str
    unit_name: str
    role_words: str
    may_search: bool
    may_take: bool
    may_open_lead: bool
    search_url: str
    switch_url: str
    leave_url: str
    me_url: str


def register(app: Flask) -> None:
    """Give every template the frame's values."""
    settings: Settings = app.extensions["settings"]
    disk = Disk(settings.data_dir)

    @app.context_processor
    def frame() -> dict[str, Any]:
        person = g.get("person")
        return {
            "office_name": settings.office,
            "is_demo": settings.demo,
            "is_exposed": settings.is_exposed,
            "disk_notice": disk.notice(early=_is_admin(person)),
            "parked": 0 if person is None else _parked(person),
            "me": None if person is None else _me(person),
            "menu": [] if person is None else _menu(person),
        }


def _parked(person: Person) -> int:
    """Count what the background gave up, for the one who can look after it."""
    return ledger.parked_count() if decide(person, "outbox.manage") else 0


def _is_admin(person: Person | None) -> bool:
    return person is not None and bool(decide(person, "admin.home"))


def _me(person: Person) -> Me:
    return Me(
        name=person.name,
        unit_name=person.unit_name,
        role_words="、".join(accounts.role_words(person.roles)),
        may_search=bool(decide(person, "search.use")),
        may_take=bool(decide(person, "ticket.take")),
        may_open_lead=bool(decide(person, "case.open_lead")),
        search_url=url_for("search.found"),
        # An account of another body knows nobody of the office it could become.
        switch_url="" if is_foreign(person) else url_for("accounts.switch"),
        leave_url=url_for("accounts.leave"),
        me_url=url_for("accounts.me"),
    )


def _menu(person: Person) -> list[Entry]:
    package = (request.endpoint or "").split(".")[0]
    here = UNDER.get(package, package)
    if request.path.startswith("/admin"):
        here = "accounts"  # whatever package the page belongs to, it lies under 管理
    return [
        Entry(name, url_for(endpoint), _is_here(endpoint, here), key)
        for name, endpoint, permission, key in (FOREIGN_ENTRIES if is_foreign(person) else ENTRIES)
        if decide(person, permission)
    ]


def _is_here(endpoint: str, here: str) -> bool:
    if here == "desk":
        return endpoint == request.endpoint
    if endpoint in APART:
        return request.endpoint in APART[endpoint]
    if request.endpoint in _OF_THEIR_OWN:
        return False
    if here == "parties":  # one blueprint, two entries
        is_request = request.endpoint in ("parties.waiting", "parties.answer_request")
        return endpoint == ("parties.waiting" if is_request else "parties.identities")
    return endpoint.startswith(f"{here}.")
