"""An application put right: what it is about, with the reason and what stood there before."""

import pytest

from caseapp.aid import actions, queries
from caseapp.aid.given import MatterGiven
from caseapp.base.db import writing
from caseapp.base.errors import Refused
from tests.aid.aids import DISPUTE, OVERSEAS, fresh, taken

TOLD = {
    "foreign_kind": "foreign",
    "right_kind": "patent",
    "right_state": "valid",
    "right_holder": "鞍山炉窑阀门有限公司",
    "dispute": DISPUTE,
    "wishes": ("opinion", "lawyer"),
}


def correct(people, aid_id, **changed):
    with writing():
        given = MatterGiven(**(TOLD | changed))
        actions.correct(by=people.wu, aid=fresh(aid_id), given=given, reason="申请人补充说明")


def abroad(people, aid_id):
    with writing():
        actions.save_overseas(by=people.wu, aid=fresh(aid_id), given=OVERSEAS)


def test_a_matter_that_turns_out_foreign_is_corrected_and_the_old_word_is_kept(app, people):
    aid_id = taken(people)
    with pytest.raises(Refused, match="申请登记为“不涉外”"):
        abroad(people, aid_id)
    correct(people, aid_id)
    abroad(people, aid_id)
    act = next(one for one in queries.acts_of(aid_id) if one.act == "correct")
    assert (act.reason, act.given) == ("申请人补充说明", {"before": {"foreign_kind": "no"}})
    with pytest.raises(Refused, match="已经登记了境外的纠纷"):
        correct(people, aid_id, foreign_kind="no")


def test_a_correction_that_changes_nothing_is_none(app, people):
    aid_id = taken(people)
    with pytest.raises(Refused, match="所填内容与登记的一样"):
        correct(people, aid_id, foreign_kind="no")


def test_page_of_the_correction_holds_what_is_registered(as_person, people):
    aid_id = taken(people)
    wu = as_person("wu")
    page = wu.get(f"/aid/{aid_id}/correct")
    assert DISPUTE in page.text
    sent = wu.submit(f"/aid/{aid_id}/correct", opponent="某阀门行", reason="函件写明")
    assert (sent.status, fresh(aid_id).opponent) == (303, "某阀门行")
    correct(people, aid_id, opponent="某阀门行")  # and that it is foreign
    page = wu.get(f"/aid/{aid_id}")
    assert "对方原为：空" in page.text
    assert "是否涉外原为：不涉外" in page.text
