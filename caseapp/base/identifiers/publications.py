"""Publication numbers of patent papers: CN, a serial, and the letter of what was published."""

import re
from collections.abc import Iterator

from caseapp.base.identifiers.found import Found, Reading

_PUBLICATION = re.compile(
    r"(?<![0-9A-Z])CN ?(?P<serial>[0-9]{9}|[0-9]{7}) ?(?P<letter>[A-Z])(?P<edition>[0-9])?(?![0-9A-Z])"
)
_LETTERS = {
    "A": ("1", "发明专利申请公布"),
    "B": ("1", "发明专利授权公告"),
    "C": ("1", "发明专利授权公告（2010年4月以前的写法）"),
    "U": ("2", "实用新型专利授权公告"),
    "Y": ("2", "实用新型专利授权公告（2010年4月以前的写法）"),
    "S": ("3", "外观设计专利授权公告"),
    "D": ("3", "外观设计专利授权公告（2010年4月以前的写法）"),
}


def find_publications(reading: Reading) -> Iterator[Found]:
    """Find publication numbers; the first digit and the letter must tell the same kind of patent."""
    for match in _PUBLICATION.finditer(reading.text):
        serial, letter = match["serial"], match["letter"]
        first, about = _LETTERS.get(letter, ("", ""))
        wrong = [] if first else [f"没有字母{letter}的公开公告号"]
        if first and serial[0] != first:
            wrong.append(f"字母{letter}的号码第一位应为{first}，实为{serial[0]}")
        normal = f"CN{serial}{letter}{match['edition'] or ''}"
        about = f"{about}；公开公告号不是专利号，请按公告查专利号"
        yield reading.found("publication", normal, match.span(), wrong=wrong, about=about)
