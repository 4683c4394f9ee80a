"""Numbers in search: found in any spelling, kept as exact tokens, named on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caseapp.base.identifiers import Found, number_forms, read_patent_number, recognise
from caseapp.search.text import bare

NAMES = {
    "patent": "专利号",
    "application": "专利申请号",
    "publication": "公开公告号",
    "credit_code": "统一社会信用代码",
    "org_code": "组织机构代码",
    "registration_no": "营业执照注册号",
    "id_card": "身份证号",
    "phone": "电话",
    "case_no": "案号",
    "paper_no": "文号",
}
# A date, an amount or free text is searched as words.
CHECKED = frozenset(
    {"patent", "application", "credit_code", "org_code", "registration_no", "id_card"}
)
_CHECKED_CARD = 18  # older cards have no check digit
_TICKET = re.compile(r"[0-9]{5}-[0-9]{8}-[0-9]{4,6}")
# The text in which numbers are looked for; longer attachments come in parts.
_LONGEST = 200_000


def numbers_in(text: str) -> list[Found]:
    """Return the numbers of a text that are searched as numbers, first to last."""
    return [found for found in recognise(text[:_LONGEST]) if found.kind in NAMES]


def kept_tokens(numbers: Iterable[str]) -> frozenset[str]:
    """Return every exact token under which numbers in normal form are kept."""
    forms = (form for number in numbers for form in (number, *number_forms(number)))
    return frozenset(token for form in forms if (token := bare(form)))


def asked_tokens(found: Found) -> frozenset[str]:
    """Return the tokens a question asks for: never the looser ones a number is also kept under."""
    forms = {found.normal, found.raw}
    patent = read_patent_number(found.normal)
    if patent is not None:
        # A file may name the patent without its check digit, or the goods with ZL before it.
        forms |= {patent.body, f"ZL{patent.body}"}
    return frozenset(token for form in forms if (token := bare(form)))


def sentence(found: Found) -> str:
    """Say what a number was taken for, and whether its check digit holds."""
    said = f"识别为{'工单号' if is_ticket(found) else NAMES[found.kind]} {found.normal}"
    if not found.valid:
        return f"{said}，但{found.why or '号码不合编号规则'}；仍按此号查找。"
    if found.kind not in CHECKED or lacks_check_digit(found):
        return f"{said}。"
    return f"{said}，检验位正确。"


def is_ticket(found: Found) -> bool:
    """Say whether a number is that of a ticket: line, day and serial of the day."""
    return found.kind == "case_no" and bool(_TICKET.fullmatch(found.normal))


def lacks_check_digit(found: Found) -> bool:
    """Say whether this number was written without a digit that could be checked."""
    if found.kind == "id_card":
        return len(found.normal) != _CHECKED_CARD
    return found.kind in {"patent", "application"} and "." not in found.normal
