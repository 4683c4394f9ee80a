"""Mediation: what a request to mediate adds to a case file."""

revision = "0009_mediation"
down_revision = "0008_disputes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
