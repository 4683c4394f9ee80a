"""The coded words of the register of bodies; the keys are stored."""

from __future__ import annotations

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "department": "市级部门",
    "county": "县区、开发区",
    "police": "公安机关",
    "procuratorate": "检察院",
    "court": "法院",
    "customs": "海关",
    "superior": "上级机关",
    "partner_city": "协作城市",
    "platform": "平台",
    "expert": "专家",
    "aid_partner": "援助合作单位",
}
# Those who work for the office under a promise of secrecy.
HELPING = ("expert", "aid_partner")
CHANNELS: Mapping[str, str] = {
    "letter": "函件",
    "platform": "平台",
    "phone": "电话",
    "meeting": "当面",
}
UNSURE = ("K-", "?")
BODY_LABELS: Mapping[str, str] = {
    "name": "名称",
    "short_name": "简称",
    "kind": "类别",
    "area": "区域",
    "since": "成立日期",
    "until": "撤销日期",
    "channel": "联系方式",
    "address": "地址",
    "phone": "电话",
    "speciality": "专长",
    "secrecy_on": "签署保密承诺的日期",
    "source": "来源",
    "is_unsure": "内容待核实",
    "note": "备注",
}


def is_unsure(confidence: str) -> bool:
    """Say whether a row still has to be checked."""
    return confidence in UNSURE
