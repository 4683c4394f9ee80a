"""Papers of a ticket: filled from its words, signed as the chain says, a sealed caller by alias alone."""

from datetime import date

import pytest

from caseapp.base.db import db, writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.cases.actions.drafting import draft_paper
from caseapp.documents import queries as papers
from caseapp.documents.catalogue import filed_kinds
from caseapp.documents.words import ServiceGiven
from caseapp.hotline import ticket_papers
from caseapp.hotline.actions import take_call
from caseapp.hotline.actions import ticket_papers as actions
from caseapp.hotline.actions.calls import CallGiven
from caseapp.hotline.models import Ticket
from caseapp.hotline.words import MATTERS
from tests.stories import reported

DAY = date(2026, 11, 23)
CALLER = {"caller_name": "钱多多", "caller_phone": "13812345678"}
SEEN = "鞍钢路上的店卖标了假专利号的水壶。"


def take(people, **changed):
    given = {"channel": "phone", "matter": "report", "received_on": DAY, "content": SEEN}
    given |= {"respondent": "鞍山某电器店", "place": "铁东区二道街", "wants_reply": False}
    with writing():
        return take_call(by=people.liu, given=CallGiven(**(given | changed))).ticket


def ticket_of(ticket):
    return db.session.get(Ticket, ticket.id)


def draft(by, ticket, kind):
    with writing():
        return actions.draft_ticket_paper(by=by, ticket=ticket_of(ticket), kind=kind)


def change(by, ticket, paper_id, **data):
    with writing():
        record = papers.paper(paper_id)
        actions.change_ticket_paper(
            by=by, ticket=ticket_of(ticket), paper_id=paper_id, data=data, version=record.version
        )


def sign(by, ticket, paper_id, *, on=DAY):
    with writing():
        record = papers.paper(paper_id)
        signed = actions.sign_ticket_paper(
            by=by, ticket=ticket_of(ticket), paper_id=paper_id, on=on, version=record.version
        )
        return signed.number


def test_registration_of_a_report_names_the_alias_and_nobody(app, people):
    ticket = take(people, **CALLER)
    data = papers.paper(draft(people.liu, ticket, "H01")).data
    assert data["工单编号"] == ticket.number
    assert (data["来电人"], data["来电人联系方式"]) == (ticket.informant_alias, "由举报专员保管")
    assert (data["反映内容"], data["被反映单位"]) == (SEEN, "鞍山某电器店，铁东区二道街")
    assert (data["反映渠道"], data["事项类别"], data["值守员"]) == ("来电", "举报", "刘晓燕")
    assert "钱多多" not in str(data)
    assert "13812345678" not in str(data)


def test_complaint_is_filled_with_its_party(app, people):
    ticket = take(people, matter="complaint", **CALLER)
    data = papers.paper(draft(people.liu, ticket, "T01")).data
    assert (data["投诉人"], data["投诉人电话"]) == ("钱多多", "13812345678")
    assert (data["被投诉人"], data["投诉事实"]) == ("鞍山某电器店", SEEN)


@pytest.mark.parametrize("matter", MATTERS)
def test_every_paper_of_a_matter_is_drafted_and_printed(*, app, people, matter):
    ticket = take(people, matter=matter, **CALLER)
    kinds = ticket_papers.kinds_for(ticket)
    for kind in kinds:
        paper_id = draft(people.liu, ticket, kind.key)
        assert papers.paper(paper_id).ticket_id == ticket.id
    assert [row.kind for row in papers.papers_of_ticket(ticket.id)] == [one.key for one in kinds]
    assert {"H01", "H05", "H05-return", "H06", "H07", "H08", "H09"} <= {one.key for one in kinds}


def test_every_ticket_paper_of_the_catalogue_is_offered_to_some_matter(app, people):
    offered = {
        kind.key
        for matter in MATTERS
        for kind in ticket_papers.kinds_for(take(people, matter=matter, **CALLER))
    }
    assert offered == {one.key for one in filed_kinds() if one.subject.value == "ticket"}


def test_letter_is_signed_by_the_chief_with_a_number_and_never_by_its_drafter(app, people):
    ticket = take(people, matter="complaint", **CALLER)
    paper_id = draft(people.liu, ticket, "H04")
    with pytest.raises(Refused, match="受理意见没有填写"):
        sign(people.chen, ticket, paper_id)
    change(people.liu, ticket, paper_id, 受理意见="由执法科按投诉办理。")
    with pytest.raises(Refused, match="由办案机构负责人签发"):
        sign(people.liu, ticket, paper_id)
    assert sign(people.chen, ticket, paper_id) == "鞍市监举受〔2026〕1号"
    record = papers.paper(paper_id)
    assert (record.state, record.signed_by_name, bool(record.sha256)) == ("signed", "陈立新", True)
    with writing(), pytest.raises(Refused, match="已于2026年11月23日签发"):
        actions.change_ticket_paper(
            by=people.liu,
            ticket=ticket_of(ticket),
            paper_id=paper_id,
            data={"受理意见": "改"},
            version=record.version,
        )


def test_sheet_prints_the_agreement_of_whoever_signs(app, people):
    ticket = take(people, **CALLER)
    paper_id = draft(people.liu, ticket, "H05")
    assert "（规则 R-22）" in papers.paper(paper_id).data["转办理由"]
    change(people.liu, ticket, paper_id, 转办期限日="2026-11-30")
    sign(people.chen, ticket, paper_id)
    data = papers.paper(paper_id).data
    assert (data["办案机构意见"], data["办案机构负责人"]) == ("同意。", "陈立新")


def test_record_is_finished_by_the_operator(app, people):
    ticket = take(people, matter="advice", **CALLER)
    paper_id = draft(people.liu, ticket, "H02")
    change(people.liu, ticket, paper_id, 咨询答复="可以查询专利登记簿。", 是否办结="当场办结")
    with pytest.raises(Refused, match="早于收到工单之日"):
        sign(people.liu, ticket, paper_id, on=date(2026, 11, 20))
    assert sign(people.liu, ticket, paper_id) is None
    assert papers.paper(paper_id).state == "signed"


def test_sealed_name_is_refused_in_a_draft_and_before_signing(app, people):
    ticket = take(people, **CALLER)
    paper_id = draft(people.liu, ticket, "H01")
    with pytest.raises(Refused, match="的受保护信息"):
        change(people.liu, ticket, paper_id, 拟办意见="请与钱多多联系")
    assert "钱多多" not in str(papers.paper(paper_id).data)


def test_served_letter_leaves_a_receipt_and_a_sealed_caller_is_served_by_the_informant_desk(
    app, people
):
    given = ServiceGiven("举报人", "邮寄", DAY, note="EMS 1234567890123")
    for matter, server in (("complaint", people.liu), ("report", people.zhou)):
        ticket = take(people, matter=matter, **CALLER)
        paper_id = draft(people.liu, ticket, "H04")
        change(people.liu, ticket, paper_id, 受理意见="由执法科办理。")
        sign(people.chen, ticket, paper_id)
        if matter == "report":
            with writing(), pytest.raises(Refused, match="由举报专员办理"):
                actions.serve_ticket_paper(
                    by=people.liu, ticket=ticket_of(ticket), paper_id=paper_id, given=given
                )
        with writing():
            actions.serve_ticket_paper(
                by=server, ticket=ticket_of(ticket), paper_id=paper_id, given=given
            )
        (service,) = papers.services_of_paper(paper_id)
        assert papers.paper(service.receipt_id).ticket_id == ticket.id
        assert papers.paper(paper_id).state == "served"


def test_void_keeps_the_number_and_asks_who_signs(app, people):
    ticket = take(people, matter="complaint", **CALLER)
    paper_id = draft(people.liu, ticket, "H04")
    change(people.liu, ticket, paper_id, 受理意见="由执法科办理。")
    sign(people.chen, ticket, paper_id)
    with writing(), pytest.raises(Refused, match="不能作废"):
        actions.void_ticket_paper(
            by=people.liu, ticket=ticket_of(ticket), paper_id=paper_id, why="写错"
        )
    with writing():
        actions.void_ticket_paper(
            by=people.chen, ticket=ticket_of(ticket), paper_id=paper_id, why="写错"
        )
    record = papers.paper(paper_id)
    assert (record.state, record.number) == ("void", "鞍市监举受〔2026〕1号")


def test_paper_of_another_matter_or_ticket_is_not_there_and_a_case_drafts_none(app, people):
    ticket, other = take(people), take(people, matter="advice")
    with pytest.raises(NotVisible):
        draft(people.liu, other, "T05")
    paper_id = draft(people.liu, ticket, "H01")
    with pytest.raises(NotVisible):
        papers.paper_of_ticket(other.id, paper_id)
    with pytest.raises(Refused, match="您不承办工单"):
        draft(people.zhang, ticket, "H01")
    case = reported(people).case
    with writing(), pytest.raises(Refused, match="工单"):
        draft_paper(by=people.wang, case=case, kind="H01")


def test_pages_draft_fill_print_and_sign(as_person, people):
    ticket = take(people, matter="complaint", **CALLER)
    liu, home = as_person("liu"), f"/hotline/{ticket.id}/papers"
    page = liu.get(f"{home}/new")
    assert "起草" in page.text
    assert liu.submit(press="起草", kind="H04").status == 303
    page = liu.follow()
    assert page.heading.startswith("《举报投诉受理告知书》")
    assert "取自工单" in page.text
    (row,) = papers.papers_of_ticket(ticket.id)
    at = f"{home}/{row.id}"
    assert liu.get(f"{at}/pdf").answer.mimetype == "application/pdf"
    assert liu.get(f"{at}/pages/1").answer.mimetype == "image/png"
    assert liu.get(f"{at}/pages/99").status == 404
    assert as_person("zhao").get(at).status == 404
    chen = as_person("chen")
    chen.get(at)
    refused = chen.submit("sign", press="签发并冻结")
    assert refused.status == 409
    assert "受理意见没有填写" in refused.text
    assert "《举报投诉受理告知书》" in liu.get(f"/hotline/{ticket.id}").text
