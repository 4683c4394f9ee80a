"""What somebody still has to confirm is listed whole, with its mark and what hangs on it."""

from caseapp.law.time_limits import every_local, load
from caseapp.law.unconfirmed import unconfirmed


def test_every_switched_off_or_doubtful_row_of_limits_is_listed() -> None:
    listed = {one.id for one in unconfirmed() if one.kind == "期限"}
    doubtful = {
        row.id
        for row in load().rows
        if not row.enabled
        or {"K-", "?"} & {row.confidence, row.unit_confidence, row.start_confidence}
    }
    assert doubtful <= listed
    assert {"CF-04b", "CF-05", "HL-06", "CF-28", "INF-09x", "INF-11b", "MED-05"} <= doubtful
    assert "CF-01" not in listed


def test_switched_off_rows_say_so_and_count_nothing() -> None:
    off = [one for one in unconfirmed() if not one.enabled]
    asleep = ["CF-04b", "CF-05", "CF-32", "CF-32b", "CF-32c", "HL-06"]
    asleep += ["ST-07", "ST-09", "ST-10b", "ST-10c"]
    assert [one.id for one in off if one.kind == "期限"] == asleep
    assert len([one for one in off if one.kind == "本地期限"]) == len(every_local())
    assert [one.id for one in off if one.kind == "听证标准"] == ["TH-7"]
    assert [(one.id, one.marks) for one in off if one.kind == "违法所得"] == [
        ("GAIN-118", ("停用", "没有核实（?）"))
    ]
    assert all("停用" in one.marks or one.kind == "听证标准" for one in off)


def test_doubts_about_sums_crimes_and_service_are_listed_beside_the_limits() -> None:
    found = [
        (one.kind, one.id, one.marks, one.used_by)
        for one in unconfirmed()
        if one.kind in ("违法所得", "罚则", "送达", "加处罚款", "移送标准")
    ]
    doubtful, asked = ("条号或者内容待核（K-）",), ("没有数额标准",)
    assert found == [
        ("违法所得", "GAIN-118", ("停用", "没有核实（?）"), ("写明理由才可以选用",)),
        ("罚则", "PEN-20", doubtful, ("测算罚款幅度",)),
        ("送达", "SV-E2", doubtful, ("登记送达",)),
        ("加处罚款", "SUR-12", doubtful, ("测算加处罚款",)),
        ("移送标准", "CR-6", asked, ("判断是否移送公安机关",)),
        ("移送标准", "CR-6", asked, ("判断是否移送公安机关",)),
    ]
    assert [one.id for one in unconfirmed() if one.kind == "听证标准"] == [
        *("TH-4", "TH-5", "TH-6", "TH-6", "TH-7"),
    ]


def test_a_row_names_the_steps_that_start_it() -> None:
    found = {one.id: one for one in unconfirmed() if one.kind == "期限"}
    assert found["CF-05"].used_by == ()
    assert found["CF-32b"].what == "确定听证的时间和地点（5个工作日）"
    assert found["CF-32b"].marks == ("停用", "没有核实（?）", "条号待核")
    assert found["CF-28"].what == "填写结案审批表（15个工作日）"
    assert any(
        words.startswith("假冒专利案件") and "先行登记保存" in words
        for words in found["CF-08a"].used_by
    )
    # The office's own application to the court starts by the family's name, the holder's does not.
    assert [words.split("：")[1] for words in found["INF-11b"].used_by] == [
        "转由权利人申请强制执行"
    ]
    # An ended row of the bureau's first rules is out of reach for an edition that came after it.
    assert not any("2021" in words for words in found["CF-13b"].used_by)


def test_marks_say_what_is_doubtful() -> None:
    found = {one.id: one.marks for one in unconfirmed() if one.kind == "期限"}
    assert found["CF-04b"] == ("停用", "没有核实（?）", "条号待核")
    assert found["CF-08a"] == ("计算单位待核（K-）",)
    assert found["MED-05"] == ("起算日待核（K-）",)
    assert found["CF-28"] == ("条号或者内容待核（K-）",)
    # Begins about a day, in a unit or for an office that only a note can tell.
    for name in ("CF-12a", "CF-30", "CF-31", "MED-09", "TR-11"):
        assert "说明中有待核之处（K-）" in found[name], name


def test_a_rule_quoted_without_an_article_is_listed_with_what_it_is_quoted_for() -> None:
    found = {one.what: one for one in unconfirmed() if one.kind == "步骤依据"}
    assert {
        "专利行政执法办法（2010年）",
        "市场监督管理行政处罚程序暂行规定",
        "专利纠纷行政裁决和调解办法",
    } <= set(found)
    assert "双方签名盖章并加盖本机关公章" in found["专利纠纷行政裁决和调解办法"].used_by
    assert all(one.used_by and one.marks == ("条号待核",) for one in found.values())
