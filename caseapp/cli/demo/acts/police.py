"""A suspected crime of the demo office: to the police, refused, asked again, filed or back."""

from __future__ import annotations

from collections.abc import Callable

from caseapp.accounts.person import Person
from caseapp.bodies import queries as bodies
from caseapp.cli.demo.papers import finish_paper
from caseapp.cli.demo.photos import photo
from caseapp.cli.demo.walk import Walk
from caseapp.documents import queries as documents
from caseapp.transfers.actions.following_cases import follow_cases
from caseapp.transfers.actions.items import add_upload, explain_lack
from caseapp.transfers.actions.moving import move
from caseapp.transfers.actions.opening import open_transfer
from caseapp.transfers.actions.papers import draft_in_case
from caseapp.transfers.criminal_facts import latest_of_case
from caseapp.transfers.given import MoveGiven, TransferGiven
from caseapp.transfers.item_given import UploadGiven
from caseapp.transfers.models import Transfer

POLICE, PROCURATORATE = "anshan_police", "anshan_procuratorate"
KIND = "criminal_out"
SCANS = {
    "letter": "涉嫌犯罪案件移送书（盖章件）",
    "report": "涉嫌犯罪案件情况的调查报告（盖章件）",
    "evidence": "现场检查笔录和询问笔录（复印件）",
}
LACKING = {
    "涉案物品清单": "没有扣押物品。",
    "有关检验报告或者鉴定结论": "专利号的归属由登记簿副本证明，不需要鉴定。",
}


def transfer_crime(walk: Walk) -> None:
    """Name the team, report, and have the head decide in person."""
    given = TransferGiven(
        kind=KIND,
        body_id=_body(POLICE),
        unit_id=walk.staff.unit_id,
        case_id=walk.case_id,
        title=f"移送{walk.trader.name}涉嫌假冒专利罪案",
        content=walk.say("police", "reasons"),
        received_on=walk.day,
        facts={"ground": "reached", "found": walk.say("police", "reasons")},
    )
    open_transfer(by=walk.officer, given=given)
    _move(walk, "name_team", walk.staff.head, team=walk.officer_ids)
    _move(
        walk,
        "report",
        walk.officer,
        suspect=f"{walk.trader.name}，{walk.trader.address}",
        crime="假冒专利罪",
        crime_facts=walk.say("facts", "report"),
        standard=walk.say("criminal", "suspected"),
        proposal="transfer",
    )
    head = next(one for one in walk.staff.chiefs if one.is_principal)
    _move(walk, "approve", head, reason=walk.say("police", "reasons"))


def to_police(walk: Walk) -> None:
    """Have the letter signed, put the list together, hand it over and get the receipt."""
    letter = next(one for one in documents.papers_of_case(walk.case_id) if one.kind == "S5")
    if letter.state == "draft":
        finish_paper(walk.case, letter.id, by=walk.officer, on=walk.day, staff=walk.staff)
    transfer = _transfer(walk)
    for category, name in SCANS.items():
        file = photo(f"{name}.png", walk.dice)
        given = UploadGiven(category, name, file, pages=1)
        add_upload(by=walk.officer, transfer=transfer, given=given)
    for row, why in LACKING.items():
        explain_lack(by=walk.officer, transfer=transfer, row_name=row, why=why)
    _move(
        walk,
        "send",
        walk.officer,
        copied_to=_body(PROCURATORATE),
        handed_by="承办人当面送交",
    )
    _theirs(walk, "receive", receiver="张警官")


def police_file(walk: Walk) -> None:
    """Note that the police filed it, and hand over the goods."""
    _theirs(walk, "file", their_paper=f"鞍公立字〔{walk.day.year}〕{walk.turn + 100}号")
    _paper(walk, "X02-handover")
    _move(walk, "hand_over", walk.officer, taken_by="张警官", party_told_on=walk.day)


def convict(walk: Walk) -> None:
    """Note the judgment."""
    _move(walk, "convict", walk.officer, their_paper=f"（{walk.day.year}）辽0302刑初{walk.turn}号")


def police_refuse(walk: Walk) -> None:
    """Note that the police do not file it, and ask them again."""
    paper = f"鞍公不立字〔{walk.day.year}〕{walk.turn + 10}号"
    _theirs(walk, "refuse", reason="情节显著轻微。", ground="minor", their_paper=paper)
    _paper(walk, "X02-review")
    _move(walk, "reconsider", walk.officer, why_wrong=walk.say("criminal", "suspected"))


def police_uphold(walk: Walk) -> None:
    """Note that they stand by it; the case goes back into the administrative procedure."""
    paper = f"鞍公复字〔{walk.day.year}〕{walk.turn + 10}号"
    _theirs(walk, "uphold", reason="经复议，维持不予立案的决定。", their_paper=paper)
    _move(walk, "accept_refusal", walk.officer, reason="对复议决定没有异议，恢复行政程序。")


def copies(walk: Walk) -> None:
    """Tell police, procuratorate and right holder of the penalty."""
    follow_cases(by=Person.system(), case_ids=[walk.case_id])
    days = dict.fromkeys(
        ("police_copied_on", "procuratorate_copied_on", "holder_told_on"), walk.day
    )
    _move(walk, "copies", walk.officer, body=False, **days)


def _paper(walk: Walk, kind: str) -> None:
    number = draft_in_case(by=walk.officer, transfer=_transfer(walk), kind=kind, on=walk.day)
    finish_paper(walk.case, number, by=walk.officer, on=walk.day, staff=walk.staff)


def _transfer(walk: Walk) -> Transfer:
    found = latest_of_case(walk.case_id, KIND)
    if found is None:
        raise LookupError(f"{KIND}: {walk.case_id}")
    return found


def _theirs(walk: Walk, key: str, **values: object) -> None:
    told = {"their_who": "张警官", "their_number": "无文号，当面送达", **values}
    _move(walk, key, walk.officer, body=True, **told)


def _move(walk: Walk, key: str, by: Person, *, body: bool = False, **values: object) -> None:
    reason = str(values.pop("reason", ""))
    given = MoveGiven(on=walk.day, reason=reason, values=values, body=body)
    move(by=by, transfer=_transfer(walk), key=key, given=given)


def _body(key: str) -> int:
    found = bodies.with_key(key)
    if found is None:
        raise LookupError(key)
    return found.id


ACTS: dict[str, Callable[[Walk], None]] = {
    one.__name__: one
    for one in (
        *(transfer_crime, to_police, police_file, convict, police_refuse, police_uphold, copies),
    )
}
