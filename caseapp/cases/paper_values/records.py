"""Records of inquiry: on the spot, questioning, registration of evidence."""

from __future__ import annotations

from typing import Any

from caseapp.cases.models import CaseStep
from caseapp.cases.open_file import OpenFile
from caseapp.cases.paper_values import shared
from caseapp.cases.paper_values.shared import Values

SIGNED = {
    "signed": "当事人阅后签名。",
    "refused": "当事人拒绝签名，执法人员已注明。",
    "witness": "当事人不在场，由见证人签名。",
}


def site_record(file: OpenFile) -> Values:
    """Fill the on-site record from the step that made it."""
    step = _made(file, "inspect")
    given = step.given
    return {
        **shared.head(file, step.taken_on),
        **shared.party(file),
        **_team(file, step),
        **_times(given),
        "现场负责人": given.get("present", ""),
        "权利告知": "已出示执法证件、已告知申请回避的权利、已告知配合检查的义务"
        if given.get("certificate_shown")
        else "",
        "现场情况": "\n".join(
            text
            for text in (
                given.get("scene", ""),
                f"当事人意见：{given['party_opinion']}" if given.get("party_opinion") else "",
                SIGNED.get(given.get("signature", ""), ""),
            )
            if text
        ),
    }


def questioning_record(file: OpenFile) -> Values:
    """Fill the questioning record; how often somebody was asked is counted."""
    step = _made(file, "question")
    given = step.given
    asked = given.get("person_asked", "")
    times = sum(
        1
        for one in file.history
        if one.step == "question" and one.given.get("person_asked") == asked
    )
    return {
        **shared.head(file, step.taken_on),
        **_team(file, step),
        **_times(given),
        "第几次": str(times),
        "被询问人": asked,
        "与本案关系": given.get("person_position", ""),
        "权利告知": "已出示执法证件、已告知申请回避的权利、已告知配合检查的义务"
        if given.get("rights_told")
        else "",
        "问答": _answers(given.get("answers", "")),
    }


def evidence_registration(file: OpenFile) -> Values:
    """Fill the notice of registration and its list; the end of the limit comes from the clock of the case."""
    step = _made(file, "register_evidence", "register_urgent")
    given = step.given
    held = next((lot for lot in file.goods if lot.kind == "registered"), None)
    rows = held.rows if held is not None else []
    ends = [row.due_on for row in file.limits if row.family == "CF-08"]
    return {
        **shared.head(file, step.taken_on),
        **shared.party(file),
        **shared.bases(step.taken_on),
        **shared.terms(step.taken_on),
        "登记原因": given.get("registration_reason", ""),
        "保存方式": "就地保存",
        "保存地点": given.get("keeping_place", ""),
        "保管人": given.get("keeper", ""),
        "保存期满日": ends[-1].isoformat() if ends else "",
        "物品": [shared.goods_row(row) for row in rows],
        "物品金额合计": str(held.total) if held is not None and held.total else "",
    }


def _made(file: OpenFile, *keys: str) -> CaseStep:
    step: CaseStep | None = file.latest(*keys)
    if step is None:
        raise LookupError(f"no step {keys} in the file")
    return step


def _team(file: OpenFile, step: CaseStep) -> Values:
    return shared.officers(shared.acting(file, step.given), step.taken_on)


def _times(given: dict[str, Any]) -> Values:
    return {
        "开始时间": shared.instant(given.get("started_at")),
        "结束时间": shared.instant(given.get("ended_at")),
        "地点": given.get("place", ""),
    }


def _answers(text: str) -> list[dict[str, str]]:
    """Split 问…答… lines; a text without them is one answer."""
    rows: list[dict[str, str]] = []
    for line in text.splitlines():
        mark, rest = line[:2], line[2:].strip()
        if mark in ("问：", "问:"):
            rows.append({"问": rest, "答": ""})
        elif mark in ("答：", "答:") and rows:
            rows[-1]["答"] = rest
        elif rows:
            rows[-1]["答"] = f"{rows[-1]['答']}{line.strip()}"
        elif line.strip():
            rows.append({"问": "请说明情况。", "答": line.strip()})
    return rows
