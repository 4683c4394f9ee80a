"""Joint enforcement: actions, who takes part, where they go, what was found and how it was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0033_joint"
down_revision = "0032_counterparts"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "joint_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("aim", sa.Text(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("areas", sa.JSON(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("troubles", sa.Text(), nullable=False),
        sa.Column("plans", sa.Text(), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_joint_action_days")),
        sa.ForeignKeyConstraint(
            ["id"], ["cooperation.id"], name=op.f("fk_joint_action_id_cooperation")
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"], ["body.id"], name=op.f("fk_joint_action_lead_id_body")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_action")),
    )
    op.create_index("ix_joint_action_state", "joint_action", ["state", "id"], unique=False)
    op.create_table(
        "joint_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["joint_id"], ["joint_action.id"], name=op.f("fk_joint_act_joint_id_joint_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_act")),
    )
    op.create_index("ix_joint_act_joint", "joint_act", ["joint_id", "id"], unique=False)
    op.create_table(
        "joint_body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("head", sa.String(length=60), nullable=False),
        sa.Column("contact", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_joint_body_body_id_body")),
        sa.ForeignKeyConstraint(
            ["joint_id"], ["joint_action.id"], name=op.f("fk_joint_body_joint_id_joint_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_body")),
        sa.UniqueConstraint("joint_id", "body_id", name=op.f("uq_joint_body_joint_id_body_id")),
    )
    op.create_table(
        "joint_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("leader", sa.String(length=60), nullable=False),
        sa.Column("area", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["joint_id"], ["joint_action.id"], name=op.f("fk_joint_group_joint_id_joint_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_group")),
        sa.UniqueConstraint("joint_id", "name", name=op.f("uq_joint_group_joint_id_name")),
    )
    op.create_table(
        "joint_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["joint_body.id"], name=op.f("fk_joint_member_body_id_joint_body")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["joint_group.id"], name=op.f("fk_joint_member_group_id_joint_group")
        ),
        sa.ForeignKeyConstraint(
            ["joint_id"], ["joint_action.id"], name=op.f("fk_joint_member_joint_id_joint_action")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_joint_member_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_member")),
    )
    op.create_index(
        "ix_joint_member_joint", "joint_member", ["joint_id", "group_id", "id"], unique=False
    )
    op.create_index(
        "ix_joint_member_person", "joint_member", ["person_id", "joint_id"], unique=False
    )
    op.create_table(
        "joint_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=6), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["joint_group.id"], name=op.f("fk_joint_place_group_id_joint_group")
        ),
        sa.ForeignKeyConstraint(
            ["joint_id"], ["joint_action.id"], name=op.f("fk_joint_place_joint_id_joint_action")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_place")),
        sa.UniqueConstraint("joint_id", "mark", name=op.f("uq_joint_place_joint_id_mark")),
    )
    op.create_index("ix_joint_place_group", "joint_place", ["group_id", "id"], unique=False)
    op.create_table(
        "joint_inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("goods", sa.Integer(), nullable=False),
        sa.Column("patent_goods", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=False),
        sa.Column("person_met", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_why", sa.String(length=200), nullable=False),
        sa.CheckConstraint(
            "goods >= 0 AND patent_goods >= 0", name=op.f("ck_joint_inspection_counts")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["joint_group.id"], name=op.f("fk_joint_inspection_group_id_joint_group")
        ),
        sa.ForeignKeyConstraint(
            ["joint_id"],
            ["joint_action.id"],
            name=op.f("fk_joint_inspection_joint_id_joint_action"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["joint_place.id"], name=op.f("fk_joint_inspection_place_id_joint_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_inspection")),
    )
    op.create_index(
        "ix_joint_inspection_joint", "joint_inspection", ["joint_id", "id"], unique=False
    )
    op.create_index(
        "ix_joint_inspection_place", "joint_inspection", ["place_id", "inspected_on"], unique=False
    )
    op.create_table(
        "joint_presence",
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["joint_inspection.id"],
            name=op.f("fk_joint_presence_inspection_id_joint_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["joint_member.id"],
            name=op.f("fk_joint_presence_member_id_joint_member"),
        ),
        sa.PrimaryKeyConstraint("inspection_id", "member_id", name=op.f("pk_joint_presence")),
    )
    op.create_index(
        op.f("ix_joint_presence_member_id"), "joint_presence", ["member_id"], unique=False
    )
    op.create_table(
        "joint_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("joint_id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("right_kind", sa.String(length=20), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("product", sa.String(length=200), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=True),
        sa.Column("patent_as_printed", sa.String(length=200), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("body_name", sa.String(length=100), nullable=False),
        sa.Column("competence", sa.String(length=400), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("measure_words", sa.String(length=400), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("outcome_number", sa.String(length=80), nullable=False),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("transfer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"], ["body.id"], name=op.f("fk_joint_finding_body_id_body")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_joint_finding_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["joint_inspection.id"],
            name=op.f("fk_joint_finding_inspection_id_joint_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["joint_id"], ["joint_action.id"], name=op.f("fk_joint_finding_joint_id_joint_action")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfer.id"], name=op.f("fk_joint_finding_transfer_id_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_finding")),
    )
    op.create_index("ix_joint_finding_case", "joint_finding", ["case_id"], unique=False)
    op.create_index(
        "ix_joint_finding_inspection", "joint_finding", ["inspection_id", "id"], unique=False
    )
    op.create_index("ix_joint_finding_joint", "joint_finding", ["joint_id", "id"], unique=False)
    op.create_table(
        "joint_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"],
            ["joint_inspection.id"],
            name=op.f("fk_joint_photo_inspection_id_joint_inspection"),
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_joint_photo_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_joint_photo")),
    )
    op.create_index(
        "ix_joint_photo_inspection", "joint_photo", ["inspection_id", "id"], unique=False
    )
    op.create_index(op.f("ix_joint_photo_sha256"), "joint_photo", ["sha256"], unique=False)


def downgrade():
    for name in (
        "joint_photo",
        "joint_finding",
        "joint_presence",
        "joint_inspection",
        "joint_place",
        "joint_member",
        "joint_group",
        "joint_body",
        "joint_act",
        "joint_action",
    ):
        op.drop_table(name)
