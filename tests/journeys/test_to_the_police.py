"""A counterfeit case over the threshold: to the police, refused, asked again in vain, back and punished."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.walk import Walk

TEAM = ["王建民", "李秀英"]
DAY = "2026-11-23"
LATER = "2026-12-01"
PATIENCE = 30
THEIRS = {"side": "body", "f_their_who": "赵警官", "f_their_number": "鞍公函〔2026〕9号"}


@dataclass(frozen=True)
class Matter:
    """A transfer as the people of the office open it and act on it."""

    walk: Walk
    url: str

    def at(self, login: str, part: str = "") -> Page:
        """Open it as somebody."""
        page = self.walk.sit(login)
        page.goto(f"{self.url}{part}")
        return page

    def opened(self, login: str, name: str) -> Page:
        """Go to the form of a move by its button."""
        page = self.at(login)
        page.get_by_role("link", name=name, exact=True).click()
        return page

    def made(self, login: str, name: str, **values: Any) -> None:
        """Make a move, and see it in the history."""
        form = self.opened(login, name).locator("form#move")
        self.walk.fill(form, values, prefix="f_")
        self._saved(form, name)

    def taken_down(self, name: str, **values: Any) -> None:
        """Take down what the police did by letter."""
        form = self.opened("wang", name).locator("form#move")
        self.walk.fill(form, THEIRS)
        self.walk.fill(form, values, prefix="f_")
        self._saved(form, name)

    def draft(self, title: str) -> None:
        """Draft a paper of the transfer in its case."""
        self.at("wang").get_by_role("button", name=f"起草《{title}》", exact=True).click()

    def _saved(self, form: Locator, name: str) -> None:
        self.walk.save(form)
        acts = self.walk.page.locator("section[aria-labelledby=acts]")
        expect(acts).to_contain_text(name)


@pytest.fixture
def walk(visit, live):
    """Give a window where everybody of the cast sits down in turn."""
    return Walk(visit, live)


def test_case_over_the_threshold_goes_to_the_police_and_comes_back_to_be_punished(walk):
    walk.day(DAY)
    walk.case = f"/cases/{walk.live.fill('investigated')['investigated']}"
    matter = signalled(walk)
    decided(walk, matter)
    sent(walk, matter)
    refused_and_asked_again(walk, matter)
    back(walk, matter)
    punished(walk, matter)


def signalled(walk: Walk) -> Matter:
    """The goods reach the ground; the page says so at once, and leads to the register."""
    form = walk.file("wang", "/goods/new").locator("form[data-guard]")
    goods = {"list_kind": "found", "name": "电热水壶", "quantity": "3000", "unit": "台"}
    walk.fill(form, {**goods, "unit_price": "100"})
    walk.save(form)
    page = walk.file("wang")
    box = page.locator("section[aria-labelledby=crimes]")
    expect(box).to_contain_text("已达200000元（CR-1，法释〔2025〕5号第十条），涉嫌假冒专利罪")
    walk.visitor.picture("crime-signal")
    box.get_by_role("link", name="登记移送涉嫌犯罪案件").click()
    form = page.locator("form#open")
    said = {
        "title": "移送涉嫌假冒专利罪案件",
        "content": "货值300000元。",
        "body_id": "鞍山市公安局",
    }
    walk.fill(form, {**said, "f_ground": "reached", "f_found": "查获电热水壶3000台。"})
    walk.save(form)
    expect(page.locator("h1")).to_contain_text("移送涉嫌假冒专利罪案件")
    return Matter(walk, page.url)


def decided(walk: Walk, matter: Matter) -> None:
    """Two officers report; the head decides, and the penalty waits from then on."""
    matter.made("wu", "指定专案组", team=TEAM)
    told = dict.fromkeys(("suspect", "crime_facts", "standard"), "货值300000元，有清单和照片证明。")
    matter.made("wang", "报请决定是否移送", **told, crime="假冒专利罪", proposal="transfer")
    page = matter.at("wu")
    expect(page.get_by_role("link", name="批准移送", exact=True)).to_have_count(0)
    matter.made("chen", "批准移送", reason="已达追诉标准，同意移送。")
    page = walk.file("wang")
    expect(page.locator(".state").first).to_have_text("移送公安机关")
    expect(page.get_by_role("link", name="提交调查终结报告", exact=True)).to_have_count(0)


def sent(walk: Walk, matter: Matter) -> None:
    """Letter and report are signed, what is not there is explained, and the police sign."""
    matter.draft("涉嫌犯罪案件情况的调查报告")
    walk.finish("wang", "涉嫌犯罪案件情况的调查报告", day=DAY)
    page = matter.at("wang", "/hand-over")
    for words in ("调查报告", "进货单据 1"):
        page.locator("#choose").get_by_label(re.compile(words)).first.check()
    page.get_by_role("button", name="加入移送材料").click()
    for row in ("涉案物品清单", "有关检验报告或者鉴定结论"):
        line = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=row))
        line.locator("[name=why]").fill("本案没有。")
        line.get_by_role("button", name="写明理由").click()
    page.locator("#choose").get_by_label(re.compile("涉嫌犯罪案件移送书")).first.check()
    page.get_by_role("button", name="加入移送材料").click()
    page.get_by_role("button", name="写入清单校验码和材料清单").click()
    walk.finish("wang", "涉嫌犯罪案件移送书", day=DAY)
    handed = {"copied_to": "鞍山市人民检察院", "handed_by": "王建民当面送交"}
    matter.made("wang", "移送", **handed)
    matter.taken_down("签收", receiver="赵警官")


def refused_and_asked_again(walk: Walk, matter: Matter) -> None:
    """They may not refuse it for missing papers; they refuse it for another reason and stand by it."""
    page = matter.opened("wang", "不予立案")
    form = page.locator("form#move")
    said = {"f_ground": "missing", "f_their_paper": "鞍公不立字〔2026〕9号", "reason": "材料不全。"}
    walk.fill(form, {**THEIRS, **said})
    walk.save(form)
    walk.refused(
        "公安机关不得以材料不全为由不接受移送的案件", "公安机关办理刑事案件程序规定第一百八十条"
    )
    expect(page.locator("#reason")).to_have_value("材料不全。")
    walk.fill(form, {"f_ground": "minor", "reason": "情节显著轻微。"})
    walk.save(form)
    expect(page.locator("section[aria-labelledby=limits]")).to_contain_text("提请公安机关复议")
    matter.draft("移送案件复议提请书")
    walk.finish("wang", "移送案件复议提请书", day=DAY)
    matter.made("wang", "提请复议")
    paper = "鞍公复字〔2026〕2号"
    matter.taken_down("维持不予立案", their_paper=paper, reason="维持原决定。")
    matter.made("wang", "没有异议，恢复行政程序", reason="对复议决定没有异议。")


def back(walk: Walk, matter: Matter) -> None:
    """The case goes on where it was, and its penalty is no longer in the way of the police."""
    page = walk.file("wang")
    expect(page.locator(".state").first).to_have_text("调查取证")
    form = walk.open_step("wang", "提交调查终结报告")
    acts = {
        "act_kinds": ["未经许可在产品或者包装上标注他人的专利号"],
        "act_start": "2026-10-01",
        "act_end": "2026-11-20",
    }
    sums = {"gains": "12000", "gains_method": "GAIN-28", "gains_reason": "销售100台，每台120元。"}
    penalty = {"proposal": "penalty", "proposed_fine": "20000", "confiscation": "12000"}
    said = {"act_facts": "擅自使用他人专利号。", "discretion": "配合调查。", "gains_kind": "known"}
    crime = {"criminal_check": "none", "criminal_reason": "公安机关不予立案。"}
    walk.fill(form, {**acts, **sums, **penalty, **said, **crime, "on": DAY}, prefix="f_")
    walk.save(form)
    expect(page.get_by_role("status")).to_contain_text("已办理：提交调查终结报告")
    walk.step("wang", "送审核", on=DAY)
    walk.step("zhang", "审核通过", on=DAY, review_opinion="公安机关已经不予立案，同意处罚。")
    page = matter.at("wang")
    expect(page.locator(".state").first).to_have_text("已恢复行政程序")
    walk.visitor.picture("crime-returned")


def punished(walk: Walk, matter: Matter) -> None:
    """The party is told and heard, the penalty decided, and police and right holder hear of it."""
    walk.step("chen", "签发告知书", on=DAY, hearing_offered=True)
    handed = {"mode": "直接", "place": "店内", "receiver": "赵兴旺", "relation": "经营者"}
    walk.serve("wang", "行政处罚告知书", **handed, served_on=DAY, servers=TEAM)
    answer = {"defence_form": "oral", "defence_text": "请求从轻。", "defence_answer": "已考虑。"}
    walk.step("wang", "记录陈述申辩", on=DAY, **answer)
    walk.day(LATER)
    walk.step("wang", "报请决定", on=LATER, correction="停止销售并消除标注。")
    walk.step("chen", "作出处罚决定", on=LATER, publicity_notice="told")
    page = matter.at("wang")
    for _ in range(PATIENCE):  # the penalty is told to the transfer in the background
        if page.locator(".state").first.inner_text() == "已作行政处罚":
            break
        page.wait_for_timeout(1000)
        page.reload()
    expect(page.locator(".state").first).to_have_text("已作行政处罚")
    expect(page.locator("section[aria-labelledby=limits]")).to_contain_text("2026-12-11")
    days = dict.fromkeys(("police_copied_on", "procuratorate_copied_on", "holder_told_on"), LATER)
    matter.made("wang", "抄送并告知权利人", **days)
    expect(page.locator(".state").first).to_have_text("已办结")
