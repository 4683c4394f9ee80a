"""Whatever is changed in a hand-over file on its way, both the office and a strange machine see it."""

import hashlib
import json
import runpy
import shutil
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from caseapp.base.errors import Refused
from caseapp.transfers import packages
from caseapp.transfers.manifest import (
    Entry,
    Head,
    Lacking,
    Manifest,
    bears,
    canonical,
    code_of,
    code_words,
    is_code,
    short_code,
    written,
)
from caseapp.transfers.packages import read_package, streams

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "transfers" / "verify_transfer.py"
PHOTO, REPORT = b"\xff\xd8\xff photo", "调查报告".encode()
PATHS = {"photo": "07 证据材料/001 现场照片.jpg", "report": "03 调查报告/002 调查报告.txt"}
LETTER = "函件/1 移送函.pdf"


def entry(name, path, content, **more):
    sha256 = hashlib.sha256(content).hexdigest()
    return Entry(name, more.pop("category", "evidence"), "x", path, sha256, len(content), **more)


MANIFEST = Manifest(
    Head(number="鞍市监协登字〔2026〕3号", kind="case_out", title="假冒专利案",
         sender="鞍山市市场监督管理局", sender_key="", receiver="海城市知识产权局",
         receiver_key="haicheng"),
    (
        entry("现场照片", PATHS["photo"], PHOTO, pages=1),
        entry("调查报告", PATHS["report"], REPORT, category="report", pages=3, copies=2),
        Entry("电热水壶，12 台", "goods"),
    ),
    (Lacking("检验报告", "第六条第（四）项", "不需要"),),
)  # fmt: skip
CODE = code_of(written(MANIFEST))


def files(**changed):
    """The files of an honest package, some of them replaced; None leaves one out."""
    whole = {
        "manifest.json": written(MANIFEST),
        "核对说明.txt": "说明".encode(),
        LETTER: b"%PDF-1.4",
        PATHS["photo"]: PHOTO,
        PATHS["report"]: REPORT,
    } | changed
    return {name: content for name, content in whole.items() if content is not None}


@pytest.fixture
def pack(tmp_path):
    def make(content, **how):
        path = tmp_path / "package.zip"
        with zipfile.ZipFile(path, "w", **how) as folder:
            for name, each in content.items():
                folder.writestr(name, each)
        return path

    return make


def verified(path, *words):
    """Run the script as on a strange machine: no site packages, no environment of ours."""
    copy = path.with_name("verify_transfer.py")
    shutil.copyfile(SCRIPT, copy)
    command = [sys.executable, "-I", "-S", "-X", "utf8", copy, path, *words]
    said = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", cwd=path.parent
    )
    assert said.stderr == ""
    return said.returncode, said.stdout.splitlines()


def seen():
    return [
        "清单列 3 项，其中文件 2 个。",
        f"清单校验码：{short_code(CODE)}（全文 {CODE}）",
        f"不在清单内、以印章为凭的函件：{LETTER}",
    ]


def test_honest_package_fits_packed_and_unpacked(pack):
    path = pack(files())
    package = read_package(path)
    assert package == packages.Package(MANIFEST, CODE, (LETTER,), ())
    assert {name: file.read() for name, file in streams(path, package)} == {
        LETTER: b"%PDF-1.4",
        PATHS["photo"]: PHOTO,
        PATHS["report"]: REPORT,
    }
    for code in (CODE, short_code(CODE), code_words(CODE)):
        assert verified(path, "--code", code) == (0, [*seen(), "相符。"])
    folder = path.with_name("unpacked")
    with zipfile.ZipFile(path) as packed:
        packed.extractall(folder)
    assert verified(folder, "--code", CODE) == (0, [*seen(), "相符。"])
    told = "没有给出函件上的校验码：请与函件、回执上印的逐位核对，或者用 --code 再核对一次。"
    assert verified(folder) == (0, [*seen()[:2], told, seen()[2], "相符。"])


OTHER = canonical({**json.loads(written(MANIFEST)), "lacking": []})


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(
            {PATHS["photo"]: b"\xff\xd8\xff phota"},
            (
                f"“现场照片”（{PATHS['photo']}）与清单不符，内容被改动过。",
                f"内容被改动：{PATHS['photo']}",
            ),
            id="one byte",
        ),
        pytest.param(
            {PATHS["photo"]: PHOTO + b" and more"},
            (
                f"“现场照片”（{PATHS['photo']}）与清单不符，内容被改动过。",
                f"内容被改动：{PATHS['photo']}",
            ),
            id="longer",
        ),
        pytest.param(
            {PATHS["report"]: None},
            (
                f"缺少“调查报告”（{PATHS['report']}）。",
                f"缺少：{PATHS['report']}（调查报告）",
            ),
            id="removed",
        ),
        pytest.param(
            {"08 涉案物品/多一件.txt": b"x"},
            (
                "清单里没有“08 涉案物品/多一件.txt”。",
                "清单里没有：08 涉案物品/多一件.txt",
            ),
            id="added",
        ),
    ],
)
def test_changed_item_is_named(pack, changed, said):
    ours, theirs = said
    path = pack(files(**changed))
    assert read_package(path).faults == (ours,)
    status, told = verified(path, "--code", CODE)
    assert (status, told[0], told[-1]) == (1, theirs, "不符 1 处，请勿签收，联系移送机关。")


def test_renamed_item_is_missing_and_too_many(pack):
    path = pack(files(**{PATHS["photo"]: None, "07 证据材料/别的.jpg": PHOTO}))
    assert read_package(path).faults == (
        f"缺少“现场照片”（{PATHS['photo']}）。",
        "清单里没有“07 证据材料/别的.jpg”。",
    )
    assert verified(path)[1][:2] == [
        f"缺少：{PATHS['photo']}（现场照片）",
        "清单里没有：07 证据材料/别的.jpg",
    ]


def test_changed_list_has_another_code(pack):
    path = pack(files(**{"manifest.json": OTHER}))
    package = read_package(path)
    assert package.faults == ()
    assert package.code != CODE
    assert not is_code(short_code(CODE), package.code)
    assert verified(path)[0] == 0
    status, said = verified(path, "--code", short_code(CODE))
    assert status == 1
    assert said[0].startswith("校验码不符：")


def test_code_is_read_as_people_copy_it():
    whole = code_words(CODE)
    assert bears(f"清单校验码：{whole}。", CODE)
    assert not bears(short_code(CODE), CODE)
    for typed in (CODE, CODE.upper(), short_code(CODE), CODE[:16], whole, f" {CODE[:20]} "):
        assert is_code(typed, CODE)
    wrong = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")
    for typed in ("", CODE[:15], "无", wrong, code_words(wrong), CODE + "0", f"x{wrong}"):
        assert not is_code(typed, CODE)
    assert not is_code(CODE, "")


def spoilt(**changed):
    said = json.loads(written(MANIFEST)) | changed
    return canonical(said)


def item(**changed):
    said = json.loads(written(MANIFEST))
    said["items"][0] |= changed
    return canonical(said)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "读不出来"),
        (b"\xff\xfe", "读不出来"),
        (b"[" * 100_000, "读不出来"),
        (b"[]", "的格式不是"),
        (b'{"format":"transfer-manifest/2"}', "的格式不是"),
        (written(MANIFEST).replace(b'{"format"', b'{"format":"x","format"', 1), "读不出来"),
        (json.dumps(json.loads(written(MANIFEST))).encode(), "不是规范写法"),
        (spoilt(more=1), "里项目的写法不对"),
        (spoilt(items={}), "里清单的写法不对"),
        (spoilt(transfer=None), "里项目的写法不对"),
        (item(size="11"), "里“size”的写法不对"),
        (item(size=True), "里“size”的写法不对"),
        (item(pages=-1), "里“pages”的写法不对"),
        (item(name=None), "里“name”的写法不对"),
        (item(sha256="abc"), "里“现场照片”的写法不对"),
        (item(sha256=""), "里“现场照片”的写法不对"),
        (item(name="长" * 30_000), "里“name”的写法不对"),
        (item(path="../../etc/passwd"), "“../../etc/passwd”不合规"),
        (item(path="manifest.json"), "“manifest.json”不合规"),
        (item(path=PATHS["report"].upper()), "有两项用同一个文件名"),
    ],
)  # fmt: skip
def test_list_that_is_none_is_refused_with_a_sentence(pack, content, why):
    with pytest.raises(Refused, match=why) as no:
        read_package(pack(files(**{"manifest.json": content})))
    assert no.value.remedy == packages.ASK_AGAIN


@pytest.mark.parametrize(
    "name",
    ["../a.txt", "/etc/a", "a/../../b", "C:/a", "a\\b", "a/./b", "a//b", "a\u202egpj.exe",
     "长" * 300, "a\nb", "MANIFEST.JSON"],
)  # fmt: skip
def test_name_that_leads_elsewhere_is_refused_before_a_byte_is_read(pack, name):
    with pytest.raises(Refused, match=r"不合规|都叫"):
        read_package(pack(files(**{name: b"x"})))


def test_name_hidden_behind_a_zero_byte_is_refused(pack):
    path = pack(files(**{"evil.exe0.txt": b"x"}))
    path.write_bytes(path.read_bytes().replace(b"evil.exe0.txt", b"evil.exe\0.txt"))
    with pytest.raises(Refused, match="不合规"):
        read_package(path)
    assert verified(path)[0] == 1


def test_same_name_twice_is_refused(pack):
    path = pack(files())
    with zipfile.ZipFile(path, "a") as folder, pytest.warns(UserWarning, match="Duplicate name"):
        folder.writestr(PATHS["photo"], b"another")
    with pytest.raises(Refused, match="有两个文件都叫"):
        read_package(path)
    assert f"有两个同名文件：{PATHS['photo']}" in verified(path)[1]


def test_link_is_refused(pack):
    path = pack(files())
    with zipfile.ZipFile(path, "a") as folder:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        folder.writestr(link, "/etc/passwd")
    with pytest.raises(Refused, match="不是普通文件"):
        read_package(path)


def test_bombs_are_refused_unread(pack, monkeypatch):
    big = files(**{"a.bin": b"\0" * 3_000_000})
    path = pack(big, compression=zipfile.ZIP_DEFLATED)
    assert path.stat().st_size < 100_000
    monkeypatch.setattr(packages, "LARGEST_UNPACKED", 2_000_000)
    with pytest.raises(Refused, match="压缩炸弹"):
        read_package(path)
    monkeypatch.setattr(packages, "MOST_FILES", 4)
    with pytest.raises(Refused, match="多于 4 个"):
        read_package(path)
    monkeypatch.setattr(packages, "LARGEST_DIRECTORY", 100)
    with pytest.raises(Refused, match="里的文件多于"):
        read_package(path)


def test_size_told_too_small_does_not_let_more_through(pack):
    """The central directory lies about the size; what is read stops there and the hash tells."""
    path = pack(files(**{PATHS["photo"]: PHOTO + b"!" * 50}))
    content = path.read_bytes()
    true = struct.pack("<LL", len(PHOTO) + 50, len(PHOTO) + 50)
    path.write_bytes(content.replace(true, struct.pack("<LL", len(PHOTO), len(PHOTO))))
    assert read_package(path).faults == (f"“现场照片”（{PATHS['photo']}）损坏，读不出来。",)
    assert verified(path)[1][0] == f"损坏，读不出来：{PATHS['photo']}"


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"%PDF-1.4", b"PK\x05\x06" + b"\0" * 18, b"PK\x05\x06" + b"\xff" * 18]
)
def test_what_is_no_package_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(Refused, match="不能读取："):
        read_package(path)
    status, said = verified(path)
    assert status == 1
    assert said[-1] == "不符 1 处，请勿签收，联系移送机关。"


def test_cut_package_is_refused(pack):
    path = pack(files())
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(Refused, match="不是完整的 zip"):
        read_package(path)
    assert verified(path)[1][0] == "不是文件夹，也不是完整的 zip 压缩包。"


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_no_changed_byte_gets_through(pack, bit):
    """Each byte of a package in turn: it is named, refused, has another code, or changed nothing that counts."""
    path = pack(files())
    whole, script = path.read_bytes(), runpy.run_path(str(SCRIPT))
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        assert read_honestly(path) in (None, {PATHS["photo"]: PHOTO, PATHS["report"]: REPORT}), at
        try:
            script["verify"](path, CODE)
        except script["Unreadable"]:
            continue


def read_honestly(path):
    """What the office would keep of the items, nothing where it would refuse."""
    try:
        package = read_package(path)
        if package.faults or package.code != CODE:
            return None
        kept = {name: file.read() for name, file in streams(path, package)}
    except Refused:
        return None
    return {name: content for name, content in kept.items() if not name.startswith("函件/")}
