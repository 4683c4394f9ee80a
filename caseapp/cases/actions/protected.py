"""What a case does for a person who asks for protection: the name is sealed, the file has an alias."""

from __future__ import annotations

from caseapp.accounts.person import Person
from caseapp.cases.models import CaseFile
from caseapp.ledger import actions as ledger
from caseapp.parties import actions as parties
from caseapp.parties.protected import ProtectedGiven


def seal_person(*, by: Person, case: CaseFile, given: ProtectedGiven) -> parties.SealedInformant:
    """Seal a witness or complainant, bound to this case; who sealed it is in the trail, the name is not."""
    sealed = parties.add_informant(
        by=by,
        name=given.name,
        phone=given.phone,
        id_number=given.id_number,
        address=given.address,
        part=given.part,
        case_id=case.id,
    )
    ledger.announce(event="case.saved", object_kind="case", object_id=case.id)
    return sealed
