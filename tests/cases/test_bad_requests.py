"""What cannot be on the pages of disputes and mediations: each its own sentence, nothing typed is lost."""

from collections.abc import Callable

import pytest

from tests.disputes import TO_DECIDED, TO_HEARD
from tests.disputes import requested as dispute
from tests.mediations import TO_SESSION
from tests.mediations import asked as mediation
from tests.pages import Page, Reader
from tests.requested import Requested
from tests.stories import form_fields

WRITTEN = "这是承办人写的一段话，不能丢。"


def held(page: Page, *sentences: str) -> None:
    """Refused in place: the sentences are there, and so is what was typed."""
    assert page.status in {409, 422}, page.text[:400]
    for sentence in (*sentences, WRITTEN):
        assert sentence in page.text or sentence in page.source, sentence


def typed(story: Requested, key: str, number: int, **changed: str) -> dict[str, object]:
    """The form of a step as the story has it, with a text of the officer's own."""
    return {**form_fields(story.values(key, number)), **changed}


def acts(story: Requested) -> tuple[str, int]:
    """Where the case stands, and how often it was acted on."""
    return story.case.state, story.case.version


def seen(reader: Reader, story: Requested, key: str, **fields: object) -> Page:
    """Open the page of a step and send its form."""
    reader.get(f"{story.path}/steps/{key}")
    return reader.submit(**fields)


def test_what_cannot_be_is_said_on_the_pages_of_a_dispute(people, as_person):
    story = dispute(people).walk(TO_HEARD).walk([("deliberate", 35, "officer")])
    officer, before = as_person("wang"), acts(story)
    own = {"f_facts_found": WRITTEN}
    # A step of another stage, a day ahead, a day before the last act.
    words = typed(story, "take_evidence", 36, f_evidence_found=WRITTEN)
    officer.get(f"{story.path}/steps/mediate")
    late = officer.post(f"{story.path}/steps/agree", {"on": str(story.day(36)), "f_terms": WRITTEN})
    held(late, "案件现处于“合议”阶段，不能达成调解协议。")
    ahead = seen(officer, story, "take_evidence", on="2027-03-01", **words)
    held(ahead, "晚于今天")
    early = seen(
        officer,
        story,
        "draft_decision",
        on=str(story.day(34)),
        **typed(story, "draft_decision", 36, **own),
    )
    held(early, "早于上一步的日期")
    assert acts(story) == before
    # A stale page: somebody acted meanwhile; then the same form is sent twice.
    officer.get(f"{story.path}/steps/draft_decision")
    story.take("note_invalidation", 35, "registrar")
    story.take("invalidation_ended", 35, "registrar")
    stale = officer.submit(on=str(story.day(36)), **typed(story, "draft_decision", 36, **own))
    held(stale, "您打开本页之后，案件已有新的办理", "登记无效宣告结果")
    officer.get(f"{story.path}/steps/draft_decision")
    form = {"on": str(story.day(36)), **typed(story, "draft_decision", 36, **own)}
    opened = officer.last
    assert officer.submit(**form).status == 303
    after = acts(story)
    officer.last = opened
    officer.submit(**form)
    assert acts(story) == after
    assert after[0] == "deciding"
    # The chief sees the draft in the form and may not sign another text.
    chief = as_person("chen")
    page = chief.get(f"{story.path}/steps/decide")
    assert WRITTEN in page.source
    other = chief.submit(on=str(story.day(38)), f_order_words=WRITTEN)
    held(other, "措施的具体内容与拟定的裁决书不一致")
    # A limit that has not begun: nobody was served, so nobody can be late.
    assert "没有起算" not in page.text
    assert chief.get(story.path).status == 200


def test_a_service_that_cannot_be_is_said_on_the_page_of_the_paper(people, as_person):
    story = dispute(people).walk(TO_DECIDED)
    desk, before = as_person("zheng"), acts(story)
    path = f"{story.path}/papers/{story.paper('D23').id}"
    how = {"mode": "邮寄", "receiver": "收发室", "note": WRITTEN}
    for day, sentence in (
        (story.day(37), "送达日期不能早于签发日期（2026年4月9日）"),
        ("2027-03-01", "送达日期不能晚于今天"),
    ):
        desk.get(path)
        held(desk.submit("/serve", served_on=str(day), **how), sentence)
    desk.get(path)
    held(desk.submit("/serve", part="nobody", served_on=str(story.day(40)), **how), "受送达人")
    assert acts(story) == before
    desk.get(path)
    opened = desk.last
    assert desk.submit("/serve", served_on=str(story.day(40)), **how).status == 303
    after = acts(story)
    assert after == ("decided", before[1] + 1)
    # The same form again, and the same side from a fresh page.
    desk.last = opened
    desk.submit("/serve", served_on=str(story.day(41)), **how)
    assert acts(story) == after
    desk.get(path)
    again = desk.submit("/serve", part="requester", served_on=str(story.day(41)), **how)
    held(
        again, "已于2026年4月11日送达鞍山市千山阀门研究所有限公司，没有重复登记", "请在“更正”中改正"
    )
    # Only one side was served: the case does not go on, and nobody is late yet.
    gone = desk.get(f"{story.path}/steps/serve_decision")
    assert gone.status == 404


def test_what_cannot_be_is_said_on_the_pages_of_a_mediation(people, as_person):
    story = mediation(people).walk(TO_SESSION[:1])
    officer, before = as_person("wang"), acts(story)
    # The opinion is not due while nobody was served: the limit has no beginning.
    silent = seen(officer, story, "stay_silent", on=str(story.day(30)))
    assert "意见陈述通知书尚未送达" in silent.text
    chief = as_person("chen")
    refused = {"on": str(story.day(30)), "f_refusal": "no_consent", "f_told_how": "post"}
    held(seen(chief, story, "refuse_filing", **refused, reason=WRITTEN), "意见陈述通知书尚未送达")
    agreed = {"on": str(story.day(3)), "f_terms": WRITTEN}
    held(officer.post(f"{story.path}/steps/agree", agreed), "案件现处于“通知陈述意见”阶段")
    desk = as_person("zheng")
    for day, sentence in (("2027-03-01", "晚于今天"), (str(story.day(1)), "早于上一步的日期")):
        held(seen(desk, story, "consent", on=day, f_opinion=WRITTEN), sentence)
    assert acts(story) == before
    desk.get(f"{story.path}/steps/consent")
    story.take("notice_served", 4, "registrar")
    stale = desk.submit(on=str(story.day(10)), f_opinion=WRITTEN)
    held(stale, "您打开本页之后，案件已有新的办理", "送达意见陈述通知书")
    desk.get(f"{story.path}/steps/consent")
    opened = desk.last
    assert desk.submit(on=str(story.day(10)), f_opinion=WRITTEN).status == 303
    after = acts(story)
    desk.last = opened
    desk.submit(on=str(story.day(10)), f_opinion=WRITTEN)
    assert acts(story) == after
    # An absence without a served notice, an end whose paper nobody holds.
    story.walk([("file", 14, "chief"), ("notify_session", 15, "officer")])
    told = typed(story, "note_absence", 22, f_absence_note=WRITTEN)
    away = seen(officer, story, "note_absence", on=str(story.day(22)), **told)
    held(away, "《调解通知书》尚未送达", "请在文书页登记送达")
    story.walk([("mediate", 22, "officer"), ("withdraw", 24, "chief")])
    held_back = seen(chief, story, "close", on=str(story.day(25)))
    assert "《撤销案件通知书》尚未送达" in held_back.text
    assert story.case.state == "failed"


@pytest.mark.parametrize(
    ("track", "changed", "sentence"),
    [
        ("infringement", {"patent_as_printed": "ZL202320123456.2"}, "校验位"),
        ("infringement", {"requester_credit_code": "91210300MA0UQ4X6X9"}, "统一社会信用代码有误"),
        ("mediation", {"patent_as_printed": "ZL201530012345.5"}, "校验位"),
        ("mediation", {"requester_id_number": "210302198001011230"}, "身份证"),
    ],
)
def test_a_wrong_check_digit_of_a_request_is_said_in_place(
    as_person: Callable[[str], Reader], *, track: str, changed: dict[str, str], sentence: str
):
    desk = as_person("zheng")
    desk.get(f"/cases/requests/new?track={track}")
    fields = {
        "requester_name": "钱明远",
        "requester_kind": "person",
        "respondent_name": "鞍山恒力机械制造有限公司",
        "relief": "请求处理。",
        "grounds": WRITTEN,
        "patent_as_printed": "ZL201530012345.4",
    }
    if track == "mediation":
        fields["dispute_kind"] = "reward"
    if "requester_credit_code" in changed:
        fields["requester_kind"] = "company"
    page = desk.submit(**(fields | changed))
    held(page, sentence)
    assert next(iter(changed.values())) in page.source
