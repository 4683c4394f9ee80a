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
    }
    for key, sentence in disputes.items():
        assert said(make, people.wang, one, "dispute", superior=body_id(key), **told) == sentence
    make(people.wang, one, "dispute", superior=body_id("liaoning_ip"), **told)
    order = {"order_no": "辽知指〔2026〕1号", **told}
    for key in ("liaoning_market_bureau", "anshan_police", "anshan_aic_2015"):
        no = said(make, people.wang, one, "designate_other", designated=body_id(key), **order)
        assert no.startswith("不能指定其他机关管辖：")
    make(people.wang, one, "designate_other", designated=body_id("shenyang_ip"), **order)
    assert found(one).state == "returned"
