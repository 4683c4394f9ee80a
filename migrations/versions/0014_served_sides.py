"""Which side of a dispute a paper was served on; requests, mediations and services are corrected too."""

import sqlalchemy as sa
from alembic import op

revision = "0014_served_sides"
down_revision = "0013_tracks"
branch_labels = None
depends_on = None
BEFORE = ("case", "step", "party", "goods", "patent")
SINCE = (*BEFORE, "request", "mediation", "service")


def upgrade():
    op.add_column(
        "service",
        sa.Column("part", sa.String(length=12), nullable=False, server_default=sa.text("''")),
    )
    _targets(SINCE)


def downgrade():
    # Without its target a correction would be read as one of something else.
    op.execute("DELETE FROM correction WHERE target IN ('request', 'mediation', 'service')")
    _targets(BEFORE)
    op.drop_column("service", "part")


def _targets(allowed):
    listed = ", ".join(f"'{one}'" for one in allowed)
    name = op.f("ck_correction_target")
    with op.batch_alter_table("correction") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, f"target IN ({listed})")
