"""When somebody passed the legal examination, and since when somebody reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0015_reviewers"
down_revision = "0014_served_sides"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("person", sa.Column("legal_qualified_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("reviews_since", sa.Date(), nullable=True))


def downgrade():
    with op.batch_alter_table("person") as table:
        table.drop_column("reviews_since")
        table.drop_column("legal_qualified_on")
