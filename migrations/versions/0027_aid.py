"""Rights assistance: files, their acts, checks, tasks, materials and disputes abroad."""

import sqlalchemy as sa
from alembic import op

revision = "0027_aid"
down_revision = "0026_callers"
branch_labels = None
depends_on = None
TABLES = (
    "aid_file",
    "aid_act",
    "aid_answer",
    "aid_task",
    "aid_material",
    "aid_handout",
    "aid_overseas",
)


def upgrade():
    _aid_file()
    _aid_act()
    _aid_answer()
    _aid_task()
    _aid_material()
    _aid_handout()
    _aid_overseas()


def downgrade():
    for name in reversed(TABLES):
        op.drop_table(name)


def _aid_file():
    op.create_table(
        "aid_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("applicant_id", sa.Integer(), nullable=False),
        sa.Column("firm_size", sa.String(length=10), nullable=False),
        sa.Column("foreign_kind", sa.String(length=10), nullable=False),
        sa.Column("right_kind", sa.String(length=20), nullable=False),
        sa.Column("right_name", sa.String(length=200), nullable=False),
        sa.Column("right_number", sa.String(length=200), nullable=False),
        sa.Column("right_holder", sa.String(length=200), nullable=False),
        sa.Column("right_state", sa.String(length=20), nullable=False),
        sa.Column("opponent", sa.String(length=200), nullable=False),
        sa.Column("dispute", sa.Text(), nullable=False),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("plan_kinds", sa.JSON(), nullable=False),
        sa.Column("plan_text", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("satisfaction", sa.String(length=10), nullable=False),
        sa.Column("end_ground", sa.String(length=20), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("unit_path", sa.String(length=120), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_by_name", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["party.id"], name=op.f("fk_aid_file_applicant_id_party")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name=op.f("fk_aid_file_ticket_id_ticket")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_aid_file_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_file")),
        sa.UniqueConstraint("number", name=op.f("uq_aid_file_number")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_aid_file_ticket_id")),
    )
    op.create_index(op.f("ix_aid_file_applicant_id"), "aid_file", ["applicant_id"])
    op.create_index("ix_aid_file_state", "aid_file", ["state", "id"])
    op.create_index("ix_aid_file_unit", "aid_file", ["unit_path", "id"])


def _aid_act():
    op.create_table(
        "aid_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"], ["aid_file.id"], name=op.f("fk_aid_act_aid_id_aid_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_act")),
    )
    op.create_index("ix_aid_act_aid", "aid_act", ["aid_id", "id"])


def _aid_answer():
    op.create_table(
        "aid_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=10), nullable=False),
        sa.Column("question", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("sheet IN ('check', 'export')", name=op.f("ck_aid_answer_sheet")),
        sa.ForeignKeyConstraint(
            ["aid_id"], ["aid_file.id"], name=op.f("fk_aid_answer_aid_id_aid_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_answer")),
        sa.UniqueConstraint(
            "aid_id", "sheet", "question", name=op.f("uq_aid_answer_aid_id_sheet_question")
        ),
    )


def _aid_task():
    op.create_table(
        "aid_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("body_name", sa.String(length=100), nullable=False),
        sa.Column("secrecy_on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("conflict_note", sa.String(length=400), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('out', 'delivered', 'returned', 'replaced')", name=op.f("ck_aid_task_state")
        ),
        sa.ForeignKeyConstraint(
            ["aid_id"], ["aid_file.id"], name=op.f("fk_aid_task_aid_id_aid_file")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_aid_task_body_id_body")),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["aid_task.id"], name=op.f("fk_aid_task_replaces_id_aid_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_task")),
    )
    op.create_index("ix_aid_task_aid", "aid_task", ["aid_id", "id"])


def _aid_material():
    op.create_table(
        "aid_material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"], ["aid_file.id"], name=op.f("fk_aid_material_aid_id_aid_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_material")),
    )
    op.create_index("ix_aid_material_aid", "aid_material", ["aid_id", "id"])


def _aid_handout():
    op.create_table(
        "aid_handout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=60), nullable=False),
        sa.Column("way", sa.String(length=200), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"], ["aid_file.id"], name=op.f("fk_aid_handout_aid_id_aid_file")
        ),
        sa.ForeignKeyConstraint(
            ["material_id"],
            ["aid_material.id"],
            name=op.f("fk_aid_handout_material_id_aid_material"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_handout")),
    )
    op.create_index("ix_aid_handout_aid", "aid_handout", ["aid_id", "id"])


def _aid_overseas():
    op.create_table(
        "aid_overseas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("aid_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(length=60), nullable=False),
        sa.Column("forum", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=200), nullable=False),
        sa.Column("opponent", sa.String(length=200), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("deadline_words", sa.String(length=400), nullable=False),
        sa.Column("language", sa.String(length=60), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("lawyer", sa.String(length=200), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["aid_id"], ["aid_file.id"], name=op.f("fk_aid_overseas_aid_id_aid_file")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["body.id"], name=op.f("fk_aid_overseas_partner_id_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_overseas")),
        sa.UniqueConstraint("aid_id", name=op.f("uq_aid_overseas_aid_id")),
    )
    op.create_index("ix_aid_overseas_deadline", "aid_overseas", ["deadline_on"])
