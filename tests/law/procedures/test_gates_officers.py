from dataclasses import replace
from datetime import date

import pytest

from caseapp.law.procedures.facts import OfficerFact
from caseapp.law.procedures.gates.officers import (
    actor_not_recused,
    certificate_shown,
    certificates_valid,
    nobody_recused,
    two_officers,
)
from tests.law.procedures.ready import LI, MIDDLE, NEW, NOON, OLD, WANG, said


@pytest.mark.parametrize(
    ("on", "article"),
    [
        (OLD, "专利行政执法办法第二十八条"),
        (date(2019, 3, 31), "专利行政执法办法第二十八条"),
        (date(2019, 4, 1), "原行政处罚法第三十七条"),
        (date(2021, 7, 14), "原行政处罚法第三十七条"),
        (date(2021, 7, 15), "行政处罚法第四十二条"),
        (NEW, "行政处罚法第四十二条"),
    ],
)
def test_two_officers_are_demanded_by_the_article_of_the_day(on, article):
    refusal = f"办案人员少于两人（{article}）。请先指定第二名持证人员。"
    assert said(two_officers, on) == refusal
    assert said(two_officers, on, acting=(WANG,)) == refusal
    assert said(two_officers, on, acting=(WANG, WANG)) == refusal
    assert said(two_officers, on, acting=(WANG, LI)) is None
    assert said(two_officers, on, acting=(WANG, LI, replace(LI, person_id=3))) is None


def test_certificates_valid_names_each_officer_and_the_expiry():
    ended = replace(LI, valid_to=date(2023, 5, 31))
    later = replace(LI, name="张强", valid_from=date(2023, 7, 1))
    without = OfficerFact(3, "赵新")
    assert said(certificates_valid, acting=(WANG, ended, later, without)) == (
        "李敏的执法证件已于2023年5月31日到期、张强的执法证件自2023年7月1日起有效、"
        "赵新没有执法证件，2023年6月8日不能执法（行政处罚法第四十二条）。"
        "请改由当日持有效证件的人员办理。"
    )
    assert said(certificates_valid, MIDDLE, acting=(without,)) == (
        "赵新没有执法证件，2020年6月8日不能执法（原行政处罚法第三十七条）。"
        "请改由当日持有效证件的人员办理。"
    )


def test_certificates_valid_on_the_first_and_the_last_day():
    one_day = replace(LI, valid_from=NEW, valid_to=NEW)
    assert said(certificates_valid, acting=(WANG, one_day)) is None
    assert said(certificates_valid, acting=(replace(LI, valid_from=None, valid_to=None),)) is None


def test_an_officer_is_certified_only_between_two_days():
    assert [LI.is_certified(on) for on in (date(2010, 12, 31), date(2011, 1, 1), NEW)] == [
        *(False, True, True),
    ]
    assert not replace(LI, valid_to=OLD).is_certified(NEW)
    assert replace(LI, valid_to=None).is_certified(NEW)
    assert not OfficerFact(3, "赵新").is_certified(NEW)


def test_certificate_shown_must_be_ticked_and_timed():
    assert said(certificate_shown) == (
        "未记明已出示执法证件（行政处罚法第五十五条）。"
        "当事人有权拒绝未出示证件的检查，请出示并勾选。"
    )
    assert said(certificate_shown, OLD, given={"certificate_shown": True}) == (
        "未记明出示执法证件的时间（原行政处罚法第三十七条）。请填写出示时间。"
    )
    given = {"certificate_shown": True, "certificate_shown_at": NOON}
    assert said(certificate_shown, given=given) is None


def test_nobody_recused_takes_part_in_an_act():
    recused = replace(LI, recused=True)
    assert said(nobody_recused, acting=(WANG, recused)) == (
        "李敏已被决定回避（行政处罚法第四十三条）。请另行指定办案人员。"
    )
    assert said(nobody_recused, OLD, acting=(recused,)) == (
        "李敏已被决定回避（原行政处罚法第三十七条）。请另行指定办案人员。"
    )
    assert said(nobody_recused, acting=(WANG, LI)) is None


def test_actor_not_recused_or_no_step_at_all():
    assert said(actor_not_recused, by_recused=True) == (
        "您已被决定回避本案（行政处罚法第四十三条）。请由其他人员办理。"
    )
    assert said(actor_not_recused) is None
