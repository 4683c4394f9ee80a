"""Passwords, second factors, activation codes and failed attempts."""

revision = "0006_signing_in"
down_revision = "0005_opened_identities"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
