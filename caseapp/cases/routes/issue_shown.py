"""What the page of a paper shows of its way out, and the forms for what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from caseapp.accounts.permissions import decide
from caseapp.base.forms import BaseForm
from caseapp.cases.approvals import approval_of
from caseapp.cases.correcting_kinds import CORRECTING, correcting_kind
from caseapp.cases.issue_forms import (
    BareForm,
    HandInForm,
    OpinionForm,
    ProofForm,
    SealForm,
    TakeBackForm,
    VoidForm,
)
from caseapp.cases.open_file import OpenFile
from caseapp.documents import issuing
from caseapp.documents.approval import VERDICT_WORDS
from caseapp.documents.catalogue import kind_of


def issue_values(
    file: OpenFile, record: Any, *, services: Sequence[Any], forms: dict[str, Any]
) -> dict[str, Any]:
    """Return what the page of a paper shows of its way out, and the forms for what comes next."""
    line, kind = approval_of(file, record), kind_of(record.kind)
    is_out = record.state in ("signed", "served")
    may_seal = is_out and kind.seal and bool(decide(file.by, "paper.seal", file.thing))
    may_prove = bool(services) and bool(decide(file.by, "paper.serve", file.thing))
    return {
        "approval": line,
        "verdicts": VERDICT_WORDS,
        "hand_in": _of_now(record, forms.get("hand_in") or HandInForm(formdata=None)),
        "opinion": _of_now(record, forms.get("opinion") or OpinionForm(formdata=None)),
        "take_back": forms.get("take_back") or TakeBackForm(formdata=None),
        "seals": issuing.seals(record.id) if is_out and kind.seal else (),
        "wants_seal": is_out and kind.seal,
        "seal": forms.get("seal") or (may_seal and _seal_form(file, kind.copies)),
        "proofs": issuing.proofs(record.id) if services else {},
        "prove": forms.get("prove") or (may_prove and proof_form(services)),
        "void": forms.get("void") or (_may_void(file, record) and VoidForm(formdata=None)),
        "corrects": issuing.corrects(record.id) if kind.key in CORRECTING else None,
        "corrected_by": issuing.corrected_by(record.id) if record.state == "served" else (),
        "correct": _may_correct(file, record) and BareForm(formdata=None),
    }


def _of_now(record: Any, form: BaseForm) -> BaseForm:
    """What is said is on the version the page shows, also when it is shown again after a refusal."""
    form.version.data = str(record.version)
    return form


def _seal_form(file: OpenFile, copies: int) -> SealForm:
    return SealForm(formdata=None, data={"copies": copies, "sealed_by": file.by.name})


def proof_form(services: Any, *, sent: bool = False) -> ProofForm:
    """Build the form for a proof of one of these services."""
    form = ProofForm() if sent else ProofForm(formdata=None)
    form.service.choices = [
        (one.id, f"{one.served_on} {one.mode}送达 {one.addressee}") for one in services
    ]
    return form


def _may_void(file: OpenFile, record: Any) -> bool:
    if record.state == "draft":
        return bool(decide(file.by, "paper.draft", file.thing))
    by_step = file.procedure.is_signed_by_step(record.kind)
    may_sign = bool(decide(file.by, "paper.sign", file.thing))
    return record.state == "signed" and may_sign and not by_step


def _may_correct(file: OpenFile, record: Any) -> bool:
    return (
        record.state == "served"
        and correcting_kind(file.case.track, record.kind) is not None
        and bool(decide(file.by, "paper.draft", file.thing))
    )
