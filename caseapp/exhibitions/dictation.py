"""Marks of patents as they are typed, dictated or pasted: spoken digits become written ones, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from caseapp.base.identifiers import Found, recognise

# As read out on the telephone, too: 幺 is one, 洞 nought, 拐 seven, 勾 nine.
_SPOKEN = {
    **dict(zip("零〇○洞", "0000", strict=True)),
    **dict(zip("一壹幺", "111", strict=True)),
    **dict(zip("二贰两兩", "2222", strict=True)),
    **dict(zip("三叁四肆五伍六陆", "33445566", strict=True)),
    **dict(zip("七柒拐八捌九玖勾", "77788999", strict=True)),
}
_POINT = "点點"
_CROSS = ("艾克斯", "埃克斯", "爱克斯", "叉", "×", "✕")
_MARK = re.compile(r"(?:贼|贼德|泽德|Z)[ ,，、]*(?:艾欧|艾儿|艾尔|L)", re.IGNORECASE)
_DIGIT = "0-9" + "".join(_SPOKEN)
# Digits of a number, spoken or written, with what a recogniser of speech puts between them.
_RUN = re.compile(
    rf"(?:(?<![A-Za-z])|(?<=[Zz][Ll]))[{_DIGIT}](?:[ \t,，、。．.·{_POINT}-]{{0,3}}[{_DIGIT}]){{6,19}}"
    rf"(?:[ \t,，、。．.·{_POINT}-]{{0,3}}(?:[{_DIGIT}Xx]|{'|'.join(_CROSS)}))?"
)
_POINTED = re.compile(rf"[。．.·{_POINT}][ \t,，、]*(?P<check>[0-9X])$")
_LONG, _SHORT = 12, 8
_MENTIONS = re.compile(r"专利|申请号|ZL|CN", re.IGNORECASE)
_MANY_DIGITS = re.compile(r"(?:[0-9][ .·-]{0,2}){5,}")
_LABEL = re.compile(r"(?:专利|申请)?号?码?[:：]?\s*$|^\s*(?:号|[,，;；。、])+")
_MARKS_ROUND = " \t,，;；、。:：|（）()【】[]-—"
_LONGEST_MARK, _LONGEST_PRODUCT = 200, 60
_NUMBERS = ("patent", "application", "publication")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on an exhibit: as it was given, its number, whether it can be one, and why not."""

    as_printed: str
    normal: str
    is_formed: bool
    why: str
    product: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a text holds, and the lines in which there is no mark at all."""

    marks: tuple[Mark, ...]
    left_out: tuple[str, ...]


def written(text: str) -> str:
    """Return a line with the numbers that were spoken written in digits; other words stay."""
    return _RUN.sub(_digits, _MARK.sub("ZL", text))


def marks_in(text: str, *, today: date) -> Marks:
    """Read the marks of a text, line by line; a line with neither number nor mark is named."""
    marks: list[Mark] = []
    left_out: list[str] = []
    for raw in text.replace("\x00", " ").splitlines():
        line = " ".join(raw.split())
        if not line:
            continue
        found = _marks_of(line, today)
        marks.extend(found)
        if not found:
            left_out.append(line[:_LONGEST_MARK])
    return Marks(tuple(marks), tuple(left_out))


def _digits(match: re.Match[str]) -> str:
    spoken = match[0]
    for cross in _CROSS:
        spoken = spoken.replace(cross, "X")
    spoken = "".join(_SPOKEN.get(mark, mark) for mark in spoken)
    if spoken == match[0] and not any(mark in spoken for mark in _POINT):
        # Typed, not spoken: nothing is put right that was printed so.
        return match[0]
    pointed = _POINTED.search(spoken)
    digits = re.sub(r"[^0-9X]", "", spoken.upper())
    if len(digits) in (_LONG + 1, _SHORT + 1) or pointed:
        return f"{digits[:-1]}.{digits[-1]}"
    return digits


def _marks_of(line: str, today: date) -> list[Mark]:
    read = written(line)
    pieces = [one for one in recognise(read, today=today) if one.kind != "text"]
    found = [one for one in pieces if one.kind in _NUMBERS]
    if not found:
        # A telephone or a credit code beside the exhibit is no mark of a patent.
        is_other = bool(pieces) and not _MENTIONS.search(read)
        return [] if is_other else _without_number(line, read)
    product = _product(read, found[0]) if len(found) == 1 else ""
    # What was spoken is kept as it was said: nobody sees the mark itself in digits of ours.
    said = line if len(found) == 1 and read != line else ""
    return [_judged(one, said=said, product=product) for one in found]


def _judged(found: Found, *, said: str, product: str) -> Mark:
    is_patent = found.kind == "patent" and found.valid
    why = found.why if not is_patent else ""
    printed = " ".join(found.raw.split())
    if said and printed not in said:
        why = "；".join(one for one in (why, f"口述：{said[:80]}") if one)
    return Mark(printed[:_LONGEST_MARK], found.normal, found.valid, why[:200], product)


def _without_number(line: str, read: str) -> list[Mark]:
    digits = _MANY_DIGITS.search(read)
    if digits is None and not _MENTIONS.search(read):
        return []
    if digits is None:
        why = "只有专利字样，没有专利号"
    else:
        count = sum(mark.isdigit() for mark in digits[0])
        why = f"不是专利号：专利号为12位加校验位（2003年10月前为8位加校验位），实为{count}位"
    return [Mark(line[:_LONGEST_MARK], "", is_formed=False, why=why)]


def _product(read: str, found: Found) -> str:
    """Take what stands beside the only number of a line as the name of the exhibit."""
    before, after = read[: found.span[0]], read[found.span[1] :]
    rest = [_LABEL.sub("", one).strip(_MARKS_ROUND) for one in (before, after)]
    name = " ".join(one for one in rest if one and not _MENTIONS.fullmatch(one))
    return name[:_LONGEST_PRODUCT]
