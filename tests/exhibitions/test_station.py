"""The station at the fair: a complaint is taken once, photos and signatures stay what they are, clocks count."""

from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import Refused
from caseapp.base.web import Upload
from caseapp.exhibitions import spot_queries
from caseapp.exhibitions.actions import counting, photos, signatures
from caseapp.exhibitions.complaint_given import ComplaintGiven
from caseapp.exhibitions.spot_given import PhotoGiven, SignatureGiven
from caseapp.exhibitions.spot_words import signed_as
from caseapp.exhibitions.stand_meant import with_exhibitor
from caseapp.exhibitions.station_cards import cards_of
from tests.clock import MONDAY
from tests.exhibitions.complaints import PATENT, complained, notified, taken
from tests.exhibitions.fairs import opened, running
from tests.exhibitions.stands import with_stands

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
OTHER = b"\x89PNG\r\n\x1a\n" + b"\x01" * 64
TOLD = {
    "right_kind": "patent",
    "right_number": PATENT,
    "booth": "A12",
    "respondent": "海城市红火电器厂",
    "exhibit": "电热水壶",
    "complainant": "鞍山市暖阳电器有限公司",
    "materials": ["certificate", "identity"],
    "device": "T-tablet",
    "device_serial": "7",
    "happened_at": "2026-11-23T01:58:00Z",
}


@pytest.fixture
def fair_id(app, people):
    return running(people)


def test_complaint_is_taken_at_the_station_with_its_papers(as_person, people, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station"
    assert "没有未办结的投诉" in wang.get(at).text
    wang.get(f"{at}/new")
    assert wang.submit(f"{at}/new", **TOLD).status == 303
    page = wang.follow()
    made = spot_queries.complaint_of_device(fair_id, "T-tablet", 7)
    assert page.texts(".//p[@class='big-number']") == [made.number]
    assert made.booth == "A12"
    assert "海城市红火电器厂" in wang.get(at).text


def test_page_a_script_reads_leaves_the_message_for_the_one_that_is_shown(as_person, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station/new"
    wang.get(at)
    wang.submit(at, **TOLD)
    went = wang.last.location
    assert "已登记投诉" in wang.get(went, headers={"Sec-Fetch-Dest": "empty"}).text
    assert "已登记投诉" in wang.get(went, headers={"Sec-Fetch-Dest": "document"}).text
    assert "已登记投诉" not in wang.get(went).text


def test_record_sent_again_is_the_complaint_it_made(as_person, people, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station/new"
    answers = []
    for _ in range(2):  # two windows of one tablet: another click, the same record
        wang.get(at)
        answers.append(wang.submit(at, **TOLD).location)
    assert answers[0] == answers[1]
    assert len(cards_of(people.wang, opened(fair_id, people))) == 1


def test_other_words_under_the_same_count_are_shown_side_by_side(as_person, people, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station/new"
    wang.get(at)
    wang.submit(at, **TOLD)
    wang.get(at)
    answer = wang.submit(at, **(TOLD | {"exhibit": "电饭锅"}))
    assert answer.status == 409
    assert "这台设备的第 7 号记录已经登记为投诉" in answer.text
    assert "电热水壶" in answer.text
    assert "电饭锅" in answer.text


def photo(content=PNG, name="展品.png", kind="image/png"):
    return Upload(name, kind, sha256(content).hexdigest(), len(content))


def add(people, fair_id, complaint_id, *, serial=1, file=None, by="wang"):
    given = PhotoGiven("T-tablet", serial, MONDAY, complaint_id=complaint_id)
    with writing():
        return photos.add_photo(
            by=people[by], opened=opened(fair_id, people), given=given, file=file or photo()
        ).id


def test_photo_sent_twice_is_kept_once(people, fair_id):
    one = taken(people, fair_id)
    assert add(people, fair_id, one) == add(people, fair_id, one)
    assert add(people, fair_id, one, serial=2, file=photo(OTHER)) == 2
    assert [(row.device_serial, row.filename) for row in spot_queries.photos_of(one)] == [
        (1, "展品.png"),
        (2, "展品.png"),
    ]


def test_another_photo_under_the_same_count_is_refused(people, fair_id):
    one = taken(people, fair_id)
    add(people, fair_id, one)
    with pytest.raises(Refused, match="第 1 号照片已经保存过另一张"):
        add(people, fair_id, one, file=photo(OTHER))


@pytest.mark.parametrize(
    "wrong",
    [
        (photo(b"", "空.png"), "照片“空.png”是空的"),
        (photo(b"MZ", "病毒.exe", "application/x-executable"), "“病毒.exe”不是照片"),
    ],
)
def test_what_is_no_photo_is_refused(people, fair_id, wrong):
    file, said = wrong
    with pytest.raises(Refused, match=said):
        add(people, fair_id, taken(people, fair_id), file=file)


def test_photo_of_a_clock_that_runs_ahead_was_taken_when_it_arrived(people, fair_id):
    given = PhotoGiven("T-tablet", 1, MONDAY + timedelta(days=3))
    with writing():
        row = photos.add_photo(
            by=people.wang, opened=opened(fair_id, people), given=given, file=photo()
        )
    assert row.taken_at == MONDAY


def test_somebody_not_on_duty_keeps_no_photo(people, fair_id):
    with pytest.raises(Refused, match="不在这次展会的值守名单上"):
        add(people, fair_id, taken(people, fair_id), by="liu")


def test_same_bytes_under_another_count_are_the_photo_that_is_here(people, fair_id):
    one, two = taken(people, fair_id), taken(people, fair_id, complainant="另一家权利人")
    first = add(people, fair_id, one)
    assert add(people, fair_id, one, serial=8) == first
    assert add(people, fair_id, two, serial=9) != first
    assert [len(spot_queries.photos_of(one)), len(spot_queries.photos_of(two))] == [1, 1]


def test_form_that_another_officer_filled_in_is_not_sent_under_this_name(
    as_person, people, fair_id
):
    wang, li = as_person("wang"), as_person("li")
    at = f"/fairs/{fair_id}/station/new"
    li.get(at)
    answer = li.submit(at, **(TOLD | {"filled_by": str(people.wang.id)}))
    assert answer.status == 409
    assert "这张表单是另一位同事在本机填写的" in answer.text
    assert "鞍山市暖阳电器有限公司" in answer.text
    assert spot_queries.complaint_of_device(fair_id, "T-tablet", 7) is None
    wang.get(at)
    assert wang.submit(at, **TOLD).status == 303
    made = spot_queries.complaint_of_device(fair_id, "T-tablet", 7)
    assert made.taken_by_name == people.wang.name


def test_form_carried_out_with_other_words_says_where_they_are(as_person, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station/new"
    page = wang.get(at)
    went = wang.submit(at, **TOLD).location
    wang.last = page
    answer = wang.submit(at, **(TOLD | {"exhibit": "电饭锅"}))
    assert answer.status == 409
    assert answer.all(".//main//div[@data-done]")[0].get("data-done") == went


def test_photos_follow_the_complaint_of_the_device(as_person, people, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station/new"
    wang.get(at)
    early = {"of_device": "T-tablet", "of_serial": "7", "device": "T-tablet", "device_serial": "8"}
    sent = {"photos": (BytesIO(PNG), "展品.png")}
    answer = wang.post(f"/fairs/{fair_id}/photos", early | sent)
    assert answer.status == 409
    assert "它所属的投诉还没有登记" in answer.text
    wang.get(at)
    wang.submit(at, **TOLD)
    wang.follow()
    wang.get(at)
    sent = {"photos": (BytesIO(PNG), "展品.png")}
    assert wang.post(f"/fairs/{fair_id}/photos", early | sent).status == 303
    assert "共 1 张" in wang.follow().text
    picture = wang.get(f"/fairs/{fair_id}/photos/1")
    assert (picture.status, picture.data) == (200, PNG)


def test_page_without_script_sends_its_photos_along(as_person, people, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station/new"
    wang.get(at)
    sent = [(BytesIO(PNG), "正面.png"), (BytesIO(OTHER), "标识.png")]
    told = {name: value for name, value in TOLD.items() if not name.startswith("device")}
    assert wang.submit(at, **told, photos=sent).status == 303
    assert "共 2 张" in wang.follow().text


def sign(people, complaint_id, *, image=None, text="", by="wang", **changed):
    at = complained(complaint_id, people)
    given = {
        "part": "respondent",
        "name": "郑洪",
        "text_sha256": text or signatures.digest_of(at, None),
    }
    with writing():
        return signatures.sign(
            by=people[by],
            complained=complained(complaint_id, people),
            given=SignatureGiven(**(given | changed)),
            image=image or photo(name="签名.png"),
        )


def test_signature_is_a_picture_with_time_and_digests(people, fair_id):
    one = taken(people, fair_id)
    sign(people, one)
    sign(people, one, image=photo(OTHER, "签名.png"))
    first, second = spot_queries.signatures_of(one)
    told = sha256(PNG).hexdigest()
    assert (first.part, first.name, first.sha256) == ("respondent", "郑洪", told)
    assert first.signed_text_sha256 == signatures.digest_of(complained(one, people), None)
    assert second.sha256 == sha256(OTHER).hexdigest()
    said = signed_as(MONDAY, told)
    assert said == f"手写签名图像，2026-11-23 10:00，SHA-256 {told[:16]}"


@pytest.mark.parametrize(
    "wrong",
    [
        ({"text": "0" * 64}, "所签的内容已经改动"),
        ({"name": "  "}, "没有写明签名人的姓名"),
        ({"part": "nobody"}, "没有选择签名人的身份"),
        ({"image": photo(b"")}, "没有签名"),
        ({"image": photo(b"%PDF-", "a.pdf", "application/pdf")}, "签名不是图像"),
        ({"by": "liu"}, "不在这次展会的值守名单上"),
    ],
)
def test_signature_is_refused(people, fair_id, wrong):
    changed, said = wrong
    with pytest.raises(Refused, match=said):
        sign(people, taken(people, fair_id), **changed)


def test_signing_page_shows_the_words_and_keeps_the_picture(as_person, people, fair_id):
    one = taken(people, fair_id)
    wang = as_person("wang")
    at = f"/fair-complaints/{one}/sign"
    assert "展位上展出的电热水壶与本公司的外观设计相同" in wang.get(at).text
    sent = (BytesIO(PNG), "签名.png")
    assert wang.submit(at, name="郑洪", part="respondent", image=sent).status == 303
    text = wang.follow().text
    assert f"手写签名图像，2026-11-23 10:00，SHA-256 {sha256(PNG).hexdigest()[:16]}" in text
    assert "不是印章" in text
    assert wang.get(f"/fair-complaints/{one}/signatures/1").data == PNG


def test_day_counts_who_asked_and_takes_a_slip_back(as_person, people, fair_id):
    wang = as_person("wang")
    at = f"/fairs/{fair_id}/station"
    for more in ({"inquiries": "1"}, {"inquiries": "1"}, {"leaflets": "10"}, {"leaflets": "-1"}):
        wang.get(at)
        assert wang.post(f"{at}/count", more).status == 303
    wang.get(at)
    answer = wang.post(f"{at}/count", {"inquiries": "-3"})
    assert answer.status == 409
    assert "接待咨询今天一共 2，不能再减" in answer.text
    day = spot_queries.day_of(fair_id, MONDAY.date())
    assert (day.inquiries, day.leaflets) == (2, 9)


def test_day_outside_of_the_show_counts_nothing(people, fair_id, clock):
    clock.set(date(2026, 12, 1))
    with pytest.raises(Refused, match="今天不在展会日期"), writing():
        counting.count(by=people.wang, opened=opened(fair_id, people), more={"inquiries": 1})


def test_card_counts_the_hours_to_the_minute(people, fair_id, clock):
    one = notified(people, fair_id)
    (card,) = cards_of(people.wang, opened(fair_id, people))
    assert (card.row.id, card.state, card.left, card.tone) == (
        one,
        "已通知",
        "还剩 24 小时 0 分",
        "calm",
    )
    clock.forward(hours=23, minutes=30)
    assert cards_of(people.wang, opened(fair_id, people))[0].tone == "overdue"
    clock.forward(hours=1)
    assert cards_of(people.wang, opened(fair_id, people))[0].left == "已超期 30 分"


@pytest.mark.parametrize(
    "typed",
    [
        ({"booth": "一号馆 A12", "respondent": "海城市红火电器厂"}, 1),
        ({"booth": "1馆a-12", "respondent": ""}, 1),
        ({"booth": "A12", "respondent": "另一家公司"}, None),
        ({"booth": "C01", "respondent": "海城市红火电器厂"}, None),
        ({"booth": "B03", "respondent": "", "exhibitor_id": 1}, 2),
        ({"booth": "B03", "respondent": "海城市红火电器厂", "exhibitor_id": 1}, None),
        ({"booth": "一号馆 A12", "respondent": "海城市红火电器厂", "exhibitor_id": 1}, 1),
        ({"booth": "A12", "respondent": "", "exhibitor_id": 99}, 1),
    ],
)
@pytest.mark.usefixtures("app")
def test_complaint_is_tied_to_the_exhibitor_its_words_mean(people, typed):
    words, meant = typed
    given = ComplaintGiven(complainant="暖阳", right_kind="patent", **words)
    assert with_exhibitor(with_stands(people), given).exhibitor_id == meant
