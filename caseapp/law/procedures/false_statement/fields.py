"""The forms of a case of dishonest filing: what was filed or stated, and the warning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from caseapp.law.procedures import fields as ask
from caseapp.law.procedures.table import Choices, Field

STATEMENT_KINDS: Choices = (
    ("FS-11", "提出专利申请弄虚作假，不以真实发明创造活动为基础"),
    ("FS-88", "提供虚假材料、隐瞒事实，作出开放许可声明"),
)
# Which duty each of them breaks, as the papers cite it.
RULES = "《中华人民共和国专利法实施细则》（2023年修订）"
BROKEN: Mapping[str, str] = {"FS-11": f"{RULES}第十一条", "FS-88": f"{RULES}第八十八条"}
_LABELS = {
    "patent_number": ("申请号或者专利号", "按申请文件或者开放许可声明填写"),
    "act_on": ("申请日或者声明日", "按该日判断申请或者专利的法律状态"),
    "patent_title": ("发明创造名称", ""),
    "patent_holder": ("申请人或者专利权人", ""),
}


def _renamed(field: Field) -> Field:
    label, note = _LABELS.get(field.key, (field.label, field.help))
    return replace(field, label=label, help=note)


VERIFICATION = (
    *(_renamed(field) for field in ask.VERIFICATION),
    Field(
        "found_by",
        "弄虚作假的认定",
        "choice",
        choices=(("cnipa", "国家知识产权局认定并移送"), ("own", "本机关核查发现")),
    ),
    Field("found_no", "认定文书的文号", "text", required=False),
)
ACT = (
    Field("act_kinds", "弄虚作假行为", "choices", choices=STATEMENT_KINDS),
    *(one for one in ask.ACT if one.key != "act_kinds"),
)
WARNING = Field(
    "warning", "给予警告", "bool", required=False, help="给予处罚的应当警告，罚款只能与警告并处"
)
PROPOSAL = tuple(
    one
    for field in ask.PROPOSAL
    for one in ((WARNING, field) if field.key == "proposed_fine" else (field,))
    if one.key != "confiscation"
)
PENALTY = (WARNING, *(one for one in ask.PENALTY if one.key != "confiscation"))
