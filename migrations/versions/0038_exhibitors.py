"""Who exhibits: the lists read in, booths, exhibits, what was known, quick looks at marks."""

import sqlalchemy as sa
from alembic import op

revision = "0038_exhibitors"
down_revision = "0037_fairs"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "exhibitor_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.String(length=100), nullable=False),
        sa.Column("header_row", sa.Integer(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_exhibitor_list_fair_id_fair")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_exhibitor_list_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibitor_list")),
    )
    op.create_index("ix_exhibitor_list_fair", "exhibitor_list", ["fair_id", "id"])
    op.create_index("ix_exhibitor_list_sha256", "exhibitor_list", ["sha256"])
    op.create_table(
        "exhibitor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("hall", sa.String(length=60), nullable=False),
        sa.Column("booth", sa.String(length=60), nullable=False),
        sa.Column("booth_mark", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_mark", sa.String(length=200), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("contact", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("agent", sa.String(length=200), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=True),
        sa.Column("promise_sha256", sa.String(length=64), nullable=True),
        sa.Column("promise_filename", sa.String(length=200), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=True),
        sa.Column("list_row", sa.Integer(), nullable=True),
        sa.Column("gone_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_exhibitor_fair_id_fair")),
        sa.ForeignKeyConstraint(
            ["list_id"], ["exhibitor_list.id"], name=op.f("fk_exhibitor_list_id_exhibitor_list")
        ),
        sa.ForeignKeyConstraint(
            ["promise_sha256"],
            ["stored_file.sha256"],
            name=op.f("fk_exhibitor_promise_sha256_stored_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibitor")),
        sa.UniqueConstraint(
            "fair_id",
            "booth_mark",
            "name_mark",
            name=op.f("uq_exhibitor_fair_id_booth_mark_name_mark"),
        ),
    )
    op.create_index("ix_exhibitor_credit", "exhibitor", ["credit_code"])
    op.create_index("ix_exhibitor_fair", "exhibitor", ["fair_id", "id"])
    op.create_index("ix_exhibitor_name", "exhibitor", ["name_mark", "fair_id"])
    op.create_index("ix_exhibitor_promise_sha256", "exhibitor", ["promise_sha256"])
    op.create_table(
        "exhibit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("as_printed", sa.String(length=200), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_exhibit_exhibitor_id_exhibitor")
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_exhibit_fair_id_fair")),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_exhibit_patent_id_patent")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exhibit")),
    )
    op.create_index("ix_exhibit_exhibitor", "exhibit", ["exhibitor_id", "id"])
    op.create_index("ix_exhibit_fair_id", "exhibit", ["fair_id"])
    op.create_index("ix_exhibit_patent", "exhibit", ["patent_id"])
    op.create_table(
        "fair_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=40), nullable=False),
        sa.Column("device_serial", sa.Integer(), nullable=False),
        sa.Column("team", sa.String(length=40), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=True),
        sa.Column("booth", sa.String(length=60), nullable=False),
        sa.Column("product", sa.String(length=200), nullable=False),
        sa.Column("as_printed", sa.String(length=200), nullable=False),
        sa.Column("patent_id", sa.Integer(), nullable=True),
        sa.Column("is_formed", sa.Boolean(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("finding", sa.String(length=20), nullable=False),
        sa.Column("finding_words", sa.String(length=400), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("found_by", sa.String(length=60), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name=op.f("fk_fair_check_case_id_case_file")
        ),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_fair_check_exhibitor_id_exhibitor")
        ),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_check_fair_id_fair")),
        sa.ForeignKeyConstraint(
            ["patent_id"], ["patent.id"], name=op.f("fk_fair_check_patent_id_patent")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_check")),
        sa.UniqueConstraint(
            "fair_id",
            "device",
            "device_serial",
            name=op.f("uq_fair_check_fair_id_device_device_serial"),
        ),
    )
    op.create_index("ix_fair_check_case", "fair_check", ["case_id"])
    op.create_index("ix_fair_check_exhibitor_id", "fair_check", ["exhibitor_id"])
    op.create_index("ix_fair_check_fair", "fair_check", ["fair_id", "id"])
    op.create_index("ix_fair_check_patent", "fair_check", ["patent_id"])
    op.create_table(
        "fair_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("exhibitor_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("verdict_words", sa.String(length=400), nullable=False),
        sa.Column("verdict_by", sa.String(length=60), nullable=False),
        sa.Column("verdict_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_fair_warning_exhibitor_id_exhibitor")
        ),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_fair_warning_fair_id_fair")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_warning")),
        sa.UniqueConstraint(
            "exhibitor_id", "kind", "source", name=op.f("uq_fair_warning_exhibitor_id_kind_source")
        ),
    )
    op.create_index("ix_fair_warning_fair", "fair_warning", ["fair_id", "id"])


def downgrade():
    for name in (
        "fair_warning",
        "fair_check",
        "exhibit",
        "exhibitor",
        "exhibitor_list",
    ):
        op.drop_table(name)
