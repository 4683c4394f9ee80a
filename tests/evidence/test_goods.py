"""Goods row by row, with sums a judge can check; held goods must come to an end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.evidence import actions, queries
from caseapp.evidence.given import DisposalGiven, RegistrationGiven
from tests.evidence.conftest import KETTLE, Evidence

HELD = replace(KETTLE, list_kind="registered")
REGISTRATION = RegistrationGiven(
    registered_on=date(2026, 11, 16),
    place="店内库房",
    keeper="店主",
    approved_by="陈立新",
    approved_on=date(2026, 11, 16),
)
RETURNED = DisposalGiven(date(2026, 11, 20), "returned", "违法事实不成立")


def register(evidence: Evidence, *names: str) -> int:
    with writing():
        return actions.register_evidence(
            by=evidence.by,
            case_id=evidence.case_id,
            given=REGISTRATION,
            goods=[replace(HELD, name=name) for name in names],
        )


def change(evidence: Evidence, goods_id: int, *, version: int, **other: object) -> None:
    with writing():
        actions.change_goods(
            by=evidence.by,
            case_id=evidence.case_id,
            goods_id=goods_id,
            version=version,
            given=replace(KETTLE, **other),
        )


def test_a_list_of_goods_has_amounts_and_a_total(evidence: Evidence) -> None:
    evidence.goods()
    evidence.goods(name="水壶底座", quantity=Decimal("2.5"), unit_price=Decimal("0.33"))
    evidence.goods(name="包装盒", unit_price=None)
    evidence.goods(list_kind="sampled", quantity=Decimal(1))
    found, sampled = queries.goods_of_case(evidence.case_id)
    assert [(row.row_no, row.quantity, row.amount) for row in found.rows] == [
        (1, Decimal(12), Decimal("1078.80")),
        (2, Decimal("2.5"), Decimal("0.83")),
        (3, Decimal(12), None),
    ]
    assert (found.total, found.unpriced, found.name) == (Decimal("1079.63"), 1, "现场发现")
    assert found.words == "共 3 项，金额合计 1,079.63 元，另有 1 项单价未定"
    assert [(row.row_no, row.amount) for row in sampled.rows] == [(1, Decimal("89.90"))]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"list_kind": "sold"}, "请选择物品清单。"),
        ({"name": ""}, "请填写物品名称。"),
        ({"unit": " "}, "请填写计量单位。"),
        *(
            ({"quantity": Decimal(text)}, "数量应当大于零、小于一亿，最多三位小数。")
            for text in ("0", "-1", "NaN", "Infinity", "100000000", "0.0001")
        ),
        *(
            ({"unit_price": Decimal(text)}, "单价不能是负数，应当小于一亿，最多两位小数。")
            for text in ("-0.01", "NaN", "1E+9", "1.005")
        ),
    ],
)
def test_a_row_nobody_could_add_up_is_refused(
    evidence: Evidence, other: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused) as no:
        evidence.goods(**other)
    assert no.value.sentences == (sentence,)
    assert queries.goods_of_case(evidence.case_id) == ()


def test_a_corrected_row_keeps_its_number_and_counts_anew(evidence: Evidence) -> None:
    goods_id = evidence.goods()
    change(evidence, goods_id, version=1, quantity=Decimal(10))
    row = queries.goods_row(evidence.case_id, goods_id)
    assert (row.row_no, row.quantity, row.amount, row.version) == (
        1,
        Decimal(10),
        Decimal("899.00"),
        2,
    )


def test_two_who_correct_one_row_see_both_texts(evidence: Evidence) -> None:
    goods_id = evidence.goods()
    change(evidence, goods_id, version=1, quantity=Decimal(10))
    with pytest.raises(Conflict) as clash:
        change(evidence, goods_id, version=1, quantity=Decimal(11), remark="清点有误")
    assert (clash.value.theirs["数量"], clash.value.mine["数量"]) == ("10", "11")
    assert [(one.field, one.mine) for one in clash.value.merge.mine] == [("remark", "清点有误")]
    assert (clash.value.who, clash.value.version) == ("王建民", 2)
    assert queries.goods_row(evidence.case_id, goods_id).quantity == Decimal(10)


def test_a_row_does_not_move_to_another_list(evidence: Evidence) -> None:
    goods_id = evidence.goods()
    with pytest.raises(Refused, match="不能把物品改到另一份清单。"):
        change(evidence, goods_id, version=1, list_kind="seized")


def test_a_removed_row_leaves_its_number_free_for_nobody(evidence: Evidence) -> None:
    first = evidence.goods()
    with writing():
        actions.remove_goods(
            by=evidence.by, case_id=evidence.case_id, goods_id=first, why="重复登记"
        )
    evidence.goods(name="水壶底座")
    (found,) = queries.goods_of_case(evidence.case_id)
    assert [(row.row_no, row.name) for row in found.rows] == [(2, "水壶底座")]


def test_goods_of_another_case_are_not_there(evidence: Evidence, other_case: int) -> None:
    goods_id = evidence.goods()
    stranger = Evidence(evidence.by, other_case)
    acts: list[Callable[[], None]] = [
        lambda: change(stranger, goods_id, version=1),
        lambda: actions.remove_goods(
            by=evidence.by, case_id=other_case, goods_id=goods_id, why="试"
        ),
        lambda: actions.dispose_goods(
            by=evidence.by, case_id=other_case, goods_ids=[goods_id], given=RETURNED
        ),
    ]
    for act in acts:
        with pytest.raises(NotVisible):
            act()


def test_registered_goods_are_held_until_each_has_its_end(evidence: Evidence) -> None:
    registration_id = register(evidence, "电热水壶", "水壶底座")
    assert queries.registration_is_open(evidence.case_id) is True
    assert queries.goods_still_held(evidence.case_id) == 2
    (held,) = queries.goods_of_case(evidence.case_id)
    with writing():
        actions.dispose_goods(
            by=evidence.by,
            case_id=evidence.case_id,
            goods_ids=[held.rows[0].id],
            given=DisposalGiven(date(2026, 11, 18), "tested"),
        )
    assert (
        queries.registration_is_open(evidence.case_id),
        queries.goods_still_held(evidence.case_id),
    ) == (True, 1)
    with writing():
        actions.dispose_registration(
            by=evidence.by,
            case_id=evidence.case_id,
            registration_id=registration_id,
            given=RETURNED,
        )
    (ended,) = queries.registrations_of_case(evidence.case_id)
    assert (ended.disposed_on, ended.disposal, ended.disposed_why) == (
        date(2026, 11, 20),
        "returned",
        "违法事实不成立",
    )
    assert queries.registration_is_open(evidence.case_id) is False
    assert queries.goods_still_held(evidence.case_id) == 0
    (held,) = queries.goods_of_case(evidence.case_id)
    assert [row.disposal for row in held.rows] == ["tested", "returned"]


def test_what_has_its_end_is_not_decided_twice(evidence: Evidence) -> None:
    registration_id = register(evidence, "电热水壶")

    def end(given: DisposalGiven) -> None:
        with writing():
            actions.dispose_registration(
                by=evidence.by,
                case_id=evidence.case_id,
                registration_id=registration_id,
                given=given,
            )

    with pytest.raises(Refused, match="处理日期早于登记保存日期。"):
        end(DisposalGiven(date(2026, 11, 15), "returned"))
    with pytest.raises(Refused, match="处理日期晚于今天。"):
        end(DisposalGiven(date(2026, 11, 24), "returned"))
    with pytest.raises(Refused, match="请选择处理方式。"):
        end(DisposalGiven(date(2026, 11, 20), "eaten"))
    end(RETURNED)
    with pytest.raises(Refused, match="这次先行登记保存已经处理完毕。"):
        end(RETURNED)


def test_goods_only_seen_on_the_spot_need_no_end(evidence: Evidence) -> None:
    goods_id = evidence.goods()
    with pytest.raises(Refused, match="未经登记保存或者查封、扣押"), writing():
        actions.dispose_goods(
            by=evidence.by, case_id=evidence.case_id, goods_ids=[goods_id], given=RETURNED
        )
    assert queries.goods_still_held(evidence.case_id) == 0


def test_a_list_handed_to_the_party_loses_no_row(evidence: Evidence) -> None:
    register(evidence, "电热水壶")
    (held,) = queries.goods_of_case(evidence.case_id)
    with pytest.raises(Refused, match="先行登记保存清单已交当事人，不能删行。"), writing():
        actions.remove_goods(
            by=evidence.by, case_id=evidence.case_id, goods_id=held.rows[0].id, why="试"
        )


def test_evidence_is_registered_with_goods_and_approval(evidence: Evidence) -> None:
    with pytest.raises(Refused, match="至少一项物品"):
        register(evidence)
    late = replace(REGISTRATION, approved_on=date(2026, 11, 17))
    with pytest.raises(Refused, match="批准日期晚于登记保存日期。"), writing():
        actions.register_evidence(
            by=evidence.by, case_id=evidence.case_id, given=late, goods=[HELD]
        )
    with pytest.raises(Refused, match="应当列入先行登记保存清单"), writing():
        actions.register_evidence(
            by=evidence.by, case_id=evidence.case_id, given=REGISTRATION, goods=[KETTLE]
        )
    assert queries.registrations_of_case(evidence.case_id) == []


def test_the_case_is_found_by_the_words_of_its_goods(evidence: Evidence) -> None:
    evidence.goods()
    evidence.goods(patent_as_printed="")
    assert queries.goods_words([evidence.case_id]) == {
        evidence.case_id: ("电热水壶", "1.8L", "ZL201530012345.4")
    }
