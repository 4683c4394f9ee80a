"""Names say what a thing is, and no file tells of the machine it was written on."""

import re

from tests.house import tree

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "core"}
EMPTY_NAMES |= {"manager", "managers", "handler", "handlers", "service", "services", "misc"}
# Put together here, so that this file does not find itself.
MACHINE = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/sha" + "red/", "pyp" + "i.org")
MACHINE += ("pythonho" + "sted", "npm" + "js.", "regis" + "try.npm", "index-" + "url =")
TEXT = {".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".mako", ".ini", ".svg", "", ".json"}


def test_no_file_or_folder_has_a_name_that_says_nothing():
    bad = {
        tree.name(path)
        for path in tree.files()
        if EMPTY_NAMES & {part.split(".")[0].lower() for part in path.relative_to(tree.ROOT).parts}
    }
    assert bad == set()


def test_no_file_names_a_machine_or_a_registry():
    found = [
        f"{tree.name(path)}:{number} {word}"
        for path in tree.files()
        if path.suffix in TEXT
        for number, line in enumerate(tree.lines(path), start=1)
        for word in MACHINE
        if word in line
    ]
    assert found == []


def test_every_word_of_the_glossary_stands_there_once():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in tree.lines(tree.ROOT / "docs" / "glossary.md")
        if re.match(r"\| *[\u4e00-\u9fff]", line)
    ]
    chinese = [row[0] for row in rows]
    english = [row[1].lower() for row in rows]
    assert len(rows) >= 15
    assert sorted(chinese) == sorted(set(chinese))
    assert sorted(english) == sorted(set(english))
