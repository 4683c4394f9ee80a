"""What happens to patents: a number is noted as printed, its status looked up and kept."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from caseapp.accounts.person import Person
from caseapp.accounts.queries import names_of
from caseapp.base.clock import now, today
from caseapp.base.db import db
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.identifiers import Found, read_patent_number
from caseapp.ledger import actions as ledger
from caseapp.patents import queries
from caseapp.patents.given import PatentFacts, Status, body_of, lookup_faults, numbers_in
from caseapp.patents.models import CasePatent, Patent, PatentLookup

NOTHING_MORE = PatentFacts()
_LONGEST_MARK = 200
_FACTS = tuple(field.name for field in fields(PatentFacts))


def note_patent(*, by: Person, text: str) -> Patent:
    """Note one number as printed, outside of any case; a wrong check digit is kept as a clue."""
    found = numbers_in(text, today=today())
    if len(found) > 1:
        raise Refused("一次只能登记一个专利号，这里有多个。", remedy="请逐个登记。")
    return _noted(found[0] if found else None, text, by=by)


def note_for_case(*, by: Person, case_id: int, text: str) -> list[Patent]:
    """Note every number printed on the goods of a case; a mark without a number is kept as it is."""
    found: list[Found | None] = [*numbers_in(text, today=today())]
    noted = []
    for one in found or [None]:
        row = _known_mark(case_id, text) if one is None else None
        row = row or _noted(one, text, by=by)
        _put_into_case(row, _printed(one, text), by=by, case_id=case_id)
        noted.append(row)
    return noted


def record_lookup(
    *,
    by: Person,
    case_id: int,
    text: str,
    status: str,
    status_on: date,
    looked_up_by: int,
    looked_up_on: date,
    source: str,
    note: str = "",
    facts: PatentFacts = NOTHING_MORE,
) -> list[PatentLookup]:
    """Keep who asked the register when, what stood there on the day of the act, for each number.

    Days that contradict the status are refused: on them hangs whether the mark was counterfeit.
    """
    if not source.strip():
        raise Refused("请填写查询来源，如“专利登记簿副本”。")
    looker = names_of({looked_up_by}).get(looked_up_by, by.name)
    made = []
    for row in note_for_case(by=by, case_id=case_id, text=text):
        looked = PatentLookup(
            patent_id=row.id,
            case_id=case_id,
            status_on=status_on,
            status=status,
            looked_up_by=looked_up_by,
            looked_up_by_name=looker,
            looked_up_on=looked_up_on,
            recorded_at=now(),
            source=source.strip(),
            note=note.strip(),
        )
        _keep_lookup(row, looked, by=by, facts=facts)
        made.append(looked)
    return made


def drop_patent(*, by: Person, case_id: int, patent_id: int, why: str) -> None:
    """Take a number noted by mistake out of a case; one that was looked up for it stays."""
    link = queries.case_patent(case_id, patent_id)
    row = queries.patent(patent_id)
    if link is None or row is None:
        raise NotVisible
    if not why.strip():
        raise Refused("移出专利号应当写明原因。")
    if patent_id not in queries.unchecked_patents(case_id):
        raise Refused(f"{row.number}已在本案查询过法律状态，不能移出。")
    db.session.delete(link)
    db.session.flush()
    _record(row, by=by, action="patent.dropped", case_id=case_id, reason=why.strip())


def correct_in_case(*, by: Person, case_id: int, patent_id: int, text: str, why: str) -> None:
    """Put the number as it really stands in the place of one keyed wrongly; looks into the register stay."""
    link, row = queries.case_patent(case_id, patent_id), queries.patent(patent_id)
    if link is None or row is None:
        raise NotVisible
    noted = note_for_case(by=by, case_id=case_id, text=text)
    if patent_id in {one.id for one in noted}:
        found = next(iter(numbers_in(text, today=today())), None)
        link.as_printed = _printed(found, text)
    else:
        db.session.delete(link)
    db.session.flush()
    _record(row, by=by, action="patent.corrected", case_id=case_id, reason=why)


def _noted(found: Found | None, text: str, *, by: Person) -> Patent:
    if not _printed(found, text):
        raise Refused("请照商品上的写法填写专利标注。")
    digits = found.normal.removeprefix("ZL").replace(".", "") if found else ""
    row = queries.by_digits(digits) if digits else None
    if row is None:
        row = _new(found, _printed(found, text), by=by)
        row.digits = digits or None
        db.session.add(row)
        db.session.flush()
        _record(row, by=by, action="patent.noted")
    elif found and found.kind == "patent" and not row.number.startswith("ZL"):
        # Met without ZL before: the mark with ZL claims a grant, and that is what is looked up.
        row.number, row.why, row.is_valid = found.normal, found.why, found.valid
        row.version += 1
        _record(row, by=by, action="patent.marked")
    return row


def _printed(found: Found | None, text: str) -> str:
    shown = found.raw if found else text
    return " ".join(shown.replace("\x00", " ").split())[:_LONGEST_MARK]


def _known_mark(case_id: int, text: str) -> Patent | None:
    """Find the mark without a number this case already has, so that a look-up does not double it."""
    for row in queries.patents_of_case(case_id):
        if not row.number and row.as_printed == _printed(None, text):
            return queries.patent(row.id)
    return None


def _new(found: Found | None, printed: str, *, by: Person) -> Patent:
    number = read_patent_number(found.normal) if found else None
    return Patent(
        number=found.normal if found else "",
        body=body_of(found.normal) if found else "",
        raw=printed,
        is_valid=found.valid if found else False,
        why=found.why if found else "标注中没有专利号",
        kind=number.kind if number and number.kind_name else "",
        version=1,
        changed_by=by.name,
        changed_at=now(),
    )


def _put_into_case(row: Patent, printed: str, *, by: Person, case_id: int) -> None:
    if queries.case_patent(case_id, row.id) is not None:
        return
    db.session.add(CasePatent(case_id=case_id, patent_id=row.id, as_printed=printed))
    db.session.flush()
    _record(row, by=by, action="patent.put_into_case", case_id=case_id)


def _completed(facts: PatentFacts, row: Patent) -> PatentFacts:
    """Return what is told now, filled up with what was known before."""
    return PatentFacts(**{key: getattr(facts, key) or getattr(row, key) for key in _FACTS})


def _take_over(row: Patent, facts: PatentFacts, *, by: Person) -> list[str]:
    whole = _completed(facts, row)
    changed = [key for key in _FACTS if getattr(whole, key) != getattr(row, key)]
    for key in changed:
        setattr(row, key, getattr(whole, key))
    if changed:
        row.version += 1
        row.changed_by, row.changed_at = by.name, now()
    return changed


def _record(
    row: Patent, *, by: Person, action: str, case_id: int | None = None, reason: str = ""
) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="patent",
        object_id=row.id,
        object_key=row.number or row.raw,
        reason=reason,
        details={"case": case_id, "raw": row.raw, "is_valid": row.is_valid},
    )
    _announce(row, case_id)


def _keep_lookup(row: Patent, looked: PatentLookup, *, by: Person, facts: PatentFacts) -> None:
    told = Status(looked.status, looked.status_on, looked.looked_up_on)
    faults = lookup_faults(told, _completed(facts, row), today=today())
    if faults:
        raise Refused(*faults)
    changed = _take_over(row, facts, by=by)
    db.session.add(looked)
    db.session.flush()
    ledger.record(
        by=by,
        action="patent.looked_up",
        object_kind="patent",
        object_id=row.id,
        object_key=row.number or row.raw,
        details={
            "case": looked.case_id,
            "status": looked.status,
            "status_on": looked.status_on.isoformat(),
            "looked_up_by": looked.looked_up_by,
            "looked_up_on": looked.looked_up_on.isoformat(),
            "source": looked.source,
            "changed": changed,
        },
    )
    _announce(row, looked.case_id)


def _announce(row: Patent, case_id: int | None) -> None:
    ledger.announce(event="patent.saved", object_kind="patent", object_id=row.id)
    if case_id is not None:
        ledger.announce(event="case.saved", object_kind="case", object_id=case_id)
