"""Papers published for somebody out of reach; the consent to electronic service."""

import sqlalchemy as sa
from alembic import op

revision = "0017_public_notices"
down_revision = "0016_old_licences"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("service", sa.Column("consent_on", sa.Date(), nullable=True))
    op.create_table(
        "public_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(length=200), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("published_in", sa.String(length=200), nullable=False),
        sa.Column("tried", sa.Text(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("ended_why", sa.String(length=200), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_by_name", sa.String(length=60), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_public_notice_paper_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_public_notice_deadline_id_deadline")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_public_notice_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_public_notice")),
    )
    op.create_index(op.f("ix_public_notice_paper_id"), "public_notice", ["paper_id"])


def downgrade():
    op.drop_table("public_notice")
    with op.batch_alter_table("service") as table:
        table.drop_column("consent_on")
