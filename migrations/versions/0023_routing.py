"""The office's own rows of the routing table."""

revision = "0023_routing"
down_revision = "0022_bodies"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
