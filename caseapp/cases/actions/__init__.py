"""What is done to a case, cut by subject; other packages act through this face."""

from __future__ import annotations

from caseapp.cases.actions.approving import (
    OpinionGiven,
    agree_to_paper,
    hand_in_paper,
    return_paper,
    take_back_paper,
)
from caseapp.cases.actions.claims import FeatureGiven, add_feature, change_feature, drop_feature
from caseapp.cases.actions.corrections import CorrectionGiven, CorrectionReport, correct
from caseapp.cases.actions.crime_watch import end_pending, mark_pending, watch_crimes
from caseapp.cases.actions.emergencies import (
    EmergencyGiven,
    ask_emergency,
    decide_emergency,
    end_emergency,
    note_case_denied,
    note_emergency,
    note_emergency_read,
)
from caseapp.cases.actions.handing_over import SuccessionGiven, hand_over_cases
from caseapp.cases.actions.issuing import correct_served, prove_service, seal_paper, void_paper
from caseapp.cases.actions.lapse import let_time_act
from caseapp.cases.actions.leads import LeadGiven, open_lead
from caseapp.cases.actions.links import LinkGiven, join_cases, link_cases, separate_cases
from caseapp.cases.actions.lists import (
    drop_filter,
    note_list_exported,
    note_register_exported,
    save_filter,
)
from caseapp.cases.actions.mediations import MediationGiven, open_mediation
from caseapp.cases.actions.notes import write_note
from caseapp.cases.actions.papers import change_draft, close_record
from caseapp.cases.actions.protected import seal_person
from caseapp.cases.actions.protection import (
    name_person,
    note_names_read,
    note_sight_asked,
    seal,
    set_level,
    unname_person,
    unseal,
)
from caseapp.cases.actions.reckonings import keep_reckoning
from caseapp.cases.actions.recusals import (
    DecisionGiven,
    RecusalGiven,
    ask_recusal,
    decide_recusal,
    withdraw_recusal,
)
from caseapp.cases.actions.reminders import note_sent, remind, tell
from caseapp.cases.actions.requests import RequestGiven, open_request
from caseapp.cases.actions.serving import ServiceGiven, serve_paper
from caseapp.cases.actions.steps import TakeGiven, take_step

__all__ = [
    "CorrectionGiven",
    "CorrectionReport",
    "DecisionGiven",
    "EmergencyGiven",
    "FeatureGiven",
    "LeadGiven",
    "LinkGiven",
    "MediationGiven",
    "OpinionGiven",
    "RecusalGiven",
    "RequestGiven",
    "ServiceGiven",
    "SuccessionGiven",
    "TakeGiven",
    "add_feature",
    "agree_to_paper",
    "ask_emergency",
    "ask_recusal",
    "change_draft",
    "change_feature",
    "close_record",
    "correct",
    "correct_served",
    "decide_emergency",
    "decide_recusal",
    "drop_feature",
    "drop_filter",
    "end_emergency",
    "end_pending",
    "hand_in_paper",
    "hand_over_cases",
    "join_cases",
    "keep_reckoning",
    "let_time_act",
    "link_cases",
    "mark_pending",
    "name_person",
    "note_case_denied",
    "note_emergency",
    "note_emergency_read",
    "note_list_exported",
    "note_names_read",
    "note_register_exported",
    "note_sent",
    "note_sight_asked",
    "open_lead",
    "open_mediation",
    "open_request",
    "prove_service",
    "remind",
    "return_paper",
    "save_filter",
    "seal",
    "seal_paper",
    "seal_person",
    "separate_cases",
    "serve_paper",
    "set_level",
    "take_back_paper",
    "take_step",
    "tell",
    "unname_person",
    "unseal",
    "void_paper",
    "watch_crimes",
    "withdraw_recusal",
    "write_note",
]
