"""Forms of the station: the fast way to a complaint, photos, a signature, what a day counts."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import NumberRange

from caseapp.base.clock import now
from caseapp.base.fields import MultiCheckboxField
from caseapp.base.forms import LONG_TEXT, SHORT_TEXT, BaseForm, at_most, may, must, strip
from caseapp.exhibitions import sent_values
from caseapp.exhibitions.complaint_given import ComplaintGiven, Materials
from caseapp.exhibitions.complaint_words import FIELDS
from caseapp.exhibitions.spot_given import PhotoGiven, SignatureGiven
from caseapp.exhibitions.spot_words import COUNTS, PARTS
from caseapp.law.rights import RIGHT_KINDS

DEVICE_ROOM, MOST_AT_ONCE = 40, 9999


def form_device() -> str:
    """Name the record of a page without script: it is its own device and counts to one."""
    return f"form-{secrets.token_urlsafe(9)}"


def whole(text: Any, default: int = 0) -> int:
    """Read a whole number a device sent; anything else is the default."""
    told = sent_values.number(text)
    return default if told is None else told


def instant(text: Any) -> datetime:
    """Read when something happened, as a device says it; what cannot be read happened now."""
    return sent_values.instant(text) or now()


def line(
    label: str, *, length: int = SHORT_TEXT, required: bool = False, help_text: str = ""
) -> StringField:
    """Give a line."""
    checks = [must() if required else may(), at_most(length)]
    return StringField(label, checks, filters=[strip], description=help_text)


def counts_so_far() -> NumberRange:
    """Refuse a number no day at a station comes to."""
    return NumberRange(-MOST_AT_ONCE, MOST_AT_ONCE, f"一次最多登记 {MOST_AT_ONCE}。")


class DeviceForm(BaseForm):
    """What carries the count of a device, so that it is entered once."""

    device = HiddenField(default=form_device)
    device_serial = HiddenField(default="1")
    happened_at = HiddenField(default=lambda: now().isoformat())

    def counted(self) -> tuple[str, int]:
        """Return which record of which device this is."""
        name = str(self.device.data or "")[:DEVICE_ROOM]
        return (name or form_device(), whole(self.device_serial.data, 1))


class StationForm(DeviceForm):
    """A complaint in the order it is told at the station: the right, against whom, by whom, what."""

    right_kind = RadioField(
        FIELDS["right_kind"], [must()], choices=dict(RIGHT_KINDS), default="patent"
    )
    right_number = line("权利号码", length=80, help_text="专利号、注册号、登记号，边填边核对。")
    right_name = line(FIELDS["right_name"])
    exhibitor_id = HiddenField()
    booth = line(FIELDS["booth"], length=60)
    respondent = line("被投诉人（展位上的名称）")
    exhibit = line("被投诉的展品", length=300)
    complainant = line("投诉人（权利人）", required=True)
    complainant_phone = line("投诉人电话", length=40)
    agent = line("代理人（没有就空着）")
    facts = TextAreaField("事实和理由", [may(), at_most(LONG_TEXT)], filters=[strip])
    is_online = BooleanField("在线上展上")
    materials = MultiCheckboxField("已经带来的材料")

    def offer(self, rows: Iterable[tuple[str, str]]) -> None:
        """Offer the papers that may be asked for."""
        self.materials.choices = dict(rows)

    def given(self) -> ComplaintGiven:
        """Return what was told, frozen."""
        device, serial = self.counted()
        return ComplaintGiven(
            complainant=self.complainant.data or "",
            right_kind=str(self.right_kind.data),
            respondent=self.respondent.data or "",
            booth=self.booth.data or "",
            exhibitor_id=whole(self.exhibitor_id.data) or None,
            exhibit=self.exhibit.data or "",
            is_online=bool(self.is_online.data),
            complainant_phone=self.complainant_phone.data or "",
            agent=self.agent.data or "",
            right_number=self.right_number.data or "",
            right_name=self.right_name.data or "",
            facts=self.facts.data or "",
            device=device,
            device_serial=serial,
            happened_at=instant(self.happened_at.data),
        )

    def there(self) -> Materials:
        """Return the papers that were ticked."""
        return dict.fromkeys(self.materials.data or (), (True, ""))


class PhotoForm(DeviceForm):
    """Photos of a complaint, by its id or by the count of the device that took it."""

    complaint_id = HiddenField()
    of_device = HiddenField()
    of_serial = HiddenField()
    taken_at = HiddenField()
    caption = line("说明", help_text="如：展品正面、标识近照。")

    def given(self, place: int, complaint_id: int | None) -> PhotoGiven:
        """Return one of the photos that came together; each counts on its own."""
        device, serial = self.counted()
        return PhotoGiven(
            device=device,
            device_serial=serial + place,
            taken_at=instant(self.taken_at.data or self.happened_at.data),
            caption=self.caption.data or "",
            complaint_id=complaint_id,
        )


class SignForm(BaseForm):
    """Who signs, in which part; the picture comes as a file."""

    part = RadioField("签名人是", [must()], choices=dict(PARTS), default="respondent")
    name = line("签名人姓名", length=60, required=True)
    text_sha256 = HiddenField()
    paper_id = HiddenField()

    def given(self) -> SignatureGiven:
        """Return what was told, frozen."""
        return SignatureGiven(
            part=str(self.part.data),
            name=self.name.data or "",
            text_sha256=str(self.text_sha256.data or ""),
            paper_id=whole(self.paper_id.data) or None,
        )


class CountForm(BaseForm):
    """One more who asked, or so many leaflets handed out."""

    inquiries = IntegerField(COUNTS["inquiries"], [may(), counts_so_far()])
    leaflets = IntegerField(COUNTS["leaflets"], [may(), counts_so_far()])

    def given(self) -> dict[str, int]:
        """Return how many more."""
        return {key: int(self[key].data or 0) for key in COUNTS}
