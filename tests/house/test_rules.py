"""The house rules that no tool knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

CHANGING_CALLS = {"add", "add_all", "delete", "merge", "bulk_save_objects", "bulk_insert_mappings"}
CHANGING_STATEMENTS = {"insert", "update", "delete"}
ENDING_CALLS = {"commit", "rollback", "finish", "start_write"}
DATABASE_TOOLS = {"sqlalchemy", "sa", "sqlite", "postgresql"}
# Modules beside actions.py that change rows, each with its reason.
MAY_CHANGE: dict[str, str] = {
    "caseapp/search/postgres.py": "rows of the disposable index, made anew at will; none of the office",
    "caseapp/search/postgres_tables.py": "which generation of that index serves",
}
# Actions that nobody takes: they belong to the act of the one who calls them.
_LEDGER = "caseapp/ledger/actions.py"
ACTS_OF_NOBODY: dict[str, str] = {
    f"{_LEDGER}:announce": "the act it stands in names the person",
    f"{_LEDGER}:take_number": "the act it stands in names the person",
    f"{_LEDGER}:note_stored_file": "bytes are kept before anybody acts",
    f"{_LEDGER}:settle_events": "the worker empties the outbox",
    f"{_LEDGER}:postpone_event": "the worker empties the outbox",
    f"{_LEDGER}:sign_checkpoint": "time signs what everybody did",
    "caseapp/backup/actions.py:load_rows": "rows of a backup come back as they were",
    f"{_LEDGER}:forget_old_requests": "the worker tidies up at night",
    "caseapp/revisions/actions.py:forget_unsaved": "the worker tidies up at night",
    "caseapp/hotline/actions/call_drafts.py:forget_old_calls": "the worker tidies up at night",
    "caseapp/search/actions.py:forget_old_recent": "the worker tidies up at night",
    "caseapp/search/actions.py:note_hits": "the worker notes what newly matches, whoever changed it",
    "caseapp/hotline/actions/phone.py:hear": "the telephone system tells it, and is no person",
}
REASONED_NOQA = re.compile(r"#\s*noqa:\s*[A-Z0-9, ]+?\s+-\s*\S.{3,}")
REASONED_IGNORE = re.compile(r"#\s*type:\s*ignore\[[a-z0-9, -]+\]\s+#\s*\S.{3,}")


def changes(path: Path) -> Iterator[int]:
    """The lines at which a module adds, changes or deletes rows."""
    for node in ast.walk(tree.parsed(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute | ast.Name):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        on = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        by_session = called in CHANGING_CALLS and on.split(".")[-1] in {"session", "session()"}
        by_statement = called in CHANGING_STATEMENTS and (
            on in DATABASE_TOOLS or (not on and called != "delete") or on == "table"
        )
        if by_session or by_statement:
            yield node.lineno


def test_rows_are_changed_only_in_actions():
    found = {
        f"{tree.name(path)}:{line}"
        for path in tree.under("caseapp")
        if not tree.is_room(path, "actions") and tree.name(path) not in MAY_CHANGE
        for line in changes(path)
    }
    assert found == set()


def test_every_exception_is_still_one():
    assert {name for name in MAY_CHANGE if not list(changes(tree.ROOT / name))} == set()


def test_no_action_ends_the_transaction():
    rooms = ("actions", "queries", "models", "forms")
    found = [
        f"{tree.name(path)}:{node.lineno} {ast.unparse(node.func)}"
        for path in tree.under("caseapp")
        if any(tree.is_room(path, room) for room in rooms)
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ENDING_CALLS
    ]
    assert found == []


def exported(room: Path) -> set[str]:
    """What a room cut into files shows to other packages."""
    imports = (n for n in tree.parsed(room).body if isinstance(n, ast.ImportFrom))
    return {alias.asname or alias.name for node in imports for alias in node.names}


def public_actions() -> Iterator[tree.Function]:
    """What other packages and the pages may call."""
    for path in tree.under("caseapp"):
        if tree.is_room(path, "actions"):
            face = path.with_name("__init__.py")
            shown = exported(face) if path.parent.name == "actions" and face != path else None
            for node in tree.parsed(path).body:
                is_hidden = not isinstance(node, ast.FunctionDef) or node.name.startswith("_")
                if not is_hidden and (shown is None or node.name in shown):
                    yield tree.Function(path, node)


def test_arguments_of_an_action_are_named():
    found = [str(f) for f in public_actions() if len(f.node.args.args) > 1]
    assert found == []


def test_an_action_says_who_acts():
    nameless = {
        f"{tree.name(f.path)}:{f.node.name}"
        for f in public_actions()
        if "by" not in {a.arg for a in (*f.node.args.args, *f.node.args.kwonlyargs)}
    }
    assert nameless == set(ACTS_OF_NOBODY)


def test_an_import_inside_a_function_gives_its_reason():
    found = []
    # A command imports what it needs when it is called: the whole of cli/ is about that.
    commands = tree.ROOT / "caseapp" / "cli"
    paths = [path for path in tree.under("caseapp") if not path.is_relative_to(commands)]
    for function in tree.functions([*paths, tree.ROOT / "dev.py"]):
        for node in ast.walk(function.node):
            if isinstance(node, ast.Import | ast.ImportFrom):
                rows = tree.lines(function.path)[max(0, node.lineno - 2) : node.end_lineno]
                if not any("#" in row for row in rows):
                    found.append(f"{tree.name(function.path)}:{node.lineno}")
    assert found == []


def test_every_exception_to_a_tool_gives_its_reason():
    found = []
    for path in tree.files():
        if path.suffix != ".py":
            continue
        for number, line in enumerate(tree.lines(path), start=1):
            noqa = "# no" + "qa" in line and not REASONED_NOQA.search(line)
            ignore = "# type: " + "ignore" in line and not REASONED_IGNORE.search(line)
            if noqa or ignore:
                found.append(f"{tree.name(path)}:{number} {line.strip()}")
    assert found == []


def test_every_module_says_what_it_is_for():
    silent = [
        tree.name(path)
        for path in (*tree.under("caseapp"), *tree.under("bench"))
        if tree.parsed(path).body and not ast.get_docstring(tree.parsed(path))
    ]
    assert silent == []


def test_nothing_is_skipped_and_nothing_of_ours_is_mocked():
    found = []
    for path in tree.under("tests"):
        for node in ast.walk(tree.parsed(path)):
            text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.ImportFrom) else ""
            if text.startswith(("pytest.mark.skip", "pytest.mark.xfail", "from unittest")):
                found.append(f"{tree.name(path)}:{node.lineno} {text}")
    assert found == []
