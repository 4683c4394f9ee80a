"""Sealed identities: a data key a row, bound to the case; requests to open one, and who agreed."""

import sqlalchemy as sa
from alembic import op

revision = "0005_opened_identities"
down_revision = "0004_audit_checkpoints"
branch_labels = None
depends_on = None

# name, type, what stands in rows sealed before
ADDED = (
    ("part", sa.String(length=20), "informant"),
    ("key_sealed", sa.Text(), ""),
    ("id_number_sealed", sa.Text(), ""),
    ("unit_path", sa.String(length=200), ""),
)


def upgrade():
    for name, kind, before in ADDED:
        op.add_column("informant", sa.Column(name, kind, nullable=False, server_default=before))
    op.add_column("informant", sa.Column("case_id", sa.Integer(), nullable=True))
    op.create_index("ix_informant_case", "informant", ["case_id"], unique=False)
    _openings()
    _views()


def downgrade():
    op.drop_table("opening_view")
    op.drop_table("opening")
    op.drop_index("ix_informant_case", table_name="informant")
    op.drop_column("informant", "case_id")
    for name, _, _ in reversed(ADDED):
        op.drop_column("informant", name)


def _openings():
    op.create_table(
        "opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("informant_id", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_by_name", sa.String(length=60), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=60), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_why", sa.Text(), nullable=False),
        sa.Column("open_until", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('asked', 'agreed', 'refused')", name=op.f("ck_opening_state")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> asked_by", name=op.f("ck_opening_two_persons")
        ),
        sa.ForeignKeyConstraint(
            ["informant_id"], ["informant.id"], name=op.f("fk_opening_informant_id_informant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index("ix_opening_informant", "opening", ["informant_id", "id"], unique=False)
    op.create_index("ix_opening_asked_by", "opening", ["asked_by", "asked_at"], unique=False)
    op.create_index("ix_opening_state", "opening", ["state", "id"], unique=False)


def _views():
    op.create_table(
        "opening_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(length=60), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("result", sa.String(length=10), nullable=False),
        sa.CheckConstraint("result IN ('ok', 'locked')", name=op.f("ck_opening_view_result")),
        sa.ForeignKeyConstraint(
            ["opening_id"], ["opening.id"], name=op.f("fk_opening_view_opening_id_opening")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_view")),
    )
    op.create_index("ix_opening_view_opening", "opening_view", ["opening_id", "id"], unique=False)
    op.create_index(
        "ix_opening_view_person", "opening_view", ["person_id", "seen_at"], unique=False
    )
