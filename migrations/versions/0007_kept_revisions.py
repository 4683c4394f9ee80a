"""Earlier texts of what people edit, and what they typed and had not saved."""

import sqlalchemy as sa
from alembic import op

revision = "0007_kept_revisions"
down_revision = "0006_signing_in"
branch_labels = None
depends_on = None

PAPERS_UP = """
INSERT INTO revision (object_kind, object_id, version, data, saved_by, saved_by_name, saved_at)
SELECT 'paper', paper_id, version, data, saved_by, saved_by_name, saved_at FROM paper_revision
"""
PAPERS_DOWN = """
INSERT INTO paper_revision (paper_id, version, data, saved_by, saved_by_name, saved_at)
SELECT object_id, version, data, saved_by, saved_by_name, saved_at FROM revision
WHERE object_kind = 'paper'
"""


def upgrade():
    op.create_table(
        "revision",
        sa.Column("object_kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), autoincrement=False, nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("object_kind", "object_id", "version", name=op.f("pk_revision")),
    )
    op.execute(PAPERS_UP)
    op.drop_table("paper_revision")
    op.create_table(
        "unsaved_text",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_unsaved_text_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "address", name=op.f("pk_unsaved_text")),
    )
    op.create_index("ix_unsaved_text_saved_at", "unsaved_text", ["saved_at"], unique=False)


def downgrade():
    op.drop_index("ix_unsaved_text_saved_at", table_name="unsaved_text")
    op.drop_table("unsaved_text")
    op.create_table(
        "paper_revision",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        *_kept(),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_paper_revision_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("paper_id", "version", name=op.f("pk_paper_revision")),
    )
    op.execute(PAPERS_DOWN)
    op.drop_table("revision")


def _kept():
    return (
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_by_name", sa.String(length=60), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
    )
