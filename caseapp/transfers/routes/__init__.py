"""Pages of transfers and requests."""

from caseapp.transfers.routes import (
    agreements,
    correcting,
    items,
    moves,
    opening,
    packages,
    registers,
    transfer_page,
)
from caseapp.transfers.routes.blueprint import bp
from caseapp.transfers.routes.counterparts import bp as counterpart_bp

__all__ = [
    "agreements",
    "bp",
    "correcting",
    "counterpart_bp",
    "items",
    "moves",
    "opening",
    "packages",
    "registers",
    "transfer_page",
]
