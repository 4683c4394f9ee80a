"""Pages of the 12330 desk: the call, the tickets; hints while typing."""

from caseapp.hotline.routes import call, hints, tickets
from caseapp.hotline.routes.blueprint import bp

__all__ = ["bp", "call", "hints", "tickets"]
