"""Deputies, hand-overs, kept lists."""

revision = "0012_people"
down_revision = "0011_corrections"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing yet."""


def downgrade() -> None:
    """Change nothing yet."""
