"""Tasks to experts and partners: who may get one, what comes of it, who takes over."""

from datetime import date, timedelta

import pytest

from caseapp.aid import actions, queries
from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.bodies import actions as bodies
from caseapp.bodies import queries as register
from caseapp.bodies.given import EndGiven
from tests.aid.aids import APPLIED, at_stage, expert, fresh, send, step, task


def end(people, aid_id, task_id, *, how="delivered", text="不落入保护范围"):
    with writing():
        actions.end_task(by=people.wu, aid=fresh(aid_id), task_id=task_id, how=how, text=text)


def test_only_those_bound_to_secrecy_and_without_interest_get_a_task(app, people):
    aid_id = at_stage(people, "planned")
    bound = expert(people)
    unbound = expert(people, "新专家", secrecy_on=None)
    late = expert(people, "后签的专家", secrecy_on=APPLIED + timedelta(days=1))
    court = expert(people, "某法院", kind="court", secrecy_on=None)
    gone = expert(people, "退出的专家", since=date(2020, 1, 1))
    row = register.body(gone)
    with writing():
        end_given = EndGiven(on=date(2026, 6, 30))
        bodies.end_body(by=people.zheng, body_id=gone, version=row.version, given=end_given)
    refusals = {
        "没有签署保密承诺": [task(unbound), task(late)],
        "不是名录中的专家": [task(court), task(999_999)],
        "已经不在名录中": [task(gone)],
        "还没有问明": [task(bound, conflict="")],
        "应当回避": [task(bound, conflict="has")],
        "方案中没有“组织调解”": [task(bound, kind="mediation")],
        "早于今天": [task(bound, due_on=APPLIED - timedelta(days=1))],
    }
    for sentence, many in refusals.items():
        for given in many:
            with pytest.raises(Refused, match=sentence):
                send(aid_id, given, people.wu)
    assert (queries.tasks_of(aid_id), fresh(aid_id).state) == ([], "planned")
    send(aid_id, task(bound), people.wu)
    (one,) = queries.tasks_of(aid_id)
    assert (one.body_name, one.secrecy_on, one.state) == ("顾维衡", date(2026, 1, 12), "out")
    assert fresh(aid_id).state == "working"


def test_task_is_handed_back_given_to_another_and_delivered(app, people):
    aid_id = at_stage(people, "planned")
    first, other = expert(people), expert(people, "沈知行")
    one = send(aid_id, task(first), people.wu)
    with pytest.raises(Refused, match="还有 1 项任务没有交付（顾维衡）"):
        step(aid_id, "deliver", people.wu, opinion="先出意见")
    with pytest.raises(Refused, match="没有写明原因"):
        _replace(people, aid_id, one=one, to=other, why=" ")
    with pytest.raises(Refused, match="新选的仍是顾维衡"):
        _replace(people, aid_id, one=one, to=first)
    _replace(people, aid_id, one=one, to=other)
    two = queries.tasks_of(aid_id)[-1]
    with pytest.raises(Refused, match="现为“已换人”"):
        end(people, aid_id, one)
    with pytest.raises(Refused, match="没有写明退回的原因"):
        end(people, aid_id, two.id, how="returned", text=" ")
    end(people, aid_id, two.id, how="returned", text="不熟悉该领域")
    three = send(aid_id, task(first), people.wu)
    end(people, aid_id, three)
    assert [(row.body_name, row.state, row.result) for row in queries.tasks_of(aid_id)] == [
        ("顾维衡", "replaced", "生病"),
        ("沈知行", "returned", "不熟悉该领域"),
        ("顾维衡", "delivered", "不落入保护范围"),
    ]
    assert two.replaces_id == one
    step(aid_id, "deliver", people.wu, opinion="建议抗辩")
    with pytest.raises(Refused, match="现为“已出意见”"):
        send(aid_id, task(first), people.wu)


def test_help_that_is_stopped_takes_its_tasks_back(app, people):
    aid_id = at_stage(people, "planned")
    done = send(aid_id, task(expert(people)), people.wu)
    end(people, aid_id, done)
    send(aid_id, task(expert(people, "沈知行")), people.wu)
    step(aid_id, "stop", people.chen, ground="withdrawn", reason="来函撤回")
    assert [(row.state, row.result, row.ended_on) for row in queries.tasks_of(aid_id)] == [
        ("delivered", "不落入保护范围", APPLIED),
        ("returned", "援助终止：来函撤回", APPLIED),
    ]
    last = [(row.act, row.reason, row.given) for row in queries.acts_of(aid_id)][-2:]
    assert last == [
        ("task_returned", "援助终止：来函撤回", {"body": "沈知行"}),
        ("stop", "来函撤回", {"ground": "withdrawn"}),
    ]


def test_task_of_another_file_is_not_there(app, people):
    mine, others = at_stage(people, "planned"), at_stage(people, "working")
    foreign = queries.tasks_of(others)[0].id
    send(mine, task(expert(people, "沈知行")), people.wu)
    with pytest.raises(NotVisible):
        end(people, mine, foreign)


def _replace(people, aid_id, *, one, to, why="生病"):
    with writing():
        actions.replace_task(by=people.wu, aid=fresh(aid_id), task_id=one, given=task(to), why=why)
