"""Earlier texts of what people edit, and what they typed and had not saved."""

revision = "0007_kept_revisions"
down_revision = "0006_signing_in"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
