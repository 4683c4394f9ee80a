"""Who calls, as the desk may know them: who is sealed, who is an ordinary party, who may tell them."""

from __future__ import annotations

from caseapp.hotline.words import SEALED_MATTER

CALLER_PARTS = {"report": "informant", "complaint": "complainant"}
# A name that ends so belongs to a firm; everybody else is taken for a person until corrected.
FIRM_ENDINGS = ("公司", "厂", "店", "商行", "合作社", "事务所", "研究院", "大学", "中心")
UNNAMED = "未留姓名的来电人"


def is_sealed(matter: str, *, wants_secrecy: bool) -> bool:
    """Say whether a caller is sealed: whoever reports, and whoever asks for it (举报人 and 要求保密)."""
    return matter == SEALED_MATTER or wants_secrecy
