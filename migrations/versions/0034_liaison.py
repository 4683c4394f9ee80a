"""Liaison: joint meetings with what was agreed there, and notices sent to other bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0034_liaison"
down_revision = "0033_joint"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "liaison_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("chair", sa.String(length=100), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("reply_by", sa.Date(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["id"], ["cooperation.id"], name=op.f("fk_liaison_meeting_id_cooperation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_meeting")),
    )
    op.create_index("ix_liaison_meeting_state", "liaison_meeting", ["state", "id"], unique=False)
    op.create_table(
        "liaison_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("topic", sa.String(length=400), nullable=False),
        sa.Column("speaker", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["liaison_meeting.id"],
            name=op.f("fk_liaison_item_meeting_id_liaison_meeting"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_item")),
    )
    op.create_index("ix_liaison_item_meeting", "liaison_item", ["meeting_id", "id"], unique=False)
    op.create_table(
        "liaison_guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("body_name", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("part", sa.String(length=10), nullable=False),
        sa.Column("came", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_liaison_guest_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["liaison_meeting.id"],
            name=op.f("fk_liaison_guest_meeting_id_liaison_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_liaison_guest_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_guest")),
    )
    op.create_index("ix_liaison_guest_meeting", "liaison_guest", ["meeting_id", "id"], unique=False)
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("unit_path", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("owner_name", sa.String(length=100), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(body_id IS NULL) <> (unit_id IS NULL)", name=op.f("ck_resolution_one_owner")
        ),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_resolution_body_id_body")),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["liaison_meeting.id"],
            name=op.f("fk_resolution_meeting_id_liaison_meeting"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_resolution_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_resolution_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
    )
    op.create_index("ix_resolution_due", "resolution", ["state", "due_on", "id"], unique=False)
    op.create_index("ix_resolution_meeting", "resolution", ["meeting_id", "id"], unique=False)
    op.create_table(
        "resolution_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_resolution_reminder_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.id"],
            name=op.f("fk_resolution_reminder_resolution_id_resolution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution_reminder")),
        sa.UniqueConstraint(
            "resolution_id",
            "person_id",
            "stage",
            "due_on",
            name=op.f("uq_resolution_reminder_resolution_id_person_id_stage_due_on"),
        ),
    )
    op.create_table(
        "liaison_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("trends", sa.Text(), nullable=False),
        sa.Column("attention", sa.Text(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("composed_at", sa.DateTime(), nullable=True),
        sa.Column("body_id", sa.Integer(), nullable=True),
        sa.Column("their_number", sa.String(length=80), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("direction IN ('out', 'in')", name=op.f("ck_liaison_notice_direction")),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_liaison_notice_days")),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_liaison_notice_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["cooperation.id"], name=op.f("fk_liaison_notice_id_cooperation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_notice")),
    )
    op.create_index("ix_liaison_notice_state", "liaison_notice", ["state", "id"], unique=False)
    op.create_table(
        "liaison_notice_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_liaison_notice_body_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["liaison_notice.id"],
            name=op.f("fk_liaison_notice_body_notice_id_liaison_notice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_notice_body")),
        sa.UniqueConstraint(
            "notice_id", "body_id", name=op.f("uq_liaison_notice_body_notice_id_body_id")
        ),
    )
    op.create_table(
        "liaison_notice_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_liaison_notice_case_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["liaison_notice.id"],
            name=op.f("fk_liaison_notice_case_notice_id_liaison_notice"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_notice_case")),
        sa.UniqueConstraint(
            "notice_id", "case_id", name=op.f("uq_liaison_notice_case_notice_id_case_id")
        ),
    )
    op.create_table(
        "liaison_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["cooperation.id"], name=op.f("fk_liaison_act_matter_id_cooperation")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.id"],
            name=op.f("fk_liaison_act_resolution_id_resolution"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison_act")),
    )
    op.create_index("ix_liaison_act_matter", "liaison_act", ["matter_id", "id"], unique=False)
    op.create_index(
        "ix_liaison_act_resolution", "liaison_act", ["resolution_id", "id"], unique=False
    )


def downgrade():
    op.drop_table("liaison_act")
    op.drop_table("liaison_notice_case")
    op.drop_table("liaison_notice_body")
    op.drop_table("liaison_notice")
    op.drop_table("resolution_reminder")
    op.drop_table("resolution")
    op.drop_table("liaison_guest")
    op.drop_table("liaison_item")
    op.drop_table("liaison_meeting")
