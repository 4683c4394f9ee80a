"""What the audit trail calls the moves of transfers: the names of the rows, one act for all lives that know it."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.transfers.kinds import LIVES
from caseapp.transfers.life import CORRECT


def act_words() -> Mapping[str, str]:
    """Return the words for each act; where lives call it differently, each way once."""
    names: dict[str, list[str]] = {}
    for life in LIVES.values():
        for row in life.moves.values():
            known = names.setdefault(f"transfer.{row.key}", [])
            if row.name not in known:
                known.append(row.name)
    names[f"transfer.{CORRECT}"] = ["更正移送协作"]
    names.setdefault("transfer.open", []).insert(0, "登记移送协作")
    return {key: "、".join(rows) for key, rows in names.items()}
