"""The office's own rows of the routing table."""

import sqlalchemy as sa
from alembic import op

revision = "0023_routing"
down_revision = "0022_bodies"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "routing_row",
        sa.Column("id", sa.Integer(), nullable=False),
        *(_keys(name) for name in ("right_kinds", "matters", "areas", "specials")),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        *(_text(name, length) for name, length in (("to_unit", 200), ("to_body", 40))),
        *(_text(name, 200) for name in ("tell", "sentence", "basis")),
        _keys("overrides"),
        sa.Column("reason", sa.Text(), nullable=False),
        _text("added_by", 60),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        _text("ended_by", 60),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=False),
        sa.CheckConstraint("until IS NULL OR since <= until", name=op.f("ck_routing_row_dates")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routing_row")),
    )


def downgrade():
    op.drop_table("routing_row")


def _keys(name):
    return sa.Column(name, sa.JSON(), nullable=False)


def _text(name, length):
    return sa.Column(name, sa.String(length=length), nullable=False)
