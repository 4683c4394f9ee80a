"""What two records share, and what was said of them."""

revision = "0025_likeness"
down_revision = "0024_calls"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
