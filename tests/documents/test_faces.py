"""Which faces a paper is printed in: the office's own, else named stand-ins, never a box."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from caseapp.base.errors import Refused
from caseapp.config import UnsafeSetting, fonts_folder
from caseapp.documents import pdf, render
from caseapp.documents.paper import Heading, Paragraph
from caseapp.documents.pdf import faces
from caseapp.documents.word import xml as word
from tests.documents.font_files import renamed
from tests.documents.reading import embedded, letter, pdf_of, pdf_text

NAMES = Path(faces.__file__).parents[1] / "fonts" / "official-names.conf"
IN_WORD = (word.FANGSONG, word.KAITI, word.HEITI, word.SONG, word.BIG_SONG)


@pytest.fixture
def folder(tmp_path):
    """Give the office a folder of its own faces; afterwards it has none."""
    pdf.use_folder(tmp_path)
    yield tmp_path
    pdf.use_folder(None)


def put(folder, name, font="NotoSansSC-Regular.otf"):
    (folder / f"{name}.otf").write_bytes(renamed(faces.package_folder() / font, name))


def test_face_put_into_the_offices_folder_is_used_at_once(folder):
    page = letter(Paragraph("正文"), Heading(1, "一、甲"))
    told = {one.official for one in pdf.substitutions()}
    assert "仿宋" in told
    before = render.as_pdf(page)
    put(folder, "FangSong_GB2312")
    assert {one.official for one in pdf.substitutions()} == told - {"仿宋"}
    assert any(name.startswith("TestFace") for name in embedded(page))
    assert render.as_pdf(page) != before
    assert render.as_pdf(page) == render.as_pdf(page)
    (folder / "FangSong_GB2312.otf").unlink()
    assert render.as_pdf(page) == before


def test_each_stand_in_is_named():
    named = {one.official: one for one in pdf.substitutions()}
    assert str(named["仿宋"]) == f"仿宋由“{faces.expected('fangsong')[0]}”代替"
    for key, role in faces.ROLES.items():
        used = faces.expected(key)[0]
        assert used in (role.own if role.official not in named else (named[role.official].used,))


def test_only_the_declared_faces_are_embedded():
    page = letter(Heading(1, "一、甲"), Heading(2, "（一）乙"), Paragraph("正文"))
    declared = {
        faces.expected(key)[0].replace(" ", "").lower().removeprefix("arpl")
        for key in ("fangsong", "kaiti", "heiti", "song", "xiaobiaosong")
    }
    for name in embedded(page):
        family = name.partition("-")[0].lower()
        assert any(family in one or one in family for one in declared), (name, declared)


@pytest.mark.parametrize("own", [True, False], ids=["own face", "stand-in"])
def test_rare_character_of_a_name_is_never_a_box(folder, own):
    if own:
        put(folder, "FangSong_GB2312")
    names = "王喆李堃赵垚钱翀孙犇周昇吴玥郑珺𠮷"
    assert pdf.missing_characters(letter(Paragraph(names))) == ""
    assert names in pdf_text(letter(Paragraph(names)))


def test_character_no_face_has_is_named_in_its_place_in_the_preview():
    page = letter(Paragraph("当事人吉\U000f0001利"))
    assert pdf.missing_characters(page) == "\U000f0001"
    named = letter(Paragraph("当事人吉〔缺字U+F0001〕利"))
    assert render.pictures(page) == render.pictures(named)
    with pytest.raises(Refused, match="这台机器的字体里没有以下字"):
        render.as_pdf(page)


def test_pages_of_the_preview_are_those_of_the_pdf():
    page = letter(*(Paragraph(f"第{line}段") for line in range(50)))
    assert len(render.pictures(page)) == len(pdf_of(page).pages)


def test_every_official_name_is_mapped_for_libreoffice():
    mapped = {
        one.find("test/string").text: [name.text for name in one.iterfind("edit/string")]
        for one in ElementTree.parse(NAMES).getroot().iterfind("match")  # noqa: S314 - our own file
    }
    assert set(IN_WORD) <= set(mapped)
    for role in faces.ROLES.values():
        for name in set(role.own) & set(IN_WORD):
            kept = [face for face in mapped[name] if face in role.free]
            assert kept == [face for face in role.free if face in kept], name
            assert faces.SERIF in kept or faces.SANS in kept


def test_fontconfig_finds_a_declared_face_for_every_official_name(tmp_path):
    """The file is tried by fontconfig itself where it is installed."""
    matcher = shutil.which("fc-match")
    if matcher is None:
        assert NAMES.read_text("utf-8").startswith("<?xml")
        return
    told = tmp_path / "fonts.conf"
    told.write_text(
        f"<fontconfig><dir>/usr/share/fonts</dir><dir>{faces.package_folder()}</dir>"
        f"<cachedir>{tmp_path / 'cache'}</cachedir><include>{NAMES}</include></fontconfig>",
        "utf-8",
    )
    for role in faces.ROLES.values():
        for name in set(role.own) & set(IN_WORD):
            found = subprocess.run(
                [matcher, "-f", "%{family}", name],
                env={"FONTCONFIG_FILE": str(told)},
                capture_output=True,
                check=True,
                text=True,
            ).stdout
            assert set(found.split(",")) & {*role.own, *role.free}, (name, found)


def test_folder_that_is_not_there_stops_the_start_with_what_to_do(tmp_path):
    with pytest.raises(UnsafeSetting, match=r"CASEAPP_FONTS 写的字体目录 .* 不存在"):
        fonts_folder({"CASEAPP_FONTS": str(tmp_path / "none")})
    assert fonts_folder({"CASEAPP_FONTS": str(tmp_path)}) == tmp_path.resolve()
    assert fonts_folder({}) is None
