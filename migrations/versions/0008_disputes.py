"""Disputes: the request a case began with, and cases that are heard together."""

import sqlalchemy as sa
from alembic import op

revision = "0008_disputes"
down_revision = "0007_kept_revisions"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "case_request",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("claims", sa.String(length=400), nullable=False),
        sa.Column("relief", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("respondent_abroad", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_request_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_request")),
    )
    op.create_table(
        "case_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_why", sa.String(length=500), nullable=False),
        sa.CheckConstraint("case_id < other_id", name=op.f("ck_case_link_two_cases")),
        sa.CheckConstraint("kind IN ('bundle', 'split')", name=op.f("ck_case_link_kind")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_case_link_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["case_file.id"], name=op.f("fk_case_link_other_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
    )
    op.create_index("ix_case_link_other", "case_link", ["other_id", "ended_on"], unique=False)
    op.create_index(op.f("ix_case_link_case_id"), "case_link", ["case_id"], unique=False)


def downgrade():
    op.drop_table("case_link")
    op.drop_table("case_request")
