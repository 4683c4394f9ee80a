"""Complaints at fairs with all that hangs on them, and limits that run on one."""

import sqlalchemy as sa
from alembic import op

revision = "0039_fair_complaints"
down_revision = "0038_exhibitors"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "fair_complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("device_serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("query_code_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("complainant", sa.String(length=200), nullable=False),
        sa.Column("complainant_id_number", sa.String(length=60), nullable=False),
        sa.Column("complainant_phone", sa.String(length=40), nullable=False),
        sa.Column("complainant_address", sa.String(length=300), nullable=False),
        sa.Column("complainant_booth", sa.String(length=60), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("agent_power", sa.String(length=200), nullable=False),
        sa.Column("agent_phone", sa.String(length=40), nullable=False),
        sa.Column("right_kind", sa.String(length=20), nullable=False),
        sa.Column("patent_kind", sa.String(length=12), nullable=False),
        sa.Column("right_number", sa.String(length=80), nullable=False),
        sa.Column("right_name", sa.String(length=200), nullable=False),
        sa.Column("right_status", sa.String(length=20), nullable=False),
        sa.Column("right_status_on", sa.Date(), nullable=True),
        sa.Column("patent_id", sa.Integer(), nullable=True),
        sa.Column("exhibitor_id", sa.Integer(), nullable=True),
        sa.Column("exhibit_id", sa.Integer(), nullable=True),
        sa.Column("respondent", sa.String(length=200), nullable=False),
        sa.Column("booth", sa.String(length=60), nullable=False),
        sa.Column("exhibit", sa.String(length=300), nullable=False),
        sa.Column("is_online", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("complete_at", sa.DateTime(), nullable=True),
        sa.Column("passed_at", sa.DateTime(), nullable=True),
        sa.Column("notified_at", sa.DateTime(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("refused_for", sa.String(length=30), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("outcome_words", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("transfer_id", sa.Integer(), nullable=True),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_by_name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_fair_complaint_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["exhibit_id"], ["exhibit.id"], name=op.f("fk_fair_complaint_exhibit_id_exhibit")
        ),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"],
            ["exhibitor.id"],
            name=op.f("fk_fair_complaint_exhibitor_id_exhibitor"),
        ),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_fair_complaint_fair_id_fair")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["cooperation.id"], name=op.f("fk_fair_complaint_id_cooperation")
        ),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_fair_complaint_patent_id_patent")
        ),
        sa.ForeignKeyConstraint(
            ["transfer_id"], ["transfer.id"], name=op.f("fk_fair_complaint_transfer_id_transfer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_complaint")),
        sa.UniqueConstraint(
            "fair_id",
            "device",
            "device_serial",
            name=op.f("uq_fair_complaint_fair_id_device_device_serial"),
        ),
        sa.UniqueConstraint("number", name=op.f("uq_fair_complaint_number")),
    )
    op.create_index("ix_fair_complaint_case", "fair_complaint", ["case_id"])
    op.create_index("ix_fair_complaint_code", "fair_complaint", ["query_code_hash"])
    op.create_index("ix_fair_complaint_exhibitor", "fair_complaint", ["exhibitor_id"])
    op.create_index("ix_fair_complaint_fair", "fair_complaint", ["fair_id", "state", "id"])
    op.create_index("ix_fair_complaint_patent", "fair_complaint", ["patent_id"])
    op.create_table(
        "fair_complaint_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_complaint_act_complaint_id_fair_complaint"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_complaint_act")),
    )
    op.create_index("ix_fair_complaint_act_complaint", "fair_complaint_act", ["complaint_id", "id"])
    op.create_table(
        "fair_feature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("claimed", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_feature_complaint_id_fair_complaint"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_feature")),
    )
    op.create_index("ix_fair_feature_complaint", "fair_feature", ["complaint_id", "place"])
    op.create_table(
        "fair_material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_material_complaint_id_fair_complaint"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_material")),
        sa.UniqueConstraint("complaint_id", "key", name=op.f("uq_fair_material_complaint_id_key")),
    )
    op.create_table(
        "fair_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("exhibits", sa.String(length=400), nullable=False),
        sa.Column("clause", sa.String(length=200), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("organiser_person", sa.String(length=60), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_measure_complaint_id_fair_complaint"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_measure")),
    )
    op.create_index("ix_fair_measure_complaint", "fair_measure", ["complaint_id", "id"])
    op.create_table(
        "fair_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("exhibits", sa.String(length=400), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_order_complaint_id_fair_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_fair_order_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_order")),
    )
    op.create_index("ix_fair_order_complaint", "fair_order", ["complaint_id", "id"])
    op.create_table(
        "fair_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=True),
        sa.Column("check_id", sa.Integer(), nullable=True),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("device_serial", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(length=200), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["fair_check.id"], name=op.f("fk_fair_photo_check_id_fair_check")
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_photo_complaint_id_fair_complaint"),
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_photo_fair_id_fair")),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_fair_photo_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_photo")),
        sa.UniqueConstraint(
            "fair_id",
            "device",
            "device_serial",
            name=op.f("uq_fair_photo_fair_id_device_device_serial"),
        ),
    )
    op.create_index("ix_fair_photo_check", "fair_photo", ["check_id", "id"])
    op.create_index("ix_fair_photo_complaint", "fair_photo", ["complaint_id", "id"])
    op.create_index("ix_fair_photo_sha256", "fair_photo", ["sha256"])
    op.create_table(
        "fair_repeat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_mark", sa.String(length=200), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("is_barred", sa.Boolean(), nullable=False),
        sa.Column("barred_why", sa.String(length=400), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("lifted_why", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_repeat_complaint_id_fair_complaint"),
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_repeat_fair_id_fair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_repeat")),
        sa.UniqueConstraint("complaint_id", name=op.f("uq_fair_repeat_complaint_id")),
    )
    op.create_index("ix_fair_repeat_credit", "fair_repeat", ["credit_code"])
    op.create_index("ix_fair_repeat_fair_id", "fair_repeat", ["fair_id"])
    op.create_index("ix_fair_repeat_name", "fair_repeat", ["name_mark"])
    op.create_index("ix_fair_repeat_series", "fair_repeat", ["series", "name_mark"])
    op.create_table(
        "fair_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signed_text_sha256", sa.String(length=64), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_signature_complaint_id_fair_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_fair_signature_paper_id_paper")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_fair_signature_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_signature")),
    )
    op.create_index("ix_fair_signature_complaint", "fair_signature", ["complaint_id", "id"])
    op.create_index("ix_fair_signature_paper_id", "fair_signature", ["paper_id"])
    op.create_index("ix_fair_signature_sha256", "fair_signature", ["sha256"])
    op.create_table(
        "fair_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("officer_ids", sa.JSON(), nullable=False),
        sa.Column("officer_names", sa.String(length=200), nullable=False),
        sa.Column("present", sa.String(length=100), nullable=False),
        sa.Column("present_post", sa.String(length=60), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("samples", sa.Text(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["fair_complaint.id"],
            name=op.f("fk_fair_visit_complaint_id_fair_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["paper.id"], name=op.f("fk_fair_visit_paper_id_paper")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_visit")),
    )
    op.create_index("ix_fair_visit_complaint", "fair_visit", ["complaint_id", "id"])
    with op.batch_alter_table("deadline") as table:
        table.add_column(sa.Column("complaint_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_deadline_complaint_id_fair_complaint"),
            "fair_complaint",
            ["complaint_id"],
            ["id"],
        )
        table.create_index("ix_deadline_complaint", ["complaint_id"])
        table.drop_constraint(op.f("ck_deadline_subject"), type_="check")
        table.create_check_constraint(
            op.f("ck_deadline_subject"),
            "case_id IS NOT NULL OR ticket_id IS NOT NULL OR transfer_id IS NOT NULL"
            " OR complaint_id IS NOT NULL",
        )
    op.create_table(
        "fair_code_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_code_try")),
    )
    op.create_index("ix_fair_code_try_address", "fair_code_try", ["address", "at"])


def downgrade():
    op.execute(
        "DELETE FROM deadline WHERE case_id IS NULL AND ticket_id IS NULL AND transfer_id IS NULL"
    )
    with op.batch_alter_table("deadline") as table:
        table.drop_constraint(op.f("ck_deadline_subject"), type_="check")
        table.create_check_constraint(
            op.f("ck_deadline_subject"),
            "case_id IS NOT NULL OR ticket_id IS NOT NULL OR transfer_id IS NOT NULL",
        )
        table.drop_index("ix_deadline_complaint")
        table.drop_constraint(op.f("fk_deadline_complaint_id_fair_complaint"), type_="foreignkey")
        table.drop_column("complaint_id")
    for name in (
        "fair_code_try",
        "fair_visit",
        "fair_signature",
        "fair_repeat",
        "fair_photo",
        "fair_order",
        "fair_measure",
        "fair_material",
        "fair_feature",
        "fair_complaint_act",
        "fair_complaint",
    ):
        op.drop_table(name)
