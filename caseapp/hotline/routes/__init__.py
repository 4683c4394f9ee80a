"""Pages of the 12330 desk: the call, the tickets; hints while typing."""

from caseapp.hotline.routes import (
    aiding,
    alike,
    call,
    call_draft,
    callers,
    hints,
    informing,
    moves,
    papers,
    phone,
    routing,
    splitting,
    telling,
    tickets,
)
from caseapp.hotline.routes.blueprint import bp

__all__ = [
    "aiding",
    "alike",
    "bp",
    "call",
    "call_draft",
    "callers",
    "hints",
    "informing",
    "moves",
    "papers",
    "phone",
    "routing",
    "splitting",
    "telling",
    "tickets",
]
