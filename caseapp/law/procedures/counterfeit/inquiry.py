"""Acts of inquiry: records, registered evidence, sealing and seizure, suspension."""

from __future__ import annotations

from dataclasses import replace

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.counterfeit.duties import (
    BY_TIME,
    CHIEF,
    OFFICER,
    ON_SITE,
    RECORDED,
    SEIZING,
)
from caseapp.law.procedures.counterfeit.fields import (
    ASKING_HELP,
    DEDUCTION,
    HELP_LONGER,
    HELP_RESULT,
    REVIEW_LONGER,
    SUSPENSION,
    URGENT_REGISTRATION,
)
from caseapp.law.procedures.counterfeit.states import HOLDING, INQUIRY, UNDECIDED
from caseapp.law.procedures.gate import Gate
from caseapp.law.procedures.gates.assistance import (
    assistance_is_asked,
    assistance_is_free,
    assistance_is_open,
    assistance_is_running,
)
from caseapp.law.procedures.gates.dates import (
    deduction_in_order,
    not_before_filing,
    not_before_start,
)
from caseapp.law.procedures.gates.evidence import (
    registration_approved,
    registration_is_open,
    registration_is_over,
    registration_lapses,
    sampling_impossible,
    urgent_registration_is_open,
    urgent_registration_reported,
)
from caseapp.law.procedures.gates.seizure import (
    extension_told,
    seizure_approved,
    seizure_extendable,
    seizure_is_open,
    time_of_test_told,
    urgent_seizure_is_open,
    urgent_seizure_reported,
)
from caseapp.law.procedures.table import Step

# While another office looks into its part, the case goes on.
ASSISTED = (*UNDECIDED, "suspended", "hearing")

# A row of the table is read as a row.
# fmt: off
RECORDS = (
    Step("inspect", "现场检查", INQUIRY, "investigate", by=OFFICER, gates=RECORDED,
         fields=ask.INSPECTION, papers=("site_record",)),
    Step("question", "询问", INQUIRY, "investigate", by=OFFICER, gates=RECORDED,
         fields=ask.QUESTIONING, papers=("questioning_record",)),
)
DISPOSAL = Step("dispose_evidence", "处理登记保存的证据", HOLDING, by=OFFICER,
                gates=(not_before_filing, registration_is_open), fields=ask.DISPOSAL,
                stops=("CF-08",), later_papers=("先行登记保存证据处理通知书",))
# The patent office registers evidence only where sampling cannot be done.
OFFICE_REGISTRATION = (
    Step("register_evidence", "先行登记保存", INQUIRY, "investigate", by=OFFICER,
         gates=(*ON_SITE, sampling_impossible, registration_approved),
         fields=(*ask.REGISTRATION, ask.SAMPLING_IMPOSSIBLE),
         papers=("evidence_registration",), signs="evidence_registration", starts=("CF-08",)),
    DISPOSAL,
)
# A market bureau may register first and ask its chief within a day.
BUREAU_REGISTRATION = (
    Step("register_evidence", "先行登记保存", INQUIRY, "investigate", by=OFFICER,
         gates=(*ON_SITE, registration_approved), fields=ask.REGISTRATION,
         papers=("evidence_registration",), signs="evidence_registration", starts=("CF-08",)),
    Step("register_urgent", "紧急先行登记保存", INQUIRY, "investigate", by=OFFICER,
         gates=ON_SITE, fields=URGENT_REGISTRATION,
         papers=("evidence_registration",), signs="evidence_registration",
         starts=("CF-08", "CF-09")),
    Step("approve_registration", "补办登记保存批准", ("investigate", "suspended"), by=CHIEF,
         gates=(not_before_filing, urgent_registration_is_open, urgent_registration_reported),
         fields=ask.URGENT_APPROVAL, stops=("CF-09",)),
    replace(DISPOSAL, stops=("CF-08", "CF-09")),
    Step("lapse_evidence", "登记保存自动解除", HOLDING, by=BY_TIME,
         gates=(not_before_filing, registration_is_open, registration_is_over,
                registration_lapses),
         stops=("CF-08", "CF-09")),
)
HOLDING_GOODS = (
    Step("approve_seizure", "补办查封扣押批准", ("investigate", "suspended"), by=CHIEF,
         gates=(not_before_filing, urgent_seizure_is_open, urgent_seizure_reported),
         fields=ask.URGENT_APPROVAL, stops=("CF-06",)),
    Step("extend_seizure", "延长查封扣押", HOLDING, by=CHIEF,
         gates=(not_before_filing, seizure_is_open, seizure_extendable, extension_told),
         fields=ask.EXTENSION_TOLD, needs_reason=True, extends=("CF-07",),
         later_papers=("延长行政强制措施期限决定书",)),
    Step("pause_seizure", "扣除检测鉴定时间", HOLDING, by=OFFICER,
         gates=(not_before_filing, seizure_is_open, time_of_test_told), fields=ask.TESTING,
         pauses=("CF-07",), later_papers=("检测、鉴定期间告知书",)),
    Step("release", "解除查封扣押", HOLDING, by=OFFICER,
         gates=(not_before_filing, seizure_is_open), fields=ask.RELEASE, stops=("CF-06", "CF-07"),
         later_papers=("解除行政强制措施决定书",)),
)


def seizure(*, urgent: tuple[Gate, ...] = ()) -> tuple[Step, ...]:
    """Rows of sealing and seizure; `urgent` is asked besides before one without approval."""
    return (
        Step("seize", "查封扣押", INQUIRY, "investigate", by=OFFICER,
             gates=(*SEIZING, seizure_approved), fields=(*ask.SEIZURE, *ask.APPROVAL),
             starts=("CF-07",), later_papers=("实施行政强制措施决定书", "场所、设施、财物清单")),
        Step("seize_urgent", "紧急查封扣押", INQUIRY, "investigate", by=OFFICER,
             gates=(*SEIZING, *urgent),
             fields=ask.SEIZURE, starts=("CF-06", "CF-07"),
             later_papers=("实施行政强制措施决定书", "场所、设施、财物清单")),
        *HOLDING_GOODS,
    )


# The measures of the patent office let no suspension stop the month for closing: it runs on.
OFFICE_REST = (
    Step("suspend", "中止调查", INQUIRY, "suspended", by=CHIEF, gates=(not_before_start,),
         fields=SUSPENSION, needs_reason=True, later_papers=("中止调查审批表",)),
    Step("resume", "恢复调查", "suspended", "investigate", by=CHIEF, gates=(not_before_start,),
         needs_reason=True, later_papers=("恢复调查审批表",)),
    Step("extend_case", "延长办案期限", (*UNDECIDED, "hearing"), by=CHIEF, needs_reason=True,
         gates=(not_before_filing,),
         extends=("CF-12",), later_papers=("延长办案期限审批表",)),
)
BUREAU_REST = (
    Step("suspend", "中止调查", INQUIRY, "suspended", by=CHIEF, gates=(not_before_start,),
         fields=SUSPENSION, needs_reason=True, pauses=("CF-12",), later_papers=("中止调查审批表",)),
    Step("resume", "恢复调查", "suspended", "investigate", by=CHIEF, gates=(not_before_start,),
         needs_reason=True, resumes=("CF-12",), later_papers=("恢复调查审批表",)),
    Step("extend_case", "延长办案期限", (*UNDECIDED, "hearing"), by=CHIEF, needs_reason=True,
         gates=(not_before_filing,),
         fields=ask.LIMIT_DAY, extends=("CF-12",), later_papers=("延长办案期限审批表",)),
    Step("deduct_time", "扣除检测鉴定等期间", UNDECIDED, by=OFFICER,
         gates=(not_before_filing, deduction_in_order), fields=DEDUCTION, pauses=("CF-12",)),
    Step("prolong_review", "延长审核期限", "review", by=CHIEF, needs_reason=True,
         gates=(not_before_start,), fields=REVIEW_LONGER, extends=("CF-11",)),
)
# Market bureaus owe each other help within a time; the patent office's measures name none.
ASSISTANCE = (
    Step("ask_assistance", "请求协助调查", INQUIRY, "investigate", by=OFFICER,
         gates=(not_before_filing, assistance_is_free), fields=ASKING_HELP,
         later_papers=("协助调查函",)),
    Step("assistance_received", "登记对方收到协助调查函", ASSISTED, by=OFFICER,
         gates=(not_before_filing, assistance_is_asked), starts=("CF-10",)),
    Step("extend_assistance", "登记对方延期协助", ASSISTED, by=OFFICER, needs_reason=True,
         gates=(not_before_filing, assistance_is_running), fields=HELP_LONGER,
         extends=("CF-10",)),
    Step("assistance_done", "登记协助结果", ASSISTED, by=OFFICER,
         gates=(not_before_filing, assistance_is_open), fields=HELP_RESULT, stops=("CF-10",)),
)
OFFICE_INQUIRY = (*RECORDS, *OFFICE_REGISTRATION, *seizure(), *OFFICE_REST)
BUREAU_INQUIRY = (*RECORDS, *BUREAU_REGISTRATION, *seizure(), *BUREAU_REST, *ASSISTANCE)
# fmt: on
