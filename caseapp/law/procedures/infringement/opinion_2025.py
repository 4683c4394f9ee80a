"""不侵权意见, edition of 2025: a warned party asks for an opinion (专利纠纷行政裁决和调解办法第十三条)."""

from __future__ import annotations

from datetime import date

from caseapp.law.procedures.fields import VERIFICATION
from caseapp.law.procedures.gates.dates import (
    lookup_not_in_future,
    not_before_receipt,
    not_before_start,
    not_in_future,
)
from caseapp.law.procedures.gates.dispute_opinion import (
    comparison_written,
    holder_stayed_silent,
    waiting_is_over,
)
from caseapp.law.procedures.gates.dispute_request import not_challenged
from caseapp.law.procedures.gates.officers import actor_not_recused, nobody_recused
from caseapp.law.procedures.roles import Role
from caseapp.law.procedures.sources import Source
from caseapp.law.procedures.table import Field, Procedure, State, Step

CHIEF, OFFICER = (Role.CHIEF,), (Role.OFFICER,)
DESK = (Role.REGISTRAR, Role.OFFICER)
WORK = (not_before_start, not_challenged)
WARNING = (
    Field("officers", "承办人员", "officers"),
    Field("warned_on", "收到侵权警告的日期", "date"),
    Field("urged_sent_on", "书面催告发出日期", "date", required=False),
    Field(
        "urged_received_on",
        "权利人收到催告的日期",
        "date",
        required=False,
        help="两个日期都填的，以先届满的为准",
    ),
    Field("not_withdrawn", "权利人没有撤回警告", "bool", required=False),
    Field("not_acted", "权利人没有起诉或者请求处理", "bool", required=False),
)
VIEW = (
    Field("holder_told_on", "告知权利人的日期", "date"),
    Field("holder_view", "权利人的意见", "longtext", required=False),
)
OPINION = (
    Field(
        "opinion_found",
        "意见",
        "choice",
        choices=(
            ("outside", "未落入主张的权利要求的保护范围"),
            ("inside", "落入主张的权利要求的保护范围"),
            ("unclear", "根据现有材料不能判断"),
        ),
    ),
    Field("comparison", "权利要求与涉案产品的对比", "longtext"),
)
DECLINED = (
    Field(
        "declined",
        "不予出具的情形",
        "choice",
        choices=(
            ("too_early", "等待期未满"),
            ("withdrawn", "权利人已撤回警告"),
            ("acted", "权利人已起诉或者请求处理"),
            ("no_warning", "没有收到侵权警告"),
            ("not_ours", "不属于本机关管辖"),
            ("taken_back", "请求人撤回请求"),
        ),
    ),
)

# A row of the table is read as a row.
# fmt: off
STATES = (
    State("asked", "N0", "收到请求", "已登记"),
    State("taken", "N1", "受理", "已受理"),
    State("told", "N2", "听取权利人意见", "办理中"),
    State("given", "N3", "出具意见", "已出具意见", is_open=False),
    State("declined", "N3x", "不予出具", "不予出具", is_open=False, beside="given", ends=True),
)
STEPS = (
    Step("verify", "核查专利状态", "asked", by=DESK, gates=(*WORK, lookup_not_in_future),
         fields=VERIFICATION),
    Step("take_opinion", "受理", "asked", "taken", by=CHIEF,
         gates=(*WORK, nobody_recused, waiting_is_over, holder_stayed_silent), fields=WARNING,
         numbers="case", later_papers=("受理通知书",)),
    Step("hear_holder", "告知权利人并听取意见", "taken", "told", by=OFFICER, gates=WORK,
         fields=VIEW, later_papers=("听取意见通知书",)),
    Step("give_opinion", "出具意见", "told", "given", by=CHIEF,
         gates=(*WORK, comparison_written), fields=OPINION, later_papers=("不侵权意见书",)),
    Step("decline_opinion", "不予出具", ("asked", "taken", "told"), "declined", by=CHIEF,
         gates=WORK, fields=DECLINED, needs_reason=True, later_papers=("不予出具意见通知书",)),
)
# fmt: on

OPINION_2025 = Procedure(
    key="opinion-2025",
    track="opinion",
    name="不侵权意见",
    edition="专利纠纷行政裁决和调解办法（2025年）第十三条",
    basis="专利纠纷行政裁决和调解办法（国家知识产权局令第81号）第十三条",
    authority="patent_affairs",
    valid_from=date(2025, 2, 1),
    valid_to=None,
    first="asked",
    main_line=("asked", "taken", "told", "given"),
    states=STATES,
    opening_limits={Source.REQUEST: ()},
    opening_papers=(),
    always=(not_in_future, not_before_receipt, actor_not_recused),
    steps=STEPS,
)
