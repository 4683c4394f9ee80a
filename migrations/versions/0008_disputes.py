"""Disputes: what a request adds to a case file."""

revision = "0008_disputes"
down_revision = "0007_kept_revisions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
