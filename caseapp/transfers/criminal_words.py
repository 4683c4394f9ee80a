"""What a transfer of a suspected crime says in its papers (X02, S5): nobody types twice what stands here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from caseapp.accounts import queries as accounts
from caseapp.bodies import queries as bodies
from caseapp.documents.catalogue import Kind
from caseapp.evidence import queries as evidence
from caseapp.transfers import file_queries
from caseapp.transfers.appraisal_words import APPRAISAL, appraisal_words
from caseapp.transfers.criminal_facts import POLICE_LIMITS, last_limit, sum_of, team_of
from caseapp.transfers.lives.criminal import PROPOSALS, REFUSALS
from caseapp.transfers.models import Transfer, TransferMove
from caseapp.transfers.queries import moves_made

# Words of the report's form, as the papers call them.
REPORTED = {
    "涉嫌犯罪嫌疑人": "suspect",
    "涉嫌罪名": "crime",
    "涉嫌犯罪事实": "crime_facts",
    "违法事实": "crime_facts",
    "达到标准情况": "standard",
    "已采取措施": "measures",
}


def criminal_words(record: Transfer, kind: Kind) -> Mapping[str, Any]:
    """Return what team, report, head and police said so far, by the words of the papers."""
    made = {one.move: one for one in moves_made(record.id)}
    found = {
        **_of_report(made.get("report")),
        **_of_head(made),
        **_of_police(made),
        "公安逾期情况": _silence(record, made),
        "专案组成员": _team(record),
        "抄送检察院": _procuratorate(record, made),
        "涉案物品": _goods(record),
        **(appraisal_words(record) if kind.key == APPRAISAL else {}),
    }
    return {name: value for name, value in found.items() if value}


def _of_report(report: TransferMove | None) -> dict[str, Any]:
    if report is None:
        return {}
    told = {word: str(report.given.get(key) or "") for word, key in REPORTED.items()}
    proposal = dict(PROPOSALS).get(str(report.given.get("proposal")), "")
    return {**told, "移送建议": f"专案组{proposal}。", "移送报告日期": report.taken_on.isoformat()}


def _of_head(made: Mapping[str, TransferMove]) -> dict[str, Any]:
    decided = made.get("approve") or made.get("keep")
    if decided is None:
        return {}
    is_sent = decided.move == "approve"
    return {
        "移送意见": "移送" if is_sent else "不移送",
        "不移送理由": "无" if is_sent else decided.reason,
        "移送批准情况": f"正职负责人（主持工作的负责人）{decided.by_name}于{_day(decided.taken_on)}批准",
    }


def _of_police(made: Mapping[str, TransferMove]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if refused := made.get("refuse"):
        found["不立案通知文号"] = _paper(refused)
        found["不立案收到日期"] = refused.taken_on.isoformat()
        found["不立案理由"] = _refused(refused)
    found["提请复议理由"] = _said(made, "ask_procuratorate") or _said(made, "reconsider")
    upheld = made.get("uphold")
    if upheld is not None:
        words = f"经{_day(upheld.taken_on)}{_paper(upheld)}复议，维持不予立案：{upheld.reason}"
        found["复议结果"] = words.rstrip("。")
    elif refused is not None and "reconsider" not in made:
        found["复议结果"] = "本局没有提请复议，直接建议立案监督"
    if filed := made.get("file"):
        found["公安立案文号"] = _paper(filed)
        found["公安立案收到日期"] = filed.taken_on.isoformat()
    if sent := made.get("send"):
        found["已采取措施"] = _with_fine(made, sum_of(sent.given.get("paid_fine")))
    return found


def _silence(record: Transfer, made: Mapping[str, TransferMove]) -> str:
    """Say what the police have not answered, where the procuratorate is asked for that."""
    if record.state == "sent" and (told := made.get("not_accepted")):
        return f"公安机关不接受移送：{told.reason.rstrip('。')}"
    family = POLICE_LIMITS.get(record.state)
    limit = last_limit(record.id, family) if family is not None else None
    if limit is None or limit.due_on is None:
        return ""
    since, until = _day(limit.start_on), _day(limit.due_on)
    return f"{limit.what}的期限自{since}起算，于{until}届满，至今没有决定"


def _with_fine(made: Mapping[str, TransferMove], paid: Decimal) -> str:
    """Say what was done, and which fine was paid before: it counts against the criminal fine."""
    report = made.get("report")
    told = str(report.given.get("measures") or "") if report else ""
    return f"{told}移送以前已缴罚款{paid}元，判处罚金的应当折抵。" if paid else told


def _refused(refused: TransferMove) -> str:
    ground = dict(REFUSALS).get(str(refused.given.get("ground")), "")
    return "，".join(one for one in (ground, refused.reason.rstrip("。")) if one)


def _said(made: Mapping[str, TransferMove], key: str) -> str:
    return str(made[key].given.get("why_wrong") or "").rstrip("。") if key in made else ""


def _paper(move: TransferMove) -> str:
    return str(move.given.get("their_paper") or "")


def _team(record: Transfer) -> str:
    ids = team_of(record.id)
    names, held = accounts.names_of(ids), accounts.certificates_valid(ids, record.received_on)
    return "、".join(
        f"{names.get(one, '')}（{held[one]}）" if one in held else names.get(one, "") for one in ids
    )


def _procuratorate(record: Transfer, made: Mapping[str, TransferMove]) -> str:
    """Name who got the copy or is asked to supervise; before the sending, who is competent for the area."""
    asked = [made[key].given for key in ("ask_procuratorate", "send") if key in made]
    named = [given.get("superior") or given.get("copied_to") for given in asked]
    if named:
        return _body_named(named[0])
    police = bodies.body(record.body_id)
    if police is None:
        return ""
    fits = (
        row
        for row in bodies.in_force(record.received_on)
        if row.kind == "procuratorate" and row.area == police.area
    )
    return next((str(row.name) for row in fits), "")


def _body_named(value: object) -> str:
    body_id = int(str(value))
    return bodies.names_of([body_id]).get(body_id, "")


def _goods(record: Transfer) -> list[dict[str, str]]:
    case_id = file_queries.matter_of(record.id).case_id
    lots = evidence.goods_of_case(case_id) if case_id is not None else ()
    return [
        {
            "名称": row.name,
            "规格型号": row.spec,
            "单位": row.unit,
            "数量": f"{row.quantity:f}",
            "特征": row.patent_as_printed and f"标注{row.patent_as_printed}",
            "保存地点": row.place,
        }
        for lot in lots
        for row in lot.rows
    ]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
