"""Evidence items: numbered for good, kept whole, never taken out without a reason."""

from datetime import date

import pytest

from caseapp.base.db import writing
from caseapp.base.errors import NotVisible, Refused
from caseapp.base.file_names import shown_name
from caseapp.evidence import actions, queries
from caseapp.ledger import queries as ledger
from tests.evidence.conftest import Evidence, Sent


def test_a_photo_stands_in_the_list_with_its_file(evidence: Evidence) -> None:
    evidence.add()
    (item,) = queries.items_of_case(evidence.case_id)
    assert (item.serial, item.title, item.taken_by, item.added_by) == (
        1,
        "货架上的电热水壶",
        "王建民、李秀英",
        "王建民",
    )
    assert (item.sha256, item.size, item.filename, item.media_type) == (
        "ab" * 32,
        62_914_560,
        "IMG_0001.JPG",
        "image/jpeg",
    )
    assert list(ledger.stored_hashes()) == ["ab" * 32]
    row = ledger.acts_on(object_kind="case", object_id=evidence.case_id)[-1]
    assert (row["action"], row["actor_name"]) == ("evidence.add", "王建民")
    assert f'"sha256":"{"ab" * 32}"' in row["details"]


def test_evidence_makes_the_case_findable_anew(evidence: Evidence) -> None:
    evidence.add()
    evidence.goods()
    pending = ledger.pending_ids(events=["case.saved"], object_kind="case")
    assert pending == {evidence.case_id}


def test_serials_never_move_when_evidence_is_removed(evidence: Evidence, other_case: int) -> None:
    items = [evidence.add(title=f"照片{number}") for number in (1, 2, 3)]
    with writing():
        for item_id in items[1:]:
            actions.remove_item(
                by=evidence.by, case_id=evidence.case_id, item_id=item_id, why="与本案无关"
            )
    evidence.add(title="照片4")
    assert [item.serial for item in queries.items_of_case(evidence.case_id)] == [1, 4]
    whole = queries.items_of_case(evidence.case_id, removed=True)
    assert [(item.serial, item.removed_on, item.removed_why) for item in whole] == [
        (1, None, ""),
        (2, date(2026, 11, 23), "与本案无关"),
        (3, date(2026, 11, 23), "与本案无关"),
        (4, None, ""),
    ]
    Evidence(evidence.by, other_case).add()
    assert [item.serial for item in queries.items_of_case(other_case)] == [1]


def test_evidence_is_removed_once_and_with_a_reason(evidence: Evidence) -> None:
    item_id = evidence.add()

    def remove(why: str) -> None:
        with writing():
            actions.remove_item(by=evidence.by, case_id=evidence.case_id, item_id=item_id, why=why)

    with pytest.raises(Refused, match="移出证据应当写明原因。"):
        remove("  ")
    remove("重复")
    with pytest.raises(Refused, match="证据 1 已于 2026-11-23 移出。"):
        remove("重复")


def test_evidence_of_another_case_is_not_there(evidence: Evidence, other_case: int) -> None:
    item_id = evidence.add()
    with pytest.raises(NotVisible), writing():
        actions.remove_item(by=evidence.by, case_id=other_case, item_id=item_id, why="试")
    with pytest.raises(NotVisible):
        queries.item_of_case(other_case, item_id)
    with pytest.raises(NotVisible):
        Evidence(evidence.by, 999_999).add()
    found = queries.item(item_id)
    assert found is not None
    assert found.case_id == evidence.case_id


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"kind": "video"}, "请选择证据种类和原件、复制件。"),
        ({"form": ""}, "请选择证据种类和原件、复制件。"),
        ({"title": " "}, "请填写证据名称。"),
        ({"taken_by": ""}, "请填写取证人员。"),
        ({"taken_on": date(2026, 11, 24)}, "取证日期晚于今天。"),
        ({"file": None}, "照片应当附文件。"),
        ({"file": Sent(size=0)}, "文件是空的，没有保存。"),
    ],
)
def test_evidence_that_proves_nothing_is_refused(
    evidence: Evidence, other: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused) as no:
        evidence.add(**other)
    assert no.value.sentences == (sentence,)
    assert queries.items_of_case(evidence.case_id) == []


def test_an_object_needs_no_file(evidence: Evidence) -> None:
    evidence.add(None, kind="object", title="电热水壶一个")
    (item,) = queries.items_of_case(evidence.case_id)
    assert (item.kind, item.sha256, item.filename) == ("object", None, "")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("现场照片 1.jpg", "现场照片 1.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\照片\\a.jpg", "a.jpg"),
        ("a\r\nSet-Cookie: x.jpg", "aSet-Cookie: x.jpg"),
        ("gnp.\u202egpj", "gnp.gpj"),
        ("x\x00.jpg. ", "x.jpg"),
        ("字" * 300, "字" * 200),
        ("..", "未命名文件"),
    ],
)
def test_a_hostile_name_of_a_file_becomes_a_plain_one(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown
