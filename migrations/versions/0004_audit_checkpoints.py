"""Signed checkpoints of the audit chain."""

import sqlalchemy as sa
from alembic import op

revision = "0004_audit_checkpoints"
down_revision = "0003_who_may_see"
branch_labels = None
depends_on = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE = (
    "CREATE TRIGGER audit_checkpoint_never_changed BEFORE UPDATE ON audit_checkpoint "
    "BEGIN SELECT RAISE(ABORT, 'audit checkpoints are never changed'); END",
    "CREATE TRIGGER audit_checkpoint_never_deleted BEFORE DELETE ON audit_checkpoint "
    "BEGIN SELECT RAISE(ABORT, 'audit checkpoints are never deleted'); END",
    "CREATE TRIGGER audit_checkpoint_only_appended BEFORE INSERT ON audit_checkpoint "
    "WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM audit_checkpoint) "
    "BEGIN SELECT RAISE(ABORT, 'audit checkpoints are only appended'); END",
)
# The owner of a table gives up its own right too; only a superuser is past this.
NO_RIGHT = "REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM CURRENT_USER"
RIGHT_AGAIN = "GRANT UPDATE, DELETE, TRUNCATE ON audit_row TO CURRENT_USER"
POSTGRESQL = (
    "CREATE TRIGGER audit_checkpoint_never_changed BEFORE UPDATE OR DELETE ON audit_checkpoint "
    "FOR EACH ROW EXECUTE FUNCTION audit_row_is_kept()",
    "CREATE TRIGGER audit_checkpoint_never_emptied BEFORE TRUNCATE ON audit_checkpoint "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_row_is_kept()",
    NO_RIGHT.format("audit_checkpoint"),
    NO_RIGHT.format("audit_row"),
)


def upgrade():
    op.create_table(
        "audit_checkpoint",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("seq", LONG, nullable=False),
        sa.Column("row_count", LONG, nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("prev", sa.String(length=64), nullable=False),
        sa.Column("key_version", sa.Integer(), nullable=False),
        sa.Column("signature", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_checkpoint")),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade():
    op.drop_table("audit_checkpoint")
    if op.get_bind().dialect.name != "sqlite":
        op.execute(RIGHT_AGAIN)
