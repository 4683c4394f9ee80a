"""Transfers: who had them, what was done, what is in them, who may read them; agreements; their limits."""

import sqlalchemy as sa
from alembic import op

revision = "0031_transfers"
down_revision = "0030_cooperation"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("answer_days", sa.Integer(), nullable=True),
        sa.Column("ended_why", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["cooperation.id"], name=op.f("fk_agreement_id_cooperation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    op.create_table(
        "agreement_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_body_agreement_id_agreement"),
        ),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_agreement_body_body_id_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_body")),
        sa.UniqueConstraint(
            "agreement_id", "body_id", name=op.f("uq_agreement_body_agreement_id_body_id")
        ),
    )
    op.create_table(
        "transfer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("their_number", sa.String(length=80), nullable=False),
        sa.Column("right_kind", sa.String(length=20), nullable=False),
        sa.Column("area", sa.String(length=6), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reason_key", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("answer_due_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("earlier_id", sa.Integer(), nullable=True),
        sa.Column("holder_body_id", sa.Integer(), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("times_returned", sa.Integer(), nullable=False),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("direction IN ('out', 'in')", name=op.f("ck_transfer_direction")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_transfer_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_transfer_body_id_body")),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["transfer.id"], name=op.f("fk_transfer_earlier_id_transfer")
        ),
        sa.ForeignKeyConstraint(
            ["holder_body_id"], ["body.id"], name=op.f("fk_transfer_holder_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["cooperation.id"], name=op.f("fk_transfer_id_cooperation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    with op.batch_alter_table("transfer", schema=None) as batch_op:
        batch_op.create_index("ix_transfer_body", ["body_id", "id"])
        batch_op.create_index("ix_transfer_kind", ["kind", "id"])
        batch_op.create_index("ix_transfer_state", ["state", "id"])
    op.create_table(
        "transfer_holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_name", sa.String(length=100), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("body_name", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("person_name", sa.String(length=60), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_transfer_holding_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfer.id"], name=op.f("fk_transfer_holding_transfer_id_transfer")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_transfer_holding_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_holding")),
    )
    with op.batch_alter_table("transfer_holding", schema=None) as batch_op:
        batch_op.create_index("ix_transfer_holding_transfer", ["transfer_id", "id"])
        batch_op.create_index(
            "ux_transfer_holding_now",
            ["transfer_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
    op.create_table(
        "transfer_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=30), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_transfer_move_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfer.id"], name=op.f("fk_transfer_move_transfer_id_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_move")),
    )
    with op.batch_alter_table("transfer_move", schema=None) as batch_op:
        batch_op.create_index("ix_transfer_move_transfer", ["transfer_id", "id"])
    op.create_table(
        "transfer_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("move_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("side", sa.String(length=6), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_by_name", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_why", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["move_id"], ["transfer_move.id"], name=op.f("fk_transfer_item_move_id_transfer_move")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_transfer_item_paper_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_transfer_item_sha256_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfer.id"], name=op.f("fk_transfer_item_transfer_id_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_item")),
    )
    with op.batch_alter_table("transfer_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfer_item_sha256"), ["sha256"])
        batch_op.create_index("ix_transfer_item_transfer", ["transfer_id", "id"])
    op.create_table(
        "transfer_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_transfer_reader_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfer.id"], name=op.f("fk_transfer_reader_transfer_id_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer_reader")),
        sa.UniqueConstraint(
            "transfer_id", "body_id", name=op.f("uq_transfer_reader_transfer_id_body_id")
        ),
    )
    with op.batch_alter_table("transfer_reader", schema=None) as batch_op:
        batch_op.create_index("ix_transfer_reader_body", ["body_id", "transfer_id"])
    with op.batch_alter_table("deadline") as table:
        table.add_column(sa.Column("transfer_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_deadline_transfer_id_transfer"), "transfer", ["transfer_id"], ["id"]
        )
        table.create_index("ix_deadline_transfer", ["transfer_id"])
        table.drop_constraint(op.f("ck_deadline_subject"), type_="check")
        table.create_check_constraint(
            op.f("ck_deadline_subject"),
            "case_id IS NOT NULL OR ticket_id IS NOT NULL OR transfer_id IS NOT NULL",
        )


def downgrade():
    op.execute("DELETE FROM deadline WHERE case_id IS NULL AND ticket_id IS NULL")
    with op.batch_alter_table("deadline") as table:
        table.drop_constraint(op.f("ck_deadline_subject"), type_="check")
        table.create_check_constraint(
            op.f("ck_deadline_subject"), "case_id IS NOT NULL OR ticket_id IS NOT NULL"
        )
        table.drop_index("ix_deadline_transfer")
        table.drop_constraint(op.f("fk_deadline_transfer_id_transfer"), type_="foreignkey")
        table.drop_column("transfer_id")
    for name in (
        *("transfer_reader", "transfer_item", "transfer_move", "transfer_holding", "transfer"),
        *("agreement_body", "agreement"),
    ):
        op.drop_table(name)
