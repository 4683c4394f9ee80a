"""Callers who are parties to their own matter."""

revision = "0026_callers"
down_revision = "0025_likeness"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
