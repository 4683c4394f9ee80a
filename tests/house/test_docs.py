"""What is generated from the tables is what stands in docs/."""

from caseapp.law.procedures.handbook import write_handbook
from tests.house import tree

FOLDER = tree.ROOT / "docs" / "procedures"


def test_the_kept_handbook_says_what_the_tables_say(tmp_path, rewrite):
    if rewrite:
        write_handbook(FOLDER)
    made = {path.name: path.read_text(encoding="utf-8") for path in write_handbook(tmp_path)}
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert kept.keys() == made.keys()
    for page, text in made.items():
        assert kept[page] == text, f"{page}: write it anew with pytest tests/house --rewrite"


def test_decisions_are_numbered_without_gaps():
    names = sorted(path.name for path in tree.under("docs/decisions", ".md"))
    numbers = [int(name[:4]) for name in names if name[:4].isdigit()]
    assert numbers == list(range(1, len(numbers) + 1))
