"""Numbers of the office's world: recognised in any spelling, judged, made for the demo office."""

from caseapp.base.identifiers.found import Found, Kind, fold
from caseapp.base.identifiers.old_codes import make_registration_number, registration_fault
from caseapp.base.identifiers.paper_numbers import is_strict_number
from caseapp.base.identifiers.party_codes import (
    credit_code_faults,
    id_number_fault,
    make_credit_code,
    make_id_number,
    make_org_code,
)
from caseapp.base.identifiers.patent_numbers import (
    KIND_NAMES,
    PatentNumber,
    check_digit,
    make_patent_number,
    read_patent_number,
)
from caseapp.base.identifiers.phones import phone_key
from caseapp.base.identifiers.recognise import every_way, recognise, single
from caseapp.base.identifiers.spellings import number_forms

__all__ = [
    "KIND_NAMES",
    "Found",
    "Kind",
    "PatentNumber",
    "check_digit",
    "credit_code_faults",
    "every_way",
    "fold",
    "id_number_fault",
    "is_strict_number",
    "make_credit_code",
    "make_id_number",
    "make_org_code",
    "make_patent_number",
    "make_registration_number",
    "number_forms",
    "phone_key",
    "read_patent_number",
    "recognise",
    "registration_fault",
    "single",
]
