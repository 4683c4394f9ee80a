"""Dates and sums of money inside a text."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from caseapp.base.chinese import (
    LARGEST_YUAN,
    NUMERAL_MARKS,
    capitals,
    date_digits,
    parse_yuan,
    plain_yuan,
)
from caseapp.base.identifiers.found import Found, Reading

_DAY = re.compile(
    r"(?<![0-9A-Z.-])(?P<year>(?:1[89]|20|21)[0-9]{2}) ?(?:(?P<sep>[-/.])|年) ?"
    r"(?P<month>[0-9]{1,2}) ?(?:(?P=sep)|月) ?(?P<day>[0-9]{1,2})(?: ?[日号])?(?![0-9]|[.-][0-9])"
)
_DAY_IN_CHARACTERS = re.compile(
    r"[一二12][一二三四五六七八九零〇○O0-9]{3} ?年 ?[元正一二三四五六七八九十]{1,3} ?月 ?"
    r"[一二三四五六七八九十]{1,3} ?[日号]"
)
_COMPACT = re.compile(
    r"(?<![0-9A-Z.,-])(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9A-Z.-])"
)
_CURRENCY = r"(?P<currency>(?:人民币|RMB|CNY|¥)[: ]{0,2})?"
_TAIL = r"(?P<yuan>[元圆](?:[0-9一二三四五六七八九零壹贰叁肆伍陆柒捌玖]{1,2}角)?(?:[0-9一二三四五六七八九零壹贰叁肆伍陆柒捌玖]{1,2}分)?[整正]?|块钱?)"
_SUM = re.compile(
    rf"(?<![0-9A-Z.])(?<![0-9],){_CURRENCY}(?P<minus>-?)(?P<number>[0-9](?:[0-9,]{{0,30}}[0-9])?(?:\.[0-9]{{1,8}})?)"
    rf"(?P<units>(?: ?[十百千万亿][0-9]{{0,4}}){{0,4}}) ?{_TAIL}?"
)
_SUM_IN_CHARACTERS = re.compile(rf"{_CURRENCY}(?P<number>[{NUMERAL_MARKS}]{{1,40}}){_TAIL}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FORMAL = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")


def find_days(reading: Reading) -> Iterator[Found]:
    """Find dates in digits and in characters; 20150608 only when it is a day."""
    for match in _DAY.finditer(reading.text):
        yield _day(match, reading, match.span())
    for match in _DAY_IN_CHARACTERS.finditer(reading.text):
        parts = _DAY.fullmatch(date_digits(match[0].replace(" ", "").replace("正月", "元月")))
        if parts:
            yield _day(parts, reading, match.span())
    for match in _COMPACT.finditer(reading.text):
        found = _day(match, reading, match.span())
        if found.valid:
            yield found


def find_sums(reading: Reading) -> Iterator[Found]:
    """Find sums of yuan: with their unit, a currency, 万 or groups of three digits."""
    text = reading.text
    for match in _SUM.finditer(text):
        if _is_sum(match, text):
            yield _sum(match, reading)
    for match in _SUM_IN_CHARACTERS.finditer(text):
        # 统一元件 is no sum of one yuan: a lone character must not hang on a word.
        alone = len(match["number"]) == 1 and not _FORMAL.match(match["number"])
        if alone and _CHINESE.match(text[max(0, match.start() - 1) : match.start()]):
            continue
        amount = parse_yuan(match[0])
        if amount is not None:
            about = _capital_remark(match[0], amount)
            yield _amount(amount, reading, match.span(), about=about)


def _is_sum(match: re.Match[str], text: str) -> bool:
    if match["yuan"] or match["currency"]:
        return True
    nothing_follows = not _CHINESE.match(text[match.end() : match.end() + 1])
    large = any(unit in match["units"] for unit in "万亿")
    grouped = re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?", match["number"])
    return nothing_follows and bool(large or grouped)


def _sum(match: re.Match[str], reading: Reading) -> Found:
    start, end = match.span()
    amount = parse_yuan(match[0].replace("-", ""))
    if amount is None and "，" in reading.raw[start:end]:
        # A full-width comma between two numbers is punctuation: only the last one has the unit.
        start += reading.raw[start:end].rindex("，") + 1
        amount = parse_yuan(reading.text[start:end])
    if amount is None:
        wrong = ["千位分隔或者单位写法不对，读不出金额"]
        return reading.found("amount", match[0].strip(), (start, end), wrong=wrong, about="")
    return _amount(-amount if match["minus"] else amount, reading, (start, end))


def _amount(amount: Decimal, reading: Reading, span: tuple[int, int], *, about: str = "") -> Found:
    wrong = []
    if amount < 0:
        wrong.append("金额不能为负数")
    too_large = abs(amount) >= LARGEST_YUAN
    if too_large:
        wrong.append("金额超过16位")
    exact = too_large or amount == round(amount, 2)
    if not exact:
        wrong.append("金额最小到分")
    normal = plain_yuan(amount) if exact else f"{amount.normalize():f}"
    return reading.found("amount", normal, span, wrong=wrong, about=about or "人民币，单位元")


def _capital_remark(printed: str, amount: Decimal) -> str:
    if not _FORMAL.search(printed) or amount >= LARGEST_YUAN or amount != round(amount, 2):
        return ""
    strict = capitals(amount)
    return "" if printed.removeprefix("人民币") == strict else f"大写规范写法为{strict}"


def _day(parts: re.Match[str], reading: Reading, span: tuple[int, int]) -> Found:
    year, month, day = int(parts["year"]), int(parts["month"]), int(parts["day"])
    wrong = _day_fault(year, month, day)
    later = not wrong and reading.today is not None and date(year, month, day) > reading.today
    about = "日期，晚于今天" if later else "日期"
    normal = f"{year}-{month:02d}-{day:02d}"
    return reading.found("date", normal, span, wrong=[wrong] if wrong else [], about=about)


def _day_fault(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"没有{month}月"
    try:
        date(year, month, day)
    except ValueError:
        return f"{year}年{month}月没有{day}日"
    return ""
