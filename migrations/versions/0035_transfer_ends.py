"""Small ends of transfers: which cases reach a ground of a crime, or were said to."""

import sqlalchemy as sa
from alembic import op

revision = "0035_transfer_ends"
down_revision = "0034_liaison"
branch_labels = None
depends_on = None

STANDS = sa.text("ended_at IS NULL")


def upgrade():
    op.create_table(
        "crime_signal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_crime_signal_case_id_case_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crime_signal")),
    )
    op.create_index(op.f("ix_crime_signal_case_id"), "crime_signal", ["case_id"])
    op.create_index(
        "ux_crime_signal_stands",
        "crime_signal",
        ["case_id", "rule"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def downgrade():
    op.drop_index("ux_crime_signal_stands", table_name="crime_signal")
    op.drop_index(op.f("ix_crime_signal_case_id"), table_name="crime_signal")
    op.drop_table("crime_signal")
