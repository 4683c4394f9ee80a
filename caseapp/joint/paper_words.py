"""What an action says in the words of its papers: the plan, the record of a visit, the summary."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseapp.bodies.areas import area_name
from caseapp.joint import figures, queries
from caseapp.joint.figures import Line
from caseapp.joint.queries import Opened
from caseapp.joint.words import FIGURES, MEASURES, OUTCOMES
from caseapp.law.rights import RIGHT_KINDS


@dataclass(frozen=True)
class OfVisit:
    """An action seen from one of its visits: what its record is drafted from."""

    opened: Opened
    inspection_id: int


def words(record: Opened | OfVisit, kind: str) -> Mapping[str, Any]:
    """Return what an action says for a paper of a kind."""
    opened = record.opened if isinstance(record, OfVisit) else record
    inspection_id = record.inspection_id if isinstance(record, OfVisit) else 0
    return {"联合行动名称": opened.row.title, **BY_KIND[kind](opened, inspection_id)}


def _plan(opened: Opened, _inspection_id: int) -> dict[str, Any]:
    action = opened.action
    taking_part = queries.bodies_of(opened.id)
    lead = next(row for row in taking_part if row.body_id == action.lead_id)
    areas = "、".join(area_name(one) for one in action.areas)
    return {
        "受文单位": "、".join(row.name for row in taking_part if not row.is_ours),
        "行动目的": _sentence(action.aim),
        "行动开始日": action.first_on.isoformat(),
        "行动结束日": action.last_on.isoformat(),
        "行动范围": _sentence("，".join(one for one in (areas, action.scope) if one)),
        "牵头单位": f"{lead.name}，负责人{lead.head}" if lead.head else lead.name,
        "行动分组": [_group(opened, row) for row in queries.groups_of(opened.id)],
        "行动步骤": action.course,
        "行动纪律": action.rules,
    }


def _group(opened: Opened, row: Any) -> dict[str, str]:
    members = queries.members_of(opened.id, row.id)
    places = [one.name for one in queries.places_of(opened.id) if one.group_id == row.id]
    return {
        "组别": row.name,
        "负责人": row.leader,
        "参加单位": "、".join(dict.fromkeys(one.body_name for one in members)),
        "区域": row.area or "、".join(places),
    }


def _record(opened: Opened, inspection_id: int) -> dict[str, Any]:
    visits = queries.inspections_of(opened.id, queries.VALID)
    visit = next((one for one in visits if one.id == inspection_id), visits[0] if visits else None)
    if visit is None:
        return {}
    there = queries.present_at(visit.id)
    named: dict[str, list[str]] = {}
    for one in there:
        named.setdefault(one.body_name, []).append(one.name)
    return {
        "行动日期": visit.inspected_on.isoformat(),
        "行动地点": visit.address or visit.shop,
        "参加单位人员": "；".join(f"{body}：{'、'.join(who)}" for body, who in named.items()),
        "检查记录": _rows(opened, visit),
    }


def _rows(opened: Opened, visit: Any) -> list[dict[str, str]]:
    found = [row for row in queries.findings_of(opened.id) if row.inspection_id == visit.id]
    looked_at = visit.looked_at or "见现场照片"
    counted = f"{visit.goods}（专利 {visit.patent_goods}）"
    if not found:
        return [_row(visit.shop, looked_at, counted, found="未发现问题")]
    return [
        _row(
            visit.shop,
            row.product or looked_at,
            str(row.pieces) if row.pieces is not None else counted,
            found=f"{RIGHT_KINDS[row.right_kind]}：{row.what}",
            measure="，".join(
                one for one in (MEASURES.get(row.measure, ""), row.measure_words) if one
            ),
            body=row.body_name,
        )
        for row in found
    ]


def _row(
    shop: str, goods: str, counted: str, *, found: str, measure: str = "无", body: str = "无"
) -> dict[str, str]:
    return {
        "商户": shop,
        "商品": goods,
        "件数": counted,
        "发现的问题": found,
        "措施": measure,
        "移交单位": body,
    }


def _summary(opened: Opened, _inspection_id: int) -> dict[str, Any]:
    action = opened.action
    lines = figures.totals(opened.id)
    taking_part = queries.bodies_of(opened.id)
    return {
        "受文单位": "、".join(row.name for row in taking_part if not row.is_ours),
        "行动开始日": action.first_on.isoformat(),
        "行动结束日": action.last_on.isoformat(),
        "行动概况": _overview(lines, taking_part),
        "行动成果": _results(lines, queries.findings_of(opened.id)),
        "存在问题": _sentence(action.troubles),
        "工作打算": _sentence(action.plans),
    }


def _overview(lines: Sequence[Line], taking_part: Sequence[Any]) -> str:
    names = "、".join(row.name for row in taking_part)
    all_of = lines[-1].figures
    each = "；".join(
        f"{one.name}出动 {one.figures['outings']} 人次" for one in lines if one.kind == "body"
    )
    return (
        f"{names}共 {len(taking_part)} 个单位参加，出动 {all_of['outings']} 人次"
        f"（{each}），检查 {all_of['visits']} 次、{all_of['places']} 家，"
        f"检查商品 {all_of['goods']} 件，其中标注专利标识的 {all_of['patents']} 件"
    )


def _results(lines: Sequence[Line], found: Sequence[Any]) -> str:
    all_of = lines[-1].figures
    told = "，".join(f"{FIGURES[key]} {all_of[key]} 件" for key in ("leads", "filed", "handed"))
    each = [
        f"{row.body_name}：{row.shop}，{OUTCOMES[row.outcome]}"
        + (f"（{row.outcome_number}）" if row.outcome_number else "")
        for row in found
        if row.outcome
    ]
    shown = f"。{'；'.join(each)}" if each else ""
    return f"共发现问题 {all_of['findings']} 个，{told}{shown}"


def _sentence(text: str) -> str:
    return text.strip().rstrip("。")


BY_KIND: Mapping[str, Callable[[Opened, int], dict[str, Any]]] = {
    "X08": _plan,
    "X09": _record,
    "X10": _summary,
}
