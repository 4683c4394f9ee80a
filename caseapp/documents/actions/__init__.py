"""What is done with papers: draft, change, sign and number, serve or publish, void."""

from caseapp.documents.actions.papers import draft, edit, note_download, sign, void
from caseapp.documents.actions.serving import correct_service, end_notice, publish, serve

__all__ = [
    "correct_service",
    "draft",
    "edit",
    "end_notice",
    "note_download",
    "publish",
    "serve",
    "sign",
    "void",
]
