"""Sealed people of the tests, and a second officer for their desk."""

from caseapp.accounts import actions as accounts
from caseapp.accounts import queries as staff
from caseapp.accounts import units as places
from caseapp.accounts.person import Person
from caseapp.base.db import writing
from caseapp.law.procedures.roles import Role
from caseapp.parties import actions

GIVEN = {
    "name": "金丝雀",
    "phone": "13900001234",
    "id_number": "210302198001011236",
    "address": "鞍山市铁西区柳西街88号3单元",
}


def seal(people, *, is_protected=True, **changed):
    with writing():
        return actions.add_informant(by=people.liu, is_protected=is_protected, **(GIVEN | changed))


def second_desk_officer():
    with writing():
        person_id = accounts.add_person(
            by=Person.system(),
            login="ma",
            name="马守信",
            unit=places.HOTLINE,
            roles=[Role.INFORMANT_DESK.value],
        )
    return staff.person_by_id(person_id)
