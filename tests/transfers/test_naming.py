"""Only a body above both sides decides who has a matter, and only an office that is neither gets it."""

import pytest

from caseapp.base.errors import Refused
from tests.transfers.doing import body_id, found, make, opened, sent

OF_THE_PROVINCE = {"right_kind": "trademark", "area": "210000"}


def said(act, *args, **given):
    with pytest.raises(Refused) as no:
        act(*args, **given)
    return str(no.value)


def test_dispute_goes_to_a_superior_and_a_designation_to_a_third_office(app, people):
    told = {"body": True, "reason": "有争议。"}
    one = opened(people.wang, "lead_out", "liaoning_market_bureau", **OF_THE_PROVINCE)
    sent(people.wang, one, chief=people.chen)
    disputes = {
        "shenyang_ip": "不能报请上一级机关指定管辖：沈阳市知识产权局不是上一级机关。",
        "anshan_police": "不能报请上一级机关指定管辖：鞍山市公安局不是上一级机关。",
        "liaoning_market_bureau": "不能报请上一级机关指定管辖：辽宁省市场监督管理局是本件的一方，"
        "不能由它决定，也不能作为其他机关。",
        "liaoning_ip": "不能报请上一级机关指定管辖：辽宁省知识产权局不是鞍山市知识产权局和"
        "辽宁省市场监督管理局共同的上一级机关。",
    }
    for key, sentence in disputes.items():
        assert said(make, people.wang, one, "dispute", superior=body_id(key), **told) == sentence
    make(people.wang, one, "dispute", superior=body_id("cnipa"), **told)
    order = {"order_no": "辽知指〔2026〕1号", **told}
    for key in ("liaoning_market_bureau", "anshan_police", "anshan_aic_2015"):
        no = said(make, people.wang, one, "designate_other", designated=body_id(key), **order)
        assert no.startswith("不能指定其他机关管辖：")
    make(people.wang, one, "designate_other", designated=body_id("shenyang_ip"), **order)
    assert found(one).state == "returned"


@pytest.mark.parametrize(
    ("receiver", "wrong", "right"),
    [
        # Of one province; of two; of the city and one of its districts.
        ("shenyang_ip", "anshan_market_bureau", "liaoning_ip"),
        ("changchun_ip", "liaoning_ip", "cnipa"),
        ("lishan_market_bureau", "anshan_market_bureau", "liaoning_market_bureau"),
    ],
)
def test_dispute_goes_to_whoever_is_above_both_sides(*, app, people, receiver, wrong, right):
    one = opened(people.wang, "lead_out", receiver)
    sent(people.wang, one, chief=people.chen)
    told = {"body": True, "reason": "有争议。"}
    with pytest.raises(Refused, match="共同的上一级机关") as no:
        make(people.wang, one, "dispute", superior=body_id(wrong), **told)
    level = "全国" if receiver == "changchun_ip" else "辽宁省"
    assert no.value.remedy == f"请选择{level}一级的机关。"
    make(people.wang, one, "dispute", superior=body_id(right), **told)
    assert found(one).state == "disputed"


def test_city_is_above_two_of_its_districts(app, people):
    one = opened(people.zhao, "lead_out", "lishan_market_bureau")
    sent(people.zhao, one, chief=people.han)
    told = {"body": True, "reason": "有争议。"}
    make(people.zhao, one, "dispute", superior=body_id("anshan_market_bureau"), **told)
    assert found(one).state == "disputed"
