"""Secrecy levels, sealed cases, recusal and opening in an emergency."""

revision = "0003_who_may_see"
down_revision = "0002_lists_in_index_order"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
