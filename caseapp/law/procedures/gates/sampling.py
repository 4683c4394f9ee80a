"""The gate about samples: the party keeps the list of what was taken."""

from __future__ import annotations

from caseapp.law.procedures.facts import Facts
from caseapp.law.procedures.gate import Against, gate


@gate("抽样清单已交付当事人", of_form=True)
def sample_list_handed(facts: Facts) -> Against | None:
    """Refuse samples whose list the party did not get (专利行政执法办法第三十九条)."""
    if facts.ticked("list_handed"):
        return None
    return Against("抽样清单未交付当事人", "请写明名称、特征、数量和保存地点，交当事人一份。")
