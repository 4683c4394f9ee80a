"""What is said beside a call while it is typed: numbers, earlier contacts, warnings, likely duplicates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.chinese import date_words
from caseapp.base.clock import today
from caseapp.base.db import db, plain_rows
from caseapp.base.identifiers import Found, phone_key, recognise
from caseapp.hotline import progress, queries
from caseapp.hotline.life import ENDED
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import MATTERS, STATES
from caseapp.likeness import queries as likeness
from caseapp.likeness.queries import Like
from caseapp.likeness.traits import READ, Read, Told, Trait, read, traits_of
from caseapp.likeness.weighing import FEW, Reason
from caseapp.parties import queries as parties
from caseapp.patents import queries as patents
from caseapp.search.numbers import NAMES

KIND = "ticket"
SHOWN = 5
CONTACTS = 6
REASONS = 3
NUMBERS = 12
# Beyond this a caller is an agent or a 12345 desk, and the newest tell enough.
_CALLERS = 200
_LEAST_DIGITS, _MOBILE, _LEAST_ABROAD = 7, 11, 10
_STRONG, _WARNED = 8.0, 2
_DONE = (*ENDED, "answered")
_ROW = sa.select(
    Ticket.id,
    Ticket.number,
    Ticket.received_on,
    Ticket.matter,
    Ticket.state,
    Ticket.respondent,
    Ticket.product,
    Ticket.place,
    Ticket.answers,
)


@dataclass(frozen=True)
class Typed:
    """What stands in the fields of a call right now."""

    content: str = ""
    patent_as_printed: str = ""
    respondent: str = ""
    respondent_code: str = ""
    place: str = ""
    platform_link: str = ""
    product: str = ""
    caller_phone: str = field(default="", repr=False)

    def told(self) -> Told:
        """Return what of it everybody may read who may see the ticket."""
        return Told(
            content=self.content,
            patent=self.patent_as_printed,
            respondent=self.respondent,
            respondent_code=self.respondent_code,
            place=self.place,
            platform_link=self.platform_link,
            product=self.product,
        )


FIELDS = tuple(one.name for one in fields(Typed))


@dataclass(frozen=True)
class Number:
    """A number or address that was recognised, and whether it can be right."""

    kind: str
    normal: str
    valid: bool
    words: str
    # A ticket that the text names, where the reader may see it.
    ticket_id: int = 0


@dataclass(frozen=True)
class Alike:
    """A ticket that may be about the same matter, and why."""

    row: Any
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True)
class AlikeFound:
    """The likest tickets this person may see, and how many there are."""

    shown: tuple[Alike, ...]
    total: int


@dataclass(frozen=True)
class Hints:
    """Everything said beside the call."""

    numbers: tuple[Number, ...]
    contacts: Sequence[Any]
    warnings: tuple[str, ...]
    alike: AlikeFound


def hints(
    typed: Typed, *, by: Person, contacts: Sequence[Any], judged: Collection[int] = ()
) -> Hints:
    """Say what is known of a call; what the operator judged already is not offered again."""
    told = typed.told()
    seen = read(told, today=today())
    own = frozenset({phone_key(_normal_phone(typed.caller_phone))}) if typed.caller_phone else ()
    found = alike_to(
        traits_of(told, without=frozenset(own), found=seen), by=by, without=frozenset(judged)
    )
    warnings = (*_of_contacts(contacts), *_of_alike(found), *_of_patents(seen))
    return Hints(_linked(list(_numbers(seen)), by=by), contacts, warnings, found)


def numbers_in(text: str) -> list[Number]:
    """Return the numbers and addresses of platforms in a text, first to last."""
    return list(_numbers(read(Told(content=text), today=today())))


def alike_to(traits: Collection[Trait], *, by: Person, without: Collection[int]) -> AlikeFound:
    """Return the likest tickets among those this person may see; the others are not even counted."""
    likest = likeness.likest(KIND, traits, without=without)
    asked = {one.object_id for one in likest} | {
        holder for one in likest[: 2 * SHOWN] for holder in _few_holders(one)
    }
    seen = queries.visible_ids(asked, by=by) if asked else set()
    mine = [one for one in likest if one.object_id in seen]
    rows = rows_of([one.object_id for one in mine[:SHOWN]])
    shown = (
        Alike(rows[one.object_id], one.likeness.score, tuple(_why(one, seen)))
        for one in mine[:SHOWN]
    )
    return AlikeFound(tuple(shown), len(mine))


def contacts_of(phone: str, *, by: Person) -> list[Any]:
    """Return the tickets of whoever calls from a number: those still open first, then the newest."""
    informants = parties.informants_with_phone(phone)[-_CALLERS:]
    callers = parties.parties_with_phone(phone)[-_CALLERS:]
    rows: dict[int, Any] = {}
    for column, ids in ((Ticket.informant_id, informants), (Ticket.caller_id, callers)):
        if ids:
            theirs = _ROW.where(column.in_(ids), queries.is_visible(by))
            newest = theirs.order_by(Ticket.id.desc()).limit(CONTACTS)
            rows |= {row.id: row for row in plain_rows(newest)}
    ordered = sorted(rows.values(), key=lambda row: (row.state in _DONE, -row.id))
    return ordered[:CONTACTS]


def whole_number(phone: str) -> str:
    """Return the key of a number that is typed to its end; half a number is not looked for."""
    normal = _normal_phone(phone)
    key = phone_key(normal)
    if normal != phone.strip() or any(one.kind == "phone" for one in recognise(normal)):
        return key
    if phone.strip().startswith(("+", "00")):
        return key if len(key) >= _LEAST_ABROAD else ""
    begun = key.startswith("0") or (key.startswith("1") and len(key) <= _MOBILE)
    return "" if begun or len(key) < _LEAST_DIGITS else key


def words_of(row: Any) -> str:
    """Say a ticket in one line, without who called."""
    about = " ".join(one for one in (row.respondent, row.product) if one)
    return f"{MATTERS[row.matter]} {about}".strip()


def tickets(ids: Collection[int]) -> Sequence[Ticket]:
    """Return tickets whoever asks, to keep by what they are found."""
    return db.session.scalars(sa.select(Ticket).where(Ticket.id.in_(ids))).all()


def told_of(ticket: Ticket) -> Told:
    """Return what a ticket says in the words everybody reads who may see it."""
    return Told(
        content=ticket.content,
        patent=ticket.patent_as_printed,
        respondent=ticket.respondent,
        respondent_code=ticket.respondent_code,
        place=ticket.place,
        platform_link=ticket.platform_link,
        product=ticket.product,
    )


def _normal_phone(phone: str) -> str:
    found = [one for one in recognise(phone[:80]) if one.kind == "phone"]
    return found[0].normal if found else phone.strip()[:80]


def _numbers(seen: Read) -> Iterator[Number]:
    shown = [one for one in seen.numbers if one.kind in NAMES and one.kind != "id_card"]
    for one in shown[:NUMBERS]:
        name = "工单号" if _is_ticket(one) else NAMES[one.kind]
        yield Number(one.kind, one.normal, one.valid, f"{name} {one.normal}：{one.why}")
    for link in seen.links[:NUMBERS]:
        yield Number("platform", link.normal, link.valid, f"{link.normal}：{link.why}")


def _is_ticket(one: Found) -> bool:
    return one.kind == "case_no" and one.why.startswith("工单")


def _linked(numbers: list[Number], *, by: Person) -> tuple[Number, ...]:
    """Lead from a ticket's number to the ticket; one that may not be seen is a number like any other."""
    named = [one.normal for one in numbers if one.kind == "case_no"]
    if not named:
        return tuple(numbers)
    known = sa.select(Ticket.number, Ticket.id).where(
        Ticket.number.in_(named), queries.is_visible(by)
    )
    ids = {row.number: row.id for row in plain_rows(known)}
    return tuple(replace(one, ticket_id=ids.get(one.normal, 0)) for one in numbers)


def _of_contacts(contacts: Sequence[Any]) -> Iterator[str]:
    abusive = [row.number for row in contacts if row.answers.get("abusive")]
    if abusive:
        yield f"此号码曾有辱骂、威胁的记录（工单 {abusive[0]}），请注意录音和措辞"
    for row in contacts:
        if row.state not in _DONE:
            yield f"此号码有未办结的工单 {row.number}（{STATES[row.state]}）：{words_of(row)}"


def _of_alike(found: AlikeFound) -> Iterator[str]:
    for one in found.shown[:_WARNED]:
        if one.score >= _STRONG:
            yield f"同一事项可能已登记：工单 {one.row.number}（{_state(one.row)}），{one.why[0]}"


def _state(row: Any) -> str:
    """Say how far a ticket and its case are, in the words the public may hear."""
    ticket = db.session.get(Ticket, row.id)
    case = progress.of(ticket).case if ticket is not None else ""
    return f"{STATES[row.state]}，{case}" if case else STATES[row.state]


def _of_patents(seen: Read) -> Iterator[str]:
    numbers = [one for one in seen.numbers if one.kind in ("patent", "application")]
    for one in numbers:
        if not one.valid and one.kind == "patent":
            yield f"专利号 {one.normal} 有误：{one.why}。请照商品原样登记，错误本身就是线索"
    for row in patents.by_number("\n".join(one.normal for one in numbers)[:READ]):
        if row.ended_on and row.ended_on <= today():
            why = f"（{row.ended_why}）" if row.ended_why else ""
            yield f"专利 {row.number} 已于 {date_words(row.ended_on)} 终止{why}，以登记簿为准"


def _why(one: Like, seen: Collection[int]) -> Iterator[str]:
    """Say why, counting only what the reader may see; what a pair shares is never invented."""
    for reason in one.likeness.reasons[:REASONS]:
        holders = _holders(one, reason)
        few = len(holders) < FEW
        yield reason.words(sum(holder in seen for holder in holders) if few else None)


def _few_holders(one: Like) -> Iterator[int]:
    for reason in one.likeness.reasons[:REASONS]:
        holders = _holders(one, reason)
        if len(holders) < FEW:
            yield from holders


def _holders(one: Like, reason: Reason) -> Sequence[int]:
    value = next(iter(reason.values))
    return one.holders.get(Trait(reason.kind, value), ())


def rows_of(ids: Collection[int]) -> dict[int, Any]:
    """Return list rows by id, whoever asks."""
    return {row.id: row for row in plain_rows(_ROW.where(Ticket.id.in_(ids)))} if ids else {}
