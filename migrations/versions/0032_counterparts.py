"""People of other bodies, and who decides in person."""

import sqlalchemy as sa
from alembic import op

revision = "0032_counterparts"
down_revision = "0031_transfers"
branch_labels = None
depends_on = None


def upgrade():

    with op.batch_alter_table("person") as table:
        table.add_column(
            sa.Column("is_principal", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("body_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_person_body_id_body"), "body", ["body_id"], ["id"])
        table.create_index(op.f("ix_person_body_id"), ["body_id"])


def downgrade():
    with op.batch_alter_table("person") as table:
        table.drop_index(op.f("ix_person_body_id"))
        table.drop_constraint(op.f("fk_person_body_id_body"), type_="foreignkey")
        table.drop_column("body_id")
        table.drop_column("is_principal")
