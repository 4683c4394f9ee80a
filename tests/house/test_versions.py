"""A row that people edit is written only at the version it was read at; each form can be told apart."""

import ast
import importlib
import re
from collections.abc import Iterator

from caseapp.base.db import Base
from tests.house import tree

BULK = {"bulk_update_mappings", "bulk_save_objects"}


def versioned() -> dict[str, type]:
    """The models with a version, by name."""
    for path in tree.under("caseapp"):
        if path.stem == "models":
            importlib.import_module(tree.name(path).removesuffix(".py").replace("/", "."))
    found = {mapper.class_.__name__: mapper.class_ for mapper in Base.registry.mappers}
    # A kept revision is named by its version and never written again.
    return {
        name: model
        for name, model in found.items()
        if "version" in model.__table__.c and not model.__table__.c.version.primary_key
    }


def test_every_record_with_a_version_is_written_at_that_version_only():
    unchecked = [name for name, one in versioned().items() if one.__mapper__.version_id_col is None]
    assert unchecked == []
    assert {"Party", "PaperRecord", "GoodsRow", "PersonRow", "Unit", "CaseFile", "Ticket"} <= set(
        versioned()
    )


def bulk_writes() -> Iterator[str]:
    """Statements that write many rows of a versioned table, or one without asking its version."""
    names = "|".join(versioned())
    for path in tree.under("caseapp"):
        source = "\n".join(tree.lines(path))
        for node in ast.walk(tree.parsed(path)):
            if not isinstance(node, ast.Expr | ast.Assign | ast.Return):
                continue
            text = ast.get_source_segment(source, node) or ""
            aimed = re.search(rf"\bupdate\(({names})\b", text)
            if aimed and f"{aimed[1]}.version ==" not in text:
                yield f"{tree.name(path)}:{node.lineno} {text[:120]}"
            if any(f".{one}(" in text for one in BULK):
                yield f"{tree.name(path)}:{node.lineno} {text[:120]}"


def test_no_bulk_update_passes_a_version_by():
    assert list(bulk_writes()) == []


def test_the_version_a_page_was_drawn_from_is_read_in_one_place():
    found = [
        f"{tree.name(path)}:{node.lineno}"
        for path in tree.under("caseapp")
        if tree.name(path) != "caseapp/base/forms.py"
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Load)
        and isinstance(node.value, ast.Attribute)
        and (node.value.attr, node.attr) == ("version", "data")
    ]
    assert found == []
