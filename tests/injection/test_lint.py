"""No text becomes a statement, no value becomes markup: read from the sources themselves."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

TAKES_SQL = {"text", "execute", "exec_driver_sql", "executescript", "executemany", "literal_column"}
# Statements that must name a file or a table; each takes the name from the program itself.
REVIEWED = {
    "caseapp/base/db.py": "pragmas take no bound values; their names stand in the line above"
}
MARKUP = {"Markup", "escape_silent", "do_mark_safe", "mark_safe"}
MAY_MARK: set[str] = set()  # nothing needs it so far


def is_built(node: ast.expr) -> bool:
    """Whether a text is put together from something that is no constant."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        return any(is_text(side) for side in (node.left, node.right))
    is_format = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return (
        is_format and node.func.attr in ("format", "join", "replace") and is_text(node.func.value)
    )


def is_text(node: ast.expr) -> bool:
    """Whether a text stands here as a constant or is itself put together."""
    return (isinstance(node, ast.Constant) and isinstance(node.value, str)) or is_built(node)


def built_statements(path: Path) -> Iterator[str]:
    """The calls that hand a built text to the database."""
    for node in ast.walk(tree.parsed(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = (
            node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        )
        if name in TAKES_SQL and is_built(node.args[0]):
            yield f"{tree.name(path)}:{node.lineno} {ast.unparse(node)[:90]}"


def test_no_statement_is_put_together_from_texts():
    found = [
        line
        for path in tree.under("caseapp")
        for line in built_statements(path)
        if not any(line.startswith(f"{name}:") for name in REVIEWED)
    ]
    assert found == []


def test_the_lint_finds_what_it_looks_for(tmp_path):
    bad = tmp_path / "bad.py"
    for line in (
        'db.execute(f"SELECT {name}")',
        'sa.text("SELECT " + name)',
        'cursor.execute("SELECT %s" % name)',
        'sa.text("SELECT {}".format(name))',
    ):
        bad.write_text(line, encoding="utf-8")
        node = next(n for n in ast.walk(ast.parse(line)) if isinstance(n, ast.Call) and n.args)
        assert is_built(node.args[0]), line


def test_no_template_lets_markup_through():
    found = [
        f"{tree.name(path)}:{number}"
        for path in tree.under("templates", ".html")
        for number, line in enumerate(tree.lines(path), start=1)
        if re.search(r"\|\s*safe\b|autoescape\s+false", line)
    ]
    assert found == []


def test_markup_is_made_in_one_reviewed_module_at_most():
    made = {
        tree.name(path)
        for path in tree.under("caseapp")
        for node in ast.walk(tree.parsed(path))
        if (isinstance(node, ast.Name) and node.id in MARKUP)
        or (isinstance(node, ast.Attribute) and node.attr in MARKUP)
    }
    assert made <= MAY_MARK
    assert len(made) <= 1
