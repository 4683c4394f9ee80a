"""Telephone numbers: mobile, fixed with area code, service numbers and the short public lines."""

import re
from collections.abc import Iterator

from caseapp.base.identifiers.found import Found, Reading, digits_of, fold

SHORT_LINES = {
    "12330": "知识产权维权援助与举报投诉热线",
    "12345": "政务服务便民热线",
    "12315": "消费者投诉举报热线",
    "12331": "食品药品投诉举报热线",
    "12358": "价格举报热线",
    "12348": "公共法律服务热线",
    "12368": "诉讼服务热线",
    "12309": "检察服务热线",
    "12388": "纪检监察举报热线",
}
_MOBILE = re.compile(
    r"(?<![0-9A-Z])(?:(?:\+|00)?86[ -]{0,2})?"
    r"(?P<number>1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4})(?![0-9A-Z])"
)
_FIXED = re.compile(
    r"(?<![0-9A-Z])\(?(?P<area>0(?:10|2[0-9]|[3-9][0-9]{2}))\)?[ -]{0,2}"
    r"(?P<local>[2-9][0-9]{2,3}[ -]?[0-9]{4})"
    r"(?: ?(?:-|转|EXT\.?) ?(?P<extension>[0-9]{1,6}))?(?![0-9A-Z])"
)
_SERVICE = re.compile(
    r"(?<![0-9A-Z])(?P<head>[48]00)[ -]?(?P<a>[0-9]{3})[ -]?(?P<b>[0-9]{4})(?![0-9A-Z])"
)
_SHORT = re.compile(rf"(?<![0-9A-Z.,-])(?:{'|'.join(SHORT_LINES)})(?![0-9A-Z.-]|,[0-9])")


def find_phones(reading: Reading) -> Iterator[Found]:
    """Find telephone numbers; blanks and hyphens between their groups are usual."""
    for match in _MOBILE.finditer(reading.text):
        normal = digits_of(match["number"])
        yield reading.found("phone", normal, match.span(), wrong=(), about="手机号码")
    for match in _FIXED.finditer(reading.text):
        yield _fixed(match, reading)
    for match in _SERVICE.finditer(reading.text):
        normal = f"{match['head']}-{match['a']}-{match['b']}"
        yield reading.found("phone", normal, match.span(), wrong=(), about="服务电话")


def find_short_lines(reading: Reading) -> Iterator[Found]:
    """Find 12330 and its neighbours, which general telephone rules call wrong."""
    for match in _SHORT.finditer(reading.text):
        line = match[0]
        yield reading.found("phone", line, match.span(), wrong=(), about=SHORT_LINES[line])


def phone_key(normal: str) -> str:
    """Return what two spellings of one telephone share: its digits without the extension."""
    head = "-".join(normal.split("-")[:2]) if normal.startswith("0") else normal
    return digits_of(fold(head))


def _fixed(match: re.Match[str], reading: Reading) -> Found:
    area, local = match["area"], digits_of(match["local"])
    extension = f"-{match['extension']}" if match["extension"] else ""
    # Cities with a three-digit area code all have eight digits.
    short = len(local) != 8 and len(area) == 3
    wrong = [f"区号{area}的电话应为8位，实为{len(local)}位"] if short else []
    normal = f"{area}-{local}{extension}"
    return reading.found("phone", normal, match.span(), wrong=wrong, about="固定电话")
