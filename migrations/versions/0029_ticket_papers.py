"""Papers on tickets."""

revision = "0029_ticket_papers"
down_revision = "0028_knowledge"
branch_labels = None
depends_on = None


def upgrade():
    """Nothing yet."""


def downgrade():
    """Nothing yet."""
