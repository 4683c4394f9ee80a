"""What is done with papers: draft, change, approve, sign and number, serve or publish, void."""

from caseapp.documents.actions.approving import agree, hand_in, send_back, take_back
from caseapp.documents.actions.correcting import correct_paper
from caseapp.documents.actions.papers import draft, edit, note_download, sign, void
from caseapp.documents.actions.proving import note_proof_read, prove
from caseapp.documents.actions.sealing import SealGiven, seal
from caseapp.documents.actions.serving import correct_service, end_notice, publish, serve

__all__ = [
    "SealGiven",
    "agree",
    "correct_paper",
    "correct_service",
    "draft",
    "edit",
    "end_notice",
    "hand_in",
    "note_download",
    "note_proof_read",
    "prove",
    "publish",
    "seal",
    "send_back",
    "serve",
    "sign",
    "take_back",
    "void",
]
