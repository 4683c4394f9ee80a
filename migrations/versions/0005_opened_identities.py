"""Sealed identities: requests to open one, and who agreed."""

revision = "0005_opened_identities"
down_revision = "0004_audit_checkpoints"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
