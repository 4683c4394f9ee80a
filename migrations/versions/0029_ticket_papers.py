"""Papers on tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0029_ticket_papers"
down_revision = "0028_knowledge"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("paper") as table:
        table.add_column(sa.Column("ticket_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_paper_ticket_id_ticket"), "ticket", ["ticket_id"], ["id"])
        table.create_index("ix_paper_ticket", ["ticket_id", "id"])


def downgrade():
    # What was drafted on a ticket has no place in the older tables, but its number stays taken.
    with op.batch_alter_table("paper") as table:
        table.drop_index("ix_paper_ticket")
        table.drop_constraint(op.f("fk_paper_ticket_id_ticket"), type_="foreignkey")
        table.drop_column("ticket_id")
