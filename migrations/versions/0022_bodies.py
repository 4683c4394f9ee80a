"""The register of bodies as shipped."""

revision = "0022_bodies"
down_revision = "0021_ticket_life"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
