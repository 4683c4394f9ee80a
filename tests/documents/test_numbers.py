"""Numbers of papers: taken with the signature alone, contiguous under many writers, read in any spelling."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.identifiers import is_strict_number, single
from caseapp.documents import actions, queries
from caseapp.documents.catalogue import kinds
from caseapp.documents.samples import sample_values
from caseapp.ledger import queries as ledger

ON = date(2015, 7, 20)
DAYS = (ON, date(2025, 3, 3))
KIND, SERIES = "evidence_registration", "ip_office.evidence_registration"
WRITERS = 32
# As printed by offices, and the form that is kept beside it.
PRINTED = {
    "鞍政发〔2015〕20号": "鞍政发〔2015〕20号",
    "津辰市监处罚〔2023〕548号": "津辰市监处罚〔2023〕548号",
    "沙市监告字〔2021〕105号": "沙市监告字〔2021〕105号",
    "粤市监广办罚告〔2023〕011号": "粤市监广办罚告〔2023〕11号",
    "津开市监案移[2023]万511号": "津开市监案移〔2023〕万511号",
    "(杭富委银)市管罚处字〔2018〕50号": "（杭富委银）市管罚处字〔2018〕50号",
    "粤市监罚〔2026〕广州办0423号": "粤市监罚〔2026〕广州办423号",
    "鞍知罚字（2015）第007号": "鞍知罚字〔2015〕7号",
    "鞍知罚字【2015】 7 号": "鞍知罚字〔2015〕7号",
    "鞍知罚字[2015]7号": "鞍知罚字〔2015〕7号",
    "鞍知罚字2015〕7号": "鞍知罚字〔2015〕7号",
    "鞍知罚字〔2015 7号": "鞍知罚字〔2015〕7号",
    "鞍知罚字2015第7号": "鞍知罚字〔2015〕7号",
}


@pytest.mark.parametrize(("printed", "normal"), PRINTED.items(), ids=PRINTED)
def test_number_is_read_in_any_spelling_and_kept_as_printed(printed, normal):
    found = single(printed, "paper_no")
    assert found is not None
    assert (found.normal, found.raw) == (normal, printed)


class PowerFailedError(Exception):
    pass


def fail_each_third(place: int) -> None:
    if place % 3 == 0:
        raise PowerFailedError


def test_32_signers_of_whom_some_fail_leave_no_gap_in_the_register(app, people):
    with writing():
        drafts = [
            actions.draft(by=people.wang, case_id=None, kind=KIND, data=sample_values(KIND))
            for _ in range(WRITERS)
        ]

    def sign(place: int) -> None:
        with app.app_context():
            try:
                with writing():
                    actions.sign(by=people.chen, paper_id=drafts[place], on=ON)
                    fail_each_third(place)
            except PowerFailedError:
                return

    with ThreadPoolExecutor(max_workers=WRITERS) as pool:
        list(pool.map(sign, range(WRITERS)))
    papers = queries.records(drafts)
    signed = [one for one in papers if one.state == "signed"]
    assert {one.id for one in papers} - {one.id for one in signed} == set(drafts[::3])
    assert {one.number for one in papers if one.state == "draft"} == {None}
    expected = list(range(1, len(signed) + 1))
    assert sorted(one.serial for one in signed) == expected
    assert [one.serial for one in ledger.register(series=SERIES, year=2015)] == expected
    assert all(is_strict_number(str(one.number)) for one in signed)


def test_numbers_of_one_word_come_from_one_register():
    registers = {}
    for kind in kinds():
        for day in DAYS:
            series = kind.series(day)
            if series is not None:
                registers.setdefault(series.pattern, set()).add(series.key)
    assert {pattern: keys for pattern, keys in registers.items() if len(keys) > 1} == {}
    assert len(registers) > 20


def test_void_number_is_not_given_out_again_and_a_new_year_begins_at_one(app, people):
    def signed(on):
        with writing():
            paper = actions.draft(by=people.wang, case_id=None, kind=KIND, data=sample_values(KIND))
            return actions.sign(by=people.chen, paper_id=paper, on=on)

    first = signed(ON)
    with writing():
        actions.void(by=people.chen, paper_id=first.id, why="物品清单写错。")
    second, later = signed(ON), signed(date(2016, 1, 4))
    assert [one.number for one in (first, second, later)] == [
        "鞍知登保字〔2015〕1号",
        "鞍知登保字〔2015〕2号",
        "鞍知登保字〔2016〕1号",
    ]
    kept = ledger.register(series=SERIES, year=2015)
    assert [(one.serial, one.state, one.reason) for one in kept] == [
        (1, "void", "物品清单写错。"),
        (2, "used", ""),
    ]
