"""Sums and dates as Chinese papers write them, and the way back from what people type."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLAIN_DIGITS = "〇一二三四五六七八九"
LARGEST_YUAN = 10**16  # sixteen digits before the point, as bank forms print them

_CENT = Decimal("0.01")
_DIGIT_OF = {
    **{mark: value for value, mark in enumerate(FORMAL_DIGITS)},
    **{mark: value for value, mark in enumerate(PLAIN_DIGITS)},
    **dict(zip("○两兩貳參陸", (0, 2, 2, 2, 3, 6), strict=True)),
}
NUMERAL_MARKS = "".join(_DIGIT_OF) + "十拾百佰千仟万萬亿億"

_ONE_SPELLING = str.maketrans(
    {mark: PLAIN_DIGITS[value] for mark, value in _DIGIT_OF.items() if value}
    | dict(zip(f"{PLAIN_DIGITS[0]}○拾佰仟萬億", "零零十百千万亿", strict=True))
)
_PART = r"[0-9]{1,20}(?:\.[0-9]{1,8})?|[一二三四五六七八九]"
_SECTION = re.compile(rf"(?:({_PART})千)?零?(?:({_PART})百)?零?(?:({_PART})?(十))?零?({_PART})?")
_SHORTENED = re.compile(r"[百佰千仟万萬亿億][一二三四五六七八九壹贰叁肆伍陆柒捌玖两1-9]$")
_SUM = re.compile(
    r"(?:人民币|RMB|CNY|¥)?[: ]*(?P<yuan>[^元圆圓块角分]{0,60})(?P<mark>[元圆圓]|块)?"
    r"(?P<cents>(?:零?.角)?(?:零?.分)?)(?P<whole>[整正]?)"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,.])")
_DAY = re.compile(
    r"(?P<year>[0-9]{4}) ?(?:年|(?P<sep>[-/.])) ?(?P<month>[0-9]{1,2}) ?(?:月|(?P=sep)) ?"
    r"(?P<day>[0-9]{1,2}) ?[日号]?"
)


def yuan(amount: Decimal) -> str:
    """Return the sum as screens and papers print it: 30,000.00."""
    return f"{amount:,.2f}"


def plain_yuan(amount: Decimal) -> str:
    """Return the sum as it is stored and compared: 30000.00."""
    return f"{amount:.2f}"


def date_words(day: date) -> str:
    """Return the date in a paper's running text, without leading zeros: 2015年6月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def date_capitals(day: date) -> str:
    """Return the date of a signature in characters: 二〇一五年六月八日."""
    year = "".join(PLAIN_DIGITS[int(mark)] for mark in str(day.year))
    return f"{year}年{_to_ninety_nine(day.month)}月{_to_ninety_nine(day.day)}日"


def capitals(amount: Decimal) -> str:
    """Return the sum in capitals that cannot be altered by a stroke: 叁万元整."""
    if not amount.is_finite() or amount < 0 or amount >= LARGEST_YUAN:
        raise ValueError("大写金额只能是零以上、16位以内的数。")
    if amount != amount.quantize(_CENT):
        raise ValueError("大写金额最小到分。")
    fen = int(amount * 100)
    whole, cents = divmod(fen, 100)
    if not fen:
        return "零元整"
    words = f"{_eight_and_eight(whole)}元" if whole else ""
    return words + _cents(*divmod(cents, 10), after_yuan=bool(whole))


def number(text: str) -> Decimal | None:
    """Read a number in digits, characters or both (3万5千, 二十三, 叁万); None when it is none."""
    # 三万五 means 35,000 to one reader and 30,005 to another, so it is not read at all.
    if not text or _SHORTENED.search(text):
        return None
    head, _, tail = text.translate(_ONE_SPELLING).rpartition("亿")
    high = _below_myriad_squared(head) if head else Decimal(0)
    low = _below_myriad_squared(tail.removeprefix("零")) if tail.strip("零") else Decimal(0)
    if high is None or low is None or (not head and text[0] in "亿億"):
        return None
    return high * 10**8 + low


def parse_yuan(text: str) -> Decimal | None:
    """Read a sum of yuan in any usual spelling; None when it is not one, or groups are wrong."""
    text = "".join(unicodedata.normalize("NFKC", text).split()).removesuffix("钱")
    found = _SUM.fullmatch(text)
    if not found:
        return None
    body = found["yuan"]
    if "," in body:
        if not _GROUPED.match(body):
            return None
        body = body.replace(",", "")
    whole = number(body) if body else Decimal(0)
    if whole is None or not (body or found["cents"]):
        return None
    return whole + _parse_cents(found["cents"])


def parse_amount(text: str) -> Decimal | None:
    """Read a sum a person typed into a form; None unless it is exact to the fen and storable."""
    try:
        amount = parse_yuan(text)
        if amount is None or amount >= LARGEST_YUAN or amount != amount.quantize(_CENT):
            return None
        return amount.quantize(_CENT)
    except InvalidOperation:
        return None


def parse_date(text: str) -> date | None:
    """Read a date as people write it (2015-06-08, 2015.6.8, 二〇一五年六月八日); None if none."""
    found = _DAY.fullmatch(date_digits(unicodedata.normalize("NFKC", text).strip()))
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def date_digits(text: str) -> str:
    """Turn the characters of 二〇一五年六月八日 into digits; other spellings stay as they are."""
    parts = re.fullmatch(r"(.{4})年(.{1,3}?)月(.{1,3}?)([日号]?)", text)
    if not parts:
        return text
    year = "".join(_year_digit(mark) for mark in parts[1])
    month, day = (_small_number("一" if part == "元" else part) for part in parts.group(2, 3))
    return f"{year}年{month}月{day}日"


def _year_digit(mark: str) -> str:
    return "0" if mark in "Oo" else str(_DIGIT_OF.get(mark, mark))


def _small_number(text: str) -> str:
    value = number(text)
    return text if value is None else str(int(value))


def _parse_cents(text: str) -> Decimal:
    value = Decimal(0)
    for mark, unit in re.findall(r"零?(.)([角分])", text):
        digit = number(mark)
        value += (digit or 0) * (Decimal("0.1") if unit == "角" else _CENT)
    return value


def _below_myriad_squared(text: str) -> Decimal | None:
    head, mark, tail = text.partition("万")
    if not mark:
        return _section(text)
    high = _section(head) if head else None
    low = _section(tail.removeprefix("零")) if tail.strip("零") else Decimal(0)
    return None if high is None or low is None else high * 10**4 + low


def _section(text: str) -> Decimal | None:
    if text == "零":
        return Decimal(0)
    found = _SECTION.fullmatch(text)
    if not found:
        return None
    tens = found[3] or ("一" if found[4] else "")
    parts = zip((found[1], found[2], tens, found[5]), (1000, 100, 10, 1), strict=True)
    return sum((_digit(part) * unit for part, unit in parts), Decimal(0))


def _digit(text: str | None) -> Decimal:
    if not text:
        return Decimal(0)
    return Decimal(_DIGIT_OF.get(text, text))


def _to_ninety_nine(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else PLAIN_DIGITS[tens] + "十"
    return head + (PLAIN_DIGITS[ones] if ones else "")


def _cents(jiao: int, fen: int, *, after_yuan: bool) -> str:
    if not jiao and not fen:
        return "整"
    words = f"{FORMAL_DIGITS[jiao]}角" if jiao else "零" if after_yuan else ""
    return words + (f"{FORMAL_DIGITS[fen]}分" if fen else "整")


def _eight_and_eight(value: int) -> str:
    high, low = divmod(value, 10**8)
    if not high:
        return _four_and_four(low)
    # 零 stands for the empty places between 亿 and the first digit below it.
    gap = "零" if 0 < low < 10**7 else ""
    return f"{_four_and_four(high)}亿{gap}{_four_and_four(low)}"


def _four_and_four(value: int) -> str:
    high, low = divmod(value, 10**4)
    if not high:
        return _four(low)
    gap = "零" if 0 < low < 1000 else ""
    return f"{_four(high)}万{gap}{_four(low)}"


def _four(value: int) -> str:
    words, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = value // unit % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + FORMAL_DIGITS[digit] + name
        gap = False
    return words
