"""Forms of a complaint at the desk: the complaint, its papers and comparison, moves, visits, measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from flask import request
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField

from caseapp.base.clock import local, now, today
from caseapp.base.fields import InstantField, MultiCheckboxField
from caseapp.base.forms import BaseForm, in_reach, may, must, strip
from caseapp.base.text import keepable
from caseapp.exhibitions.complaint_given import (
    ComplaintGiven,
    FeatureGiven,
    Materials,
    MeasureGiven,
    OrderGiven,
    RightGiven,
    VisitGiven,
)
from caseapp.exhibitions.complaint_words import FIELDS, MEASURES, PATENT_KINDS, VERDICTS
from caseapp.exhibitions.fair_forms import line, lines, number_or_none
from caseapp.exhibitions.life import Move
from caseapp.law.rights import RIGHT_KINDS

MOST_ROWS, LONGEST_FEATURE = 60, 4_000
TEXTS = (
    *("complainant", "complainant_id_number", "complainant_phone", "complainant_address"),
    *("complainant_booth", "agent", "agent_power", "agent_phone", "right_kind", "patent_kind"),
    *("right_number", "right_name", "respondent", "booth", "exhibit", "facts", "request"),
)


def _now() -> datetime:
    return local(now()).replace(second=0, microsecond=0)


class ComplaintForm(BaseForm):
    """A complaint as it is typed at the desk, or changed."""

    complainant = line(FIELDS["complainant"], required=True, help_text="权利人或者利害关系人。")
    complainant_id_number = line(FIELDS["complainant_id_number"], length=60)
    complainant_phone = line(FIELDS["complainant_phone"], length=40)
    complainant_address = line(FIELDS["complainant_address"], length=300)
    complainant_booth = line(FIELDS["complainant_booth"], length=60)
    agent = line(FIELDS["agent"])
    agent_power = line(FIELDS["agent_power"], help_text="授权委托书写明的权限。")
    agent_phone = line(FIELDS["agent_phone"], length=40)
    right_kind = RadioField(
        FIELDS["right_kind"], [must()], choices=dict(RIGHT_KINDS), default="patent"
    )
    right_number = line(
        FIELDS["right_number"], length=80, help_text="专利号、注册号、登记号；专利号边填边核对。"
    )
    patent_kind = SelectField(
        FIELDS["patent_kind"], choices={"": "按专利号", **PATENT_KINDS}, default=""
    )
    right_name = line(FIELDS["right_name"])
    exhibitor_id = HiddenField(FIELDS["exhibitor_id"])
    exhibit_id = HiddenField(FIELDS["exhibit_id"])
    respondent = line(FIELDS["respondent"])
    booth = line(FIELDS["booth"], length=60)
    exhibit = line(FIELDS["exhibit"], length=300)
    is_online = BooleanField("在线上展")
    facts = lines(FIELDS["facts"])
    request = lines(FIELDS["request"])

    def given(self) -> ComplaintGiven:
        """Return what was typed, frozen."""
        told: dict[str, Any] = {name: str(self[name].data or "") for name in TEXTS}
        return ComplaintGiven(
            **told,
            exhibitor_id=number_or_none(self.exhibitor_id.data),
            exhibit_id=number_or_none(self.exhibit_id.data),
            is_online=bool(self.is_online.data),
            features=features_sent(),
        )


class RightForm(BaseForm):
    """Number and kind of the patent, put right after the end."""

    right_number = line(
        FIELDS["right_number"], length=80, help_text="能读出专利号的，种类以专利号为准。"
    )
    patent_kind = SelectField(
        FIELDS["patent_kind"], choices={"": "未写明", **PATENT_KINDS}, default=""
    )
    why = lines("更正的原因", required=True, length=400)

    def given(self) -> RightGiven:
        """Return what was typed, frozen."""
        texts = (self.right_number.data, self.patent_kind.data, self.why.data)
        return RightGiven(*(str(one or "") for one in texts))


class FeaturesForm(BaseForm):
    """The rows of the comparison; they are sent as lists."""


def features_sent() -> tuple[FeatureGiven, ...]:
    """Read the rows of the comparison; a row without words is none."""
    lists = [request.form.getlist(name)[:MOST_ROWS] for name in ("claimed", "shown", "verdict")]
    found = []
    for claimed, shown, verdict in zip(*lists, strict=False):
        row = FeatureGiven(
            _short(claimed), _short(shown), verdict if verdict in VERDICTS else "open"
        )
        if row.claimed or row.shown:
            found.append(row)
    return tuple(found)


def _short(text: str) -> str:
    return str(strip(keepable(text)))[:LONGEST_FEATURE]


class MaterialsForm(BaseForm):
    """Which papers are there."""

    there = MultiCheckboxField("已经收到的材料")

    def offer(self, rows: Iterable[tuple[str, str]]) -> None:
        """Offer the papers of the list."""
        self.there.choices = dict(rows)

    def told(self) -> Materials:
        """Return of each paper whether it is there."""
        ticked = set(self.there.data or ())
        keys: Any = self.there.choices
        return {str(key): (key in ticked, "") for key in keys}


class ComplaintMoveForm(BaseForm):
    """What a move asks for: the fields its row names."""

    missing = lines("缺少的材料", help_text="一次写明全部缺少的材料；空着按材料清单写明。")
    refused_for = RadioField("不予受理的情形", choices={}, validate_choice=False)
    receiver = SelectField("接收机关", choices={}, validate_choice=False)
    confirmed_by = line(
        "主办单位确认事实的人", help_text="展会结束时没有办完的，由主办单位确认事实。"
    )
    notified_to = line("签收通知的人（被投诉人一方）")
    organiser_to = line(
        "签收通知的人（主办单位一方）", help_text="空着写展会登记的主办单位联系人。"
    )
    answer_hours = line("答辩的小时数", length=3, help_text="空着按本展会的规则或者指引。")
    answer = lines("答辩的内容")
    outcome = RadioField("处理结果", choices={}, validate_choice=False)
    outcome_words = lines("处理的内容")
    early = RadioField("没有等答辩期限届满的原因", choices={}, validate_choice=False)
    track = RadioField("适用的程序", choices={}, validate_choice=False)
    unit_id = SelectField("承办单位", choices={}, validate_choice=False)
    told_on = DateField("告知日期", [may(), in_reach()], default=today)
    reason = lines("说明", length=2_000)
    happened_at = InstantField("办理的时间", [may()], description="空着为按下按钮的时间。")

    NAMES: ClassVar[tuple[str, ...]] = (
        *("missing", "refused_for", "receiver", "confirmed_by", "notified_to", "organiser_to"),
        *("answer_hours", "answer", "outcome", "outcome_words", "early", "track", "unit_id"),
        *("told_on", "reason"),
    )

    def of(self, row: Move, choices: Mapping[str, Iterable[tuple[str, str]]]) -> ComplaintMoveForm:
        """Keep the fields of one move; what it needs is marked, refused by the act itself."""
        for name in self.NAMES:
            if name not in row.fields:
                del self[name]
                continue
            field: Any = self[name]
            if name in choices:
                field.choices = dict(choices[name])
            if name in row.needs and name != "missing":
                field.flags.required = True
        return self

    def told(self, row: Move) -> dict[str, Any]:
        """Return what was given for a move, by the names its table uses."""
        found: dict[str, Any] = {name: _text(self[name].data) for name in row.fields}
        if self.happened_at.data is not None:
            found["happened_at"] = self.happened_at.data
        return found


def _text(value: Any) -> str:
    return "" if value is None or value == "None" else str(value).strip()


class VisitForm(BaseForm):
    """A check at the booth."""

    officers = MultiCheckboxField("查验人员（两名以上，持有效行政执法证）")
    begun_at = InstantField("开始时间", [must()], default=_now)
    ended_at = InstantField("结束时间", [may()])
    present = line("参展商在场人", length=100)
    present_post = line("职务", length=60)
    found = lines("查验情况", required=True)
    samples = lines("照片、取样")
    why_early = line(
        "通知以前查验的原因", length=400, help_text="和通知同时或者在通知以后开始的，不用填。"
    )

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Offer who may check."""
        self.officers.choices = {str(key): name for key, name in people}

    def given(self) -> VisitGiven:
        """Return what was typed, frozen."""
        return VisitGiven(
            officer_ids=tuple(int(one) for one in self.officers.data or ()),
            begun_at=self.begun_at.data or _now(),
            ended_at=self.ended_at.data,
            found=self.found.data or "",
            present=self.present.data or "",
            present_post=self.present_post.data or "",
            samples=self.samples.data or "",
            why_early=self.why_early.data or "",
        )


class MeasureForm(BaseForm):
    """What the organiser did under its contract."""

    kind = RadioField("措施", [must()], choices=dict(MEASURES))
    exhibits = line("展品和件数", length=400, required=True)
    clause = line("参展合同、承诺书的条款", required=True)
    done_at = InstantField("完成时间", [must()], default=_now)
    organiser_person = line("主办单位经办人", length=60, required=True)
    note = line("备注", length=400)

    def given(self) -> MeasureGiven:
        """Return what was typed, frozen."""
        return MeasureGiven(
            kind=str(self.kind.data),
            exhibits=self.exhibits.data or "",
            clause=self.clause.data or "",
            done_at=self.done_at.data or _now(),
            organiser_person=self.organiser_person.data or "",
            note=self.note.data or "",
        )


class OrderForm(BaseForm):
    """What the office ordered, on its signed paper."""

    paper_id = SelectField("已签发的通知书", [must()], choices={}, validate_choice=False)
    kind = RadioField("措施", [must()], choices=dict(MEASURES))
    exhibits = line("展品和件数", length=400, required=True)
    basis = line("依据", length=300, required=True)
    ordered_at = InstantField("送达时间", [must()], default=_now)
    done_at = InstantField("执行时间", [may()])
    note = line("备注", length=400)

    def given(self) -> OrderGiven:
        """Return what was typed, frozen."""
        return OrderGiven(
            kind=str(self.kind.data),
            exhibits=self.exhibits.data or "",
            basis=self.basis.data or "",
            paper_id=number_or_none(self.paper_id.data) or 0,
            ordered_at=self.ordered_at.data or _now(),
            done_at=self.done_at.data,
            note=self.note.data or "",
        )


class DoneForm(BaseForm):
    """When an order was carried out."""

    at = InstantField("执行时间", [must()], default=_now)


class LiftForm(BaseForm):
    """Why a finding does not hold."""

    why = lines("原因", required=True, length=400, help_text="例如复议决定、判决的文号。")
