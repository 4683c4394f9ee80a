"""Who may open which address stands in one kept table, so that a change is seen in review."""

from flask import Flask

from caseapp.accounts.permissions import PERMISSIONS
from caseapp.base.web import guard_of
from tests.house import tree

TABLE = tree.ROOT / "tests" / "house" / "access.txt"
# One more is a decision: whoever has not signed in reaches these and nothing else.
OPEN = {
    *("/sign-in", "/sign-in/code", "/sign-in/again", "/activate", "/activate/set"),
    *("/enter/<token>", "/left", "/keys"),
    *("/assets/<mark>/<name>", "/static/<path:filename>"),
    "/fair-query",  # a complainant with the number and the code of a slip; told a word of state
    "/hotline/phone/events",  # the telephone system signs in nowhere: it has a token of its own
}
HEAD = "# address | methods | endpoint | guard; written anew by: pytest tests/house --rewrite"


def access_table(app: Flask) -> list[str]:
    rows = [HEAD]
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: (r.rule, sorted(r.methods or ()))):
        guard = guard_of(app.view_functions[rule.endpoint])
        assert guard is not None, f"{rule.endpoint} declares no guard"
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        word = guard.permission or f"public: {guard.why}"
        rows.append(f"{rule.rule} | {methods} | {rule.endpoint} | {word}")
    return rows


def test_every_address_stands_in_the_table_with_its_guard(bare_app, rewrite):
    table = access_table(bare_app)
    if rewrite:
        TABLE.write_text("\n".join(table) + "\n", encoding="utf-8")
    assert list(TABLE.read_text(encoding="utf-8").splitlines()) == table


def test_every_guard_names_a_permission_somebody_can_hold(bare_app):
    guards = {guard_of(view) for view in bare_app.view_functions.values()}
    named = {guard.permission for guard in guards if guard and guard.permission}
    assert named <= set(PERMISSIONS)


def test_nothing_is_open_but_the_door_and_what_it_is_drawn_with(bare_app):
    rules = bare_app.url_map.iter_rules()
    views = bare_app.view_functions
    found = {rule.rule for rule in rules if not guard_of(views[rule.endpoint]).permission}
    assert found == OPEN


def test_an_open_address_says_why(bare_app):
    guards = {name: guard_of(view) for name, view in bare_app.view_functions.items()}
    silent = [n for n, guard in guards.items() if guard and not guard.permission and not guard.why]
    assert silent == []


def test_an_address_that_changes_something_is_not_reached_by_a_link(bare_app):
    both = [
        str(rule)
        for rule in bare_app.url_map.iter_rules()
        if rule.endpoint.rsplit(".", 1)[-1].startswith(("delete", "remove", "end_", "sign_out"))
        and "GET" in (rule.methods or ())
    ]
    assert both == []
