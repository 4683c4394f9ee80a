"""Notices of a year's free days read in by the office."""

import sqlalchemy as sa
from alembic import op

revision = "0010_calendars"
down_revision = "0009_mediation"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "calendar_arrangement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("published", sa.Date(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("applied_by", sa.String(length=60), nullable=False),
        sa.Column("applied_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=60), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_arrangement")),
    )
    with op.batch_alter_table("calendar_day") as table:
        table.add_column(sa.Column("arrangement_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("arranged_year", sa.Integer(), nullable=True))
        table.add_column(sa.Column("published", sa.Date(), nullable=True))
        table.create_foreign_key(
            op.f("fk_calendar_day_arrangement_id_calendar_arrangement"),
            "calendar_arrangement",
            ["arrangement_id"],
            ["id"],
        )


def downgrade():
    with op.batch_alter_table("calendar_day") as table:
        table.drop_constraint(
            op.f("fk_calendar_day_arrangement_id_calendar_arrangement"), type_="foreignkey"
        )
        table.drop_column("published")
        table.drop_column("arranged_year")
        table.drop_column("arrangement_id")
    op.drop_table("calendar_arrangement")
