"""What a gate of the mediation of patent disputes may look at, beside what every track has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# The five kinds of the regulation, damages in infringement, and what only the national office takes.
KINDS: tuple[tuple[str, str], ...] = (
    ("ownership", "专利申请权和专利权归属纠纷"),
    ("inventor", "发明人、设计人资格纠纷"),
    ("reward", "职务发明创造的发明人、设计人的奖励和报酬纠纷"),
    ("pre_grant_fee", "发明专利申请公布后专利权授予前使用发明而未支付适当费用的纠纷"),
    ("other", "其他专利纠纷"),
    ("damages", "侵犯专利权的赔偿数额纠纷"),
    ("open_licence", "专利开放许可实施纠纷"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationFacts:
    """The request, the respondent's opinion, the sessions and what came of them."""

    kind: str = ""
    granted_on: date | None = None
    # Whether the respondent's seat, and a place of the infringement, lie in the office's area.
    seat_is_here: bool = True
    act_is_here: bool = False

    notice_served_on: date | None = None
    opinion_ends_on: date | None = None

    # The latest session both sides were told of.
    session_on: date | None = None
    # The later of the two services of its notice.
    session_told_on: date | None = None
    mediator_ids: tuple[int, ...] = ()
    # Who stayed away without reason: requester, respondent or both; empty when nobody did.
    absent: str = ""

    agreed_on: date | None = None
    confirmation_asked: bool = False
    confirmation_ends_on: date | None = None

    # The national office's stay of its own procedure on the patent.
    acceptance_proved: bool = False
    stay_open: bool = False
    stay_ends_on: date | None = None
    copied_on: date | None = None
    resumed_on: date | None = None

    @property
    def is_ownership(self) -> bool:
        """Say whether the dispute is about who owns an application or a patent."""
        return self.kind == "ownership"
