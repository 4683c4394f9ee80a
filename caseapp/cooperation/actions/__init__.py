"""What is done with matters of cooperation: entered in the register, their papers written and signed."""

from caseapp.cooperation.actions.entering import enter
from caseapp.cooperation.actions.papers import (
    agree_to_paper,
    change_paper,
    close_paper,
    draft_paper,
    hand_in_paper,
    return_paper,
    sign_on_the_spot,
    take_back_paper,
    void_paper,
)
from caseapp.cooperation.actions.sealing import keeps_seal, seal_paper
from caseapp.cooperation.actions.serving import serve_paper

__all__ = [
    "agree_to_paper",
    "change_paper",
    "close_paper",
    "draft_paper",
    "enter",
    "hand_in_paper",
    "keeps_seal",
    "return_paper",
    "seal_paper",
    "serve_paper",
    "sign_on_the_spot",
    "take_back_paper",
    "void_paper",
]
