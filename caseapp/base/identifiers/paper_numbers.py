"""Case numbers, paper numbers and ticket numbers: any spelling read, one spelling written."""

import re
from collections.abc import Iterator
from datetime import date

from caseapp.base.identifiers.found import Found, Kind, Reading

# The end of the office word tells a case (one number for life) from a paper about it.
_CASE_WORDS = ("假", "裁", "法处", "调", "展", "援", "协", "联", "立", "立案", "案", "线")
_STRICT = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)[0-9]{2}〕[1-9][0-9]*号")
_YEAR_ON = re.compile(
    r"(?<![0-9])(?P<open>[\[({〔【﹝〖]?) ?(?P<year>(?:19|20)[0-9]{2}) ?年? ?"
    r"(?P<close>[\])}〕】﹞〗]?) ?(?P<mid>[\u4e00-\u9fff]{0,8}(?:[0-9]{1,4}[\u4e00-\u9fff]{1,6})?)"
    r" ?(?P<serial>[0-9]{1,8})(?P<part>-[0-9]{1,3})? ?(?P<end>号)?(?![0-9])"
)
_WORD_BEFORE = re.compile(r"(?P<word>[\u4e00-\u9fff()]{2,28}(?: 字)?) ?$")
_TICKET = re.compile(
    r"(?<![0-9A-Z])(?P<desk>12330|12345|12315)[ -]{0,3}(?P<day>(?:19|20)[0-9]{6})[ -]{0,3}"
    r"(?P<serial>[0-9]{1,6})(?![0-9A-Z])"
)
# Words of a sentence that stand before a number and do not belong to the office word.
_LEAD_IN = re.compile(
    r".*(?:收到|作出|根据|依据|依照|按照|关于|参见|不服|撤销|执行|查询|查找|送达|下达|印发|本局|我局|该局"
    r"|文号|案号|编号|字号|决定书|通知书|告知书|裁决书|文书|案件|档案)"
)
_LEAD_MARK = re.compile(r"(?<=.)[的了为由按见和与及对将是第]|^[的了由按见与及对将是第]")
_LONGEST_WORD = 12


def is_strict_number(text: str) -> bool:
    """Say whether a number is written as GB/T 9704 asks, as all our own numbers are."""
    return bool(_STRICT.fullmatch(text))


def find_tickets(reading: Reading) -> Iterator[Found]:
    """Find ticket numbers of the hotline: line, day and serial of that day."""
    for match in _TICKET.finditer(reading.text):
        desk, day, serial = match["desk"], match["day"], int(match["serial"])
        wrong = _day_faults(day, reading.today) + ([] if serial else ["当日序号为0"])
        normal, about = f"{desk}-{day}-{serial:04d}", f"工单编号，{desk}热线当日第{serial}号"
        yield reading.found("case_no", normal, match.span(), wrong=wrong, about=about)


def find_paper_numbers(reading: Reading) -> Iterator[Found]:
    """Find case and paper numbers, courts' too, with whatever brackets they were typed."""
    text = reading.text
    for match in _YEAR_ON.finditer(text):
        before = _WORD_BEFORE.search(text[max(0, match.start() - 30) : match.start()])
        word = _office_word(before["word"]) if before else ""
        if word and _is_number(word, match):
            start = _where_begins(text, match.start(), word)
            yield _judged(match, reading, start=start, normal=_written(word, match))
        elif match["open"] and match["close"] and match["end"] and len(match["mid"]) >= 2:
            normal = f"（{match['year']}）{match['mid']}{_serial(match)}号"
            yield _judged(match, reading, start=match.start(), normal=normal)


def _is_number(word: str, match: re.Match[str]) -> bool:
    bracketed = match["open"] and match["close"]
    if not (bracketed or match["open"] or match["close"] or word.endswith("字")):
        return False
    return bool(match["end"] or (bracketed and word.endswith("字")))


def _office_word(typed: str) -> str:
    word = _LEAD_IN.sub("", typed.replace(" ", ""))
    word = _LEAD_MARK.split(word)[-1]
    if word.count("(") != word.count(")"):
        word = re.split(r"[()]", word)[-1]
    letters = len(word.replace("(", "").replace(")", ""))
    if letters > _LONGEST_WORD and "(" not in word:
        word = word[-_LONGEST_WORD:]
    return word if letters >= 2 else ""


def _where_begins(text: str, start: int, word: str) -> int:
    """Find the place before the year where the word begins, blanks inside it not counted."""
    left = len(word)
    while left and start:
        start -= 1
        left -= text[start] != " "
    return start


def _written(word: str, match: re.Match[str]) -> str:
    mid = match["mid"].removesuffix("第")
    if mid == "字" and not word.endswith("字"):
        word, mid = f"{word}字", ""
    word = word.replace("(", "（").replace(")", "）")
    return f"{word}〔{match['year']}〕{mid}{_serial(match)}号"


def _serial(match: re.Match[str]) -> str:
    return f"{int(match['serial'])}{match['part'] or ''}"


def _judged(match: re.Match[str], reading: Reading, *, start: int, normal: str) -> Found:
    wrong = []
    if reading.is_future(int(match["year"])):
        wrong.append(f"年份{match['year']}晚于今天")
    if not int(match["serial"]):
        wrong.append("序号为0")
    span = start, match.end()
    about = "案号" if _is_case(normal) else "文号"
    if reading.raw[start : match.end()] != normal:
        about += f"，规范写法为{normal}"
    kind: Kind = "case_no" if _is_case(normal) else "paper_no"
    return reading.found(kind, normal, span, wrong=wrong, about=about)


def _is_case(normal: str) -> bool:
    word, bracket, _ = normal.partition("〔")
    return not bracket or word.removesuffix("字").endswith(_CASE_WORDS)


def _day_faults(digits: str, today: date | None) -> list[str]:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return [f"{digits}不是日期"]
    return [f"日期{day.isoformat()}晚于今天"] if today and day > today else []
