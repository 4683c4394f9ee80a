"""A paper whose wording is not settled yet: who it is for, what was done, remedies and service."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseapp.cases.given import in_words
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import shared
from caseapp.cases.paper_values.shared import Values
from caseapp.documents.catalogue import Kind
from caseapp.documents.offices import office_on, offices
from caseapp.documents.terms import ruling_term, terms_on
from caseapp.law.procedures.sides import SIDE_WORDS
from caseapp.law.procedures.table import Step
from caseapp.law.procedures.tracks import PENALTY_TRACKS
from caseapp.law.wording import long_date


def plain_values(file: OpenFile, step: Step, row: Any, *, kind: Kind) -> Values:
    """Fill a plain draft from the file as it stands after the step that calls for it."""
    found = {
        "机关": _office(file, row.taken_on),
        "案号": file.case.case_no or file.case.lead_no,
        "案由": file.case.title,
        "当事人名称": "、".join(_receivers(file, kind)) if kind.receipt else "",
        "正文": _body(file, step, row),
        "救济途径": remedy_of(kind, row.taken_on),
        "送达要求": _service(file, kind) if kind.receipt else "",
    }
    return {name: value for name, value in found.items() if value}


def _office(file: OpenFile, on: date) -> str:
    """Disputes stay with the patent office, whoever punishes (专利法实施细则)."""
    if file.procedure.authority == "patent_affairs":
        return offices()[0].name
    return shared.office_name(file, on) or office_on(on).name


def _receivers(file: OpenFile, kind: Kind) -> list[str]:
    wanted = kind.to or ("respondent",)
    names = [one.name for one in file.parties if one.part in wanted and one.left_on is None]
    return names or [shared.party_name(file)]


def _body(file: OpenFile, step: Step, row: Any) -> str:
    told = [f"{label}：{words}" for label, words in in_words(step, row.given, file.names)]
    reason = row.given.get("reason", "")
    lines = [
        *(
            f"{SIDE_WORDS[one.part]}：{one.name}，{one.address}"
            for one in file.parties
            if _is_side(file, one)
        ),
        f"关于{file.case.title}，本机关于{long_date(row.taken_on)}办理“{step.name}”。",
        *told,
        *([f"理由：{reason}"] if reason else []),
    ]
    return "\n".join(lines)


def _is_side(file: OpenFile, party: Any) -> bool:
    return (
        file.procedure.track not in PENALTY_TRACKS
        and party.part in SIDE_WORDS
        and party.left_on is None
    )


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


def _service(file: OpenFile, kind: Kind) -> str:
    return f"本文书应当送达{'、'.join(_receivers(file, kind))}，并制作送达回证。"
