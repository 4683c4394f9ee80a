"""Whom an own routing row tells beside the one it sends to."""

import sqlalchemy as sa
from alembic import op

revision = "0036_routing_also"
down_revision = "0035_transfer_ends"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("routing_row") as batch:
        batch.add_column(sa.Column("also", sa.String(length=40), nullable=False, server_default=""))


def downgrade():
    with op.batch_alter_table("routing_row") as batch:
        batch.drop_column("also")
