"""The words of an aid file for its papers: each known to the dictionary, readable, and from the file."""

import pytest

from caseapp.aid import actions
from caseapp.aid.paper_values import words
from caseapp.base.db import writing
from caseapp.documents.placeholders import PLACEHOLDERS
from caseapp.documents.values import misread
from tests.aid.aids import CLEAR, OVERSEAS, at_stage, expert, fresh, send, step, task


@pytest.mark.parametrize("stage", ["applied", "supplement", "working", "closed"])
def test_words_are_the_dictionarys_and_can_stand_on_a_signed_paper(*, app, people, stage):
    aid_id = at_stage(people, stage, foreign_kind="foreign")
    if stage != "closed":
        with writing():
            actions.save_overseas(by=people.wu, aid=fresh(aid_id), given=OVERSEAS)
    told = words(fresh(aid_id))
    assert [name for name in told if name not in PLACEHOLDERS] == []
    assert [why for name, value in told.items() if (why := misread(name, value))] == []


def test_foreign_day_stands_as_it_was_read_and_the_check_as_it_was_answered(app, people):
    aid_id = at_stage(people, "supplement", foreign_kind="foreign")
    with writing():
        actions.save_overseas(by=people.wu, aid=fresh(aid_id), given=OVERSEAS)
    told = words(fresh(aid_id))
    assert told["境外期限"] == "2026-12-10，起诉书写明送达后二十日内答辩"
    assert (told["涉外程序"], told["材料出境检查"]) == ("337调查", "待检查")
    assert told["援助补正事项"] == [{"事项": "缺权利证书"}]
    assert told["援助材料"][0] == {"名称": "专利证书复印件", "份数": "2"}
    with writing():
        actions.answer_export(by=people.wu, aid=fresh(aid_id), answers=CLEAR)
    assert words(fresh(aid_id))["材料出境检查"] == "已检查，可以提供"
    step(aid_id, "stop", people.chen, ground="withdrawn", reason="来函撤回")
    assert words(fresh(aid_id))["援助结案方式"] == "申请人撤回"


def test_papers_name_who_works_on_it_until_when_and_who_was_asked(app, people):
    aid_id = at_stage(people, "planned")
    told = words(fresh(aid_id))
    assert (told["援助承办人"], told["援助完成日"]) == (people.wu.name, "2026-12-07")
    assert "参考专家" not in told
    given = task(expert(people), kind="opinion")
    task_id = send(aid_id, given, people.wu)
    with writing():
        actions.end_task(
            by=people.wu, aid=fresh(aid_id), task_id=task_id, how="delivered", text="不落入保护范围"
        )
    told = words(fresh(aid_id))
    assert (told["参考专家"], told["受派专家"]) == ("顾维衡", "顾维衡")
    assert told["侵权参考意见"] == "不落入保护范围"
    assert (told["委派任务"], told["任务完成日"]) == (given.what, given.due_on.isoformat())
