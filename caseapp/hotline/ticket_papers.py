"""Papers of a ticket: which there are, who signs each, what may be done with one now."""

from __future__ import annotations

from collections.abc import Sequence

from caseapp.accounts.permissions import Thing, decide, roles_over
from caseapp.accounts.person import Person
from caseapp.base.errors import NotVisible
from caseapp.documents.approval import CHIEF, STAGE_WORDS, UNDERTAKER, UNIT_HEAD
from caseapp.documents.catalogue import Kind, Subject, filed_kinds
from caseapp.hotline.models import Ticket

_DESK = ("H01", "H05", "H05-return", "H06", "H06-supervise", "H07", "H08", "H09")
_REWARD = ("H10", "H10-receipt")
_AID = ("H11", "H12", "H13", "H14", "H15", "H16", "H17")
# What each matter has papers for; an entry stands for its variants too (H13-refuse).
BY_MATTER: dict[str, tuple[str, ...]] = {
    "report": (*_DESK, "H03", "H04", "H04-refuse", *_REWARD, "T02", "T03", "T04", "C01"),
    "complaint": (
        *(*_DESK, "H03", "H04", "H04-refuse", "T01", "T03", "T04", "T05", "T06"),
        *("T07", "T08", "T09"),
    ),
    "advice": (*_DESK, "H02"),
    "aid": (*_DESK, *_AID),
    "opinion": _DESK,
}


def kinds_for(ticket: Ticket) -> list[Kind]:
    """Return the papers that may be drafted on a ticket, as the catalogue orders them."""
    keys = BY_MATTER[ticket.matter]
    return [
        one
        for one in filed_kinds()
        if one.subject is Subject.TICKET
        and (one.key in keys or one.key.partition("-")[0] in {*keys} & {*_AID})
    ]


def kind_for(ticket: Ticket, key: str) -> Kind:
    """Return one of them; another is not there."""
    found = next((one for one in kinds_for(ticket) if one.key == key), None)
    if found is None:
        raise NotVisible
    return found


def signer_of(chain: Sequence[str]) -> str:
    """Return the stage that signs: the last of the chain, the undertaker where it has no other."""
    return chain[-1] if chain else UNDERTAKER


def may_draft(by: Person, ticket: Ticket) -> bool:
    """Say whether this person writes the papers of a ticket: whoever works with it."""
    return bool(decide(by, "ticket.answer", Thing(ticket.unit_path)))


def may_sign(by: Person, ticket: Ticket, kind: Kind, *, drafted_by: int) -> str:
    """Say why this person may not sign a paper of this kind; nothing when they may."""
    stage = signer_of(kind.chain)
    if stage == UNDERTAKER:
        return "" if may_draft(by, ticket) else "由承办本工单的人定稿。"
    signs = {CHIEF: _is_chief, UNIT_HEAD: _is_head}.get(stage, _is_chief)
    if not signs(by, Thing(ticket.unit_path)):
        return f"由{STAGE_WORDS[stage]}签发。"
    return "起草人不能自己签发，请由另一人签发。" if by.id == drafted_by else ""


def _is_chief(by: Person, thing: Thing) -> bool:
    return bool(decide(by, "paper.sign", thing))


def _is_head(by: Person, thing: Thing) -> bool:
    # The desk may have no head of its own; the chief stands above every unit.
    held = roles_over(by, thing, "paper.approve")
    return "unit_head" in held or _is_chief(by, thing)


def said_of(kind: Kind, number: str | None = "") -> str:
    """Say in one line who signs, and whether with a number."""
    stage = signer_of(kind.chain)
    coming = "，签发时编号" if kind.has_number and not number else ""
    if stage == UNDERTAKER:
        return f"承办人填写后定稿{coming}。"
    return f"承办人起草，{STAGE_WORDS[stage]}签发{coming}。"
