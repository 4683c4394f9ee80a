"""Nobody who is sealed in a case is named in what another body reads of its transfer."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from tests.identity.people import GIVEN
from tests.stories import REPORT, reported
from tests.transfers.completing import complete
from tests.transfers.doing import found, make, opened, sent
from tests.transfers.handing import sealed

CALLER = {f"caller_{key}": value for key, value in GIVEN.items()}
NAMED = f"据{GIVEN['name']}反映，店内有货。"
SHENYANG = {"right_kind": "patent", "area": "210100", "reason_key": "area"}


@pytest.fixture
def story(app, people, clock):
    clock.set(date(2024, 3, 20))
    return reported(people, **CALLER)


def moved_out(story, **given):
    told = {"title": "销售假冒专利水壶", "case_id": story.case_id, **SHENYANG}
    return opened(story.people.wang, "case_out", "shenyang_ip", **(told | given))


def refused(act, *args, **given):
    with pytest.raises(Refused) as no:
        act(*args, **given)
    assert GIVEN["name"] not in "".join(no.value.sentences)
    return str(no.value)


def test_no_word_of_the_opening_names_a_protected_informant(story):
    labels = {"title": "事项", "content": "内容", "reason": "理由", "basis": "依据"}
    for key, label in labels.items():
        said = refused(moved_out, story, **{key: NAMED})
        assert said.startswith(f"不能登记案件移送：填写内容的“{label}”写有")


def test_reason_that_the_receiver_reads_names_nobody(story, people):
    one = moved_out(story)
    sent(people.wang, one, chief=people.chen)
    make(people.wang, one, "receive", body=True, signed_by="李某")
    said = refused(make, people.wang, one, "urge", reason=NAMED)
    assert said.startswith("不能催办：填写内容的“理由”写有")
    make(people.wang, one, "urge", reason="请尽快答复。")


def test_list_that_names_somebody_is_not_sealed(story, people):
    one = moved_out(story)
    with writing():
        found(one).content = NAMED
    with writing():
        complete(people.wang, found(one))
    said = refused(sealed, people.wang, one, date(2024, 3, 20))
    assert said.startswith("不能移送：移送材料清单的“内容”写有")
    assert found(one).manifest_sha256 == ""


def test_form_does_not_begin_with_the_words_of_a_protected_informant(story, as_person):
    page = as_person("wang").get(f"/transfers/new/case_out?case={story.case_id}")
    assert page.status == 200
    assert REPORT not in page.text
    assert "铁西区兴旺家电商行：电热水壶标注专利" in page.text
