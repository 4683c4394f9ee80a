"""Callers found by their number, reporters who were told, query codes that were tried."""

import sqlalchemy as sa
from alembic import op

revision = "0026_callers"
down_revision = "0025_likeness"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_party_phone", "party", ["phone"])
    op.create_index("ix_ticket_query_code", "ticket", ["query_code_hash"])
    op.create_table(
        "telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("outcome IN ('told', 'not_reached')", name=op.f("ck_telling_outcome")),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_telling_ticket_id_ticket")
        ),
        sa.ForeignKeyConstraint(
            ["opening_id"], ["opening.id"], name=op.f("fk_telling_opening_id_opening")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
    )
    op.create_index("ix_telling_ticket", "telling", ["ticket_id", "id"])
    op.create_table(
        "code_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_try")),
    )
    op.create_index("ix_code_try_person", "code_try", ["person_id", "at"])


def downgrade():
    op.drop_table("code_try")
    op.drop_table("telling")
    op.drop_index("ix_ticket_query_code", table_name="ticket")
    op.drop_index("ix_party_phone", table_name="party")
