"""Numbers of old papers: registration numbers of licences and identity cards of fifteen places."""

import re
from collections.abc import Iterator
from datetime import date

from caseapp.base.identifiers.found import Found, Reading, digits_of
from caseapp.base.identifiers.party_codes import PROVINCES

_FIFTEEN = re.compile(r"(?<![0-9A-Z.])[0-9](?:[ -]?[0-9]){14}(?![0-9A-Z.])")
_FOREIGN_CARD = re.compile(r"(?<![0-9A-Z])[A-Z]{3}[0-9]{12}(?![0-9A-Z])")
_LENGTH = 15


def registration_check(body: str) -> str:
    """Return the last digit of a registration number from its first fourteen (ISO 7064, modulo 11,10)."""
    rest = 10
    for digit in body:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


def make_registration_number(*, area: str, serial: int) -> str:
    """Make the registration number of a licence of before 2015, with the right check digit."""
    body = f"{area}{serial:08d}"
    return body + registration_check(body)


def registration_fault(text: str) -> str:
    """Say in one sentence what is wrong with a registration number; empty when nothing is."""
    number = digits_of(text)
    if len(number) != _LENGTH or not number.isdigit():
        return "营业执照注册号应为15位数字"
    if number[:2] not in PROVINCES:
        return f"前两位{number[:2]}不是省级代码"
    right = registration_check(number[:-1])
    return "" if number[-1] == right else f"校验位应为{right}，实为{number[-1]}"


def find_old_codes(reading: Reading) -> Iterator[Found]:
    """Find numbers of fifteen places; a row of digits only where its check digit or birthday is right."""
    for match in _FOREIGN_CARD.finditer(reading.text):
        about = "外国人永久居留证号（15位旧证），无校验位可核对"
        yield reading.found("id_card", match[0], match.span(), wrong=(), about=about)
    for match in _FIFTEEN.finditer(reading.text):
        number = digits_of(match[0])
        is_registration = not registration_fault(number)
        if _is_old_card(number):
            other = "；也可能是营业执照注册号" if is_registration else ""
            about = f"15位旧身份证号，无校验位可核对，2013年起停用{other}"
            yield reading.found("id_card", number, match.span(), wrong=(), about=about)
        elif is_registration:
            about = "营业执照注册号，校验位正确"
            yield reading.found("registration_no", number, match.span(), wrong=(), about=about)


def _is_old_card(number: str) -> bool:
    """A card of fifteen digits has a birthday of the twentieth century in its middle."""
    try:
        date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    except ValueError:
        return False
    # Cards were given out from 1984; a nought there is the serial of a licence.
    return number[:2] in PROVINCES and number[6] != "0"
