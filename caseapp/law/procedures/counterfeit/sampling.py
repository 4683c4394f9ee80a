"""Taking samples as evidence, before anything is registered or sealed (抽样取证)."""

from __future__ import annotations

from caseapp.law.procedures.counterfeit.duties import OFFICER, ON_SITE
from caseapp.law.procedures.counterfeit.states import INQUIRY
from caseapp.law.procedures.fields import SHOWN, SIGNATURE
from caseapp.law.procedures.gates.sampling import sample_list_handed
from caseapp.law.procedures.table import Field, Step

SAMPLES = (
    *SHOWN,
    Field("place", "抽样地点", "text"),
    Field("samples", "样品清单", "longtext", help="名称、特征、数量、保存地点；以足以证明事实为限"),
    Field("list_handed", "清单已交当事人一份", "bool", required=False),
    SIGNATURE,
)
# No approver is named by the articles; market bureaus ask their chief by custom only.
SAMPLING = (
    Step(
        "sample",
        "抽样取证",
        INQUIRY,
        "investigate",
        by=OFFICER,
        gates=(*ON_SITE, sample_list_handed),
        fields=SAMPLES,
        later_papers=("抽样取证凭证",),
    ),
)
