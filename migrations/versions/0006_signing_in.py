"""Passwords, second factors, activation codes and failed attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0006_signing_in"
down_revision = "0005_opened_identities"
branch_labels = None
depends_on = None

# Tables in the order in which they are dropped.
NEW = (
    "factor_reset",
    "sign_in_try",
    "activation_code",
    "recovery_code",
    "old_password",
    "credential",
)


def upgrade():
    _credentials()
    _tries()
    with op.batch_alter_table("web_session") as table:
        table.add_column(sa.Column("level", sa.String(12), nullable=False, server_default="link"))
        table.add_column(sa.Column("proved_at", sa.DateTime(), nullable=True))
        table.add_column(
            sa.Column("must_rotate", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(
            sa.Column("owes_password", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("kept", sa.Text(), nullable=False, server_default=""))


def downgrade():
    with op.batch_alter_table("web_session") as table:
        for name in ("kept", "owes_password", "must_rotate", "proved_at", "level"):
            table.drop_column(name)
    for name in NEW:
        op.drop_table(name)


def _person(table, column="person_id", *, key=False, empty=False):
    return (
        sa.Column(column, sa.Integer(), nullable=empty, primary_key=key),
        sa.ForeignKeyConstraint([column], ["person.id"], name=f"fk_{table}_{column}_person"),
    )


def _credentials():
    op.create_table(
        "credential",
        *_person("credential", key=True),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("password_set_at", sa.DateTime(), nullable=False),
        sa.Column("factor_sealed", sa.String(200), nullable=False),
        sa.Column("factor_last_step", sa.BigInteger(), nullable=False),
        sa.Column("activated_at", sa.DateTime(), nullable=False),
    )
    op.create_table(
        "old_password",
        sa.Column("id", sa.Integer(), nullable=False, primary_key=True),
        *_person("old_password"),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_old_password_person", "old_password", ["person_id", "id"])
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False, primary_key=True),
        *_person("recovery_code"),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
    )
    op.create_index("ix_recovery_code_person", "recovery_code", ["person_id", "code_hash"])
    op.create_table(
        "activation_code",
        sa.Column("id", sa.Integer(), nullable=False, primary_key=True),
        *_person("activation_code"),
        sa.Column("purpose", sa.String(12), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("factor_sealed", sa.String(200), nullable=False),
        sa.Column("made_by", sa.String(60), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
    )
    op.create_index("ix_activation_code_person", "activation_code", ["person_id", "used_at"])


def _tries():
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer(), nullable=False, primary_key=True),
        sa.Column("account_key", sa.String(64), nullable=False),
        sa.Column("address", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_sign_in_try_account", "sign_in_try", ["account_key", "tried_at"])
    op.create_index("ix_sign_in_try_address", "sign_in_try", ["address", "tried_at"])
    op.create_table(
        "factor_reset",
        sa.Column("id", sa.Integer(), nullable=False, primary_key=True),
        *_person("factor_reset"),
        *_person("factor_reset", "asked_by"),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.String(200), nullable=False),
        *_person("factor_reset", "agreed_by", empty=True),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
    )
    op.create_index("ix_factor_reset_open", "factor_reset", ["agreed_at", "id"])
