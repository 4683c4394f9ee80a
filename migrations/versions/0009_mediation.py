"""Mediation: what a request to mediate adds to a case file."""

import sqlalchemy as sa
from alembic import op

revision = "0009_mediation"
down_revision = "0008_disputes"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "mediation",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("seat_is_here", sa.Boolean(), nullable=False),
        sa.Column("act_is_here", sa.Boolean(), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=True),
        sa.Column("agreed_terms", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_mediation_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_mediation")),
    )


def downgrade():
    op.drop_table("mediation")
