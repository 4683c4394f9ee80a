"""What two records share, and what was said of them."""

import sqlalchemy as sa
from alembic import op

revision = "0025_likeness"
down_revision = "0024_calls"
branch_labels = None
depends_on = None


def upgrade():
    key = ("object_kind", "kind", "value", "object_id")
    op.create_table(
        "likeness_trait",
        sa.Column("object_kind", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("object_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_likeness_trait")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_likeness_trait_object", "likeness_trait", ["object_kind", "object_id"])
    op.create_table(
        "likeness_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("object_kind", sa.String(length=10), nullable=False),
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('same', 'different', 'later')",
            name=op.f("ck_likeness_verdict_verdict"),
        ),
        sa.CheckConstraint("low_id < high_id", name=op.f("ck_likeness_verdict_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likeness_verdict")),
        sa.UniqueConstraint(
            "object_kind",
            "low_id",
            "high_id",
            name=op.f("uq_likeness_verdict_object_kind_low_id_high_id"),
        ),
    )
    op.create_index("ix_likeness_verdict_high", "likeness_verdict", ["object_kind", "high_id"])


def downgrade():
    op.drop_table("likeness_verdict")
    op.drop_table("likeness_trait")
