"""Secrecy levels, sealed cases, recusal and opening in an emergency."""

import sqlalchemy as sa
from alembic import op

revision = "0003_who_may_see"
down_revision = "0002_lists_in_index_order"
branch_labels = None
depends_on = None

# The lists read level and seal out of the index: name, columns before, columns they end with.
LISTS = (
    ("ix_case_file_unit_open", ["unit_path", "is_open", "id"]),
    ("ix_case_file_unit_edition", ["unit_path", "edition", "is_open", "id"]),
    ("ix_case_file_unit_state", ["unit_path", "state", "edition", "id"]),
)
SHIELD = ["level", "is_sealed"]


def upgrade():
    op.add_column(
        "person", sa.Column("clearance", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column(
        "case_file", sa.Column("level", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column(
        "case_file",
        sa.Column("is_sealed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    for name, columns in LISTS:
        op.drop_index(name, table_name="case_file")
        op.create_index(name, "case_file", [*columns, *SHIELD], unique=False)
    _delegations()
    _protection()
    _recusals()
    _emergencies()


def downgrade():
    for table in ("emergency", "recusal", "case_protection", "sealed_name", "unit_delegation"):
        op.drop_table(table)
    for name, columns in LISTS:
        op.drop_index(name, table_name="case_file")
        op.create_index(name, "case_file", columns, unique=False)
    op.drop_column("case_file", "is_sealed")
    op.drop_column("case_file", "level")
    op.drop_column("person", "clearance")


def _delegations():
    op.create_table(
        "unit_delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cases_of_id", sa.Integer(), nullable=False),
        sa.Column("seen_by_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("added_by", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("ended_by", sa.String(length=60), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "until IS NULL OR since <= until", name=op.f("ck_unit_delegation_dates")
        ),
        sa.CheckConstraint("cases_of_id <> seen_by_id", name=op.f("ck_unit_delegation_two_units")),
        sa.ForeignKeyConstraint(
            ["cases_of_id"], ["unit.id"], name=op.f("fk_unit_delegation_cases_of_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["unit.id"], name=op.f("fk_unit_delegation_seen_by_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_delegation")),
    )


def _protection():
    op.create_table(
        "sealed_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("ended_by", sa.String(length=60), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_sealed_name_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sealed_name_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_name")),
    )
    op.create_index(
        "ix_sealed_name_person", "sealed_name", ["person_id", "ended_at", "case_id"], unique=False
    )
    op.create_index(op.f("ix_sealed_name_case_id"), "sealed_name", ["case_id"], unique=False)
    op.create_table(
        "case_protection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_protection_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_protection")),
    )
    op.create_index(
        op.f("ix_case_protection_case_id"), "case_protection", ["case_id"], unique=False
    )


def _recusals():
    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_as", sa.String(length=10), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_name", sa.String(length=60), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_why", sa.String(length=500), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'granted', 'refused', 'withdrawn')", name=op.f("ck_recusal_state")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_recusal_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recusal_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
    )
    op.create_index(op.f("ix_recusal_case_id"), "recusal", ["case_id"], unique=False)
    op.create_index("ix_recusal_state", "recusal", ["state", "case_id"], unique=False)


def _emergencies():
    op.create_table(
        "emergency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=60), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_why", sa.String(length=500), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("noted_by", sa.String(length=60), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'granted', 'refused', 'ended')", name=op.f("ck_emergency_state")
        ),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> person_id",
            name=op.f("ck_emergency_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_emergency_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_emergency_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency")),
    )
    op.create_index(
        "ix_emergency_person", "emergency", ["person_id", "state", "ends_at"], unique=False
    )
    op.create_index("ix_emergency_case", "emergency", ["case_id", "state"], unique=False)
