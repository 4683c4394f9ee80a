"""When a body's work passed to its successor, and how sure each row of the register is."""

import sqlalchemy as sa
from alembic import op

revision = "0022_bodies"
down_revision = "0021_ticket_life"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("body") as table:
        for column in _of_bodies():
            table.add_column(column)
    with op.batch_alter_table("body_competence") as table:
        for column in _of_competences():
            table.add_column(column)


def downgrade():
    with op.batch_alter_table("body_competence") as table:
        for column in _of_competences():
            table.drop_column(column.name)
    with op.batch_alter_table("body") as table:
        for column in _of_bodies():
            table.drop_column(column.name)


def _of_bodies():
    return (
        sa.Column("asked_from", sa.Date(), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=True),
        _text("moved_basis", 200),
        sa.Column("is_edited", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def _of_competences():
    return _text("limited_to", 60), _text("confidence", 4)


def _text(name, length):
    return sa.Column(name, sa.String(length=length), server_default="", nullable=False)
