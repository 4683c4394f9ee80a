"""The knowledge of the desk."""

revision = "0028_knowledge"
down_revision = "0027_aid"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
