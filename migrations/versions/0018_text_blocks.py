"""Texts people use again in papers: their own, those of a unit, those of an office."""

import sqlalchemy as sa
from alembic import op

revision = "0018_text_blocks"
down_revision = "0017_public_notices"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "text_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=10), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_by_name", sa.String(length=60), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("scope IN ('own', 'unit', 'office')", name=op.f("ck_text_block_scope")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_text_block_owner_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_block")),
    )
    op.create_index("ix_text_block_path", "text_block", ["path"])
    op.create_index("ix_text_block_owner_id", "text_block", ["owner_id"])


def downgrade():
    op.drop_table("text_block")
