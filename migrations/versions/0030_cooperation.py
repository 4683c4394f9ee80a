"""The register of cooperation with other bodies, and papers in it."""

import sqlalchemy as sa
from alembic import op

revision = "0030_cooperation"
down_revision = "0029_ticket_papers"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "cooperation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_path", sa.String(length=120), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("opened_by", sa.Integer(), nullable=False),
        sa.Column("opened_by_name", sa.String(length=60), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_cooperation_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_cooperation_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperation")),
        sa.UniqueConstraint("number", name=op.f("uq_cooperation_number")),
    )
    with op.batch_alter_table("cooperation", schema=None) as batch_op:
        batch_op.create_index("ix_cooperation_case", ["case_id", "id"])
        batch_op.create_index("ix_cooperation_kind", ["kind", "id"])
        batch_op.create_index("ix_cooperation_unit", ["unit_path", "id"])
    with op.batch_alter_table("paper") as table:
        table.add_column(sa.Column("cooperation_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_paper_cooperation_id_cooperation"), "cooperation", ["cooperation_id"], ["id"]
        )
        table.create_index("ix_paper_cooperation", ["cooperation_id", "id"])


def downgrade():
    # What was drafted on it has no place in the older tables, but its number stays taken.
    with op.batch_alter_table("paper") as table:
        table.drop_index("ix_paper_cooperation")
        table.drop_constraint(op.f("fk_paper_cooperation_id_cooperation"), type_="foreignkey")
        table.drop_column("cooperation_id")
    op.drop_table("cooperation")
