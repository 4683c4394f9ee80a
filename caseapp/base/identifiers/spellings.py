"""The forms of one number people search by."""

import re

from caseapp.base.identifiers.found import digits_of
from caseapp.base.identifiers.patent_numbers import PatentNumber, read_patent_number

_PAPER = re.compile(r"(?P<word>.{2,40})〔(?P<year>[0-9]{4})〕(?P<mid>[^0-9]*)(?P<serial>[0-9-]+)号")
_COURT = re.compile(r"（(?P<year>[0-9]{4})）(?P<mid>.+?)(?P<serial>[0-9]+)号")
_TICKET = re.compile(r"(?P<desk>[0-9]{5})-(?P<day>[0-9]{8})-(?P<serial>[0-9]+)")
_CREDIT = re.compile(r"[0-9A-Z]{8}(?P<org>[0-9A-Z]{8})(?P<check>[0-9A-Z])[0-9A-Z]")
_ORG = re.compile(r"(?P<body>[0-9A-Z]{8})-(?P<check>[0-9X])")
_FIXED = re.compile(r"(?P<area>0[0-9]{2,3})-(?P<local>[0-9]{7,8})(?:-(?P<extension>[0-9]+))?")


def number_forms(normal: str) -> set[str]:
    """Return every token that finds a number in normal form: whole, bare, without check, serial."""
    patent = read_patent_number(normal)
    if patent:
        return _patent_forms(patent)
    for pattern, forms in (
        (_PAPER, _paper_forms),
        (_COURT, _paper_forms),
        (_TICKET, _ticket_forms),
        (_CREDIT, _credit_forms),
        (_ORG, _org_forms),
        (_FIXED, _fixed_forms),
    ):
        match = pattern.fullmatch(normal)
        if match:
            return {normal} | forms(match)
    return {form for form in (normal, digits_of(normal)) if form}


def _patent_forms(number: PatentNumber) -> set[str]:
    bare = {number.body}
    if number.check:
        bare |= {f"{number.body}.{number.check}", number.body + number.check}
    # A mark on goods may be an application number with ZL put before it, so both find each other.
    return bare | {f"ZL{form}" for form in bare} | {number.serial}


def _paper_forms(match: re.Match[str]) -> set[str]:
    year, serial = match["year"], match["serial"]
    word = match.groupdict().get("word") or match["mid"]
    return {f"{word}{year}{serial}", f"{word}{year}", f"{year}{serial}"}


def _ticket_forms(match: re.Match[str]) -> set[str]:
    day, serial = match["day"], match["serial"]
    return {f"{match['desk']}{day}{serial}", f"{day}-{serial}", f"{day}{serial}", day, serial}


def _credit_forms(match: re.Match[str]) -> set[str]:
    org, check = match["org"], match["check"]
    return {match[0][:17], f"{org}-{check}", org + check, org}


def _org_forms(match: re.Match[str]) -> set[str]:
    return {match["body"] + match["check"], match["body"]}


def _fixed_forms(match: re.Match[str]) -> set[str]:
    return {match["area"] + match["local"], f"{match['area']}-{match['local']}", match["local"]}
