"""The pages about who may see what, drawn and walked: sight, seal, recusal, emergency, clearance."""

import pytest

from tests.journeys.look import look, look_at


@pytest.fixture
def case(live) -> str:
    """Give a case under investigation."""
    return f"/cases/{live.fill('filed')['filed']}"


def test_chief_looks_at_who_sees_a_case_and_seals_it(visit, case):
    chen = visit("chen")
    faults = look_at(chen, {"sight/open": f"{case}/sight", "sight/recusals": f"{case}/recusals"})
    page = chen.go(f"{case}/sight")
    page.get_by_text("封存本案").first.click()
    faults += look(chen, "sight/seal-form")
    page.locator("#seal-reason").fill("涉及内部人员，缩小知悉范围。")
    page.locator("#seal button").click()
    assert "名单以外的人员从现在起看不到本案" in page.locator("main").inner_text()
    faults += look(chen, "sight/sealed")
    page.get_by_label("把王建民移出名单").click()
    assert "此项必填" in page.locator("main").inner_text()
    page.locator("#reason").fill("调查已经完成。")
    page.locator("#names button[formaction$='/unseal']").click()
    assert "已解除封存。" in page.locator("main").inner_text()
    assert faults == []


def test_recusal_is_asked_and_decided(visit, case):
    wang = visit("wang")
    page = wang.go(f"{case}/recusals")
    page.get_by_label("本人申请").check()
    page.locator("#person").select_option(label="王建民（执法人员）")
    page.locator("#reason").fill("与当事人系邻居，可能影响公正。")
    page.locator("#ask button").click()
    faults = look(wang, "recusal/asked")
    chen = visit("chen")
    faults += look_at(chen, {"recusal/desk": "/desk", "recusal/to-decide": f"{case}/recusals"})
    assert faults == []


def test_emergency_is_asked_agreed_and_shown_on_each_page(visit, case):
    number = visit("chen").go(case).locator("h1").inner_text().split()[0]
    zhao = visit("zhao")
    page = zhao.go("/emergencies")
    page.locator("#number").fill(number)
    page.get_by_label("涉及人身或者财产安全").check()
    page.locator("#reason").fill("当事人称有人身危险，需立即核对地址。")
    page.get_by_role("button", name="申请紧急查阅").click()
    faults = look(zhao, "emergency/asked")
    shen = visit("shen")
    page = shen.go("/admin/emergencies")
    faults += look(shen, "emergency/to-agree")
    page.get_by_label("同意").check()
    page.locator("#why").fill("电话核实属实")
    page.get_by_role("button", name="登记对赵海涛申请的意见").click()
    faults += look_at(zhao, {"emergency/band": case, "emergency/mine": "/emergencies"})
    faults += look_at(visit("yang"), {"emergency/auditor": "/admin/emergencies"})
    faults += look_at(visit("wang"), {"emergency/notice": "/desk"})
    assert faults == []


def test_pages_of_the_security_administrator(visit, case):
    shen = visit("shen")
    page = shen.go("/admin/sight")
    page.locator("#person").select_option(label="王建民（执法科，wang）")
    page.get_by_role("button", name="查询").click()
    faults = look(shen, "shen/sight")
    pages = {"shen/clearances": "/admin/clearances", "shen/delegations": "/admin/delegations"}
    assert faults + look_at(shen, pages) == []
