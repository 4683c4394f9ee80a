"""Rights assistance."""

revision = "0027_aid"
down_revision = "0026_callers"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
