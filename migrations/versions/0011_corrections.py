"""Corrections of what was keyed wrongly; reckonings, claim charts and custody kept with a case."""

import sqlalchemy as sa
from alembic import op

revision = "0011_corrections"
down_revision = "0010_calendars"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(length=10), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "target IN ('case', 'step', 'party', 'goods', 'patent')",
            name=op.f("ck_correction_target"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_correction_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_case", "correction", ["case_id", "id"], unique=False)
    op.create_table(
        "penalty_reckoning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reckoned_for", sa.Date(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_penalty_reckoning_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_penalty_reckoning")),
    )
    op.create_index(
        "ix_penalty_reckoning_case", "penalty_reckoning", ["case_id", "id"], unique=False
    )
    op.create_table(
        "claim_feature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("claim_no", sa.Integer(), nullable=False),
        sa.Column("feature_no", sa.Integer(), nullable=False),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("product_feature", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(length=60), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("removed_why", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('same', 'equivalent', 'different', 'missing')",
            name=op.f("ck_claim_feature_verdict"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_claim_feature_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_feature")),
    )
    op.create_index("ix_claim_feature_case", "claim_feature", ["case_id", "id"], unique=False)
    op.create_table(
        "custody_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(), nullable=False),
        sa.Column("from_whom", sa.String(length=60), nullable=False),
        sa.Column("to_whom", sa.String(length=60), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("recorded_by", sa.String(length=60), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["evidence_item.id"], name=op.f("fk_custody_move_item_id_evidence_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody_move")),
    )
    op.create_index("ix_custody_move_item", "custody_move", ["item_id", "id"], unique=False)
    with op.batch_alter_table("evidence_item") as table:
        table.add_column(
            sa.Column("second_taker", sa.String(length=60), server_default="", nullable=False)
        )


def downgrade():
    with op.batch_alter_table("evidence_item") as table:
        table.drop_column("second_taker")
    op.drop_table("custody_move")
    op.drop_table("claim_feature")
    op.drop_table("penalty_reckoning")
    op.drop_table("correction")
