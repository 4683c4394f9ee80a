"""What happens to parties and informants; identities are sealed before they reach the database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from caseapp.accounts.permissions import decide
from caseapp.accounts.person import Person
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.ledger import actions as ledger
from caseapp.parties import queries, sealing
from caseapp.parties.given import LABELS, PARTS, PartyGiven, in_normal_form, party_faults
from caseapp.parties.models import CaseParty, Informant, Party

# I and O are read as 1 and 0 on the telephone.
_ALIAS_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SHORTEST_REASON = 4
_SEALED = ("name", "phone", "address")


@dataclass(frozen=True)
class SealedInformant:
    """What the desk may know of a new informant."""

    id: int
    alias: str


@dataclass(frozen=True)
class Identity:
    """An opened identity; `locked` says why a value does not open."""

    alias: str
    name: str = ""
    phone: str = ""
    address: str = ""
    locked: str = ""


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
    fields = sorted(key for key, value in told.values().items() if value)
    _record_party(row, by=by, action="party.added", fields=fields)
    return row


def known_or_new_party(*, by: Person, given: PartyGiven) -> Party:
    """Return the party kept under the same code, or keep a new one."""
    told = _checked(given)
    known = queries.party_with_code(credit_code=told.credit_code, id_number=told.id_number)
    kept = queries.party(known.id) if known is not None else None
    return kept or add_party(by=by, given=told)


def update_party(*, by: Person, party_id: int, given: PartyGiven, version: int) -> Party:
    """Correct a party; if somebody saved meanwhile, both texts are handed back and none is lost."""
    told = _checked(given)
    row = db.session.get(Party, party_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotVisible
    changed = sorted(key for key, value in told.values().items() if getattr(row, key) != value)
    if row.version != version:
        raise _conflict(row, told, changed)
    if not changed:
        return row
    for key in changed:
        setattr(row, key, getattr(told, key))
    row.version += 1
    row.changed_by, row.changed_at = by.name, now()
    db.session.flush()
    _record_party(row, by=by, action="party.changed", fields=changed)
    for case_id in queries.case_ids_of_party(row.id):
        _announce_case(case_id)
    return row


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


def add_informant(
    *, by: Person, name: str = "", phone: str = "", address: str = "", is_protected: bool = True
) -> SealedInformant:
    """Seal who reported and return the alias the file may use; nothing sealed enters the audit."""
    sealer = _sealer_or_new_keys()
    alias = _new_alias()
    given = {"name": name.strip(), "phone": phone.strip(), "address": address.strip()}
    row = Informant(
        alias=alias,
        **{
            f"{key}_sealed": sealer.seal(text, place=_place(key, alias))
            for key, text in given.items()
        },
        phone_blind=queries.blind_phone(phone, sealer),
        is_protected=is_protected,
        added_on=today(),
    )
    db.session.add(row)
    db.session.flush()
    ledger.record(
        by=by,
        action="informant.sealed",
        object_kind="informant",
        object_id=row.id,
        object_key=alias,
        details={"given": [key for key, text in given.items() if text]},
    )
    return SealedInformant(row.id, alias)


def unseal(*, by: Person, informant_id: int, why: str) -> Identity:
    """Open an identity for the informant desk; the audit row is written before anything opens."""
    allowed = decide(by, "informant.reveal")
    if not allowed:
        raise Refused(f"不能查看举报人身份：{allowed.reason}", remedy="请由举报专员办理。")
    if len(why.strip()) < _SHORTEST_REASON:
        raise Refused("查看举报人身份应当写明理由。", remedy="写明用途，如“回访核实线索”。")
    row = queries.informant(informant_id)
    if row is None:
        raise NotVisible
    _record_unsealing(by, row, result="ok", reason=why.strip())
    try:
        sealer = sealing.sealer()
        opened = {key: _opened(row, key, sealer) for key in _SEALED}
    except sealing.Locked as fault:
        # Answered, not raised: a rollback would take the audit rows with it.
        _record_unsealing(by, row, result="locked", reason=str(fault))
        return Identity(row.alias, locked=str(fault))
    return Identity(row.alias, **opened)


def _checked(given: PartyGiven) -> PartyGiven:
    told = in_normal_form(given, today=today())
    faults = party_faults(told, today=today())
    if faults:
        raise Refused(*faults.values())
    return told


def _conflict(row: Party, told: PartyGiven, changed: list[str]) -> Conflict:
    return Conflict(
        f"“{row.name}”在您打开之后已被{row.changed_by}修改，请合并后再保存。",
        theirs={LABELS[key]: getattr(row, key) for key in changed},
        mine={LABELS[key]: getattr(told, key) for key in changed},
        who=row.changed_by,
        when=row.changed_at,
        version=row.version,
    )


def _record_party(row: Party, *, by: Person, action: str, fields: list[str]) -> None:
    # Names of fields only: telephones and identity numbers have no place in the audit trail.
    ledger.record(
        by=by,
        action=action,
        object_kind="party",
        object_id=row.id,
        object_key=row.name,
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


def _new_alias() -> str:
    """Draw an alias that tells nothing, neither order nor day; longer when many are taken."""
    for drawn in range(64):
        letter = secrets.choice(_ALIAS_LETTERS)
        alias = f"举报人-{letter}{1 + secrets.randbelow(99 * 10 ** (drawn // 8))}"
        if not queries.alias_is_taken(alias):
            return alias
    raise RuntimeError("no free alias found")


def _sealer_or_new_keys() -> sealing.Sealer:
    """Make keys for an office that has sealed nobody yet; never replace lost ones."""
    try:
        return sealing.sealer()
    except sealing.KeyMissing as fault:
        if queries.any_informant():
            raise Refused(
                "不能登记举报人：封存密钥不在密钥目录中。",
                remedy="请系统管理员从备份恢复密钥目录；不要新建密钥。",
            ) from fault
    sealing.make_keys(sealing.keys_folder())
    return sealing.sealer()


def _place(key: str, alias: str) -> sealing.Place:
    return sealing.Place("informant", f"{key}_sealed", alias)


def _opened(row: Informant, key: str, sealer: sealing.Sealer) -> str:
    return sealer.unseal(getattr(row, f"{key}_sealed"), place=_place(key, row.alias))


def _record_unsealing(by: Person, row: Informant, *, result: str, reason: str) -> None:
    ledger.record(
        by=by,
        action="informant.unsealed",
        object_kind="informant",
        object_id=row.id,
        object_key=row.alias,
        result=result,
        reason=reason,
    )
