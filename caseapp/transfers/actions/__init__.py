"""What happens to transfers: opened, moved on, packed, answered; what time does to them."""

from __future__ import annotations

from caseapp.transfers.actions.moving import move
from caseapp.transfers.actions.nightly import let_time_act
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.actions.reminding import remind

__all__ = ["let_time_act", "move", "open_transfer", "remind"]
