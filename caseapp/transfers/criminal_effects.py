"""What the moves between the office and the police bring about in the case and for the procuratorate."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.bodies import queries as bodies
from caseapp.cases import actions as cases
from caseapp.cases.actions import TakeGiven
from caseapp.cases.models import CaseFile
from caseapp.cooperation.paper_values import fitting
from caseapp.documents import queries as documents
from caseapp.documents.catalogue import kind_of
from caseapp.law.procedures.gates.crime import TRANSFER
from caseapp.law.procedures.registry import PROCEDURES
from caseapp.transfers.actions.readers import let_read
from caseapp.transfers.asked import Made, effect
from caseapp.transfers.criminal_facts import case_of, is_with_police
from caseapp.transfers.criminal_words import criminal_words

LETTER = "S5"


@effect
def copied_to_procuratorate(made: Made) -> None:
    """Let the procuratorate that got the copy, or was asked, read the transfer (高检会〔2006〕2号)."""
    values = made.asked.given.values
    named = values.get("copied_to") or values.get("superior")
    let_read(by=made.asked.by, made=made, body_id=int(str(named)))


@effect
def waits_for_the_head(made: Made) -> None:
    """Hold back the penalty until the head decided whether the case goes to the police."""
    case = case_of(made.asked.matter)
    if case is not None:
        cases.mark_pending(by=made.asked.by, case_id=case.id, number=made.asked.matter.number)


@effect
def waits_no_more(made: Made) -> None:
    """Let the case go on: the head decided, or there was nothing to decide."""
    case = case_of(made.asked.matter)
    if case is not None:
        cases.end_pending(by=made.asked.by, case_id=case.id)


@effect
def goes_to_superior(made: Made) -> None:
    """Let the police that are competent have it, and with it the right to answer (第七条)."""
    made.asked.transfer.body_id = int(str(made.asked.given.values["superior"]))


@effect
def case_goes_to_police(made: Made) -> None:
    """Stop the penalty procedure with the decision; a dispute between parties goes on beside it."""
    _take(made, "transfer_crime")
    _fill_letter(made)


@effect
def case_is_kept(made: Made) -> None:
    """Write the head's reasons not to transfer into the case, which may then be punished."""
    _take(made, "keep_crime")


@effect
def case_comes_back(made: Made) -> None:
    """Bring the case back into the administrative procedure (第十条)."""
    _take(made, "police_returned")


def _take(made: Made, key: str) -> None:
    case = case_of(made.asked.matter)
    if case is None or not _has_way(case, made, key=key):
        return
    asked = made.asked
    cases.take_step(
        # The police have no part in the case: what they did is written into it by time.
        by=Person.system() if asked.by.body_id is not None else asked.by,
        case=case,
        key=key,
        given=TakeGiven(
            on=asked.given.on,
            values={"receiver": _receiver(made), TRANSFER: asked.matter.number},
            reason=asked.given.reason.strip(),
        ),
    )
    made.move.given = {**made.move.given, "case_step": key}


def _fill_letter(made: Made) -> None:
    """Put what the team reported and the head decided into the letter the step drafted."""
    case = case_of(made.asked.matter)
    rows = documents.papers_of_case(case.id) if case is not None else ()
    drafts = [row for row in rows if row.kind == LETTER and row.state == "draft"]
    if case is None or not drafts:
        return
    record, kind = documents.paper(drafts[-1].id), kind_of(LETTER)
    known = fitting(kind, dict(criminal_words(made.asked.transfer, kind)))
    cases.change_draft(
        # Words of others, put there by the program: the head who approved still signs it.
        by=Person.system(),
        case=case,
        paper_id=record.id,
        data={word: said for word, said in known.items() if not record.data.get(word)},
        version=record.version,
    )


def _receiver(made: Made) -> str:
    body_id = made.asked.transfer.body_id
    return bodies.names_of([body_id]).get(body_id, "")


def _has_way(case: CaseFile, made: Made, *, key: str) -> bool:
    """Say whether the case has such a step at all; one that stands before it is refused."""
    procedure = PROCEDURES[case.edition]
    if key == "police_returned":
        return is_with_police(case)  # a case that went its own way need not come back
    if any(one.key == key for one in procedure.steps_from(case.state)):
        return True
    has_none = all(one.key != key for one in procedure.steps)
    # A penalty of before goes on and its fine is set off.
    if has_none or case.decided_on is not None or not case.is_open:
        return False
    raise Refused(
        f"不能{made.asked.row.name}：{case.case_no or case.lead_no}现处于"
        f"“{procedure.state(case.state).name}”阶段，还没有立案或者正在中止。",
        article=made.asked.row.article,
        remedy="请先在案件中立案或者恢复调查，再办理。",
    )
