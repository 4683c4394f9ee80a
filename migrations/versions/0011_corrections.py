"""Corrections of what was keyed wrongly."""

revision = "0011_corrections"
down_revision = "0010_calendars"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
