"""What requests for help say in their papers (X03, X12, X13): asked, answered, served, goods at the border."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from caseapp.bodies import queries as bodies
from caseapp.documents.catalogue import Kind
from caseapp.law.wording import long_date
from caseapp.transfers import file_queries
from caseapp.transfers.assisting_facts import last_answer, papers_to_serve
from caseapp.transfers.models import Transfer

# What the sheet of a case of cooperation calls each kind of help.
X12_KINDS: Mapping[str, str] = {
    "inquiry_out": "代为取证",
    "entrust_out": "代为取证",
    "service_out": "代为送达",
}
GOODS_COLUMNS = ("货物名称", "规格型号", "数量", "报关单号", "收发货人")
COMMA = re.compile("[，,]")


def assisting_words(record: Transfer, _kind: Kind) -> Mapping[str, Any]:
    """Return what was asked and what came of it, by the words of the papers."""
    told, answer = record.facts or {}, last_answer(record.id)
    body = bodies.body(record.body_id)
    found = {
        "受送达人": told.get("subject"),
        "送达地点": told.get("place"),
        "委托送达文书": _papers(record),
        "协作类别": X12_KINDS.get(record.kind, "其他"),
        "协作单位": body.name if body is not None else "",
        "案件名称": file_queries.matter_of(record.id).title,
        "协作请求内容": _asked(record),
        "协作结果": answer.get("answer"),
        "来函事项": _one_line(told.get("asked")),
        "办理情况": answer.get("answer"),
    }
    return {name: value for name, value in found.items() if value}


def customs_words(record: Transfer, kind: Kind) -> Mapping[str, Any]:
    """Return the same with the goods and what the customs are asked or told."""
    rows = [
        dict(zip(GOODS_COLUMNS, (one.strip() for one in COMMA.split(line)), strict=False))
        for line in str((record.facts or {}).get("goods") or "").splitlines()
        if line.strip()
    ]
    answer = last_answer(record.id).get("answer")
    found = {
        "进出口货物": rows,
        "来函事项": file_queries.matter_of(record.id).title,
        "认定意见": answer if record.direction == "in" else "",
    }
    known = {name: value for name, value in found.items() if value}
    return {**assisting_words(record, kind), **known}


def _papers(record: Transfer) -> list[dict[str, str]]:
    return [
        {"名称": one.paper_title, "文号": one.paper_number or "", "份数": str(one.copies)}
        for one in papers_to_serve(record.id)
    ]


def _asked(record: Transfer) -> str:
    asked = _one_line((record.facts or {}).get("asked"))
    return f"{long_date(record.received_on)}：{asked}" if asked else ""


def _one_line(text: object) -> str:
    lines = (line.strip().rstrip("。；") for line in str(text or "").splitlines())
    return "；".join(line for line in lines if line)
