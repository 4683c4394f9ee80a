"""Calls as the telephone tells them, and what an operator has typed so far."""

import sqlalchemy as sa
from alembic import op

revision = "0024_calls"
down_revision = "0023_routing"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "call_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        _to("call_draft", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_draft")),
        sa.UniqueConstraint("person_id", "mark", name=op.f("uq_call_draft_person_id_mark")),
    )
    op.create_index("ix_call_draft_saved_at", "call_draft", ["saved_at"])
    _phone_call()
    op.create_table(
        "phone_extension",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("extension", sa.String(length=20), nullable=False),
        _to("phone_extension", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_phone_extension")),
    )
    op.create_table(
        "phone_token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_token")),
    )


def downgrade():
    for name in ("phone_token", "phone_extension", "phone_call", "call_draft"):
        op.drop_table(name)


def _phone_call():
    moments = ("rung_at", "answered_at", "ended_at", "called_back_at")
    op.create_table(
        "phone_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_key", sa.String(length=80), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("extension", sa.String(length=20), nullable=False),
        sa.Column("caller_sealed", sa.Text(), nullable=False),
        sa.Column("called_sealed", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.DateTime(), nullable=True) for name in moments),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("called_back_by", sa.String(length=60), nullable=False),
        _to("phone_call", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_call")),
        sa.UniqueConstraint("call_key", name=op.f("uq_phone_call_call_key")),
    )
    op.create_index("ix_phone_call_extension", "phone_call", ["extension", "id"])
    op.create_index("ix_phone_call_heard_at", "phone_call", ["heard_at"])
    op.create_index(op.f("ix_phone_call_ticket_id"), "phone_call", ["ticket_id"])


def _to(table, column, target):
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )
