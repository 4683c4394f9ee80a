"""What any case tells any of its papers: sides, patent, officers, numbers, and what its steps recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.cases.given import in_words
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import shared
from caseapp.cases.paper_values.disputes import words_of_dispute
from caseapp.cases.paper_values.places import beside_steps, latest_signed
from caseapp.cases.paper_values.reporters import words_for_reporter
from caseapp.cases.paper_values.shared import Values
from caseapp.documents.catalogue import Kind
from caseapp.documents.offices import office_on, offices
from caseapp.documents.placeholders import PLACEHOLDERS, Type
from caseapp.documents.terms import ruling_term, terms_on
from caseapp.law.procedures.papers import RULINGS
from caseapp.law.procedures.sides import SIDE_WORDS
from caseapp.law.procedures.table import Step
from caseapp.law.procedures.tracks import PENALTY_TRACKS
from caseapp.law.wording import long_date

DECISIONS = ("penalty_decision", *RULINGS)
OF_OFFICERS = {"承办人", "执法证号", "记录人"}
# The step that records a service tells later papers its day.
SERVED_BY = {"决定书送达日期": "serve_decision", "催告书送达日期": "demand"}
SIDES = {"requester": "请求人", "respondent": "被请求人"}


def words_of_case(file: OpenFile, kind: Kind, on: date) -> Values:
    """Return every word of a paper the case knows on this day; the officer types the rest."""
    asked = {one.key for one in kind.fields_on(on)}
    found: Values = {
        **shared.head(file, on),
        **shared.party(file),
        **_patent(file),
        # Read for the papers that name them only: a step may draft four papers at once.
        **(shared.officers(file.team_ids, on) if asked & OF_OFFICERS else {}),
        **shared.bases(on),
        **_sides(file),
        **_request(file),
        **(words_of_dispute(file, asked) if file.request is not None else {}),
        **_earlier_papers(file),
        **words_for_reporter(file),
        **_prefilled(file, kind),
        "机关": _office(file, on),
        "案由": shared.breach_of(file),
        "立案日期": file.case.filed_on.isoformat() if file.case.filed_on else "",
        "证据": shared.evidence_rows(file),
        "物品": [shared.goods_row(row) for lot in file.goods for row in lot.rows],
        "救济途径": remedy_of(kind, on),
    }
    if kind.receipt:
        found["当事人名称"] = "、".join(receivers(file, kind))
        found["送达要求"] = f"本文书应当送达{found['当事人名称']}，并制作送达回证。"
    return {name: value for name, value in found.items() if name in asked and value}


def words_after_step(file: OpenFile, step: Step, row: Any, *, kind: Kind) -> Values:
    """Return the words of a draft a step calls for: those of the case, and what the step recorded."""
    found = words_of_case(file, kind, row.taken_on)
    asked = {one.key for one in kind.fields_on(row.taken_on)}
    return {**found, "正文": _told(file, step, row)} if "正文" in asked else found


def receivers(file: OpenFile, kind: Kind) -> list[str]:
    """Name whom a paper is served on: the sides it goes to, else the party."""
    wanted = kind.to or ("respondent",)
    names = [one.name for one in file.parties if one.part in wanted and one.left_on is None]
    return names or [shared.party_name(file)]


def remedy_of(kind: Kind, on: date) -> str:
    """Name the remedies by the rows of the day, never by a text typed into a form."""
    if kind.remedy == "ruling":
        term = ruling_term(on)
        return f"不服本决定的，可以自收到之日起{term}内向人民法院起诉。" if term else ""
    if kind.remedy != "review":
        return ""
    terms = terms_on(on)
    review, suit = terms.get("复议期限", ""), terms.get("诉讼期限", "")
    return (
        f"不服本决定的，可以自收到之日起{review}内申请行政复议，或者自收到之日起{suit}内向人民法院起诉。"
        if review and suit
        else ""
    )


def _office(file: OpenFile, on: date) -> str:
    """Disputes stay with the patent office, whoever punishes (专利法实施细则)."""
    if file.procedure.authority == "patent_affairs":
        return offices()[0].name
    return shared.office_name(file, on) or office_on(on).name


def _patent(file: OpenFile) -> Values:
    first = next(iter(file.patents), None)
    named = {"专利名称": first.title, "专利权人": first.holder} if first is not None else {}
    return {**named, **shared.patent(file)}


def _sides(file: OpenFile) -> Values:
    found: Values = {}
    for part, word in SIDES.items():
        rows = [one for one in file.parties if one.part == part and one.left_on is None]
        if not rows or file.procedure.track in PENALTY_TRACKS:
            continue
        found[word] = "、".join(one.name for one in rows)
        found[f"{word}住所"] = "；".join(one.address for one in rows if one.address)
        found[f"{word}电话"] = "、".join(one.phone for one in rows if one.phone)
        heads = [one.legal_representative for one in rows if one.legal_representative]
        found[f"{word}法定代表人"] = "、".join(heads)
    return found


def _request(file: OpenFile) -> Values:
    asked = file.request
    if asked is None:
        return {}
    return {
        "请求日期": file.case.received_on.isoformat(),
        "请求事项": asked.relief,
        "事实和理由": asked.grounds,
    }


def _earlier_papers(file: OpenFile) -> Values:
    """Return number and day of the decision and of the notice that stand, and when they were served."""
    found: Values = {}
    decision = latest_signed(file, *DECISIONS)
    if decision is not None:
        found["决定书文号"] = decision.number or ""
        found["决定日期"] = decision.signed_on.isoformat()
    notice = latest_signed(file, "penalty_notice")
    told = file.in_round("notify")
    if notice is not None:
        found["告知书文号"] = notice.number or ""
        found["告知日期"] = told.taken_on.isoformat() if told else ""
    for word, step in SERVED_BY.items():
        if served := file.in_round(step):
            found[word] = served.taken_on.isoformat()
    return found


def _prefilled(file: OpenFile, kind: Kind) -> Values:
    """Return what the row of the catalogue takes from the case's own steps."""
    found = {name: from_step(file, name, places) for name, places in kind.places.items()}
    return {name: value for name, value in found.items() if value}


def from_step(file: OpenFile, name: str, places: str) -> str:
    """Return the first of these places (step.field, paper:KEY.number, limit:ID.due_on) that is filled."""
    for place in places.split():
        if told := beside_steps(file, place):
            return told
        step, _, field = place.partition(".")
        row = file.latest(step)
        if row is not None and (value := row.given.get(field)) not in (None, "", []):
            if PLACEHOLDERS[name].type is Type.MONEY:
                return shared.sum_text(str(value))
            return _as_kept(PLACEHOLDERS[name].type, value) or _said(file, row).get(field, "")
    return ""


def _as_kept(type_: Type, value: Any) -> str:
    """Return a moment or day as papers keep it; everything else is said in words."""
    if type_ is Type.INSTANT and "T" in str(value):
        return shared.instant(str(value))  # a day without its minute stays a day
    if type_ in (Type.DATE, Type.INSTANT):
        return str(value)[:10]
    return ""


def _said(file: OpenFile, row: Any) -> Mapping[str, str]:
    """Say what an act recorded, by the keys of its form."""
    step = next((one for one in file.procedure.steps if one.key == row.step), None)
    if step is None:
        return {}
    words = dict(in_words(step, row.given, file.names))
    said = {one.key: words[one.label] for one in step.fields if one.label in words}
    return {"reason": str(row.given.get("reason", "")), **said}


def _told(file: OpenFile, step: Step, row: Any) -> str:
    told = [f"{label}：{words}" for label, words in in_words(step, row.given, file.names)]
    reason = row.given.get("reason", "")
    lines = [
        f"关于{file.case.title}，本机关于{long_date(row.taken_on)}办理“{step.name}”。",
        *told,
        *([f"理由：{reason}"] if reason else []),
    ]
    return "\n".join([*_of_sides(file), *lines])


def _of_sides(file: OpenFile) -> list[str]:
    if file.procedure.track in PENALTY_TRACKS:
        return []
    return [
        f"{SIDE_WORDS[one.part]}：{one.name}，{one.address}"
        for one in file.parties
        if one.part in SIDE_WORDS and one.left_on is None
    ]
