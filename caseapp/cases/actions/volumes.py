"""Taking papers of a case away: its volume as a packed folder or one PDF, a print of chosen papers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from caseapp.accounts.person import Person
from caseapp.base.errors import Refused
from caseapp.cases.actions.outgoing import refuse_sealed_words
from caseapp.cases.models import CaseFile
from caseapp.documents.actions import jobs
from caseapp.documents.job_words import CONVERT, PRINT, JobGiven, Sheet, print_wanted
from caseapp.evidence.models import EvidenceItem
from caseapp.ledger import actions as ledger

MOST_COPIES = 20


def note_volume_taken(
    *, by: Person, case: CaseFile, volumes: Collection[str], form: str, files: int
) -> None:
    """Write down who took the volume away, before a byte of it goes out; the case does not change."""
    details = {"volumes": sorted(volumes), "form": form, "files": files}
    _record(by, "paper.volume_taken", case, details=details)


def refuse_sealed_names(*, case: CaseFile, names: Mapping[int, str]) -> None:
    """Refuse to pack for others what names somebody sealed in a file's name or on the contents."""
    texts = {f"第{number}件": name for number, name in names.items()}
    refuse_sealed_words(case, texts, what="正卷不能打包", at="卷内文件")


def note_printed(*, by: Person, case: CaseFile, sheets: Sequence[Sheet], copies: int) -> None:
    """Write down who printed which papers, before they are sent; the case does not change."""
    details = {"papers": [one.paper_id for one in sheets], "copies": copies}
    _record(by, "paper.printed", case, details=details)


def ask_print(
    *, by: Person, case: CaseFile, name: str, sheets: Sequence[Sheet], copies: int, asked_from: str
) -> int:
    """Have many papers of a case put into one PDF beside the server; the case does not change."""
    refuse_copies(copies)
    given = JobGiven(
        kind=PRINT,
        case_id=case.id,
        name=name,
        asked_from=asked_from,
        total=len(sheets),
        wanted=print_wanted(sheets, copies=copies),
    )
    return jobs.ask(by=by, given=given)


def ask_conversion(*, by: Person, item: EvidenceItem, asked_from: str) -> int:
    """Have a file of evidence turned into PDF; the original is only read, and the case does not change."""
    if item.sha256 is None:
        raise Refused("这件证据没有文件。")
    given = JobGiven(
        kind=CONVERT,
        case_id=item.case_id,
        name=name_as_pdf(item.filename),
        asked_from=asked_from,
        total=1,
        wanted={"filename": item.filename},
        source_sha256=item.sha256,
    )
    return jobs.ask(by=by, given=given)


def name_as_pdf(filename: str) -> str:
    """Name what was made of a file as its original is named."""
    stem = filename.rpartition(".")[0] or filename
    return f"{stem[:190]}.pdf"


def refuse_copies(copies: int) -> None:
    """Refuse no copies, and so many that a slip of the finger fills the tray."""
    if not 1 <= copies <= MOST_COPIES:
        raise Refused(
            f"份数应当在 1 到 {MOST_COPIES} 之间。", remedy="需要更多份的，请分几次打印。"
        )


def _record(by: Person, action: str, case: CaseFile, *, details: dict[str, object]) -> None:
    ledger.record(
        by=by,
        action=action,
        object_kind="case",
        object_id=case.id,
        object_key=case.case_no or case.lead_no,
        details=details,
    )
