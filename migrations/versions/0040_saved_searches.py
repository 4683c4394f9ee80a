"""What one person keeps of searching: lately asked, saved, and what a saved search found since."""

import sqlalchemy as sa
from alembic import op

revision = "0040_saved_searches"
down_revision = "0039_fair_complaints"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("notify", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("looked_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_saved_search_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("person_id", "mark", name=op.f("uq_saved_search_person_id_mark")),
    )
    op.create_index("ix_saved_search_notify", "saved_search", ["notify", "id"])
    op.create_table(
        "saved_search_hit",
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["search_id"],
            ["saved_search.id"],
            name=op.f("fk_saved_search_hit_search_id_saved_search"),
        ),
        sa.PrimaryKeyConstraint("search_id", "kind", "object_id", name=op.f("pk_saved_search_hit")),
    )
    op.create_index("ix_saved_search_hit_new", "saved_search_hit", ["search_id", "seen_at"])
    op.create_table(
        "recent_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=100), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_recent_search_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recent_search")),
        sa.UniqueConstraint("person_id", "mark", name=op.f("uq_recent_search_person_id_mark")),
    )
    op.create_index("ix_recent_search_asked_at", "recent_search", ["asked_at"])


def downgrade():
    for name in ("recent_search", "saved_search_hit", "saved_search"):
        op.drop_table(name)
