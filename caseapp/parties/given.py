"""What is said of a party, in words and typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from caseapp.base.identifiers import Kind, recognise, registration_fault
from caseapp.base.text import invisible
from caseapp.law.procedures.tracks import PENALTY_TRACKS

# Stored values; changing one needs a migration.
KINDS: Mapping[str, str] = {
    "company": "企业",
    "individual": "个体工商户",
    "person": "自然人",
    "organisation": "其他组织",
}
PARTS: Mapping[str, str] = {
    "respondent": "当事人",
    "requester": "请求人",
    "third": "第三人",
    "complainant": "投诉人",
    "right_holder": "专利权人",
    "witness": "证人",
    "attesting": "见证人",
    "agent": "代理人",
}
# A dispute has two sides; nobody in it is a complainant.
DISPUTE_PARTS: Mapping[str, str] = {
    "requester": "请求人",
    "respondent": "被请求人",
    **{part: PARTS[part] for part in ("third", "right_holder", "witness", "attesting", "agent")},
}
LABELS: Mapping[str, str] = {
    "kind": "类型",
    "name": "名称或者姓名",
    "former_names": "曾用名",
    "credit_code": "统一社会信用代码",
    "org_code": "组织机构代码",
    "registration_no": "营业执照注册号",
    "id_number": "身份证号",
    "legal_representative": "法定代表人或者负责人",
    "representative_post": "职务",
    "address": "住所或者经营场所",
    "service_address": "送达地址",
    "phone": "电话",
    "contact": "联系人",
    "note": "备注",
}


def parts_of(track: str) -> Mapping[str, str]:
    """Return the parts people play in a case of this track, as its papers call them."""
    return PARTS if track in PENALTY_TRACKS else DISPUTE_PARTS


@dataclass(frozen=True)
class PartyGiven:
    """What a form or the demo office says of a party."""

    kind: str
    name: str
    former_names: str = ""
    credit_code: str = ""
    org_code: str = ""
    registration_no: str = ""
    id_number: str = ""
    legal_representative: str = ""
    representative_post: str = ""
    address: str = ""
    service_address: str = ""
    phone: str = ""
    contact: str = ""
    note: str = ""

    def values(self) -> dict[str, str]:
        """Return the fields by name, for the row."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def in_normal_form(given: PartyGiven, *, today: date) -> PartyGiven:
    """Write the codes as registers do; what cannot be read stays as typed."""
    return replace(
        given,
        name=given.name.strip(),
        credit_code=_normal(given.credit_code, "credit_code", today),
        org_code=_normal(given.org_code, "org_code", today),
        registration_no=_digits(given.registration_no),
        id_number=_normal(given.id_number, "id_card", today),
        phone=normal_phone(given.phone, today=today),
    )


def normal_phone(text: str, *, today: date) -> str:
    """Write a number as it is kept; what cannot be read stays as typed."""
    return _normal(text, "phone", today)


def party_faults(given: PartyGiven, *, today: date) -> dict[str, str]:
    """Say field by field what is wrong; empty when the party can be kept."""
    found = {
        "kind": "" if given.kind in KINDS else "请选择当事人类型。",
        "name": _name_fault(given.name),
        "credit_code": credit_code_fault(given.credit_code, today=today),
        "org_code": org_code_fault(given.org_code, today=today),
        "registration_no": registration_no_fault(given.registration_no),
        "id_number": id_number_fault(given.id_number, today=today),
    }
    if given.kind == "person" and given.credit_code and not found["credit_code"]:
        found["credit_code"] = "自然人没有统一社会信用代码；有营业执照的请选“个体工商户”。"
    return {field: sentence for field, sentence in found.items() if sentence}


def _name_fault(name: str) -> str:
    if not name.strip():
        return "请填写名称或者姓名。"
    hidden = invisible(name)
    return f"名称的第{hidden}个字是看不见的字符，请删除名称后重新手工填写。" if hidden else ""


def credit_code_fault(text: str, *, today: date) -> str:
    """Say what is wrong with a credit code; nothing typed is no fault."""
    otherwise = "统一社会信用代码应为18位，不用字母I、O、S、V、Z"
    return _fault(text, "credit_code", otherwise=otherwise, today=today)


def org_code_fault(text: str, *, today: date) -> str:
    """Say what is wrong with an organisation code; nothing typed is no fault."""
    otherwise = "组织机构代码应为8位加1位校验码，如 M000100Y-4"
    return _fault(text, "org_code", otherwise=otherwise, today=today)


def registration_no_fault(text: str) -> str:
    """Say what is wrong with the registration number of an old licence; nothing typed is no fault."""
    found = registration_fault(text) if text.strip() else ""
    return f"营业执照注册号有误：{found}。请与证照核对。" if found else ""


def id_number_fault(text: str, *, today: date) -> str:
    """Say what is wrong with an identity number; nothing typed is no fault."""
    otherwise = "身份证号应为18位：17位数字加1位校验码"
    return _fault(text, "id_card", otherwise=otherwise, today=today)


def masked(number: str) -> str:
    """Hide the middle of a number that not everybody needs to read; of a short one too, half or more."""
    kept = min(4, len(number) // 4)
    hidden = len(number) - 2 * kept
    return f"{number[:kept]}{'*' * hidden}{number[kept + hidden :]}"


def _normal(text: str, kind: Kind, today: date) -> str:
    found = recognise(text.strip(), today=today)
    return found[0].normal if len(found) == 1 and found[0].kind == kind else text.strip()


def _digits(text: str) -> str:
    """Write a registration number without its blanks; what is none stays as typed."""
    return text.strip() if registration_fault(text) else "".join(filter(str.isalnum, text))


def _fault(text: str, kind: Kind, *, otherwise: str, today: date) -> str:
    if not text.strip():
        return ""
    found = recognise(text.strip(), today=today)
    if len(found) != 1 or found[0].kind != kind:
        return f"{otherwise}。"
    name = {"credit_code": "统一社会信用代码", "org_code": "组织机构代码"}.get(kind, "身份证号")
    return "" if found[0].valid else f"{name}有误：{found[0].why}。请与证照核对。"
