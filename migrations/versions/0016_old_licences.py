"""The registration number a licence of before 2015 carries."""

import sqlalchemy as sa
from alembic import op

revision = "0016_old_licences"
down_revision = "0015_reviewers"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column(
        "party",
        sa.Column("registration_no", sa.String(15), nullable=False, server_default=""),
    )
    with op.batch_alter_table("party") as table:
        table.alter_column("registration_no", server_default=None)


def downgrade():
    with op.batch_alter_table("party") as table:
        table.drop_column("registration_no")
