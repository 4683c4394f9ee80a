import hashlib
import io
from datetime import date

import pytest
import sqlalchemy as sa
from docx import Document

from caseapp.base.db import db, writing
from caseapp.base.errors import Conflict, NotVisible, Refused
from caseapp.documents import actions, printing, queries
from caseapp.documents.models import Service
from caseapp.documents.samples import sample_values
from caseapp.documents.words import ServiceGiven
from caseapp.ledger import queries as ledger
from caseapp.revisions import queries as revisions

ON = date(2015, 7, 20)
SERIES = "ip_office.penalty_decision"


@pytest.fixture
def drafted(app, people):
    """Draft a paper of any kind with its sample's words."""

    def make(kind="penalty_decision", **more):
        with writing():
            data = {**sample_values(kind), **more}
            return actions.draft(by=people.wang, case_id=None, kind=kind, data=data)

    return make


@pytest.fixture
def signed(drafted, people):
    """Draft and sign a decision."""
    paper_id = drafted()
    with writing():
        actions.sign(by=people.chen, paper_id=paper_id, on=ON)
    return paper_id


def handed_over(**more):
    told = {
        "addressee": "铁西区演示厨具商店",
        "mode": "直接",
        "served_on": date(2015, 7, 21),
        "place": "演示路18号",
        "receiver": "王示喆",
        "relation": "经营者",
        "servers": ("王建民", "李秀英"),
    }
    return ServiceGiven(**{**told, **more})


def words_of(content):
    return [line.text for line in Document(io.BytesIO(content)).paragraphs]


def events():
    return [(one.event, one.object_id) for one in ledger.pending_events()]


def test_draft_has_no_number_and_says_so(drafted):
    paper = queries.paper(drafted())
    assert (paper.state, paper.number, paper.version) == ("draft", None, 1)
    assert words_of(printing.word_file(paper))[2] == "待编号"
    assert printing.shown_page(paper).mark == "草稿\u3000未签发"


def test_draft_keeps_only_what_its_form_asks(drafted):
    paper = queries.paper(drafted(文号="鞍知罚字〔2015〕99号", 签发日期="2015-01-01", 天气="晴"))
    assert {"文号", "签发日期", "天气"} & set(paper.data) == set()


def test_signing_numbers_and_freezes_the_paper(signed, people):
    paper = queries.paper(signed)
    assert (paper.state, paper.number, paper.serial) == ("signed", "鞍知罚字〔2015〕1号", 1)
    assert (paper.signed_by_name, paper.signed_on) == (people.chen.name, ON)
    frozen = printing.word_file(paper)
    assert hashlib.sha256(frozen).hexdigest() == paper.sha256
    assert words_of(frozen)[2] == "鞍知罚字〔2015〕1号"
    assert words_of(frozen)[-2] == "2015年7月20日"
    assert printing.store().verify(paper.sha256)
    printed = printing.pdf_file(paper)
    assert printed.startswith(b"%PDF")
    assert hashlib.sha256(printed).hexdigest() == paper.pdf_sha256
    assert ("paper.signed", signed) in events()
    assert ledger.acts_on(object_kind="paper", object_id=signed)[-1].action == "paper.sign"
    assert ledger.verify_chain().ok


def test_numbers_have_no_gap_when_a_signature_fails(drafted, people):
    first, failing, second = drafted(), drafted(违法事实=""), drafted()
    with writing():
        actions.sign(by=people.chen, paper_id=first, on=ON)
    with pytest.raises(Refused, match="还不能签发：违法事实没有填写。"), writing():
        actions.sign(by=people.chen, paper_id=failing, on=ON)
    with pytest.raises(ZeroDivisionError), writing():
        assert actions.sign(by=people.chen, paper_id=second, on=ON).serial / 0
    with writing():
        actions.sign(by=people.chen, paper_id=second, on=ON)
    assert queries.paper(failing).state == "draft"
    register = ledger.register(series=SERIES, year=2015)
    assert [(row.serial, row.subject_id) for row in register] == [(1, first), (2, second)]


def test_notice_and_decision_may_share_a_serial(drafted, people):
    with writing():
        other = actions.sign(by=people.chen, paper_id=drafted_notice(people), on=ON)
        notice = actions.sign(by=people.chen, paper_id=drafted_notice(people), on=ON)
        decision = actions.draft(
            by=people.wang,
            case_id=None,
            kind="penalty_decision",
            data=sample_values("penalty_decision"),
        )
        signed = actions.sign(by=people.chen, paper_id=decision, on=ON, serial_of=notice.id)
    assert (other.number, notice.number) == ("鞍知罚告字〔2015〕1号", "鞍知罚告字〔2015〕2号")
    assert signed.number == "鞍知罚字〔2015〕2号"


def drafted_notice(people):
    data = sample_values("penalty_notice")
    return actions.draft(by=people.wang, case_id=None, kind="penalty_notice", data=data)


def test_internal_paper_is_signed_without_a_number(drafted, people):
    paper_id = drafted("filing_approval")
    with writing():
        paper = actions.sign(by=people.chen, paper_id=paper_id, on=ON)
    assert (paper.number, paper.state) == (None, "signed")
    assert paper.sha256


@pytest.mark.parametrize(
    ("more", "on", "sentence"),
    [
        ({"罚款金额": "三千"}, ON, "“罚款金额”写作“三千”"),
        ({}, date(2999, 1, 1), "签发日期不能晚于今天。"),
    ],
)
def test_paper_that_is_not_ready_is_not_signed(drafted, people, more, on, sentence):  # noqa: PLR0917 - fixtures and a table
    paper_id = drafted(**more)
    with pytest.raises(Refused, match=sentence), writing():
        actions.sign(by=people.chen, paper_id=paper_id, on=on)


def test_signed_paper_is_never_changed_or_signed_again(signed, people):
    before = queries.paper(signed).sha256
    for act in (
        lambda: actions.edit(by=people.wang, paper_id=signed, data={"违法事实": "改"}, version=1),
        lambda: actions.sign(by=people.chen, paper_id=signed, on=ON),
    ):
        with pytest.raises(Refused) as no, writing():
            act()
        assert str(no.value) == "《行政处罚决定书》已于2015年7月20日签发，内容不能再改动。"
    assert queries.paper(signed).sha256 == before


def test_stale_save_loses_neither_text(drafted, people):
    paper_id = drafted()
    with writing():
        actions.edit(by=people.li, paper_id=paper_id, data={"裁量理由": "李写的"}, version=1)
    assert queries.paper(paper_id).version == 2
    with pytest.raises(Conflict) as conflict, writing():
        actions.edit(by=people.wang, paper_id=paper_id, data={"裁量理由": "王写的"}, version=1)
    met = conflict.value
    assert met.base["裁量理由"].startswith("当事人系初次违法")
    assert (met.theirs["裁量理由"], met.mine["裁量理由"]) == ("李写的", "王写的")
    assert (met.who, met.version) == (people.li.name, 2)
    assert [row.version for row in revisions.revisions("paper", paper_id)] == [1, 2]


def test_saving_the_same_words_makes_no_new_version(drafted, people):
    paper_id = drafted()
    with writing():
        actions.edit(by=people.li, paper_id=paper_id, data={}, version=1)
    assert queries.paper(paper_id).version == 1


def test_service_is_recorded_with_its_receipt(signed, people):
    with writing():
        service_id = actions.serve(by=people.wang, paper_id=signed, given=handed_over())
    service = db.session.get(Service, service_id)
    receipt = queries.paper(service.receipt_id)
    assert queries.paper(signed).state == "served"
    assert (receipt.kind, receipt.state) == ("service_receipt", "draft")
    assert receipt.data["送达文书"] == [
        {"名称": "行政处罚决定书", "文号": "鞍知罚字〔2015〕1号", "份数": "1"}
    ]
    assert receipt.data["送达日期"] == "2015-07-21"
    assert receipt.data["送达人"] == "王建民、李秀英"
    assert ("paper.served", signed) in events()
    (row,) = queries.services_of_paper(signed)
    assert (row.mode, row.served_on) == ("直接", date(2015, 7, 21))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"servers": ("王建民",)}, "送达人少于两人。"),
        ({"servers": ("王建民", "王建民")}, "送达人少于两人。"),
        ({"receiver": ""}, "没有填写收件人"),
        ({"mode": "飞鸽"}, "没有“飞鸽”这种送达方式。"),
        ({"mode": "留置"}, "留置送达应当有见证人"),
        ({"mode": "邮寄", "servers": ()}, "邮寄送达应当在备注中写明邮件号"),
        ({"served_on": date(2015, 7, 19)}, "送达日期不能早于签发日期（2015年7月20日）。"),
        ({"served_on": date(2999, 1, 1)}, "送达日期不能晚于今天。"),
    ],
)
def test_service_that_would_not_hold_is_refused(signed, people, told, sentence):  # noqa: PLR0917 - fixtures and a table
    with pytest.raises(Refused, match=sentence), writing():
        actions.serve(by=people.wang, paper_id=signed, given=handed_over(**told))
    assert queries.services_of_paper(signed) == []


def test_draft_and_internal_paper_are_not_served(drafted, people):
    draft, internal = drafted(), drafted("filing_approval")
    with writing():
        actions.sign(by=people.chen, paper_id=internal, on=ON)
    for paper_id, sentence in ((draft, "还没有签发"), (internal, "内部文书")):
        with pytest.raises(Refused, match=sentence), writing():
            actions.serve(by=people.wang, paper_id=paper_id, given=handed_over())


def test_voided_paper_keeps_its_number_in_the_register(signed, people):
    with writing():
        actions.void(by=people.chen, paper_id=signed, why="当事人名称有误")
    (entry,) = ledger.register(series=SERIES, year=2015)
    assert (entry.state, entry.reason) == ("void", "当事人名称有误")
    with pytest.raises(Refused, match="已经作废"), writing():
        actions.sign(by=people.chen, paper_id=signed, on=ON)
    assert printing.word_file(queries.paper(signed))


def test_served_paper_is_not_voided(signed, people):
    with writing():
        actions.serve(by=people.wang, paper_id=signed, given=handed_over())
    with pytest.raises(Refused, match="已经送达，不能作废"), writing():
        actions.void(by=people.chen, paper_id=signed, why="有误")


def test_name_no_font_has_is_signed_as_word_without_pdf(drafted, people):
    paper_id = drafted(当事人名称="吉\U000f0001商店")
    with writing():
        paper = actions.sign(by=people.chen, paper_id=paper_id, on=ON)
    assert paper.pdf_sha256 is None
    assert "当事人：吉\U000f0001商店" in words_of(printing.word_file(paper))
    with pytest.raises(Refused, match="字体里没有以下字"):
        printing.pdf_file(paper)


def test_paper_that_is_not_there_is_not_there(app):
    with pytest.raises(NotVisible):
        queries.paper(4711)
    with pytest.raises(NotVisible):
        queries.paper_of_case(1, 4711)


def test_signed_paper_cannot_lose_its_frozen_file_in_the_database(signed):
    with pytest.raises(sa.exc.IntegrityError), writing():
        db.session.execute(sa.text("UPDATE paper SET sha256 = NULL"))
