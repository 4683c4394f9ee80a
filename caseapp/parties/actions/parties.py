"""What happens to parties: kept once, corrected, joined to cases and taken out of them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.merging import Merge
from caseapp.ledger import actions as ledger
from caseapp.parties import queries
from caseapp.parties.given import LABELS, PARTS, PartyGiven, in_normal_form, party_faults
from caseapp.parties.models import CaseParty, Party
from caseapp.revisions import actions as revisions
from caseapp.revisions import queries as earlier


def add_party(*, by: Person, given: PartyGiven) -> Party:
    """Keep a new person or firm; a code with a wrong check digit and a second copy are refused."""
    told = _checked(given)
    known = queries.party_with_code(credit_code=told.credit_code, id_number=told.id_number)
    if known is not None:
        raise Refused(
            f"“{known.name}”已用同一证照号码登记，不能重复登记。",
            remedy="请选用已登记的当事人；名称有变更的，修改原记录并填写曾用名。",
        )
    row = Party(**told.values(), changed_by=by.name, changed_at=now())
    db.session.add(row)
    db.session.flush()
    _keep(row, by=by)
    fields = sorted(key for key, value in told.values().items() if value)
    _record_party(row, by=by, action="party.added", fields=fields)
    return row


def known_or_new_party(*, by: Person, given: PartyGiven) -> Party:
    """Return the party kept under the same code, or keep a new one."""
    told = _checked(given)
    known = queries.party_with_code(credit_code=told.credit_code, id_number=told.id_number)
    kept = queries.party(known.id) if known is not None else None
    return kept or add_party(by=by, given=told)


def update_party(*, by: Person, party_id: int, given: PartyGiven, version: int) -> Merge:
    """Correct a party, merged with what others saved meanwhile; an overlap is a Conflict."""
    told = _checked(given)
    row = db.session.get(Party, party_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotVisible
    both = _merged(row, told, version)
    told = _checked(PartyGiven(**both.values))
    changed = sorted(key for key, value in told.values().items() if getattr(row, key) != value)
    if not changed:
        return both
    for key in changed:
        setattr(row, key, getattr(told, key))
    row.version += 1
    row.changed_by, row.changed_at = by.name, now()
    db.session.flush()
    _keep(row, by=by)
    _record_party(row, by=by, action="party.changed", fields=changed)
    for case_id in queries.case_ids_of_party(row.id):
        _announce_case(case_id)
    return both


def join_case(
    *, by: Person, case_id: int, party_id: int, part: str, since: date | None = None
) -> CaseParty:
    """Give a party its place in a case; who left and comes back keeps the first row."""
    row = queries.party(party_id)
    if row is None:
        raise NotVisible
    if part not in PARTS:
        raise Refused("请选择当事人在本案中的身份。")
    link = _link(case_id, party_id, part)
    if link is not None and link.left_on is None:
        raise Refused(f"“{row.name}”已是本案的{PARTS[part]}。")
    if link is None:
        link = CaseParty(case_id=case_id, party_id=party_id, part=part, since=since or today())
        db.session.add(link)
    link.left_on, link.left_why = None, ""
    db.session.flush()
    _record_link(by, "party.joined", link)
    return link


def leave_case(
    *, by: Person, case_id: int, party_id: int, part: str, why: str, on: date | None = None
) -> CaseParty:
    """Take a party out of a case; the row stays with its reason, since papers may name it."""
    link = _link(case_id, party_id, part)
    if link is None or link.left_on is not None:
        raise NotVisible
    if not why.strip():
        raise Refused("移出当事人应当写明原因。")
    link.left_on, link.left_why = on or today(), why.strip()
    db.session.flush()
    _record_link(by, "party.left", link)
    return link


def _checked(given: PartyGiven) -> PartyGiven:
    told = in_normal_form(given, today=today())
    faults = party_faults(told, today=today())
    if faults:
        raise Refused(*faults.values())
    return told


def _values(row: Party) -> dict[str, str]:
    return {key: getattr(row, key) for key in LABELS}


def _keep(row: Party, *, by: Person) -> None:
    revisions.keep(by=by, kind="party", object_id=row.id, version=row.version, values=_values(row))


def _merged(row: Party, told: PartyGiven, seen: int) -> Merge:
    return earlier.merged(
        kind="party",
        object_id=row.id,
        seen=seen,
        version=row.version,
        theirs=_values(row),
        mine=told.values(),
        labels=LABELS,
        sentence=f"“{row.name}”在您打开之后已被{row.changed_by}修改，请合并后再保存。",
        who=row.changed_by,
        when=row.changed_at,
    )


def _record_party(row: Party, *, by: Person, action: str, fields: list[str]) -> None:
    # Names of fields only: who the party is, the auditor has no need to know.
    ledger.record(
        by=by,
        action=action,
        object_kind="party",
        object_id=row.id,
        details={"fields": fields, "version": row.version or 1},
    )
    ledger.announce(event="party.saved", object_kind="party", object_id=row.id)


def _link(case_id: int, party_id: int, part: str) -> CaseParty | None:
    wanted = sa.select(CaseParty).where(
        CaseParty.case_id == case_id, CaseParty.party_id == party_id, CaseParty.part == part
    )
    return db.session.scalars(wanted).one_or_none()


def _record_link(by: Person, action: str, link: CaseParty) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="case",
        object_id=link.case_id,
        reason=link.left_why,
        details={"party": link.party_id, "part": link.part},
    )
    _announce_case(link.case_id)


def _announce_case(case_id: int) -> None:
    ledger.announce(event="case.saved", object_kind="case", object_id=case_id)
