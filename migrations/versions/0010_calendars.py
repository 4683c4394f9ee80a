"""Calendars read in by the office, and local limits."""

revision = "0010_calendars"
down_revision = "0009_mediation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
