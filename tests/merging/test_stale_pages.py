"""A stale page never overwrites: it merges what does not overlap and asks about the rest."""

import pytest

from caseapp.documents import queries as documents
from caseapp.evidence import queries as evidence
from caseapp.ledger import queries as ledger
from caseapp.parties import queries as parties
from caseapp.revisions import queries as revisions
from tests.merging.filling import KINDS, edited
from tests.stories import walked

ODD = ("0", "", "-1", "abc", "1e3", "٣", "999999", "1" * 60, None)


@pytest.fixture
def story(app, people):
    """Give a case with party, goods and a record."""
    return walked(people, "inspect")


def party_of(story):
    return parties.parties_of_case(story.case_id)[0]


def test_edits_of_different_fields_are_both_kept_and_told(story, as_person):
    address = f"{story.path}/parties/{party_of(story).id}"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    assert li.submit(contact="李联系", note="李备注").status == 303
    assert wang.submit(phone="0412-2222222").status == 303
    said = " ".join(wang.follow().texts(".//div[@role='status']"))
    assert "李秀英已于 2026-11-23 10:00 先保存" in said
    assert "已自动合并：联系人“李联系”、备注“李备注”" in said
    row = party_of(story)
    assert (row.contact, row.phone) == ("李联系", "0412-2222222")
    kept = revisions.revisions("party", row.id)
    assert [(one.version, one.saved_by_name) for one in kept[1:]] == [(2, "李秀英"), (3, "王建民")]
    assert [one.data["contact"] for one in kept[1:]] == ["李联系", "李联系"]


def test_a_merge_that_does_not_hold_together_is_refused_and_nothing_lost(story, as_person):
    address = f"{story.path}/parties/{party_of(story).id}"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    assert li.submit(kind="person", credit_code="").status == 303
    page = wang.submit(credit_code="91210300MA0XXXX01N", contact="王联系")
    assert page.status in (409, 422)
    assert "王联系" in page.source
    assert party_of(story).contact != "王联系"


@pytest.mark.parametrize("kind", KINDS)
def test_no_version_skips_the_check(*, story, people, as_person, kind):
    form = edited(story, people)[kind]
    first, second = as_person(form.who), as_person(form.other)
    for place, odd in enumerate(ODD):
        first.get(form.address)
        second.get(form.address)
        assert second.submit(form.form, **{form.field: f"先{place}"}).status == 303
        page = first.submit(form.form, **{form.field: f"后{place}", "version": odd or "0"})
        assert page.status == 409, odd
        assert f"先{place}" in page.text
        assert f"后{place}" in page.text
        again = second.get(form.address)
        assert f"先{place}" in again.source


@pytest.mark.parametrize("odd", ODD)
def test_no_version_skips_the_check_of_a_step(*, story, as_person, odd):
    wang = as_person("wang")
    address = f"{story.path}/steps/question"
    wang.get(address)
    page = wang.submit(on=story.day(4).isoformat(), version=odd or "", **story.fields("question"))
    assert page.status == 409
    assert "案件已有新的办理" in page.text


def test_a_form_without_any_version_is_stale(story, as_person):
    wang = as_person("wang")
    row = party_of(story)
    wang.get(f"{story.path}/parties/{row.id}")
    page = wang.post(f"{story.path}/parties/{row.id}", {"kind": row.kind, "name": "全改了"})
    assert page.status == 409
    assert party_of(story).name == row.name


def test_until_each_overlap_is_chosen_nothing_is_saved(story, as_person):
    address = f"{story.path}/goods/{story.goods().id}"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    li.submit(quantity="41", place="李的库房", remark="李备注")
    page = wang.submit(quantity="39", place="王的货架")
    assert page.texts(".//form[@id='merge']//tbody//th") == ["备注"]
    page = wang.submit("merge", **{"pick-quantity": "mine"})
    assert page.status == 409
    assert ("李的库房" in page.text, "王的货架" in page.text, "39" in page.text) == (True,) * 3
    page = wang.submit("merge", **{"pick-quantity": "mine", "pick-place": "theirs"})
    assert page.status == 303
    row = evidence.goods_row(story.case_id, story.goods().id)
    assert (row.quantity, row.place, row.remark) == (39, "李的库房", "李备注")


def test_a_third_who_saves_during_the_merge_is_not_overwritten(story, as_person):
    address = f"{story.path}/parties/{party_of(story).id}"
    wang, li, third = as_person("wang"), as_person("li"), as_person("li")
    for one in (wang, li, third):
        one.get(address)
    li.submit(contact="李一")
    assert wang.submit(contact="王一").status == 409
    third.get(address)
    third.submit(contact="李二", phone="0412-3333333")
    page = wang.submit("merge", **{"pick-contact": "mine"})
    assert page.status == 409
    assert ("李二" in page.text, "王一" in page.text) == (True, True)
    assert wang.submit("merge", **{"pick-contact": "own", "contact": "李二、王一"}).status == 303
    row = party_of(story)
    assert (row.contact, row.phone) == ("李二、王一", "0412-3333333")


def test_an_invented_choice_changes_nothing_else(story, as_person):
    wang = as_person("wang")
    row = party_of(story)
    wang.get(f"{story.path}/parties/{row.id}")
    sent = {"overlap": ["csrf_token", "version", "nothing"], "pick-version": "theirs"}
    sent |= {"pick-csrf_token": "own", "pick-nothing": "own", "theirs-version": "1"}
    page = wang.post(f"{story.path}/parties/{row.id}", {"kind": row.kind, "name": "甲", **sent})
    assert page.status == 409
    assert party_of(story).name == row.name


def test_a_text_changed_since_it_was_read_is_not_frozen(story, as_person):
    paper = story.paper("site_record").id
    address = f"{story.path}/papers/{paper}"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    scene = next(
        label.get("for")
        for label in li.last.all(".//label")
        if "".join(label.itertext()).startswith("现场情况")
    )
    assert li.submit(f"papers/{paper}", **{scene: "李后来改的"}).status == 303
    page = wang.submit("close", on=story.day(5).isoformat())
    assert page.status == 409
    assert "没有定稿" in page.text
    assert "李后来改的" in page.text
    assert documents.paper(paper).state == "draft"
    assert wang.submit("close").status == 303
    assert documents.paper(paper).state == "signed"


def test_words_typed_for_a_paper_signed_meanwhile_are_handed_back(story, as_person):
    paper = story.paper("site_record").id
    address = f"{story.path}/papers/{paper}"
    wang, li = as_person("wang"), as_person("li")
    wang.get(address)
    li.get(address)
    assert li.submit("close", on=story.day(5).isoformat()).status == 303
    page = wang.submit(f"papers/{paper}", w8="王的补充")
    assert page.status == 409
    assert "王的补充" in page.text


def test_what_merges_by_itself_stands_in_the_trail_like_any_save(story, as_person):
    row = party_of(story)
    wang, li = as_person("wang"), as_person("li")
    for one in (wang, li):
        one.get(f"{story.path}/parties/{row.id}")
    li.submit(contact="李")
    wang.submit(note="王")
    acts = ledger.acts_on(object_kind="party", object_id=row.id)
    assert [(one.action, one.actor_name) for one in acts][-2:] == [
        ("party.changed", "李秀英"),
        ("party.changed", "王建民"),
    ]
