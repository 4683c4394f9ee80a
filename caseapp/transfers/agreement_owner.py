"""Agreements as owners of papers: the agreement itself is drafted from what the register says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for

from caseapp.accounts import queries as accounts
from caseapp.accounts.person import Person
from caseapp.documents.catalogue import Kind
from caseapp.transfers import agreements
from caseapp.transfers.models import Agreement

PAPERS = ("X11",)


class AgreementOwner:
    """The family of regional agreements."""

    family = "agreement"

    def find(self, cooperation_id: int, *, by: Person) -> Agreement:  # noqa: ARG002 - the protocol's
        """Return the agreement, or NotVisible."""
        return agreements.agreement(cooperation_id)

    def kinds(self, record: Agreement) -> Sequence[str]:
        """Return the agreement's paper; one that has ended is drafted no more."""
        return () if record.ended_why else PAPERS

    def words(self, record: Agreement, kind: Kind, *, by: Person) -> Mapping[str, Any]:  # noqa: ARG002 - the protocol's
        """Return who agreed, on what and for how long."""
        return words_of(record)

    def since(self, record: Agreement) -> date:
        """Return the day it was signed."""
        return record.signed_on

    def url(self, record: Agreement) -> str:
        """Return the address of its page."""
        return url_for("transfers.agreement", agreement_id=record.id)


def words_of(record: Agreement) -> dict[str, Any]:
    """Return what an agreement says, by the words of its paper."""
    unit = accounts.unit_by_id(agreements.matter_of(record.id).unit_id)
    ours = unit.agency_name if unit is not None else ""
    others = [row.name for row in agreements.parties_of([record.id])[record.id]]
    lines = [line.strip().rstrip("。；") for line in record.text.splitlines() if line.strip()]
    days = record.answer_days
    told = f"，收到请求后{days}个工作日内答复" if days else ""
    return {
        "协作各方": "、".join([ours, *others]),
        "协作内容": [
            {"内容": one} for one in lines or [agreements.SCOPES[key] for key in record.scope]
        ],
        "协作联络办法": f"各方确定联络员，以函件联系{told}" if days else "",
        "协议生效日": record.since.isoformat(),
        "协议期满日": record.until.isoformat() if record.until else "",
    }
