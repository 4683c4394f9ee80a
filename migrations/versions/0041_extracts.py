"""Text of attachments: what became of each file, and its text with the places."""

import sqlalchemy as sa
from alembic import op

revision = "0041_extracts"
down_revision = "0040_saved_searches"
branch_labels = None
depends_on = None
STATES = "state IN ('waiting', 'done', 'refused', 'nothing')"


def upgrade():
    op.create_table(
        "extracted_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("tool", sa.String(length=200), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=True),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("cut", sa.String(length=100), nullable=False),
        sa.CheckConstraint(STATES, name=op.f("ck_extracted_file_state")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_extracted_file_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_extracted_file")),
    )
    op.create_index("ix_extracted_file_state", "extracted_file", ["state", "asked_at", "sha256"])
    op.create_table(
        "extracted_part",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["extracted_file.sha256"],
            name=op.f("fk_extracted_part_sha256_extracted_file"),
        ),
        sa.PrimaryKeyConstraint("sha256", "number", name=op.f("pk_extracted_part")),
    )


def downgrade():
    op.drop_table("extracted_part")
    op.drop_table("extracted_file")
