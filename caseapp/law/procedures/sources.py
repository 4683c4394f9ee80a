"""Where a lead comes from; the source picks the limit for filing."""

from __future__ import annotations

from enum import StrEnum


class Source(StrEnum):
    """The kind of source as stored with a lead; changing a value needs a migration."""

    INSPECTION = "inspection"
    MEDIA = "media"
    REPORT = "report"
    COMPLAINT = "complaint"
    HOTLINE = "hotline"
    TRANSFER = "transfer"
    ORDER = "order"
    PLATFORM = "platform"
    REQUEST = "request"

    @property
    def label(self) -> str:
        """Say the source as the register of leads says it."""
        return NAMES[self]


NAMES = {
    Source.INSPECTION: "检查发现",
    Source.MEDIA: "媒体反映",
    Source.REPORT: "举报",
    Source.COMPLAINT: "投诉",
    Source.HOTLINE: "热线工单",
    Source.TRANSFER: "其他部门移送",
    Source.ORDER: "上级交办",
    Source.PLATFORM: "平台通报",
    Source.REQUEST: "当事人请求",
}

# 专利行政执法办法第二十八条 counts five days from what the office found itself, ten from the rest.
FOUND_BY_OFFICE = (Source.INSPECTION, Source.MEDIA)
BROUGHT_TO_OFFICE = (
    Source.REPORT,
    Source.COMPLAINT,
    Source.HOTLINE,
    Source.TRANSFER,
    Source.ORDER,
    Source.PLATFORM,
)
# Where the lead of a penalty case comes from; a dispute begins with the request of a party.
LEADS = (*FOUND_BY_OFFICE, *BROUGHT_TO_OFFICE)
