"""What many papers share: the case, its party, its officers, its patent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from caseapp.accounts import queries as accounts
from caseapp.accounts.units import CITY
from caseapp.base.clock import SHANGHAI, local
from caseapp.cases.open_file import OpenFile
from caseapp.documents.catalogue import kind_of
from caseapp.documents.offices import Series, bases_on, office_on
from caseapp.documents.terms import terms_on
from caseapp.law.procedures.false_statement.fields import STATEMENT_KINDS
from caseapp.law.procedures.fields import ACT_KINDS, PATENT_STATUS
from caseapp.law.procedures.mediation.facts import KINDS as DISPUTES
from caseapp.law.procedures.sources import Source

Values = dict[str, Any]
BREACHES = {"counterfeit": "假冒专利", "false-statement": "专利弄虚作假"}
CITY_NAME = "鞍山市"
CITY_STEM = "鞍"
SOURCE_BOX = {
    Source.INSPECTION: "检查",
    Source.MEDIA: "其他",
    Source.REPORT: "举报",
    Source.COMPLAINT: "投诉",
    Source.HOTLINE: "举报",
    Source.TRANSFER: "移送",
    Source.ORDER: "交办",
    Source.PLATFORM: "其他",
    Source.REQUEST: "其他",
}
LICENCE_WORDS = {
    "company": "营业执照",
    "individual": "营业执照",
    "person": "居民身份证",
    "organisation": "登记证书",
}


def head(file: OpenFile, on: date) -> Values:
    """Return the office of the day, the case and its matter."""
    case = file.case
    return {
        "机关": office_name(file, on),
        # A record made before filing is kept under the number of the lead.
        "案号": case.case_no or case.lead_no,
        "案源编号": case.lead_no,
        "案由": breach_of(file),
        "案件名称": case_name(file),
        "行为地": case.place,
        "联系人": "、".join(file.names.get(one, "") for one in file.team_ids[:2]),
        "机关电话": "",
        "机关地址": "",
    }


def breach_of(file: OpenFile) -> str:
    """Name what the case is about in the words of its register."""
    if file.mediation is not None:
        return dict(DISPUTES).get(file.mediation.kind) or file.case.title
    return BREACHES.get(file.procedure.track) or file.case.title


def office_name(file: OpenFile, on: date) -> str:
    """Return the name the case's own office bore on the day of the paper."""
    return office_of_unit(file.case.unit_id, on)


def office_of_unit(unit_id: int, on: date) -> str:
    """Return the name that the office of a unit bore on a day."""
    city = office_on(on)
    unit = accounts.unit_by_id(unit_id)
    if unit is None or unit.path.startswith(CITY):
        return city.name
    return str(unit.agency_name).replace("知识产权局", city.name[len(CITY_NAME) :])


class OfUnit(Protocol):
    """A case or a ticket, as far as the register of numbers asks."""

    unit_id: int


def series_of(case: OfUnit, kind: str, on: date) -> Series | None:
    """Return the register a paper's number is taken from: each office counts for itself."""
    series = kind_of(kind).series(on)
    unit = accounts.unit_by_id(case.unit_id)
    if series is None or unit is None or unit.path.startswith(CITY):
        return series
    stem = str(unit.agency_word).removesuffix("知")
    return Series(f"{series.key}.{stem}", series.pattern.replace(CITY_STEM, stem, 1))


def case_name(file: OpenFile) -> str:
    """Name the case as the archive does: the party's full name and the act, or both sides; 案."""
    if file.procedure.track not in BREACHES:
        return f"{file.case.title}案"
    return f"{party_name(file)}{breach_of(file)}案"


def party_name(file: OpenFile) -> str:
    """Return the party's name, or what the lead called it."""
    first = respondent(file)
    return first.name if first is not None else (file.case.respondent or "当事人待查")


def side_name(file: OpenFile, part: str) -> str:
    """Return the name of one side of a dispute; without a side that of the party."""
    names = (row.name for row in file.parties if row.part == part and row.left_on is None)
    return next(names, "") or party_name(file)


def respondent(file: OpenFile) -> Any | None:
    """Return the party the case is about."""
    return next(
        (row for row in file.parties if row.part == "respondent" and row.left_on is None), None
    )


def party(file: OpenFile) -> Values:
    """Return who the party is, as papers name it."""
    row = respondent(file)
    if row is None:
        return {"当事人名称": party_name(file), "住所": file.case.place}
    called, number = licence(row)
    return {
        "当事人名称": row.name,
        "证照名称": called,
        "证照号码": number,
        "住所": row.address,
        "法定代表人": row.legal_representative,
        "联系电话": row.phone,
    }


def licence(row: Any) -> tuple[str, str]:
    """Return what stands for the party on a paper: files of before 2015 carry the older numbers."""
    if row.kind == "person":
        return LICENCE_WORDS["person"], row.id_number
    numbers = (
        ("统一社会信用代码", row.credit_code),
        ("营业执照注册号", row.registration_no),
        ("组织机构代码", row.org_code),
        ("经营者居民身份证", row.id_number),
    )
    return next((one for one in numbers if one[1]), numbers[0])


def officers(ids: tuple[int, ...], on: date) -> Values:
    """Return the officers and the certificates they held that day."""
    held = accounts.certificates_valid(ids, on)
    names = accounts.names_of(ids)
    return {
        "承办人": "、".join(names.get(one, "") for one in ids),
        "执法证号": "、".join(held.get(one, "") for one in ids),
        "记录人": names.get(ids[-1], "") if ids else "",
    }


def acting(file: OpenFile, given: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the officers named on an act, else the team."""
    named = given.get("officers")
    return tuple(named) if named else file.team_ids


def patent(file: OpenFile) -> Values:
    """Return the patent as verified, with its status on the act date."""
    step = file.latest("verify")
    if step is None:
        first = next(iter(file.patents), None)
        return {"专利号": first.as_printed if first is not None else ""}
    words = dict(PATENT_STATUS)
    status = words.get(step.given.get("patent_status", ""), "")
    on = step.given.get("act_on", "")
    return {
        "专利号": step.given.get("patent_number", ""),
        "专利状态": f"{status}（行为日{on}，查询来源：{step.given.get('lookup_source', '')}）",
    }


def bases(on: date) -> Values:
    """Return the articles in force on the day of the paper."""
    return dict(bases_on(on))


def terms(on: date, *, hearing: bool = False) -> Values:
    """Return the periods the paper tells, from the rows of the law."""
    return dict(terms_on(on, hearing=hearing))


def act_words(given: Mapping[str, Any]) -> str:
    """Say which kinds of counterfeiting, or of false statements, were found."""
    words = dict((*ACT_KINDS, *STATEMENT_KINDS))
    return "；".join(words.get(one, one) for one in given.get("act_kinds", []))


def sum_text(value: str | None) -> str:
    """Return a sum worth printing; nothing is not printed as zero."""
    return value if value and Decimal(value) > 0 else ""


def instant(text: str | None) -> str:
    """Return a stored instant as the papers read it: office time to the minute."""
    if not text:
        return ""
    moment = datetime.fromisoformat(text)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    return local(aware).strftime("%Y-%m-%dT%H:%M")


def evidence_rows(file: OpenFile) -> list[dict[str, str]]:
    """Return the list of evidence: items, then the records and lists of the file."""
    rows = [
        {"名称": one.title, "证明事项": one.proves or "案件事实", "页数": str(one.pages or 1)}
        for one in file.items
    ]
    for kind, title in (("site_record", "现场笔录"), ("questioning_record", "询问笔录")):
        if any(row.kind == kind for row in file.papers):
            rows.append({"名称": title, "证明事项": "检查和询问的经过、当事人的陈述", "页数": "1"})
    return rows


def goods_row(row: Any) -> dict[str, str]:
    """Return a row of goods as lists print it."""
    return {
        "名称": row.name,
        "规格型号": row.spec,
        "批号": "",
        "单位": row.unit,
        "数量": f"{row.quantity:f}",
        "单价": "" if row.unit_price is None else f"{row.unit_price:.2f}",
        "金额": "" if row.amount is None else f"{row.amount:.2f}",
        "备注": row.remark,
    }
