"""The texts the demo office keeps for its papers."""

from __future__ import annotations

import tomllib
from pathlib import Path

from caseapp.cli.demo.people import Staff
from caseapp.documents.actions.blocks import write_block
from caseapp.documents.block_words import BlockGiven

BLOCKS = Path(__file__).with_name("blocks.toml")


def keep_texts(staff: Staff) -> None:
    """Let the lawyer, the head of the section and an officer write what they use again."""
    keepers = {"legal": staff.legal[0], "head": staff.head, "officer": staff.officers[0]}
    for row in tomllib.loads(BLOCKS.read_text("utf-8"))["block"]:
        given = BlockGiven(
            scope=row["scope"],
            title=row["title"],
            text=row["text"],
            words=tuple(row.get("words", ())),
            kinds=tuple(row.get("kinds", ())),
        )
        write_block(by=keepers[row["keeper"]], given=given)
