"""An office on its first day: pages without a row teach what belongs on them."""

import pytest

from tests.journeys.look import look_at

EMPTY = {
    "liu": {"desk": "/desk", "tickets": "/hotline", "search": "/search?q=电热水壶"},
    "wang": {"cases": "/cases", "officer-desk": "/desk", "new-lead": "/cases/new"},
    "chen": {"chief-desk": "/desk"},
    "jiang": {"certificates": "/admin/certificates?state=over", "calendar": "/admin/calendar"},
    "yang": {"audit": "/admin/audit?action=no-such-act"},
}


@pytest.mark.parametrize("login", EMPTY)
def test_empty_pages_teach_what_belongs_there(visit, login):
    visitor = visit(login)
    pages = {f"empty/{name}": address for name, address in EMPTY[login].items()}
    assert look_at(visitor, pages) == []
