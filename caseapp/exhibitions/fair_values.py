"""A fair field by field, as its form sends it: what two people write is merged by these; suggestions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from caseapp.exhibitions import fair_queries
from caseapp.exhibitions.fair_given import FairGiven
from caseapp.exhibitions.queries import Opened

# Under this name the texts of a fair are kept, one for each version.
FAIR_KIND = "fair"
FAIR_LABELS: Mapping[str, str] = {
    "name": "展会名称",
    "session": "届次",
    "series": "系列",
    "code": "展会代号",
    "unit_id": "承办单位",
    "reported_by": "登记来源",
    "organiser": "主办单位",
    "undertaker": "承办展会的单位",
    "authority_id": "展会管理部门",
    "venue": "举办地点",
    "area": "所在区域",
    "first_on": "第一天",
    "last_on": "最后一天",
    "opens_at": "每天开馆",
    "closes_at": "每天闭馆",
    "has_online": "有线上展会",
    "online_address": "线上展会网址",
    "presence": "进驻方式",
    "presence_why": "进驻方式的理由",
    "station_place": "工作站位置",
    "station_phone": "工作站电话",
    "products": "展品范围",
    "scale": "规模",
    "measures": "主办单位的知识产权保护措施",
}
SESSION = re.compile(r"第\s*[0-9零一二三四五六七八九十百]+\s*届")
YEAR = re.compile(r"(?:19|20)\d{2}\s*年?(?:度)?")
LEFT = "（）()【】[]《》 　·-—、，,"
CODE_STEM = "ZH"


def series_of(name: str) -> str:
    """Suggest the series of a fair: its name without year and session."""
    plain = YEAR.sub("", SESSION.sub("", name)).replace("（）", "").replace("()", "")
    return " ".join(plain.split()).strip(LEFT)[:80] or name[:80]


def session_of(name: str) -> str:
    """Suggest the session: as the name says it, else nothing."""
    found = SESSION.search(name) or YEAR.search(name)
    return "".join(found.group().split()) if found else ""


def suggested_code(first_on: date) -> str:
    """Suggest the next free code of a year."""
    stem = f"{CODE_STEM}{first_on.year % 100:02d}-"
    taken = {code[len(stem) :] for code in fair_queries.codes_like(stem)}
    used = [int(one) for one in taken if one.isdecimal()]
    return f"{stem}{max(used, default=0) + 1:02d}"


def values_of(opened: Opened) -> dict[str, Any]:
    """Return a fair as it stands."""
    return {
        name: getattr(opened.row if name == "unit_id" else opened.fair, name)
        for name in FAIR_LABELS
    } | {"authority_id": str(opened.fair.authority_id or "")}


def values_given(given: FairGiven) -> dict[str, Any]:
    """Return a fair as it was typed."""
    told = {name: getattr(given, name) for name in FAIR_LABELS}
    return told | {"authority_id": str(given.authority_id or "")}


def given_from(values: Mapping[str, Any]) -> FairGiven:
    """Read a merged fair."""
    wanted = str(values["authority_id"] or "")
    return FairGiven(**{**values, "authority_id": int(wanted) if wanted else None})
