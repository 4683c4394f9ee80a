"""Which procedure a ticket leads to, by its matter and its words (routes of the intake categories)."""

from __future__ import annotations

from caseapp.hotline.models import Ticket
from caseapp.hotline.words import SENT_ON

# 投诉侵权 is no lead: the right holder asks, and the case begins with that request.
REQUEST = "infringement"
# 本局的办案程序只处理专利案件。
OUR_RIGHT = "patent"
TRACKS = {
    "counterfeit": "假冒专利线索",
    "false-statement": "专利弄虚作假线索",
    REQUEST: "侵权纠纷处理请求（先分办，由承办单位登记请求）",
}
_FALSE_WORDS = ("非正常申请", "弄虚作假", "编造", "伪造", "变造", "抄袭申请")
_COUNTERFEIT_WORDS = ("假冒", "冒充", "冒用", "假专利", "标注")


def track_of(ticket: Ticket) -> str:
    """Return the procedure a ticket most likely leads to; whoever hands it on may say otherwise."""
    if ticket.matter not in SENT_ON:
        return ""
    said = ticket.content + " ".join(str(one) for one in (ticket.answers or {}).values())
    if any(word in said for word in _FALSE_WORDS):
        return "false-statement"
    is_marked = any(word in said for word in _COUNTERFEIT_WORDS)
    return "counterfeit" if ticket.matter == "report" or is_marked else REQUEST
