"""Who holds a ticket and what was done with it; the register of bodies it may lie with."""

import sqlalchemy as sa
from alembic import op

revision = "0021_ticket_life"
down_revision = "0020_paper_jobs"
branch_labels = None
depends_on = None
NOW = "until IS NULL"
HOLDING = """
INSERT INTO ticket_holding
    (ticket_id, state, unit_id, unit_name, body_name, person_name, since, until)
SELECT ticket.id, ticket.state, ticket.unit_id, unit.name, '', '', ticket.created_at, NULL
FROM ticket JOIN unit ON unit.id = ticket.unit_id
"""


def upgrade():
    _bodies()
    with op.batch_alter_table("ticket") as table:
        for column in _columns():
            table.add_column(column)
        table.create_foreign_key(op.f("fk_ticket_caller_id_party"), "party", ["caller_id"], ["id"])
        table.create_foreign_key(op.f("fk_ticket_body_id_body"), "body", ["body_id"], ["id"])
        table.create_index(op.f("ix_ticket_caller_id"), ["caller_id"])
        table.create_index(op.f("ix_ticket_body_id"), ["body_id"])
    _life()
    _told()
    _joint()
    op.execute("UPDATE ticket SET state = 'working' WHERE state = 'sent'")
    op.execute(HOLDING)


def downgrade():
    # What is over stays over: of the older states only this one is.
    op.execute("UPDATE ticket SET state = 'answered' WHERE state IN ('closed', 'joined')")
    op.execute("UPDATE ticket SET state = 'sent' WHERE state NOT IN ('open', 'answered')")
    for name in (
        *("ticket_joint", "ticket_call_back", "ticket_answer"),
        *("ticket_link", "ticket_move", "ticket_holding"),
    ):
        op.drop_table(name)
    with op.batch_alter_table("ticket") as table:
        table.drop_index(op.f("ix_ticket_body_id"))
        table.drop_index(op.f("ix_ticket_caller_id"))
        table.drop_constraint(op.f("fk_ticket_body_id_body"), type_="foreignkey")
        table.drop_constraint(op.f("fk_ticket_caller_id_party"), type_="foreignkey")
        for column in _columns():
            table.drop_column(column.name)
    for name in ("body_competence", "body_contact", "body"):
        op.drop_table(name)


def _columns():
    return (
        _text("right_kind", 20),
        _text("platform_link", 400),
        _text("respondent_code", 18),
        sa.Column("answers", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("caller_id", sa.Integer(), nullable=True),
        sa.Column("is_real_name", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("wants_secrecy", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        _text("order_no", 40),
        sa.Column("order_due_on", sa.Date(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("times_returned", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_final", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
    )


def _text(name, length):
    return sa.Column(name, sa.String(length=length), server_default="", nullable=False)


def _plain(name, length):
    return sa.Column(name, sa.String(length=length), nullable=False)


def _id(name, *, nullable=False):
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _to(table, column, target):
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}_{target}")
    )


def _bodies():
    op.create_table(
        "body",
        _id("id"),
        *(_plain(name, length) for name, length in (("key", 40), ("kind", 20), ("name", 100))),
        *(_plain(name, length) for name, length in (("short_name", 40), ("area", 6))),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        _id("successor_id", nullable=True),
        *(_plain(name, length) for name, length in (("channel", 20), ("address", 200))),
        *(_plain(name, length) for name, length in (("phone", 40), ("speciality", 200))),
        sa.Column("secrecy_on", sa.Date(), nullable=True),
        *(_plain(name, length) for name, length in (("source", 200), ("confidence", 4))),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        _id("version"),
        _plain("changed_by", 60),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        _to("body", "successor_id", "body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("key", name=op.f("uq_body_key")),
    )
    op.create_index("ix_body_kind", "body", ["kind", "name"])
    op.create_table(
        "body_contact",
        _id("id"),
        _id("body_id"),
        *(_plain(name, length) for name, length in (("name", 60), ("post", 60))),
        *(_plain(name, length) for name, length in (("phone", 40), ("note", 200))),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        _to("body_contact", "body_id", "body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_contact")),
    )
    op.create_index("ix_body_contact_body", "body_contact", ["body_id", "id"])
    op.create_table(
        "body_competence",
        _id("id"),
        _id("body_id"),
        *(_plain(name, length) for name, length in (("right_kind", 20), ("matter", 20))),
        _plain("area", 6),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        _plain("basis", 200),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        _to("body_competence", "body_id", "body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_competence")),
    )
    op.create_index("ix_body_competence_body", "body_competence", ["body_id", "id"])


def _life():
    op.create_table(
        "ticket_holding",
        _id("id"),
        _id("ticket_id"),
        _plain("state", 20),
        _id("unit_id"),
        _plain("unit_name", 100),
        _id("body_id", nullable=True),
        _plain("body_name", 100),
        _id("person_id", nullable=True),
        _plain("person_name", 60),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        _to("ticket_holding", "ticket_id", "ticket"),
        _to("ticket_holding", "unit_id", "unit"),
        _to("ticket_holding", "body_id", "body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_holding")),
    )
    op.create_index("ix_ticket_holding_ticket", "ticket_holding", ["ticket_id", "id"])
    op.create_index(
        "ux_ticket_holding_now",
        "ticket_holding",
        ["ticket_id"],
        unique=True,
        sqlite_where=sa.text(NOW),
        postgresql_where=sa.text(NOW),
    )
    op.create_table(
        "ticket_move",
        _id("id"),
        _id("ticket_id"),
        *(_plain(name, length) for name, length in (("move", 30), ("from_state", 20))),
        _plain("to_state", 20),
        sa.Column("at", sa.DateTime(), nullable=False),
        _id("by_id"),
        _plain("by_name", 60),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        _to("ticket_move", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_move")),
    )
    op.create_index("ix_ticket_move_ticket", "ticket_move", ["ticket_id", "id"])
    op.create_table(
        "ticket_link",
        *(_id(name) for name in ("id", "from_id", "to_id")),
        _plain("kind", 10),
        _id("by_id"),
        _plain("by_name", 60),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('split', 'repeat', 'reopened')", name=op.f("ck_ticket_link_kind")
        ),
        _to("ticket_link", "from_id", "ticket"),
        _to("ticket_link", "to_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_link")),
        sa.UniqueConstraint(
            "from_id", "to_id", "kind", name=op.f("uq_ticket_link_from_id_to_id_kind")
        ),
    )
    op.create_index("ix_ticket_link_to", "ticket_link", ["to_id"])


def _told():
    op.create_table(
        "ticket_answer",
        *(_id(name) for name in ("id", "ticket_id")),
        *(_plain(name, length) for name, length in (("kind", 10), ("how", 10))),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _plain("basis", 400),
        _id("by_id"),
        _plain("by_name", 60),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to("ticket_answer", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_answer")),
    )
    op.create_index("ix_ticket_answer_ticket", "ticket_answer", ["ticket_id", "id"])
    op.create_table(
        "ticket_call_back",
        *(_id(name) for name in ("id", "ticket_id")),
        *(_plain(name, length) for name, length in (("outcome", 12), ("satisfaction", 12))),
        sa.Column("comment", sa.Text(), nullable=False),
        _id("by_id"),
        _plain("by_name", 60),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to("ticket_call_back", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_call_back")),
    )
    op.create_index("ix_ticket_call_back_ticket", "ticket_call_back", ["ticket_id", "id"])


def _joint():
    op.create_table(
        "ticket_joint",
        *(_id(name) for name in ("id", "ticket_id", "unit_id")),
        *(_plain(name, length) for name, length in (("unit_path", 120), ("unit_name", 100))),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        _plain("by_name", 60),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        _plain("done_by", 60),
        _to("ticket_joint", "ticket_id", "ticket"),
        _to("ticket_joint", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_joint")),
        sa.UniqueConstraint("ticket_id", "unit_id", name=op.f("uq_ticket_joint_ticket_id_unit_id")),
    )
    op.create_index("ix_ticket_joint_unit", "ticket_joint", ["unit_path", "ticket_id"])
