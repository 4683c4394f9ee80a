"""Pages of the case file, cut by subject: lists, the file, its steps, papers, evidence, parties."""

from __future__ import annotations

from caseapp.cases.routes import (  # importing a page file puts its pages on the blueprint
    asked_sight,
    claims,
    corrections,
    custody,
    emergencies,
    evidence,
    evidence_files,
    file,
    handover,
    links,
    lists,
    notes,
    paper_drafts,
    papers,
    parties,
    penalty,
    protected,
    recusals,
    requests,
    sight,
    steps,
)
from caseapp.cases.routes.blueprint import bp

__all__ = [
    "asked_sight",
    "bp",
    "claims",
    "corrections",
    "custody",
    "emergencies",
    "evidence",
    "evidence_files",
    "file",
    "handover",
    "links",
    "lists",
    "notes",
    "paper_drafts",
    "papers",
    "parties",
    "penalty",
    "protected",
    "recusals",
    "requests",
    "sight",
    "steps",
]
