"""Aid files in the top search: found by number, applicant and right; hidden from whoever may not open them."""

from caseapp.aid.models import AidFile
from caseapp.base.db import db
from tests.aid.aids import FIRM, taken
from tests.pages import UNBUILT


def test_file_is_found_by_number_and_applicant_where_it_may_be_opened(as_person, people):
    aid_id = taken(people)
    number = db.session.get_one(AidFile, aid_id).number
    address = f"/aid/{aid_id}"
    for asked in (number, FIRM.name):
        for login in ("liu", "wu", "chen"):
            links = as_person(login).get(f"/search?q={asked}", budget=UNBUILT).links().values()
            assert address in links, (asked, login)
    for login in ("wang", "zhao"):
        assert (
            address
            not in as_person(login).get(f"/search?q={number}", budget=UNBUILT).links().values()
        ), login
