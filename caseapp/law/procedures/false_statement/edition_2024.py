"""专利弄虚作假案件, 2024 edition: 专利法实施细则第一百条 by the market bureau's penalty procedure."""

from __future__ import annotations

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.counterfeit.decision import (
    LEAVING,
    PROPOSING,
    bureau_penalty,
    without_penalty,
)
from caseapp.law.procedures.counterfeit.duties import ALWAYS
from caseapp.law.procedures.counterfeit.filing import (
    LONGER_FILING,
    SHORTER_FILING,
    VERIFYING,
    filing,
)
from caseapp.law.procedures.counterfeit.inquiry import (
    ASSISTANCE,
    BUREAU_REGISTRATION,
    BUREAU_REST,
    RECORDS,
)
from caseapp.law.procedures.counterfeit.notice import BUREAU_NOTICE
from caseapp.law.procedures.counterfeit.performance import BUREAU_PERFORMANCE
from caseapp.law.procedures.counterfeit.review import REVIEW, report
from caseapp.law.procedures.counterfeit.sampling import SAMPLING
from caseapp.law.procedures.counterfeit.states import MAIN_LINE
from caseapp.law.procedures.false_statement.articles import RULES_BEGIN
from caseapp.law.procedures.false_statement.rows import STATES, shared
from caseapp.law.procedures.sources import LEADS
from caseapp.law.procedures.table import Procedure

NO_SEIZURE = (
    "专利弄虚作假案件不得查封、扣押：只有对有证据证明是假冒专利的产品才可以查封或者扣押"
    "（专利法第六十九条）。需要保全证据的，请先行登记保存。"
)
NEVER = {
    **dict.fromkeys(("seize", "seize_urgent", "extend_seizure", "pause_seizure"), NO_SEIZURE),
    "order_correction": "专利弄虚作假案件不办理责令改正标识：标识不规范的，请按假冒专利案件登记"
    "（专利法实施细则第九十九条）。",
}

FALSE_STATEMENT_2024 = Procedure(
    key="false-statement-2024",
    track="false-statement",
    name="专利弄虚作假案件",
    edition="专利法实施细则（2023年修订）",
    basis="专利法实施细则第十一条、第八十八条、第一百条，行政处罚法（2021）、市场监督管理行政处罚程序规定",
    authority="market_bureau",
    valid_from=RULES_BEGIN,
    valid_to=None,
    first="lead",
    main_line=MAIN_LINE,
    states=STATES,
    opening_limits=dict.fromkeys(LEADS, ("CF-03",)),
    opening_papers=("case_source",),
    always=ALWAYS,
    steps=shared(
        *(*VERIFYING, LONGER_FILING, SHORTER_FILING),
        *filing(limits=("CF-03",), told=("CF-04",)),
        *SAMPLING,
        *(*RECORDS, *BUREAU_REGISTRATION, *BUREAU_REST, *ASSISTANCE),
        *(report(), *REVIEW),
        *BUREAU_NOTICE,
        *(*PROPOSING, bureau_penalty(*ask.PUBLICITY_NOTICE)),
        *(*without_penalty(closing=("CF-28",)), *LEAVING),
        *BUREAU_PERFORMANCE,
    ),
    never=NEVER,
)
