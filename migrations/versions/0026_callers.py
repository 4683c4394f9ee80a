"""Callers who are parties to their own matter are found by their number."""

from alembic import op

revision = "0026_callers"
down_revision = "0025_likeness"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_party_phone", "party", ["phone"])


def downgrade():
    op.drop_index("ix_party_phone", table_name="party")
