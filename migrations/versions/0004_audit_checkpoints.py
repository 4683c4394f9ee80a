"""Signed checkpoints of the audit chain."""

revision = "0004_audit_checkpoints"
down_revision = "0003_who_may_see"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
