import json

import pytest
from click.testing import CliRunner

from caseapp.cli.paper import paper
from caseapp.documents.catalogue import kinds


def test_list_names_every_paper_for_another_program():
    said = CliRunner().invoke(paper, ["list", "--json"])
    rows = json.loads(said.output)
    assert [(row["key"], row["title"]) for row in rows] == [
        (kind.key, kind.title) for kind in kinds()
    ]
    assert said.exit_code == 0


def test_list_is_readable_for_a_person():
    said = CliRunner().invoke(paper, ["list"])
    assert said.output.splitlines()[0] == "case_source\t案件来源登记表\t表格\t登记"


@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_sample_is_written_as_word_or_pdf(tmp_path, ending, begins):
    out = tmp_path / f"决定书.{ending}"
    said = CliRunner().invoke(paper, ["sample", "penalty_decision", "-o", str(out)])
    assert said.exit_code == 0, said.output
    assert out.read_bytes().startswith(begins)


def test_every_paper_is_reached_as_word_and_a_flag_makes_it_pdf(tmp_path):
    out = tmp_path / "blank"
    said = CliRunner().invoke(paper, ["sample", "D23", "--pdf", "--blank", "-o", str(out)])
    assert said.output == f"已写入 {out}：专利侵权纠纷案件行政裁决书（空白表）。\n"
    assert out.read_bytes().startswith(b"%PDF")
    for kind in kinds():
        out = tmp_path / f"{kind.key}.docx"
        assert CliRunner().invoke(paper, ["sample", kind.key, "-o", str(out)]).exit_code == 0
        assert out.read_bytes().startswith(b"PK")
    assert len(kinds()) >= 150


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("decree", "a.docx"), "文书目录里没有“decree”。 用 caseapp paper list 查看全部文书。"),
        (("penalty_decision", "a.odt"), "文件名应当以 .docx 或者 .pdf 结尾。"),
        (("penalty_decision", "nowhere/a.docx"), "不能写入"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path, asked, sentence):
    key, name = asked
    said = CliRunner().invoke(paper, ["sample", key, "-o", str(tmp_path / name)])
    assert said.exit_code == 2
    assert sentence in said.output
    assert not (tmp_path / name).exists()
