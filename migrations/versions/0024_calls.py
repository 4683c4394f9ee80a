"""Calls as the telephone tells them, and what an operator has typed so far."""

revision = "0024_calls"
down_revision = "0023_routing"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
