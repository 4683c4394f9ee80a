"""Records of what runs beside a case; days of the calendar that hold in one area only."""

import sqlalchemy as sa
from alembic import op

revision = "0013_tracks"
down_revision = "0012_people"
branch_labels = None
depends_on = None
TABLES = (
    *("publication", "challenge", "payment", "performance", "extension", "suspension"),
    *("hearing", "seizure", "sampling"),
)
IN_FORCE = {
    "unique": True,
    "sqlite_where": sa.text("withdrawn_at IS NULL"),
    "postgresql_where": sa.text("withdrawn_at IS NULL"),
}
TEXT, DAY, SUM = sa.Text(), sa.Date(), sa.BigInteger()


def upgrade():
    _areas()
    _track(
        "sampling",
        ("sampled_on", DAY),
        _words("place"),
        ("samples", TEXT),
        ("list_handed", sa.Boolean()),
        _words("signature", 20),
    )
    _inquiry()
    _rest()
    _owed()
    _known()


def downgrade():
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("deadline", "area")
    # A day of one area would be read as a day of all of them.
    op.execute("DELETE FROM calendar_day WHERE area <> ''")
    with op.batch_alter_table("calendar_day") as table:
        table.drop_index("uq_calendar_day_in_force")
        table.drop_column("area")
        table.create_index("uq_calendar_day_in_force", ["day"], **IN_FORCE)


def _areas():
    """A day may hold in one area; a limit is counted by the days of the office that runs it."""
    with op.batch_alter_table("calendar_day") as table:
        table.add_column(_area())
        table.drop_index("uq_calendar_day_in_force")
        table.create_index("uq_calendar_day_in_force", ["day", "area"], **IN_FORCE)
    op.add_column("deadline", _area())
    op.execute(
        "UPDATE deadline SET area = (SELECT unit.area_code FROM case_file JOIN unit"
        " ON unit.id = case_file.unit_id WHERE case_file.id = deadline.case_id)"
        " WHERE case_id IS NOT NULL"
    )


def _area():
    return sa.Column("area", sa.String(length=6), nullable=False, server_default=sa.text("''"))


def _inquiry():
    _track(
        "seizure",
        _words("measure", 10),
        ("is_urgent", sa.Boolean()),
        ("measure_on", DAY),
        ("measure_at?", sa.DateTime()),
        _words("place"),
        ("deadline_id?", "deadline"),
        ("approval_step_id?", "case_step"),
        ("approver_id?", "person"),
        ("approved_at?", sa.DateTime()),
        ("test_step_id?", "case_step"),
        ("test_first?", DAY),
        ("test_last?", DAY),
        ("release_step_id?", "case_step"),
        ("released_on?", DAY),
        _words("release", 20),
        check=("measure", "measure IN ('seal', 'seize')"),
    )
    _track(
        "hearing",
        _words("kind", 10),
        ("asked_on?", DAY),
        ("notice_step_id?", "case_step"),
        ("notice_on?", DAY),
        ("session_on?", DAY),
        ("session_at?", sa.DateTime()),
        _words("place"),
        ("presiding_id?", "person"),
        ("is_public?", sa.Boolean()),
        ("end_step_id?", "case_step"),
        ("ended_on?", DAY),
        _words("outcome", 10),
        ("transcript", TEXT),
        ("opinion", TEXT),
        check=("kind", "kind IN ('hearing', 'oral')"),
    )


def _rest():
    _track(
        "suspension",
        ("began_on", DAY),
        _words("ground", 30),
        _words("end_event", 500),
        ("reason", TEXT),
        ("resume_step_id?", "case_step"),
        ("resumed_on?", DAY),
    )
    _track(
        "extension",
        ("deadline_id", "deadline"),
        _words("family", 20),
        _words("rule_id", 20),
        _words("what"),
        ("turn", sa.Integer()),
        ("length", sa.Integer()),
        _words("unit", 4),
        ("due_before?", DAY),
        ("due_after?", DAY),
        ("decided_on", DAY),
        _words("approved_by", 60),
        ("reason", TEXT),
    )
    op.create_index(op.f("ix_extension_deadline_id"), "extension", ["deadline_id"])


def _owed():
    _track(
        "performance",
        ("ordered_on", DAY),
        ("draft_step_id?", "case_step"),
        ("fine?", SUM),
        ("confiscation?", SUM),
        ("perform_until?", DAY),
        ("deferral_step_id?", "case_step"),
        ("deferred_on?", DAY),
        ("deferred_until?", DAY),
        ("deferral_reason", TEXT),
        ("overdue_step_id?", "case_step"),
        ("overdue_on?", DAY),
        ("demand_step_id?", "case_step"),
        ("demanded_on?", DAY),
        ("surcharge_to?", DAY),
        ("surcharge?", SUM),
        ("surcharge_cap?", SUM),
        ("court_step_id?", "case_step"),
        ("court_asked_on?", DAY),
        _words("court"),
        ("end_step_id?", "case_step"),
        ("ended_on?", DAY),
        _words("end", 10),
        ("fall_step_id?", "case_step"),
        ("fell_on?", DAY),
    )
    _track(
        "payment",
        ("performance_id?", "performance"),
        ("paid_on", DAY),
        ("paid", SUM),
        _words("receipt"),
    )
    op.create_index(op.f("ix_payment_performance_id"), "payment", ["performance_id"])


def _known():
    _track(
        "challenge",
        _words("kind", 20),
        ("noted_on", DAY),
        ("accepted_on?", DAY),
        _words("body"),
        _words("number"),
        ("stays_execution", sa.Boolean()),
        ("answer_step_id?", "case_step"),
        ("answered_on?", DAY),
        ("outcome_step_id?", "case_step"),
        ("outcome_on?", DAY),
        _words("outcome", 10),
        ("outcome_words", TEXT),
        check=("kind", "kind IN ('reconsideration', 'suit')"),
    )
    _track(
        "publication",
        ("is_published", sa.Boolean()),
        ("decided_on", DAY),
        _words("channel"),
        ("is_masked?", sa.Boolean()),
        ("due_on?", DAY),
        ("reason", TEXT),
        ("withdrawal_step_id?", "case_step"),
        ("withdrawn_on?", DAY),
        ("withdrawn_why", TEXT),
        ("correction_step_id?", "case_step"),
        ("corrected_on?", DAY),
        ("corrected_words", TEXT),
    )


def _words(name, length=200):
    return name, sa.String(length=length)


def _track(table, *columns, check=None):
    """Make a table of records; "?" marks what may be empty, a table's name what it points to."""
    own = (("case_id", "case_file"), ("step_id", "case_step"), *columns)
    made, keys = [sa.Column("id", sa.Integer(), nullable=False)], []
    for name, kind in own:
        column = name.removesuffix("?")
        points = isinstance(kind, str)
        if points:
            named = op.f(f"fk_{table}_{column}_{kind}")
            keys.append(sa.ForeignKeyConstraint([column], [f"{kind}.id"], name=named))
        held = sa.Integer() if points else kind
        made.append(sa.Column(column, held, nullable=name.endswith("?")))
    if check is not None:
        keys.append(sa.CheckConstraint(check[1], name=op.f(f"ck_{table}_{check[0]}")))
    op.create_table(
        table,
        *made,
        *keys,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("step_id", name=op.f(f"uq_{table}_step_id")),
    )
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"])
