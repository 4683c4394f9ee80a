"""Proofs of a service: the signed receipt, the slip of the post, a screenshot, a photo."""

from __future__ import annotations

from typing import Protocol

from caseapp.accounts.person import Person
from caseapp.base.clock import now
from caseapp.base.db import db
from caseapp.base.errors import Refused
from caseapp.base.file_names import shown_name
from caseapp.documents import issuing, queries
from caseapp.documents.actions.papers import record_act
from caseapp.documents.issue_models import ServiceProof
from caseapp.documents.words import PROOFS
from caseapp.ledger import actions as ledger


class KeptFile(Protocol):
    """A file whose bytes lie in the store already; base.web.Upload is one."""

    filename: str
    media_type: str
    sha256: str
    size: int


def prove(*, by: Person, paper_id: int, service_id: int, what: str, file: KeptFile) -> int:
    """Attach a file to the record of a service; its bytes lie in the store under their hash."""
    record = queries.paper_to_change(paper_id)
    service = issuing.service_of_paper(paper_id, service_id)
    if what not in PROOFS:
        raise Refused("请选择送达证明的种类。")
    kept = issuing.proofs(paper_id).get(service.id, [])
    if any(one.sha256 == file.sha256 for one in kept):
        raise Refused("这个文件已经附在这次送达上，没有重复登记。")
    ledger.note_stored_file(sha256=file.sha256, size=file.size)
    row = ServiceProof(
        service_id=service.id,
        what=what,
        sha256=file.sha256,
        size=file.size,
        filename=shown_name(file.filename),
        media_type=file.media_type[:100],
        added_by=by.id,
        added_by_name=by.name,
        added_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    details = {"service": service.id, "what": what, "sha256": file.sha256}
    record_act(by, "paper.prove", record, details=details)
    # What stands in it is found as part of the paper.
    ledger.announce(event="paper.changed", object_kind="paper", object_id=record.id)
    return row.id


def note_proof_read(*, by: Person, paper_id: int, proof_id: int) -> None:
    """Write down who took a proof of service away, before it is sent."""
    proof = issuing.proof_of_paper(paper_id, proof_id)
    record = queries.paper(paper_id)
    record_act(by, "paper.proof_read", record, details={"proof": proof.id, "sha256": proof.sha256})
