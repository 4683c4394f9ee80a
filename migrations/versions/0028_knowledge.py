"""The knowledge of the desk: answers in editions, each with its source and the days it holds."""

import sqlalchemy as sa
from alembic import op

revision = "0028_knowledge"
down_revision = "0027_aid"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "knowledge_item",
        sa.Column("id", sa.Integer(), nullable=False),
        _plain("key", 40),
        sa.Column("edition", sa.Integer(), nullable=False),
        _plain("title", 100),
        _plain("question", 200),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("matters", sa.JSON(), nullable=False),
        sa.Column("right_kinds", sa.JSON(), nullable=False),
        _plain("source", 200),
        _plain("confidence", 4),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        _plain("reviewed_by", 60),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _plain("changed_by", 60),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knowledge_item")),
        sa.UniqueConstraint("key", "edition", name=op.f("uq_knowledge_item_key_edition")),
    )


def downgrade():
    op.drop_table("knowledge_item")


def _plain(name, length):
    return sa.Column(name, sa.String(length=length), nullable=False)
