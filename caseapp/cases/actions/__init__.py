"""What is done to a case, cut by subject; other packages act through this face."""

from __future__ import annotations

from caseapp.cases.actions.lapse import let_time_act
from caseapp.cases.actions.leads import LeadGiven, open_lead
from caseapp.cases.actions.papers import ServiceGiven, change_draft, close_record, serve_paper
from caseapp.cases.actions.steps import TakeGiven, take_step

__all__ = [
    "LeadGiven",
    "ServiceGiven",
    "TakeGiven",
    "change_draft",
    "close_record",
    "let_time_act",
    "open_lead",
    "serve_paper",
    "take_step",
]
