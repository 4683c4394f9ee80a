"""Long works: prints of many papers, files of others turned into PDF."""

import sqlalchemy as sa
from alembic import op

revision = "0020_paper_jobs"
down_revision = "0019_issuing"
branch_labels = None
depends_on = None
STATES = "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')"


def upgrade():
    op.create_table(
        "paper_job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("asked_from", sa.String(length=200), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_by_name", sa.String(length=60), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('print', 'convert')", name=op.f("ck_paper_job_kind")),
        sa.CheckConstraint(STATES, name=op.f("ck_paper_job_state")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_paper_job_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_job")),
    )
    op.create_index(op.f("ix_paper_job_case_id"), "paper_job", ["case_id"])
    for column in ("state", "asked_by", "source_sha256"):
        op.create_index(f"ix_paper_job_{column}", "paper_job", [column, "id"])


def downgrade():
    op.drop_table("paper_job")
