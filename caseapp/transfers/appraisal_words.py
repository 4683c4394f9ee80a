"""What an appraisal for the police is about (X02): who asks, which marks on which goods, what was looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from caseapp.cases.paper_values.shared import office_of_unit
from caseapp.evidence import queries as evidence
from caseapp.law.wording import long_date
from caseapp.patents import queries as patents
from caseapp.patents.given import STATES
from caseapp.transfers import file_queries
from caseapp.transfers.models import Transfer

APPRAISAL = "X02-appraisal"


def appraisal_words(record: Transfer) -> Mapping[str, Any]:
    """Return what the case knows for an appraisal; what it comes to is the appraiser's to write."""
    matter = file_queries.matter_of(record.id)
    found = {"鉴定委托人": office_of_unit(matter.unit_id, record.received_on)}
    if matter.case_id is not None:
        marks = [row.as_printed for row in patents.patents_of_case(matter.case_id)]
        found["鉴定事项"] = "；".join(f"产品标注的{one}是否有效、是否属于该产品" for one in marks)
        found["鉴定材料"] = "、".join(_goods(matter.case_id))
        found["鉴定过程"] = "；".join(_looked_up(matter.case_id))
    return {name: words for name, words in found.items() if words}


def _goods(case_id: int) -> Iterator[str]:
    for lot in evidence.goods_of_case(case_id):
        for row in lot.rows:
            yield f"{row.name}{row.quantity:f}{row.unit}"


def _looked_up(case_id: int) -> Iterator[str]:
    for row in patents.lookups_of_case(case_id):
        yield (
            f"{long_date(row.looked_up_on)}，{row.looked_up_by_name}在{row.source}查询{row.number}，"
            f"{long_date(row.status_on)}的法律状态为“{STATES.get(row.status, row.status)}”"
        )
