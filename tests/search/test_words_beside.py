"""Words written beside an object are found by who may read it; what is about a sealed case is gone."""

import pytest

from caseapp.accounts import units as places
from caseapp.base.db import db, writing
from caseapp.cases import queries
from caseapp.cases.actions import FeatureGiven, add_feature
from caseapp.cases.models import CaseFile
from caseapp.ledger import actions as ledger
from caseapp.ledger.worker import drain_all
from caseapp.reactions import REACTIONS
from caseapp.search.parts import typed_in
from tests.disputes import requested
from tests.hotline import test_calling_back as called_back
from tests.hotline import test_moving as moving
from tests.stories import walked
from tests.transfers.doing import opened
from tests.transfers.test_criminal import SUSPECTED

WORD = "玄圭星槎"


def found(app, by, *, kind, text=WORD):
    result = app.extensions["search"].find(f'"{text}"', by=by, kinds=[kind])
    return [hit.object_id for hit in result.hits]


def wanted_of_another_unit(people):
    one = moving.take(people)
    moving.make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    moving.make(people.wu, one, "joint", to=places.TIEDONG, reason=f"请查{WORD}")
    return one


def contributed(people):
    one = moving.take(people)
    moving.make(people.liu, one, "dispatch", to=places.ENFORCEMENT)
    moving.make(people.wu, one, "joint", to=places.TIEDONG, reason="请查库存")
    moving.make(people.zhao, one, "contribute", reason=f"库存有{WORD}")
    return one


def tried_again(people):
    one = called_back.answered(people)
    called_back.back(people.liu, one, "not_reached", comment=f"家人说{WORD}")
    return one


@pytest.mark.parametrize("written", [wanted_of_another_unit, contributed])
def test_ticket_is_found_by_the_unit_asked_to_work_on_it(app, people, written):
    one = written(people)
    for _ in range(2):
        assert found(app, people.zhao, kind="ticket") == [one]
        assert found(app, people.wu, kind="ticket") == [one]
        drain_all(REACTIONS)
    assert app.extensions["search"].feed.drift() == []


def test_ticket_is_found_by_what_was_noted_of_a_call_back(app, people):
    one = tried_again(people)
    for _ in range(2):
        assert found(app, people.liu, kind="ticket") == [one]
        assert found(app, people.zhao, kind="ticket") == []
        drain_all(REACTIONS)


def about_a_case(people):
    story = walked(people, "inspect")
    one = opened(
        people.wang,
        "criminal_out",
        "anshan_police",
        case_id=story.case_id,
        facts=SUSPECTED,
        title=WORD,
        right_kind="",
    )
    return story.case_id, one


def test_transfer_about_a_case_leaves_the_index_when_the_case_is_sealed(app, people):
    case_id, one = about_a_case(people)
    drain_all(REACTIONS)
    assert found(app, people.wang, kind="transfer") == [one]
    with writing():
        db.session.get_one(CaseFile, case_id).is_sealed = True
        ledger.announce(event="case.saved", object_kind="case", object_id=case_id)
    assert found(app, people.wang, kind="transfer") == []
    drain_all(REACTIONS)
    index = app.extensions["search"].index
    assert {kind: index.versions(kind) for kind in ("transfer", "other_paper", "ticket")} == {
        "transfer": {},
        "other_paper": {},
        "ticket": {},
    }
    assert app.extensions["search"].feed.drift() == []


def asked_for_in_a_request(people):
    return requested(people, grounds=f"被请求人销售{WORD}。").case_id


def wanted_by_a_request(people):
    return requested(people, relief=f"销毁{WORD}。").case_id


def set_beside_a_claim(people):
    case_id = requested(people).case_id
    given = FeatureGiven(1, "壶体", f"壶体刻有{WORD}", "same")
    with writing():
        case = queries.visible_case(case_id, by=people.wang)
        add_feature(by=people.wang, case=case, given=given)
    return case_id


@pytest.mark.parametrize(
    "written", [asked_for_in_a_request, wanted_by_a_request, set_beside_a_claim]
)
def test_dispute_is_found_by_what_is_asked_and_compared(app, people, written):
    case_id = written(people)
    for _ in range(2):
        assert found(app, people.wang, kind="case") == [case_id]
        assert found(app, people.zhao, kind="case") == []
        drain_all(REACTIONS)
    assert app.extensions["search"].feed.drift() == []


def test_act_is_found_by_few_words_and_by_words_in_rows():
    given = {
        "reason": "证据不足",
        "day": "2026-11-23",
        "key": "personal",
        "model": "SUPOR-A1X2",
        "rows": [{"name": "玄圭", "count": "3"}, {"name": "星槎"}],
        "is_urgent": True,
    }
    assert typed_in(given) == ["证据不足", "SUPOR-A1X2", "玄圭", "星槎"]
    assert typed_in(None) == []
