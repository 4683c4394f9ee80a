"""Pages of the 12330 desk: the call, the tickets; hints while typing."""

from caseapp.hotline.routes import alike, call, call_draft, hints, phone, routing, tickets
from caseapp.hotline.routes.blueprint import bp

__all__ = ["alike", "bp", "call", "call_draft", "hints", "phone", "routing", "tickets"]
